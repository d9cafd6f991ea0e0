"""The few shapes that checks have; a check of perfxl.assess.checks is one of these with a word or two of its own."""

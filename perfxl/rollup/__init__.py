"""Many returned workbooks as one 汇总: found, read in isolated workers, matched with a roster, and proven to add up."""

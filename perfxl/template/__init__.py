"""A Standard as a blank workbook."""

"""A filled workbook as facts: sheets to grids, labels to fields, written text to numbers."""

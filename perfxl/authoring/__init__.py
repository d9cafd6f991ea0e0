"""Standards as Excel workbooks: a bureau edits plain tables, perfxl makes the standard and its template of them."""

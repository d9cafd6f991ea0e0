"""Standards as workbooks."""

"""SpreadsheetML: sheets, styles, notes, charts, names. Knows no perfxl."""

"""Open Packaging: zip parts, content types and relationships. Knows no spreadsheet."""

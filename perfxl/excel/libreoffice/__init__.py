"""LibreOffice as a program that xlwings can drive: a bridge to a running one, and an xlwings engine over it."""

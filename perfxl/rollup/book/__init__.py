"""A workbook written as a stream: rows go out as they come, so that a million of them need no memory.

Text is always written as text: nothing that came from a file can become a formula.
"""

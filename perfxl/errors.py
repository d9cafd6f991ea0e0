"""Everything perfxl raises on purpose.

PerfxlError
├── UnreadableFile        the file cannot be used: not a workbook, encrypted, truncated, a bomb, too large
├── UnsupportedFile       a workbook that can be read but not edited in place (.xls, .xlsb, .ods)
├── WrongForm             a workbook with none of the standard's sheets
├── UnwritableTarget      the result cannot be put where it was asked for
├── StandardError         a standard that is faulty; it says at which line and why
└── FormulaError          a formula that is not of the language; it says where and why

Every message is one sentence for the person who runs perfxl, in Chinese and in English.
"""

from __future__ import annotations


class PerfxlError(Exception):
    """A failure that has a sentence for the user; `zh` and `en` hold it in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en


class UnreadableFile(PerfxlError):
    """The file cannot be used at all."""


class UnsupportedFile(PerfxlError):
    """The workbook can be read, but its format cannot be edited part by part."""


class WrongForm(PerfxlError):
    """The workbook holds none of the sheets of the standard."""


class UnwritableTarget(PerfxlError):
    """The result cannot be written where it was asked for."""


class StandardError(PerfxlError):
    """A standard is faulty; the sentence names the file, the line and the reason."""


class FormulaError(PerfxlError):
    """A formula is not of the language; `position` counts characters from 0."""

    def __init__(self, zh: str, en: str, position: int = 0) -> None:
        super().__init__(zh, en)
        self.position = position

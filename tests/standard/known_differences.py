"""Where another engine is known to say something else than Excel, and why. Nothing else may differ."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownDifference:
    """The formulas it concerns, as a pattern, and what the other engine does."""

    pattern: str
    reason: str
    in_errors_only: bool = False
    """Both results are errors, but not the same error."""

    def concerns(self, formula: str, both_errors: bool) -> bool:
        return re.search(self.pattern, formula) is not None and (both_errors or not self.in_errors_only)


LIBREOFFICE = (
    KnownDifference(r"G1|=TRUE", "keeps a truth value in a cell or written out as the number 1"),
    KnownDifference(r'IF\([A-G]1:[A-G]4,"\?\?"', "lets wildcards match numbers"),
    KnownDifference(r"TEXT\(", 'formats the binary value: TEXT(1.005,"0%") is 100%'),
    KnownDifference("", "names another of two errors, and a #REF! by INDEX #VALUE!", in_errors_only=True),
    KnownDifference(r'FIND\(""', "finds no empty text"),
    KnownDifference(r"0\^0|A3\^0", "has 1 for 0^0"),
    KnownDifference(r'SUM\("20"', "does not read a text among arguments as a number"),
)

FORMULAS = (
    KnownDifference(r"C3", "takes a text that looks like a number for one within ranges, and then fails to compare it"),
    KnownDifference(r"--", "reads two minus signs as a plus sign, which makes no number of a truth value"),
    KnownDifference(r"IF\(\w+:\w+,", "reads criteria otherwise for texts, wildcards, blanks and truth values"),
    KnownDifference(r'TEXT\(.*"#,##0', "groups digits wrongly below a thousand"),
    KnownDifference(r"B3", "does not read 85% as 0.85 everywhere"),
    KnownDifference(r"DATE\(.*G4", "rounds a negative fraction of a month down"),
    KnownDifference(r"SUBSTITUTE\(", "replaces an empty text"),
    KnownDifference(r"TRIM\(", "leaves spaces between words"),
    KnownDifference(r"A2\^0\.5", "has complex numbers"),
    KnownDifference(r"IF\(.*(B1|F4)", "makes a 0 of a blank that IF or IFERROR gives"),
    KnownDifference("", "names another of two errors", in_errors_only=True),
    KnownDifference(r"ROUND|TEXT\(|INT\(", "rounds the binary value: ROUND(1.005,2) is 1"),
)

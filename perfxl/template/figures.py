"""Beside 审核, out of print: how far each figure may have been rounded, and whether it is a figure at all.

A written amount stands for all that rounds to it, here as in perfxl's own evaluation: at the decimals of the standard;
where a unit writes all its amounts with fewer, at those; where one is written with more, at its own. On a sheet that is
not in 万元 each stands for what it shows. A rate is rounded where it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from perfxl.sml.a1 import letters
from perfxl.standard.model import ENOUGH_AMOUNTS, Field, Standard
from perfxl.standard.render import plain_number
from perfxl.template.layout import Box
from perfxl.template.pen import SCRATCH, Pen

NAME, HALF, PERCENT_HALF, WORDS = range(26, 30)
"""The columns: a name; half of its last decimal, for all its figures together; the same of a rate that was typed
without its percent sign; how many of its figures are text."""

_MORE = 2
"""Decimals of an amount behind those of the standard that are told apart."""

_MORE_OF_RATE = 4

_MARKS = ("——", "—", "-", "/", "无", "……")
"""What stands in place of a figure and counts as none."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Where this stands: a row for each name, from `first` on."""

    standard: Standard
    names: tuple[str, ...]
    first: int

    def half(self, name: str) -> str:
        """The cell with half of a name's last decimal; empty where its figures are exact."""
        return "" if self._decimals(name) is None else self._at(HALF, name)

    def percent_half(self, name: str) -> str:
        """The same of a rate that was typed without its percent sign; empty of anything else."""
        field = self._field(name)
        return self._at(PERCENT_HALF, name) if field is not None and field.kind == "rate" else ""

    def texts(self, names: Iterable[str]) -> str:
        """How many of the figures of these names are text."""
        return f"SUM({','.join(self._at(WORDS, name) for name in names)})"

    def write(self, pen: Pen, amounts: Iterable[Box]) -> None:
        """Writes all of it; `amounts` are the cells of the form that take an amount."""
        pen.row = self.first - 1
        pen.put(NAME, "写出的小数位", SCRATCH)
        pen.put(HALF, f"={self._unit_decimals([box.absolute for box in amounts])}", SCRATCH)
        for pen.row, name in enumerate(self.names, self.first):
            pen.put(NAME, name, SCRATCH)
            pen.put(WORDS, f"={_texts(name)}", SCRATCH)
            decimals = self._decimals(name)
            if decimals is not None and self.percent_half(name):
                pen.put(HALF, f"={_half_of_rate(name, decimals)}", SCRATCH)
                pen.put(PERCENT_HALF, f"={_half_of_rate(f'({name}/100)', decimals)}", SCRATCH)
            elif decimals is not None:
                pen.put(HALF, f"={self._halves(name, decimals)}", SCRATCH)

    def _at(self, column: int, name: str) -> str:
        return f"${letters(column)}${self.first + self.names.index(name)}"

    def _field(self, name: str) -> Field | None:
        fields = self.standard.fields
        if name not in self.standard.ranges:
            return fields.get(name)
        block, _, column = self.standard.ranges[name]
        return next((item for item in fields.values() if (item.block, item.column) == (block, column)), None)

    def _decimals(self, name: str) -> int | None:
        field = self._field(name)
        return None if field is None else field.decimals

    def _halves(self, name: str, decimals: int) -> str:
        """Half of the last decimal, for each figure: the unit's decimals, or its own where it has more."""
        unit = f"${letters(HALF)}${self.first - 1}"
        least = unit if decimals == self._usual else f"MIN({decimals},{unit})"
        text = f"0.5/10^{least}*COUNT({name})"
        for digits in range(1, decimals + _MORE + 1):
            where = f"*({least}<{digits})" if digits <= decimals else ""
            text += f"-{plain_number(Decimal(45).scaleb(-digits - 1))}{where}*{_with_decimals(name, digits)}"
        return f"ROUND({text},6)"

    @property
    def _usual(self) -> int:
        """The decimals of an amount in the standard, the most there are."""
        fields = self.standard.fields.values()
        return max((field.decimals or 0 for field in fields if field.kind == "amount"), default=0)

    def _unit_decimals(self, amounts: list[str]) -> str:
        """The most decimals of any amount, where there are enough of them to tell."""
        texts = "SUMPRODUCT(ISTEXT({0})*ISNUMBER(1/LEN({0})))"
        enough = "+".join(f"COUNT({place})-COUNTIF({place},0)+{texts.format(place)}" for place in amounts) or "0"
        finest = "0"
        for digits in range(1, self._usual + 1):
            some = "+".join(_with_decimals(place, digits) for place in amounts)
            finest = f"IF({some}>0,{digits},{finest})"
        written = f"IF({enough}<{ENOUGH_AMOUNTS},{self._usual},{finest})"
        unit = next((field.name for field in self.standard.fields.values() if field.kind == "unit"), None)
        return f'IF(OR({unit}="",ISNUMBER(FIND("万",{unit}))),{written},0)' if unit else written


def _with_decimals(place: str, least: int) -> str:
    """How many figures of a place are written with so many decimals at least."""
    return f'SUMPRODUCT(ISNUMBER({place})*ISNUMBER(FIND(".",LEFT({place},LEN({place})-{least}))))'


def _texts(place: str) -> str:
    """How many cells of a place hold a text that is no mark: what is written there no formula adds up."""
    marks = "".join(f'-COUNTIF({place},"{mark}")' for mark in _MARKS)
    return f'SUMPRODUCT(ISTEXT({place})*(LEN(SUBSTITUTE(TRIM({place}),"　",""))>0)){marks}'


def _half_of_rate(rate: str, decimals: int) -> str:
    half = Decimal(5).scaleb(-decimals - 1)
    text = plain_number(half.scaleb(-_MORE_OF_RATE))
    for more in range(_MORE_OF_RATE - 1, -1, -1):
        shown = f"ROUND({rate},{decimals + more})=ROUND({rate},9)"
        text = f"IF({shown},{plain_number(half.scaleb(-more))},{text})"
    return f"IFERROR({text},0)"

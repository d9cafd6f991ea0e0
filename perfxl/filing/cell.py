"""A cell read as a fact: its state, its value in the standard's unit, and the decimals it was written with."""

from __future__ import annotations

from decimal import Decimal

from perfxl.filing.grid import Grid
from perfxl.filing.labels import normal
from perfxl.filing.model import Fact, State
from perfxl.filing.numeral import Numeral, numeral
from perfxl.standard.model import Kind

_MONEY = {"亿元": 8, "亿": 8, "千万元": 7, "百万元": 6, "十万元": 5, "万元": 4, "万": 4, "千元": 3, "百元": 2, "元": 0}
"""Units of money by their power of ten of a yuan (元)."""
_COUNTED = ("人", "名", "个", "位", "人次", "编", "分", "")


def money_power(unit: str) -> int | None:
    """The power of ten that a unit of money is of a yuan, None where it is none."""
    return _MONEY.get(unit)


def fact(
    grid: Grid, row: int, column: int, name: str, label: str, kind: Kind, places: int = 0, standard_unit: str = "万元"
) -> Fact:
    """The fact in a cell. `places` shifts bare amounts into `standard_unit`: −4 where the sheet counts in 元 and the
    standard in 万元; an amount with its own unit (3500元) is shifted by that."""
    state, value, decimals = _read(grid, (row, column), kind, places, standard_unit)
    return Fact(
        name,
        label,
        state,
        value,
        grid.text(row, column).strip(),
        grid.name,
        grid.ref(row, column),
        decimals,
        formula(grid, row, column),
    )


def _read(
    grid: Grid, place: tuple[int, int], kind: Kind, places: int, standard_unit: str
) -> tuple[State, Decimal | None, int | None]:
    """State, value and decimals of a cell. Brackets make an amount negative, but no count and no weight: （30）."""
    if place in grid.errors:
        return "error", None, None
    if place in grid.uncached:
        return "uncached", None, None
    raw = grid.raw(*place)
    number = numeral(raw)
    if number.state != "number" or number.value is None or number.decimals is None:
        return number.state, None, None
    if kind == "rate":
        fits, places = number.unit in ("", "%", "‰"), 0
    elif kind == "amount":
        fits, places = _money(number, places, standard_unit)
    else:
        fits, places = kind == "count" and number.unit in _COUNTED, 0
    if not fits:
        return "text", None, None
    if kind == "count":
        bracketed = isinstance(raw, str) and normal(raw).startswith("(")
        return "number", abs(number.value) if bracketed else number.value, None
    return "number", number.value.scaleb(places), number.decimals - places


def missing(name: str, label: str, sheet: str | None = None, cell: str | None = None) -> Fact:
    """The fact of a field that was not found; `sheet` and `cell` say where it should stand, if that is known."""
    return Fact(name, label, "missing", None, "", sheet, cell)


def formula(grid: Grid, row: int, column: int) -> str | None:
    """The cell's formula with its "=", if it has one."""
    text = grid.formulas.get((row, column))
    return None if text is None else f"={text}"


def _money(number: Numeral, places: int, standard_unit: str) -> tuple[bool, int]:
    if not number.unit:
        return True, places
    power, own = money_power(number.unit), money_power(standard_unit)
    return (True, power - own) if power is not None and own is not None else (False, 0)

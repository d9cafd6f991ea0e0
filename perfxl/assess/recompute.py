"""What a formula of the filled workbook comes to now, from the values that the workbook holds, as Excel would see them.

The formulas of the template are known already parsed; only others need the parser, which is slow to import.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.row_formulas import row_formulas
from perfxl.errors import FormulaError
from perfxl.filing.model import Fact, FormulaCell, IndicatorRow
from perfxl.filing.names import reference, targets
from perfxl.sml.a1 import cell as a1
from perfxl.standard.evaluate import MOST_CELLS, evaluate
from perfxl.standard.formula import Binary, Call, Column, Formula, Name, Reference, Text
from perfxl.standard.interval import Interval
from perfxl.standard.render import to_excel
from perfxl.standard.values import BLANK, Array, Blank, ErrorValue, NotAvailable, Scalar, Undecidable, Value

Cached = Decimal | str | bool

RELATIVE = Decimal("1e-9")
"""By how much two results may differ, as a part of the result, and be the same in binary arithmetic."""

_TYPED_PLACES = 6
"""Up to so many decimals a value read from a workbook may have been freed of noise from four places further on."""

_NO_NAME = Undecidable("公式里的名称不在表内")
_LOST_NAME = Undecidable("公式里的名称已经失效，或指到了别处")
_NO_SHEET = Undecidable("公式引用了别的工作表或工作簿")
_NO_ROW = Undecidable("公式引用了表格列")


def recompute(case: Case, cell: FormulaCell) -> Value:
    """What the formula comes to; Undecidable, with the reason, where that cannot be told."""
    formula = _of_template(case, cell) or _parsed(cell.formula)
    return evaluate(formula, WorkbookScope(case, cell.sheet)) if isinstance(formula, Formula) else formula


@lru_cache(maxsize=2048)
def _parsed(formula: str) -> Formula | Undecidable:
    """Any other formula, and why it cannot be read."""
    from perfxl.standard.parse import parse

    try:
        return parse(formula)
    except FormulaError as error:
        return Undecidable(error.zh)


def same(cached: Cached, now: Scalar) -> bool | None:
    """Whether a cached result is the result there is now; None where the two cannot be compared."""
    if isinstance(now, Interval) and now.point is not None:
        if isinstance(cached, Decimal):
            return abs(cached - now.point) <= _tolerance(cached)
        return False if cached == "" or _is_error(cached) else None
    if isinstance(now, ErrorValue):
        return cached == now.code if _is_error(cached) else (False if isinstance(cached, Decimal) else None)
    if isinstance(now, bool) or isinstance(cached, bool):
        return now is cached if isinstance(now, bool) and isinstance(cached, bool) else None
    if isinstance(now, str):
        return now == cached if isinstance(cached, str) else (False if now == "" else None)
    return None


def shown_result(value: Cached | Scalar) -> str:
    """A result for a sentence."""
    if isinstance(value, Interval):
        return plain(value.point) if value.point is not None else "?"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, ErrorValue):
        return value.code
    if isinstance(value, Blank | NotAvailable | Undecidable) or value == "":
        return "空"
    return str(value)


class WorkbookScope:
    """The values of the workbook's cells as they are: a number written as text is a text. Names are those of fields and
    of ranges of fields, [列] the cells of a column of the indicator table."""

    def __init__(self, case: Case, sheet: str) -> None:
        self._case = case
        self._sheet = sheet
        self._grids = case.filing.workbook.grids

    def name(self, name: str) -> Value:
        """The cell of a field, where the workbook's name leads to it too; a broken name (#REF!) leads nowhere."""
        fact = self._case.filing.facts.get(name)
        if name in self._case.standard.ranges:
            return self._range(name)
        if fact is None or fact.state == "missing":
            return _NO_NAME
        named = self._case.filing.workbook.names.get(name)
        target = targets({name: named or ""}).get(name)
        led = None if target is None else (target[0], a1(*target[1]))
        return _LOST_NAME if named is not None and led != (fact.sheet, fact.cell) else self._of(fact)

    def column(self, name: str, this_row: bool) -> Value:
        """The cells of a column of the indicator table; rows as such are not known here."""
        facts = [row.facts[name] for row in _table_rows(self._case) if name in row.facts]
        if this_row or not facts:
            return _NO_ROW
        return Array.column(tuple(self._of(fact) for fact in facts))

    def reference(self, reference: Reference) -> Value:
        """The cells of a reference, on a sheet of the form."""
        grid = self._grids.get(self._sheet if reference.sheet is None else reference.sheet)
        if grid is None:
            return _NO_SHEET
        if reference.size > MOST_CELLS:
            return Undecidable("公式引用的区域太大")
        columns = range(reference.first_column, reference.last_column + 1)
        rows = range(reference.first_row, reference.last_row + 1)
        cells = tuple(tuple(_scalar(grid.get(a1(row, column))) for column in columns) for row in rows)
        return cells[0][0] if reference.size == 1 else Array(cells)

    def _range(self, name: str) -> Value:
        """The cells that the workbook's name leads to, else those of the fields and free rows below one another."""
        named = self._case.filing.workbook.names.get(name)
        if named is None:
            facts = [fact for fact in self._case.facts_of(name) if fact.state != "missing"]
            return Array.column(tuple(map(self._of, facts))) if facts else _NO_NAME
        area = reference(named)
        return _LOST_NAME if area is None else self.reference(area)

    def _of(self, fact: Fact) -> Scalar:
        grid = self._grids.get(fact.sheet or "")
        return _NO_SHEET if grid is None or fact.cell is None else _scalar(grid.get(fact.cell))


@lru_cache(maxsize=512)
def plain_formula(formula: str) -> str:
    """A formula's text for comparison: spaces, $ signs, quotes round sheet names and small letters make no difference;
    what stands in double quotes is left as it is."""
    parts = formula.strip().lstrip("=＝").split('"')
    for at in range(0, len(parts), 2):
        parts[at] = "".join(parts[at].split()).replace("$", "").replace("'", "").upper()
    return '"'.join(parts)


def _of_template(case: Case, cell: FormulaCell) -> Formula | None:
    """The standard's own formula, where the cell holds it, over names or over the cells of those names."""
    written = plain_formula(cell.formula)
    formula = case.formulas_by_cell.get((cell.sheet, cell.cell))
    if formula is None:
        known = row_formulas(case, (cell.sheet, cell.cell))
        return next((each for each in known if plain_formula(to_excel(each)) == written), None) or _echo(case, written)
    if plain_formula(formula.once(to_excel)) == written:
        return formula
    over_cells = to_excel(formula, lambda column: _span(case, column), lambda name: _cell(case, name))
    return formula if plain_formula(over_cells) == written else None


def _echo(case: Case, written: str) -> Formula | None:
    """The template's way to show a field once more: IF(金额单位="","",金额单位)."""
    name = written.removeprefix("IF(").partition("=")[0]
    if name not in case.standard.fields or written != f'IF({name}="","",{name})':
        return None
    field, nothing = Name(name), Text("")
    return Formula(f"={written}", Call("IF", (Binary("=", field, nothing), nothing, field)))


def _cell(case: Case, name: str) -> str:
    fact = case.filing.facts.get(name)
    return name if fact is None or fact.cell is None else fact.cell


def _span(case: Case, column: Column) -> str:
    cells = [row.facts[column.name].cell for row in _table_rows(case) if column.name in row.facts]
    return f"{cells[0]}:{cells[-1]}" if cells else column.name


def _table_rows(case: Case) -> Sequence[IndicatorRow]:
    """The rows of the table itself, behind those beside it."""
    return case.filing.rows[len(case.standard.table.beside) :]


def _scalar(value: Cached | None) -> Scalar:
    if value is None:
        return BLANK
    if isinstance(value, Decimal):
        return Interval.exact(value)
    return ErrorValue(value) if isinstance(value, str) and _is_error(value) else value


def _is_error(value: Cached) -> bool:
    return isinstance(value, str) and value.startswith("#") and value.rstrip("!?").isupper()


def _tolerance(cached: Decimal) -> Decimal:
    exponent = cached.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    noise = Decimal(1).scaleb(-places - 4) if places <= _TYPED_PLACES else Decimal(0)
    return max(abs(cached) * RELATIVE, noise)

"""A filing read by its own standard and carried into the current template of a standard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from perfxl.errors import UnwritableTarget
from perfxl.filing.detect import detect
from perfxl.filing.model import Fact
from perfxl.filing.numeral import parse
from perfxl.filing.read import read
from perfxl.migration.carry import Load, left, load_of, signatures
from perfxl.migration.model import Empty, Homeless, Migration
from perfxl.migration.stray import strays
from perfxl.sml.a1 import letters
from perfxl.standard.loader import load
from perfxl.standard.model import TOTAL_SCORE, Level, Standard
from perfxl.template.fill import Filled, Kept, fill
from perfxl.template.layout import Box
from perfxl.template.results import results_of
from perfxl.template.rows import Planned

Results = Mapping[str, Mapping[str, Decimal | str | bool]]


def migrate(path: Path, out: Path, standard: Standard | None = None, *, password: str | None = None) -> Migration:
    """Carry the filing at `path` into a new workbook at `out`: the template of `standard`, by default of the current
    version of the filing's own. Raises UnreadableFile and WrongForm, and UnwritableTarget for a target that is there.

    Everything in the old filing is in the new workbook or in the result's `homeless`."""
    if out.exists():
        raise UnwritableTarget(f"{out} 已存在，未覆盖。", f"{out} exists and was left alone.")
    found = detect(path, password=password)
    filing = read(path, found.standard, password=password, book=found.book)
    old, new = found.standard, standard or load(found.standard.id)
    cargo = load_of(filing, old, new, _percents(path, filing.sheets.values()))
    filled = fill(new, cargo.data)
    results = results_of(filled.form.workbook)
    lost = [*cargo.homeless, *_computed(cargo, filled, results)]
    lost += strays(filing, old, signatures(filing, old))
    lost += [Homeless(name, "A1", "整张表", "", "工作簿里同样的另一张表，没有转入") for name in filing.alike]
    filled.form.save(out)
    return Migration(
        path=out,
        source=f"{old.id}@{old.version}",
        target=f"{new.id}@{new.version}",
        carried=cargo.carried,
        homeless=tuple(dict.fromkeys(lost)),
        empty=tuple(_empty(filled, new)),
    )


def _percents(path: Path, sheets: Iterable[str | None]) -> frozenset[tuple[str, str]]:
    """The cells (sheet, A1) of an .xlsx that show a number as a percentage; none where that cannot be told."""
    import openpyxl

    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as workbook:
            return frozenset(
                (name, cell.coordinate)
                for name in {name for name in sheets if name}
                for row in workbook[name].iter_rows()
                for cell in row
                if cell.value is not None and "%" in cell.number_format
            )
    except Exception:  # an .xls, an encrypted workbook, one that openpyxl does not read: figures stay as they are
        return frozenset()


# ---- what the new form computes instead


def _computed(cargo: Load, filled: Filled, results: Results) -> Iterator[Homeless]:
    """Figures of the old filing that the new form computes, where it comes to something else."""
    for kept in filled.kept:
        fact = _origin(cargo, kept)
        if fact is not None:
            yield from _if_other(fact, kept.value, results[kept.box.sheet][kept.box.cell])
    total = filled.form.layout.names.get(TOTAL_SCORE)
    declared = cargo.fields.get(TOTAL_SCORE)
    if total is not None and declared is not None and declared.value is not None:
        label = filled.form.standard.table.total.label
        yield from _if_other(declared._replace(label=label), declared.value, results[total.sheet][total.cell])


def _origin(cargo: Load, kept: Kept) -> Fact | None:
    if kept.row is None:
        return cargo.fields.get(kept.name)
    carried = cargo.rows.get(id(kept.row))
    return carried.origin.get(kept.column) if carried is not None else None


def _if_other(fact: Fact, value: str | Decimal, result: Decimal | str | bool) -> Iterator[Homeless]:
    written = value if isinstance(value, Decimal) else parse(value).value
    if isinstance(result, Decimal) and written is not None:
        decimals = max(0, -int(written.as_tuple().exponent))
        if abs(result - written) <= Decimal(1).scaleb(-decimals) / 2:
            return
    elif str(result) == str(value):
        return
    shown = f"{result.normalize():f}" if isinstance(result, Decimal) else str(result) or "空"
    yield left(fact, f"新表由公式计算，得{shown}")


# ---- what is still to be filled


def _empty(filled: Filled, standard: Standard) -> Iterator[Empty]:
    names = filled.form.layout.names
    for name, field in standard.fields.items():
        if field.required and name in names and _is_empty(filled, names[name]):
            yield Empty(names[name].sheet, names[name].cell, field.label)
    yield from _empty_rows(filled)


def _empty_rows(filled: Filled) -> Iterator[Empty]:
    """The score of each indicator, and the actual value of each that has a name of level 3. Of a level-2 indicator for
    which nothing was carried over and whose rows have no names, that of the first row."""
    carried = {row.offset: row for row in filled.rows}
    offset = 0
    for indicator in filled.form.standard.indicators:
        for group in indicator.groups:
            rows = range(offset, offset + len(group.items))
            asked = [row for row in rows if row in carried or group.items[row - offset].level3] or rows[:1]
            for row in asked:
                name = _name(filled, carried.get(row), group.items[row - offset].level3)
                yield from _unfilled(filled, row, name or group.level2, bool(name))
            offset += len(group.items)


def _unfilled(filled: Filled, offset: int, name: str, named: bool) -> Iterator[Empty]:
    table = filled.form.layout.table
    kinds: tuple[Level, ...] = ("actual", "score") if named else ("score",)
    for kind in kinds:
        column = filled.form.standard.table.column(kind)
        if column is not None:
            at, row = table.columns[column.key], table.first + offset
            if _is_empty(filled, Box(table.sheet, row, at, row, at)):
                yield Empty(table.sheet, f"{letters(at)}{row}", f"{name} {column.header}")


def _name(filled: Filled, row: Planned | None, level3: str) -> str:
    column = filled.form.standard.table.column("level3")
    return level3 or (str(row.values.get(column.key, "")) if row is not None and column is not None else "")


def _is_empty(filled: Filled, box: Box) -> bool:
    return filled.form.workbook[box.sheet][box.cell].value in (None, "")

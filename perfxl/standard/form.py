"""The form in a standard's file: sheets, blocks, and the fields and ranges they spread out into."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from perfxl.standard.document import Entry
from perfxl.standard.formula import Formula
from perfxl.standard.model import EXACT, NUMBER_KINDS, Block, Column, Field, Kind, Row, Sheet, SheetKey
from perfxl.standard.names import Names
from perfxl.standard.wording import plain_header, plain_label

KINDS: tuple[Kind, ...] = ("amount", "count", "rate", "text", "long_text")
LAYOUTS: tuple[Literal["grid", "label"], ...] = ("grid", "label")
MOST_FIELDS = 2000
"""More cells than any form has; a file that asks for more is refused."""

_DECIMALS: dict[Kind, int | None] = {"amount": 2, "rate": 2, "count": EXACT}
_LABEL_ROW = ("key", "label", "aliases", "indent", "kind", "required", "decimals", "formula", "beside")
_GRID_ROW = (
    *("key", "label", "aliases", "indent", "group", "details", "detail_labels", "detail_indent"),
    *("required", "decimals", "formula"),
)


@dataclass(slots=True)
class Form:
    """What has been read of the form."""

    amount_decimals: int | None = 2
    sheets: dict[SheetKey, Sheet] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)
    ranges: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)


def read_form(root: Entry) -> Form:
    """Sheets, blocks, fields and ranges; formulas are parsed, their names not yet looked up."""
    decimals = root.decimals()
    form = Form() if isinstance(decimals, str) else Form(decimals)
    sheets = root.entry("sheets")
    for key in sheets.values:
        form.sheets[key] = _sheet(sheets.entry(key), key)
    if not form.sheets:
        root.blame("sheets", "“sheets”里至少要有一张表", "“sheets” must name at least one sheet")
    root.each("block", lambda entry: _BlockReader(entry, form).read())
    blocks = root.values["block"]
    if not isinstance(blocks, list) or len(form.blocks) < len(blocks):
        root.doc.unsure.add("")
    return form


def _sheet(entry: Entry, key: SheetKey) -> Sheet:
    entry.only("name", "annex", "title", "aliases", "note", "signatures")
    name = entry.text("name")
    if not 0 < len(name) <= 31 or any(char in name for char in "[]:*?/\\'"):
        entry.blame("name", f"“{name}”不能作工作表名（1–31 字，不含 []:*?/\\'）", f"“{name}” cannot be a sheet's name")
    return Sheet(
        key=key,
        name=name,
        annex=entry.text("annex"),
        title=entry.text("title"),
        aliases=entry.texts("aliases"),
        note=entry.text("note", ""),
        signatures=entry.texts("signatures"),
    )


class _BlockReader:
    """Reads one [[block]] into the form."""

    def __init__(self, entry: Entry, form: Form) -> None:
        self._entry = entry
        self._form = form
        self._rows: list[tuple[Entry, Row]] = []
        self._columns: list[tuple[Entry, Column]] = []

    def read(self) -> None:
        """Adds the block with its fields and ranges."""
        block = self._block()
        self._form.blocks.append(block)
        if not all(entry.sound("key") for entry, _ in self._columns):
            self._entry.doc.unsure.add("")
        if not all(entry.sound("key") for entry, _ in self._rows):
            self._entry.doc.unsure |= {f"_{column.key}" for column in block.columns} or {""}
        for row_entry, row in self._rows:
            if block.layout == "label":
                self._label_field(block, row_entry, row)
            for column_entry, column in self._columns:
                if not column.only or row.key in column.only:
                    self._grid_field(block, row_entry, row, column_entry, column)
        self._give_ranges(block)
        if len(self._form.fields) > MOST_FIELDS:
            raise self._entry.fault(None, f"字段超过 {MOST_FIELDS} 个", f"over {MOST_FIELDS} fields")

    def _block(self) -> Block:
        entry = self._entry
        entry.only("id", "sheet", "layout", "label", "columns", "rows", "prefix", "spare_rows")
        block_id = entry.text("id")
        if any(block_id == other.id for other in self._form.blocks):
            entry.blame("id", f"两个块同名“{block_id}”", f"two blocks of the id “{block_id}”")
        layout = entry.choice("layout", LAYOUTS)
        if not entry.sound("layout"):
            layout = "grid" if entry.has("columns") else "label"
        self._rows = [(row, _row(row, layout == "grid")) for row in entry.entries("rows")]
        if layout == "grid":
            self._columns = [(column, _column(column)) for column in entry.entries("columns")]
        elif entry.has("columns"):
            entry.blame("columns", "label 块没有列", "a block of layout label has no columns")
        _refuse_twice([(item, value.key) for item, value in self._columns], "列", "columns")
        _refuse_twice([(item, value.key) for item, value in self._rows], "行", "rows")
        for item, column in self._columns:
            _refuse_unknown_rows(item, column, {row.key for _, row in self._rows})
        return Block(
            id=block_id,
            sheet=entry.choice("sheet", tuple(self._form.sheets)),
            layout=layout,
            label=entry.text("label") if layout == "grid" else entry.text("label", ""),
            columns=tuple(column for _, column in self._columns),
            rows=tuple(row for _, row in self._rows),
            prefix=entry.text("prefix", ""),
            spare_rows=entry.whole("spare_rows", 0, 1000, 0),
        )

    def _label_field(self, block: Block, entry: Entry, row: Row) -> None:
        kind = entry.choice("kind", (*KINDS, "unit"), "text")
        name = block.field_name(row, None)
        self._add(
            Field(
                name=name,
                sheet=block.sheet,
                block=block.id,
                row=row.key,
                column="",
                label=plain_label(row.label),
                kind=kind,
                decimals=self._decimals(kind, entry, entry),
                required=entry.flag("required"),
                formula=entry.formula("formula", {"行": name}) if entry.has("formula") else None,
            ),
            entry,
        )

    def _grid_field(self, block: Block, row_entry: Entry, row: Row, entry: Entry, column: Column) -> None:
        self._add(
            Field(
                name=block.field_name(row, column),
                sheet=block.sheet,
                block=block.id,
                row=row.key,
                column=column.key,
                label=plain_label(row.label) + plain_header(column.header),
                kind=column.kind,
                decimals=self._decimals(column.kind, row_entry, entry),
                required=column.required or self._demanded(row_entry, column),
                formula=_formula(block, row_entry, row, entry, column),
                preset=entry.number("preset") if entry.has("preset") else None,
            ),
            row_entry,
        )

    def _demanded(self, row: Entry, column: Column) -> bool:
        """Whether the row demands the column: its amounts, or those columns that it lists."""
        if not isinstance(row.values.get("required"), list):
            return row.flag("required") and column.kind != "rate"
        listed = row.texts("required")
        known = [known.key for _, known in self._columns]
        for key in listed:
            if key not in known:
                row.blame("required", f"“required”里没有“{key}”这一列", f"“required” names no column “{key}”")
        return column.key in listed

    def _add(self, new: Field, entry: Entry) -> None:
        self._form.names.give(new.name, entry, "key")
        self._form.fields[new.name] = new

    def _decimals(self, kind: Kind, row: Entry, column: Entry) -> int | None:
        """Those of the row (not for a rate), else of the column, else of the standard, else of the kind."""
        own = "" if kind == "rate" and row is not column else row.decimals()
        given = own if own != "" else column.decimals()
        if kind not in NUMBER_KINDS:
            return EXACT
        if isinstance(given, str):
            return self._form.amount_decimals if kind == "amount" else _DECIMALS[kind]
        return given

    def _give_ranges(self, block: Block) -> None:
        """Names the free rows below a row, and the rows of a group, in every column that all rows have, but rates."""
        groups: set[str] = set()
        for entry, row in self._rows:
            if row.details is not None:
                self._give_range(block, row.details, entry, "details")
            if row.group is not None and row.group not in groups:
                groups.add(row.group)
                self._give_range(block, row.group, entry, "group")

    def _give_range(self, block: Block, rows: str, entry: Entry, key: str) -> None:
        for column in block.columns:
            if column.kind != "rate" and not column.only:
                name = self._form.names.give(block.range_name(rows, column), entry, key)
                self._form.ranges[name] = (block.id, rows, column.key)


def _row(entry: Entry, grid: bool) -> Row:
    entry.only(*(_GRID_ROW if grid else _LABEL_ROW))
    label = entry.text("label")
    if not grid:
        indent, beside = entry.whole("indent", 0, 20, 0), entry.flag("beside")
        return Row(entry.text("key"), label, entry.texts("aliases"), indent, beside=beside)
    return Row(
        key=entry.text("key"),
        label=label,
        aliases=entry.texts("aliases"),
        indent=entry.whole("indent", 0, 20, 0),
        group=entry.text("group") if entry.has("group") else None,
        details=entry.text("details") if entry.has("details") else None,
        detail_labels=entry.texts("detail_labels"),
        detail_indent=entry.whole("detail_indent", 0, 20, 0),
    )


def _column(entry: Entry) -> Column:
    entry.only("key", "header", "aliases", "kind", "required", "decimals", "formula", "only", "preset")
    kind = entry.choice("kind", KINDS)
    return Column(
        entry.text("key"),
        entry.text("header"),
        entry.texts("aliases"),
        kind,
        entry.flag("required"),
        entry.texts("only"),
    )


def _refuse_unknown_rows(entry: Entry, column: Column, rows: Collection[str]) -> None:
    for key in column.only:
        if key not in rows:
            entry.blame("only", f"“only”里没有“{key}”这一行", f"“only” names no row “{key}”")


def _formula(block: Block, row_entry: Entry, row: Row, column_entry: Entry, column: Column) -> Formula | None:
    """The column's formula, or the row's in columns that all rows have, but rates; {行} and {列} are this cell's."""
    places = {"行": block.field_name(row, None), "列": column.key}
    if column_entry.has("formula"):
        return column_entry.formula("formula", places)
    if row_entry.has("formula") and column.kind != "rate" and not column.only:
        return row_entry.formula("formula", places)
    return None


def _refuse_twice(keys: list[tuple[Entry, str]], zh: str, en: str) -> None:
    seen: dict[str, Entry] = {}
    for entry, key in keys:
        if key in seen and entry.sound("key"):
            where, there = entry.doc.mention(seen[key].at("key"))
            entry.blame("key", f"两{zh}同名“{key}”：{where}已有", f"two {en} named “{key}”: {there} has it")
        seen.setdefault(key, entry)

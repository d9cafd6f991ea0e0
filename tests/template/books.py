"""Templates for tests: built, reopened, filled cell by cell, and looked at as small text tables."""

from __future__ import annotations

import functools
import importlib.util
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from perfxl.standard.loader import load
from perfxl.standard.model import Standard
from perfxl.template.builder import Draft, build, draft
from perfxl.template.results import results_of

ROOT = Path(__file__).parents[2]
BASE, SELF, AUDIT = "附件1 基础数据表", "附件2 自评表", "审核"
HUNAN: Standard = load("hunan-2020")


@functools.cache
def blank() -> Workbook:
    """The blank template as a reader finds it: saved and opened again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blank.xlsx"
        build(HUNAN, path)
        return load_workbook(path)


def sheet_of(book: Workbook, name: str) -> Worksheet:
    """A worksheet by its name."""
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def texts(sheet: Worksheet, rows: range, columns: str) -> list[str]:
    """Rows as "a | b | c", a blank cell as nothing."""
    return [" | ".join(str(sheet[f"{column}{row}"].value or "") for column in columns) for row in rows]


def audited(figures: Mapping[str, Decimal | str], standard: Standard = HUNAN) -> dict[str, list[list[str]]]:
    """The rows of 审核 by their field, after `figures`, by name of the field or by cell of 附件2, are filled in."""
    form = draft(standard)
    for place, value in figures.items():
        if place in form.layout.names:
            box = form.layout.names[place]
            form.workbook[box.sheet][box.cell] = value
        else:
            form.workbook[SELF][place] = value
    return rows_of(results_of(form.workbook)[AUDIT], form.workbook[AUDIT])


def rows_of(results: Mapping[str, object], sheet: Worksheet) -> dict[str, list[list[str]]]:
    """The rows of 审核 from its third section on up to the rates, by the name in column C: [item, result, nature]."""
    rows = dict[str, list[list[str]]]()
    for row in range(1, sheet.max_row + 1):
        cells = [str(results.get(f"{column}{row}", sheet[f"{column}{row}"].value) or "") for column in "BCHI"]
        rows.setdefault(cells[1], []).append([cells[0], cells[2], cells[3]])
    return rows


def verdict(rows: Mapping[str, list[list[str]]], field: str, item: str) -> str:
    """The result of one check of a field."""
    return next(result for title, result, _ in rows[field] if title == item)


@functools.cache
def samples() -> ModuleType:
    """The script that makes the samples."""
    spec = importlib.util.spec_from_file_location("make_samples", ROOT / "scripts" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def sample(name: str) -> Draft:
    """A filled template, not yet saved."""
    data = tomllib.loads((ROOT / "scripts" / "data" / f"{name}.toml").read_text("utf-8"))
    form: Draft = samples().filled(data)
    return form

"""The finished workbook as a file: results put into its formula cells, and the same bytes whenever it is built."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from openpyxl.workbook.workbook import Workbook

from perfxl.sml.escape import content

Result = Decimal | str | bool
Results = Mapping[str, Mapping[str, Result]]
"""What formulas come to: by sheet, then by cell."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_BUILT = rb"\g<1>2020-01-01T00:00:00Z\g<2>"
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)(?: t="[a-z]+")?><f>(.*?)</f><v ?/?>(?:</v>)?</c>')


def save(workbook: Workbook, path: Path, results: Results) -> None:
    """Writes `workbook` to `path` with the result of each of its formulas."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    parts = _parts_of_sheets(workbook)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name in sorted(made.namelist(), key=_order):
            part = made.read(name)
            if name == _CORE:
                part = _STAMP.sub(_BUILT, part)
            elif name in parts:
                part = with_results(part, results[parts[name]])
            _write(out, name, part)


def _parts_of_sheets(workbook: Workbook) -> dict[str, str]:
    """The sheet that each part holds; openpyxl numbers them in their order."""
    return {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(workbook.sheetnames, 1)}


def _order(name: str) -> tuple[int, str]:
    """Content types and relationships first, as a reader meets them."""
    first = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
    return (first.index(name) if name in first else len(first), name)


def _write(out: zipfile.ZipFile, name: str, part: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 0, 0
    out.writestr(entry, part)


def with_results(part: bytes, results: Mapping[str, Result]) -> bytes:
    """A worksheet as openpyxl writes it, with the result in each of its formula cells."""

    def fill(match: re.Match[bytes]) -> bytes:
        cell, style, formula = match.groups()
        kind, value = _written(results[cell.decode()])
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (cell, style, kind, formula, value)

    filled, count = _FORMULA_CELL.subn(fill, part)
    if count != part.count(b"<f>"):
        raise ValueError("a formula cell is not written the way it was expected")
    return filled


def _written(result: Result) -> tuple[bytes, bytes]:
    match result:
        case bool():
            return b' t="b"', b"1" if result else b"0"
        case Decimal():
            return b"", number(result).encode()
        case str() if result.startswith("#"):
            return b' t="e"', result.encode()
    return b' t="str"', content(result).encode()


def number(value: Decimal) -> str:
    """A number as Excel stores it: at most 17 digits, those that a double has."""
    return repr(float(value)).removesuffix(".0") if value != value.to_integral_value() else f"{value:.0f}"

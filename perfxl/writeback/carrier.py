"""A workbook that carries the findings alone, for files that cannot be edited part by part (.xls, .xlsb, .ods)."""

from __future__ import annotations

import io
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from perfxl.opc.atomic import replacing
from perfxl.opc.package import Package
from perfxl.report.markup import MarkUp
from perfxl.sml import ns
from perfxl.sml.sheet import Cell, NewSheet
from perfxl.writeback.engine import Order, Work, file_digest
from perfxl.writeback.receipt import Receipt

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BLANK = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{ns.LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{ns.MAIN}" xmlns:r="{ns.LINKS}"><sheets/></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"/>',
}


def write_carrier(source: Path, target: Path, markup: MarkUp, *, receipt: Path | None = None) -> Receipt:
    """Write a new workbook that holds the sheets of the markup; its links to the source's cells are plain text. The
    receipt's warnings say so; with `receipt` it is written there too."""
    own = {sheet.name for sheet in markup.sheets}
    alone = MarkUp(sheets=tuple(_unlinked(sheet, own) for sheet in markup.sheets))
    work = Work(Package(_blank()), Order(source, target, alone, kind="carrier"))
    work.edit()
    with replacing(target) as out:
        saved = work.save(out)
    warning = f"{source.suffix} 格式不能在原表上做标记，差异清单和评分汇总已另存为新的 {target.name}"
    written = replace(work.receipt(file_digest(source), file_digest(target), saved), warnings=(warning,))
    if receipt is not None:
        with replacing(receipt) as out:
            out.write(written.to_json().encode())
    return written


def _blank() -> bytes:
    """A workbook without a sheet."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in _BLANK.items():
            archive.writestr(ZipInfo(name), _HEAD + text)
    return out.getvalue()


def _unlinked(sheet: NewSheet, own: Collection[str]) -> NewSheet:
    cells = {place: cell if _stays(cell, own) else replace(cell, link=None) for place, cell in sheet.cells.items()}
    return replace(sheet, cells=cells)


def _stays(cell: Cell, own: Collection[str]) -> bool:
    """Whether a cell's link, if it has one, leads to a sheet of the carrier."""
    return cell.link is None or cell.link.rpartition("!")[0].strip("'").replace("''", "'") in own

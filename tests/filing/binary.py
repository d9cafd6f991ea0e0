"""The smallest .xlsb workbook: the texts and numbers of grids as [MS-XLSB] records."""

from __future__ import annotations

import io
import struct
import zipfile

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_LINKS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsb(grids) -> bytes:
    """The workbook with one sheet a grid."""
    bundle, links = b"", ""
    for number, name in enumerate(grids, 1):
        bundle += _record(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        links += f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.bin"/>'
    root = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", f"<Relationships {_LINKS}>{root}</Relationships>")
        package.writestr("xl/workbook.bin", b"".join(map(_record, (131, 143))) + bundle + _record(144) + _record(132))
        package.writestr("xl/_rels/workbook.bin.rels", f"<Relationships {_LINKS}>{links}</Relationships>")
        for number, its in enumerate(grids.values(), 1):
            package.writestr(f"xl/worksheets/sheet{number}.bin", sheet(its.cells))
    return buffer.getvalue()


def sheet(cells) -> bytes:
    """A worksheet part with these cells, by (row, column) from 1."""
    rows, last = b"", 0
    for (row, column), value in sorted(cells.items()):
        if row != last:
            rows, last = rows + _record(0, struct.pack("<IIHHBI", row - 1, 0, 0, 0, 0, 0)), row
        place = struct.pack("<II", column - 1, 0)
        rows += (
            _record(6, place + _wide(value)) if isinstance(value, str) else _record(5, place + struct.pack("<d", value))
        )
    size = struct.pack("<IIII", 0, 0, 0, 0)
    return _record(129) + _record(148, size) + _record(145) + rows + _record(146) + _record(130)


def _record(kind: int, data: bytes = b"") -> bytes:
    return _sevens(kind) + _sevens(len(data)) + data


def _sevens(number: int) -> bytes:
    out = b""
    while True:
        number, low = number >> 7, number & 0x7F
        out += bytes([low | (0x80 if number else 0)])
        if not number:
            return out


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")

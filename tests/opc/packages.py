"""Packages written by hand, as small texts: the odd ones that real programs produce."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Parts = dict[str, str | bytes]


def zipped(parts: Parts, path: Path, *, stored: bool = False) -> Path:
    """A zip file of parts, in their order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 2, 3, 4, 5, 6)), content, archive.compression)
    return path


def streamed(parts: Parts, path: Path) -> Path:
    """The same, written to a stream that cannot seek: sizes come in data descriptors."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:  # type: ignore[override]
            self.data += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(bytes(pipe.data))
    return path


def zip64(parts: Parts, path: Path) -> Path:
    """The same with every size, place and count in zip64 records, as writers of unknown lengths make it."""
    out, central = b"", b""
    for name, content in parts.items():
        data, raw = content.encode() if isinstance(content, str) else content, name.encode()
        packed, crc, at = zlib.compress(data, wbits=-15), zlib.crc32(data), len(out)
        common = (45, 0x800, 8, 0, 0x21, crc, 0xFFFFFFFF, 0xFFFFFFFF, len(raw))
        sizes = struct.pack("<2Q", len(data), len(packed))
        out += struct.pack("<4s5H3I2H", b"PK\x03\x04", *common, 20) + raw + struct.pack("<2H", 1, 16) + sizes + packed
        central += struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 45, *common, 28, 0, 0, 0, 0, 0xFFFFFFFF)
        central += raw + struct.pack("<2H", 1, 24) + sizes + struct.pack("<Q", at)
    count, start = len(parts), len(out)
    end = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(central), start)
    end += struct.pack("<4sIQI", b"PK\x06\x07", 0, start + len(central), 1)
    end += struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(out + central + end)
    return path


def relationships(*links: tuple[str, str, str]) -> str:
    """A relationships part: (id, type, target)."""
    body = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{target}"/>' for i, t, target in links)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def types(overrides: dict[str, str], defaults: dict[str, str] | None = None) -> str:
    """A content types part."""
    known = {"rels": RELS_TYPE, "xml": "application/xml"} if defaults is None else defaults
    body = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in known.items())
    body += "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in overrides.items())
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{body}</Types>'


def sheet(body: str = "<sheetData/>", main: str = MAIN, links: str = LINKS) -> str:
    """A worksheet part."""
    return f'{HEAD}<worksheet xmlns="{main}" xmlns:r="{links}">{body}</worksheet>'


def workbook(*names: str, main: str = MAIN, links: str = LINKS, tail: str = "") -> str:
    """A workbook part whose sheets have the ids rId1, rId2, …"""
    tabs = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    return f'{HEAD}<workbook xmlns="{main}" xmlns:r="{links}"><sheets>{tabs}</sheets>{tail}</workbook>'


STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


def book(sheet_xml: str | bytes | None = None, *, styles: str | bytes | None = STYLES, **more: str | bytes) -> Parts:
    """A workbook of one sheet, 表一; `more` adds parts or replaces them, "__" standing for "/" and "_0" for "."."""
    parts: Parts = {
        "[Content_Types].xml": types(
            {"xl/workbook.xml": BOOK_TYPE, "xl/worksheets/sheet1.xml": SHEET_TYPE, "xl/styles.xml": STYLES_TYPE}
        ),
        "_rels/.rels": relationships(("rId1", f"{LINKS}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook("表一"),
        "xl/_rels/workbook.xml.rels": relationships(
            ("rId1", f"{LINKS}/worksheet", "worksheets/sheet1.xml"), ("rId9", f"{LINKS}/styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet() if sheet_xml is None else sheet_xml,
    }
    if styles is not None:
        parts["xl/styles.xml"] = styles
    return parts | more


def read(path: Path) -> dict[str, bytes]:
    """The parts of a zip file."""
    with zipfile.ZipFile(path) as archive:
        return {info.orig_filename: archive.read(info) for info in archive.infolist()}


def raw(path: Path) -> dict[str, bytes]:
    """Of each entry the very bytes in the file: local header, packed data."""
    data, found = path.read_bytes(), {}
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            names, extra = struct.unpack("<2H", data[info.header_offset + 26 : info.header_offset + 30])
            end = info.header_offset + 30 + names + extra + info.compress_size
            found[info.orig_filename] = data[info.header_offset : end]
    return found

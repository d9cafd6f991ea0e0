"""The dir stream, [MS-OVBA] 2.3.4.2: what a project refers to and which modules it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import pack

from perfxl.excel.vba.module import Kind, Module

CODE_PAGE = 1252
"""Any would do: names and sources are ASCII."""

_ENGLISH = pack("<I", 0x409)
_VERSION = pack("<HIIH", 0x09, 4, 0x64AF0A5F, 6)
REFERENCES = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
        r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)


def directory(project: str, modules: Sequence[Module]) -> bytes:
    """The dir stream, not yet compressed. Every module starts at offset 0: there is source and no compiled code."""
    return b"".join(
        [
            _information(project),
            *(_reference(name, library) for name, library in REFERENCES),
            _record(0x0F, pack("<H", len(modules))),
            _record(0x13, b"\xff\xff"),
            *map(_module, modules),
            _record(0x10),
        ]
    )


def _record(number: int, data: bytes = b"") -> bytes:
    return pack("<HI", number, len(data)) + data


def _empty(numbers: Iterable[int]) -> bytes:
    return b"".join(map(_record, numbers))


def _information(project: str) -> bytes:
    """SysKind (64-bit Windows), languages, code page, name; no description, help file or constants; the version."""
    head = _record(0x01, pack("<I", 3)) + _record(0x02, _ENGLISH) + _record(0x14, _ENGLISH)
    head += _record(0x03, pack("<H", CODE_PAGE)) + _record(0x04, project.encode("ascii"))
    head += _empty((0x05, 0x40, 0x06, 0x3D)) + _record(0x07, bytes(4)) + _record(0x08, bytes(4))
    return head + _VERSION + _empty((0x0C, 0x3C))


def _reference(name: str, library: str) -> bytes:
    text = library.encode("ascii")
    head = _record(0x16, name.encode("ascii")) + _record(0x3E, name.encode("utf-16-le"))
    return head + _record(0x0D, pack("<I", len(text)) + text + bytes(6))


def _module(module: Module) -> bytes:
    """Name, stream name, no description, text at offset 0, no help, cookie; whether it is code or an object."""
    narrow, wide = module.name.encode("ascii"), module.name.encode("utf-16-le")
    head = _record(0x19, narrow) + _record(0x47, wide) + _record(0x1A, narrow) + _record(0x32, wide)
    head += _empty((0x1C, 0x48)) + _record(0x31, bytes(4)) + _record(0x1E, bytes(4)) + _record(0x2C, b"\xff\xff")
    return head + _record(0x21 if module.kind is Kind.STANDARD else 0x22) + _record(0x2B)

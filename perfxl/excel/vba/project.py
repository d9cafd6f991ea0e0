"""vbaProject.bin from modules, [MS-OVBA] 2.2 and 2.3: source text only; Excel compiles it on loading."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from perfxl.excel.vba.compound import compound_file
from perfxl.excel.vba.compression import compress
from perfxl.excel.vba.directory import directory
from perfxl.excel.vba.module import Kind, Module
from perfxl.excel.vba.obfuscation import obfuscated

NAME = "VBAProject"
_NO_COMPILED_CODE = b"\xcc\x61\xff\xff\x00\x01\x00"
_LINES = {Kind.STANDARD: "Module={}", Kind.CLASS: "Class={}"}
_DOCUMENT = "Document={}/&H00000000"
_EXTENDER = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"


def project(modules: Sequence[Module]) -> bytes:
    """The project: the workbook's module first, then one for each sheet, then the rest. Equal sources give equal bytes;
    the project's id is a digest of them."""
    names = [module.name.lower() for module in modules]
    if len(set(names)) < len(names):
        raise ValueError("two modules of one name")
    streams = {module.name: compress(module.stream().encode("ascii")) for module in modules}
    vba = {"_VBA_PROJECT": _NO_COMPILED_CODE, "dir": compress(directory(NAME, modules)), **streams}
    return compound_file({"VBA": vba, "PROJECT": _project(modules).encode("ascii"), "PROJECTwm": _names(modules)})


def _id(modules: Sequence[Module]) -> str:
    text = "\0".join(module.stream() for module in modules)
    return f"{{{UUID(bytes=sha256(text.encode('ascii')).digest()[:16], version=4)}}}".upper()


def _project(modules: Sequence[Module]) -> str:
    project_id = _id(modules)
    lines = [
        f'ID="{project_id}"',
        *(_LINES.get(module.kind, _DOCUMENT).format(module.name) for module in modules),
        f'Name="{NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{obfuscated(project_id, bytes(4))}"',  # not protected
        f'DPB="{obfuscated(project_id, bytes(1))}"',  # no password
        f'GC="{obfuscated(project_id, bytes([0xFF]))}"',  # visible
        "",
        "[Host Extender Info]",
        _EXTENDER,
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _names(modules: Sequence[Module]) -> bytes:
    """The PROJECTwm stream: each module's name, narrow and wide."""
    pairs = (m.name.encode("ascii") + b"\0" + m.name.encode("utf-16-le") + b"\0\0" for m in modules)
    return b"".join(pairs) + b"\0\0"

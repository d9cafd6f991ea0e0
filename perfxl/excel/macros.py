"""The macro sources as modules, and everything a package needs to hold them: project, ribbon, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from perfxl.excel.parts import Parts
from perfxl.excel.ribbon import NAMESPACES, RELATIONSHIPS, ribbon
from perfxl.excel.texts import TEXTS
from perfxl.excel.vba.module import Kind, Module
from perfxl.excel.vba.project import project
from perfxl.sml import ns
from perfxl.sml.escape import content

WORKBOOK_MODULE = "ThisWorkbook"
_VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_VBA_TYPE = "application/vnd.ms-office.vbaProject"


def sources(system: str = "") -> tuple[Module, ...]:
    """The standard modules, from the .bas files of this package, by name. For macOS (system "darwin") those in the
    folder mac take the place of others: what Windows does not know cannot stand in a source that compiles there."""
    folder = files("perfxl.excel") / "macros"
    found = {path.name: path for path in folder.iterdir() if path.name.endswith(".bas")}
    if system == "darwin":
        found |= {path.name: path for path in (folder / "mac").iterdir()}
    return tuple(
        Module(name.removesuffix(".bas"), path.read_text(encoding="ascii")) for name, path in sorted(found.items())
    )


def modules(sheets: Sequence[str], system: str = "") -> tuple[Module, ...]:
    """All modules of a workbook whose sheets have these codeNames."""
    documents = [Module(WORKBOOK_MODULE, "", Kind.WORKBOOK), *(Module(name, "", Kind.WORKSHEET) for name in sheets)]
    return (*documents, *sources(system))


def embed(parts: Parts, sheets: Sequence[str], system: str = "") -> None:
    """Put the project and the ribbon into a workbook's package."""
    parts.add("xl/vbaProject.bin", project(modules(sheets, system)), _VBA_TYPE)
    parts.link("xl/workbook.xml", _VBA, "vbaProject.bin")
    for name, namespace in NAMESPACES.items():
        parts.add(name, ribbon(namespace), "application/xml")
        parts.link("", RELATIONSHIPS[name], name)


def texts_sheet(code_name: str) -> str:
    """The worksheet part with the sentences."""
    rows = "".join(
        f'<row r="{number}">{_cell(f"A{number}", key)}{_cell(f"B{number}", text)}</row>'
        for number, (key, text) in enumerate(TEXTS.items(), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{ns.MAIN}"><sheetPr codeName="{code_name}"/><sheetData>{rows}</sheetData></worksheet>'
    )


def _cell(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{content(text)}</t></is></c>'

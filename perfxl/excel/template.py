"""A template with buttons: the .xlsx of a standard as an .xlsm with the macros, the ribbon and a sheet of buttons."""

from __future__ import annotations

import re
from pathlib import Path

from perfxl.excel.buttons import NAME as BUTTONS
from perfxl.excel.buttons import drawing, sheet
from perfxl.excel.macros import WORKBOOK_MODULE, embed, texts_sheet
from perfxl.excel.parts import LINKS, Parts, unpacked
from perfxl.excel.texts import SHEET as TEXTS_SHEET
from perfxl.opc.escape import quote
from perfxl.sml import ns
from perfxl.template.instructions import NAME as INSTRUCTIONS

MAIN_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_WORKBOOK = "xl/workbook.xml"
_FIRST_LINE = re.compile(r'<c r="A3" s="([0-9]+)"')
_SHEET_TAG = re.compile(r"<sheet [^>]*?/>")


def with_macros(template: Path) -> bytes:
    """The .xlsm of a template that perfxl built; the same template gives the same bytes."""
    parts = unpacked(template.read_bytes())
    parts.types[_WORKBOOK] = MAIN_TYPE
    names = [f"Sheet{number}" for number, _ in enumerate(_sheets(parts), 1)]
    for tag, name in zip(_sheets(parts), names, strict=True):
        _name_sheet(parts, parts.target(_WORKBOOK, _attribute(tag, "id")), name)
    _name_workbook(parts)
    names += [_add_buttons(parts, len(names) + 1), _add_texts(parts, len(names) + 2)]
    embed(parts, names)
    return parts.packed()


def _sheets(parts: Parts) -> list[str]:
    return _SHEET_TAG.findall(parts.text(_WORKBOOK))


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'[ :]{name}="([^"]*)"', tag)
    assert found is not None, tag
    return found[1]


def _name_sheet(parts: Parts, part: str, name: str) -> None:
    parts.data[part] = parts.text(part).replace("<sheetPr", f'<sheetPr codeName="{name}"', 1).encode()


def _name_workbook(parts: Parts) -> None:
    named = f'<workbookPr codeName="{WORKBOOK_MODULE}"'
    parts.data[_WORKBOOK] = parts.text(_WORKBOOK).replace("<workbookPr", named, 1).encode()


def _add_buttons(parts: Parts, number: int) -> str:
    part, name = f"xl/worksheets/sheet{number}.xml", f"Sheet{number}"
    parts.add("xl/drawings/drawing1.xml", drawing(), ns.DRAWING)
    link = parts.link(part, f"{LINKS}/drawing", "../drawings/drawing1.xml")
    parts.add(part, sheet(name, link, _format_of_lines(parts)), ns.WORKSHEET)
    _add_tab(parts, BUTTONS, number, "visible")
    return name


def _format_of_lines(parts: Parts) -> str:
    """The number of the format that lines of 填报说明 have."""
    tag = next(tag for tag in _sheets(parts) if _attribute(tag, "name") == INSTRUCTIONS)
    found = _FIRST_LINE.search(parts.text(parts.target(_WORKBOOK, _attribute(tag, "id"))))
    assert found is not None
    return found[1]


def _add_texts(parts: Parts, number: int) -> str:
    name = f"Sheet{number}"
    parts.add(f"xl/worksheets/sheet{number}.xml", texts_sheet(name), ns.WORKSHEET)
    _add_tab(parts, TEXTS_SHEET, number, "veryHidden")
    return name


def _add_tab(parts: Parts, name: str, number: int, state: str) -> None:
    link = parts.link(_WORKBOOK, f"{LINKS}/worksheet", f"worksheets/sheet{number}.xml")
    tag = f'<sheet xmlns:r="{ns.LINKS}" name={quote(name)} sheetId="{number}" state="{state}" r:id="{link}"/>'
    parts.data[_WORKBOOK] = parts.text(_WORKBOOK).replace("</sheets>", f"{tag}</sheets>", 1).encode()

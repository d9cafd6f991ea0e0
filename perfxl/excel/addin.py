"""perfxl.xlam: the add-in, from text, the same bytes every time; one for macOS, one for all others."""

from __future__ import annotations

from perfxl.excel.macros import WORKBOOK_MODULE, embed, texts_sheet
from perfxl.excel.parts import LINKS, Parts
from perfxl.excel.texts import SHEET
from perfxl.sml import ns

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'<styleSheet xmlns="{ns.MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def addin(system: str = "") -> bytes:
    """The add-in: one sheet with the sentences, the macros for this `sys.platform`, the ribbon."""
    parts = Parts()
    parts.add("xl/worksheets/sheet1.xml", texts_sheet("Sheet1"), f"{_TYPE}.worksheet+xml")
    parts.add("xl/styles.xml", _HEAD + _STYLES, f"{_TYPE}.styles+xml")
    sheet = parts.link("xl/workbook.xml", f"{LINKS}/worksheet", "worksheets/sheet1.xml")
    parts.link("xl/workbook.xml", f"{LINKS}/styles", "styles.xml")
    parts.add("xl/workbook.xml", _workbook(sheet), "application/vnd.ms-excel.addin.macroEnabled.main+xml")
    parts.link("", f"{LINKS}/officeDocument", "xl/workbook.xml")
    embed(parts, ["Sheet1"], system)
    return parts.packed()


def _workbook(sheet: str) -> str:
    return (
        f'{_HEAD}<workbook xmlns="{ns.MAIN}" xmlns:r="{ns.LINKS}"><workbookPr codeName="{WORKBOOK_MODULE}"/>'
        f'<bookViews><workbookView visibility="hidden"/></bookViews>'
        f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="{sheet}"/></sheets></workbook>'
    )

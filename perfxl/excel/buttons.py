"""The sheet 操作 of a template with macros: a button for each action, for programs that show no ribbon."""

from __future__ import annotations

from perfxl.excel.actions import ACTIONS, Action
from perfxl.sml import ns
from perfxl.sml.escape import content

NAME = "操作"
TITLE = "点按钮办理（与功能区“绩效自评”相同）。按钮没有反应，是宏没有启用：见上方黄条，或请信息科协助。"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIRST, _STEP = 3, 2
"""The row of the first button, and from one to the next."""


def sheet(code_name: str, link: str, style: str) -> str:
    """The worksheet part; `link` is the id of its drawing, `style` the number of the format of its lines."""
    rows = f'<row r="1" ht="30" customHeight="1">{_cell("B1", TITLE, "0")}</row>'
    for row, action in _rows():
        rows += f'<row r="{row}" ht="30" customHeight="1">{_cell(f"D{row}", action.tip, style)}</row>'
    return (
        f'{_HEAD}<worksheet xmlns="{ns.MAIN}" xmlns:r="{ns.LINKS}"><sheetPr codeName="{code_name}">'
        '<pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
        '<cols><col min="1" max="1" width="3" customWidth="1"/><col min="2" max="2" width="20" customWidth="1"/>'
        '<col min="3" max="3" width="3" customWidth="1"/><col min="4" max="4" width="90" customWidth="1"/></cols>'
        f"<sheetData>{rows}</sheetData>"
        f'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><drawing r:id="{link}"/></worksheet>'
    )


def drawing() -> str:
    """The drawing part: a shape for each action, which runs its macro when it is clicked."""
    shapes = "".join(_shape(number, row, action) for number, (row, action) in enumerate(_rows(), 1))
    return f'{_HEAD}<xdr:wsDr xmlns:xdr="{_DRAWING}" xmlns:a="{_SHAPES}">{shapes}</xdr:wsDr>'


def _rows() -> list[tuple[int, Action]]:
    return [(_FIRST + _STEP * number, action) for number, action in enumerate(ACTIONS)]


def _cell(ref: str, text: str, style: str) -> str:
    return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t>{content(text)}</t></is></c>'


def _shape(number: int, row: int, action: Action) -> str:
    return (
        f"<xdr:twoCellAnchor>{_corner('from', 1, row - 1)}{_corner('to', 2, row)}"
        f'<xdr:sp macro="[0]!{action.macro}" textlink=""><xdr:nvSpPr>'
        f'<xdr:cNvPr id="{number + 1}" name="{action.macro}" descr="{action.label}"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill></xdr:spPr>'
        '<xdr:txBody><a:bodyPr anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r>'
        '<a:rPr lang="zh-CN" sz="1200" b="1"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>'
        f"<a:t>{action.label}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
    )


def _corner(name: str, column: int, row: int) -> str:
    return (
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
    )

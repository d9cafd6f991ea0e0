"""The XML of a worksheet that perfxl adds: CT_Worksheet (ECMA-376-1, 18.3.1.99) written from a NewSheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from perfxl.sml.a1 import MAX_COLUMN
from perfxl.sml.a1 import cell as cell_name
from perfxl.sml.escape import attribute, content, fitting, text_element
from perfxl.sml.reference import absolute, on_sheet, position
from perfxl.sml.sheet import Cell, CellStyle, DropDown, NewSheet, PageSetup, Value

A4 = 9
"""ST_PaperSize of A4."""
MAX_PROMPT = 255
"""Characters that the prompt of a validation, or its list of choices, may have."""
LARGEST_EXPONENT = 300
"""A number of a larger decimal exponent is not one for Excel: it is written as text."""

_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STRING = ' t="str"'


def sheet_xml(
    sheet: NewSheet, xf: Mapping[CellStyle, int], *, namespace: str, rel_namespace: str, drawing_rid: str | None
) -> bytes:
    """The worksheet part. `xf` gives the index in cellXfs of each style that the sheet's cells use; `drawing_rid` is
    the relationship of the drawing with the sheet's charts. The children stand in the order the schema asks for."""
    parts = (
        _HEADER,
        f'<worksheet xmlns="{namespace}" xmlns:r="{rel_namespace}">',
        _properties(sheet),
        f'<dimension ref="{_dimension(sheet)}"/>',
        _view(sheet),
        '<sheetFormatPr defaultRowHeight="15"/>',
        _columns(sheet.widths),
        _data(sheet, xf),
        f'<autoFilter ref="{sheet.autofilter}"/>' if sheet.autofilter else "",
        _merges(sheet.merges),
        _validations(sheet.drop_downs),
        _hyperlinks(sheet.cells),
        _page(sheet.page),
        f'<drawing r:id="{attribute(drawing_rid)}"/>' if drawing_rid else "",
        "</worksheet>",
    )
    return "".join(parts).encode("utf-8")


def defined_names(sheet: NewSheet) -> list[tuple[str, str]]:
    """The sheet's own names and what they stand for: repeated rows, print area, and the filtered range, which Excel
    wants as a hidden name. All of them are local to the sheet."""
    names = []
    if sheet.autofilter:
        names.append(("_xlnm._FilterDatabase", on_sheet(sheet.name, absolute(sheet.autofilter))))
    if sheet.page.print_area:
        names.append(("_xlnm.Print_Area", on_sheet(sheet.name, absolute(sheet.page.print_area))))
    if sheet.page.repeat_rows:
        first, _, last = sheet.page.repeat_rows.partition(":")
        names.append(("_xlnm.Print_Titles", on_sheet(sheet.name, f"${first}:${last or first}")))
    return names


def _properties(sheet: NewSheet) -> str:
    tab = f'<tabColor rgb="FF{sheet.tab_color}"/>' if sheet.tab_color else ""
    return f'<sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr>'


def _dimension(sheet: NewSheet) -> str:
    if not sheet.cells:
        return "A1"
    rows = [row for row, _ in sheet.cells]
    columns = [column for _, column in sheet.cells]
    first, last = cell_name(min(rows), min(columns)), cell_name(max(rows), max(columns))
    return first if first == last else f"{first}:{last}"


def _view(sheet: NewSheet) -> str:
    lines = "" if sheet.gridlines else ' showGridLines="0"'
    return f'<sheetViews><sheetView{lines} workbookViewId="0">{_pane(sheet.freeze)}</sheetView></sheetViews>'


def _pane(freeze: str | None) -> str:
    row, column = position(freeze) if freeze else (1, 1)
    if (row, column) == (1, 1):
        return ""
    across = f' xSplit="{column - 1}"' if column > 1 else ""
    down = f' ySplit="{row - 1}"' if row > 1 else ""
    active = "bottomRight" if across and down else "topRight" if across else "bottomLeft"
    return (
        f'<pane{across}{down} topLeftCell="{freeze}" activePane="{active}" state="frozen"/>'
        f'<selection pane="{active}" activeCell="{freeze}" sqref="{freeze}"/>'
    )


def _columns(widths: Mapping[int, float]) -> str:
    if not widths:
        return ""
    written = "".join(
        f'<col min="{column}" max="{column}" width="{width:g}" customWidth="1"/>'
        for column, width in sorted(widths.items())
    )
    return f"<cols>{written}</cols>"


def _data(sheet: NewSheet, xf: Mapping[CellStyle, int]) -> str:
    rows = {
        row: "".join(_cell(cell_name(*place), sheet.cells[place], xf) for place in places)
        for row, places in groupby(sorted(sheet.cells), key=lambda place: place[0])
    }
    written = (_row(row, rows.get(row, ""), sheet.heights.get(row)) for row in sorted({*rows, *sheet.heights}))
    return f"<sheetData>{''.join(written)}</sheetData>"


def _row(row: int, cells: str, height: float | None) -> str:
    tall = f' ht="{height:g}" customHeight="1"' if height is not None else ""
    return f'<row r="{row}"{tall}>{cells}</row>'


def _cell(reference: str, cell: Cell, xf: Mapping[CellStyle, int]) -> str:
    start = f'<c r="{reference}" s="{xf[cell.style]}"'
    kind, value = _result(cell.value)
    if cell.formula is not None:
        return f"{start}{kind}><f>{content(cell.formula.removeprefix('='))}</f>{value}</c>"
    if kind == _STRING:
        return f'{start} t="inlineStr"><is>{text_element(str(cell.value))}</is></c>'
    return f"{start}{kind}>{value}</c>" if value else f"{start}/>"


def _result(value: Value) -> tuple[str, str]:
    """The type attribute and the `<v>` of a cell that has this value as its result."""
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return ' t="b"', f"<v>{int(value)}</v>"
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < LARGEST_EXPONENT:
        return "", f"<v>{value:f}</v>"
    return _STRING, f"<v>{content(fitting(str(value)))}</v>"


def _merges(merges: tuple[str, ...]) -> str:
    if not merges:
        return ""
    written = "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
    return f'<mergeCells count="{len(merges)}">{written}</mergeCells>'


def _validations(drop_downs: tuple[DropDown, ...]) -> str:
    if not drop_downs:
        return ""
    written = "".join(_validation(drop_down) for drop_down in drop_downs)
    return f'<dataValidations count="{len(drop_downs)}">{written}</dataValidations>'


def _validation(drop_down: DropDown) -> str:
    choices = ",".join(drop_down.choices)
    if any("," in choice for choice in drop_down.choices) or len(choices) > MAX_PROMPT:
        raise ValueError(f"a list of choices has no commas and at most {MAX_PROMPT} characters: {choices!r}")
    listed = choices.replace('"', '""')
    prompt = f' prompt="{attribute(drop_down.prompt[:MAX_PROMPT])}"' if drop_down.prompt else ""
    shown = ' showInputMessage="1"' if prompt else ""
    refused = ' showErrorMessage="1"' if drop_down.strict else ""
    return (
        f'<dataValidation type="list" allowBlank="1"{shown}{refused}{prompt} sqref="{drop_down.ref}">'
        f'<formula1>"{content(listed)}"</formula1></dataValidation>'
    )


def _hyperlinks(cells: Mapping[tuple[int, int], Cell]) -> str:
    links = "".join(_links(cells))
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _links(cells: Mapping[tuple[int, int], Cell]) -> Iterator[str]:
    for place in sorted(cells):
        link = cells[place].link
        if link:
            yield f'<hyperlink ref="{cell_name(*place)}" location="{attribute(link)}"/>'


def _page(page: PageSetup) -> str:
    left, right, top, bottom = page.margins
    orientation = "landscape" if page.landscape else "portrait"
    return (
        '<printOptions horizontalCentered="1"/>'
        f'<pageMargins left="{left}" right="{right}" top="{top}" bottom="{bottom}" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="{A4}" orientation="{orientation}" fitToHeight="{page.fit_to_height}"/>'
        f"<headerFooter><oddFooter>{content(page.footer)}</oddFooter></headerFooter>{_breaks(page.breaks)}"
    )


def _breaks(rows: tuple[int, ...]) -> str:
    """Page breaks above these rows; a break's id is the row above it."""
    if not rows:
        return ""
    written = "".join(f'<brk id="{row - 1}" max="{MAX_COLUMN - 1}" man="1"/>' for row in rows)
    return f'<rowBreaks count="{len(rows)}" manualBreakCount="{len(rows)}">{written}</rowBreaks>'

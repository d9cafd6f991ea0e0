"""The smallest workbook that holds nothing but new sheets, so that they can be opened without the writer."""

from __future__ import annotations

import zipfile
from pathlib import Path

from perfxl.sml import ns
from perfxl.sml.chart import chart_xml
from perfxl.sml.drawing import drawing_xml
from perfxl.sml.escape import attribute, content
from perfxl.sml.newsheet import defined_names, sheet_xml
from perfxl.sml.sheet import CellStyle, NewSheet

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def save(path: Path, *sheets: NewSheet, strict: bool = False) -> Path:
    """A workbook with `sheets` at `path`."""
    main = ns.MAIN_STRICT if strict else ns.MAIN
    styles = list(dict.fromkeys(cell.style for sheet in sheets for cell in sheet.cells.values()))
    parts: dict[str, tuple[str, bytes]] = {
        "xl/workbook.xml": (_WORKBOOK, _workbook(sheets, main)),
        "xl/styles.xml": (ns.STYLES, _styles(styles, main)),
    }
    links: dict[str, list[tuple[str, str]]] = {
        "": [("officeDocument", "xl/workbook.xml")],
        "xl/workbook.xml": [("worksheet", f"worksheets/sheet{i}.xml") for i in range(len(sheets))],
    }
    links["xl/workbook.xml"].append(("styles", "styles.xml"))
    xf = {style: number for number, style in enumerate(styles, start=1)}
    for number, sheet in enumerate(sheets):
        _add(parts, links, number, sheet, xf, main)
    _zip(path, parts, links, ns.links_for(main))
    return path


def _add(parts, links, number: int, sheet: NewSheet, xf: dict[CellStyle, int], main: str) -> None:
    rid = "rId0" if sheet.charts else None
    xml = sheet_xml(sheet, xf, namespace=main, rel_namespace=ns.links_for(main), drawing_rid=rid)
    parts[f"xl/worksheets/sheet{number}.xml"] = (ns.WORKSHEET, xml)
    if not sheet.charts:
        return
    strict = main == ns.MAIN_STRICT
    drawing = f"xl/drawings/drawing{number}.xml"
    rids = [f"rId{i}" for i in range(len(sheet.charts))]
    links[f"xl/worksheets/sheet{number}.xml"] = [("drawing", f"../drawings/drawing{number}.xml")]
    parts[drawing] = (ns.DRAWING, drawing_xml(sheet.charts, rids, strict=strict))
    links[drawing] = []
    for index, chart in enumerate(sheet.charts):
        parts[f"xl/charts/chart{number}_{index}.xml"] = (ns.CHART, chart_xml(chart, sheet.name, strict=strict))
        links[drawing].append(("chart", f"../charts/chart{number}_{index}.xml"))


def _workbook(sheets: tuple[NewSheet, ...], main: str) -> bytes:
    entries = "".join(
        f'<sheet name="{attribute(sheet.name)}" sheetId="{i + 1}" r:id="rId{i}"/>' for i, sheet in enumerate(sheets)
    )
    names = "".join(
        f'<definedName name="{name}" localSheetId="{i}">{content(formula)}</definedName>'
        for i, sheet in enumerate(sheets)
        for name, formula in defined_names(sheet)
    )
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    root = f'<workbook xmlns="{main}" xmlns:r="{ns.links_for(main)}">'
    return f"{root}<sheets>{entries}</sheets>{defined}</workbook>".encode()


def _styles(styles: list[CellStyle], main: str) -> bytes:
    fonts, fills, xfs, formats = [], [], [], []
    for i, style in enumerate(styles):
        color = f'<color rgb="FF{style.color}"/>' if style.color else ""
        flags = "".join(
            tag for tag, on in (("<b/>", style.bold), ("<i/>", style.italic), ("<u/>", style.underline)) if on
        )
        fonts.append(f'<font>{flags}<sz val="{style.size}"/>{color}<name val="{style.font}"/></font>')
        solid = f'<patternFill patternType="solid"><fgColor rgb="FF{style.fill}"/></patternFill>'
        fills.append(f"<fill>{solid if style.fill else '<patternFill/>'}</fill>")
        formats.append(f'<numFmt numFmtId="{i + 164}" formatCode="{attribute(style.number_format)}"/>')
        across = f'horizontal="{style.horizontal}" ' if style.horizontal else ""
        alignment = f'{across}vertical="{style.vertical}" wrapText="{int(style.wrap)}" indent="{style.indent}"'
        xfs.append(
            f'<xf numFmtId="{i + 164}" fontId="{i + 1}" fillId="{i + 2}" borderId="{int(style.border)}" xfId="0" '
            'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">'
            f'<alignment {alignment}/><protection locked="{int(style.locked)}"/></xf>'
        )
    edge = f'style="thin"><color rgb="FF{CellStyle().border_color}"/>'
    sides = "".join(f"<{side} {edge}</{side}>" for side in ("left", "right", "top", "bottom"))
    return (
        f'<styleSheet xmlns="{main}"><numFmts>{"".join(formats)}</numFmts>'
        f'<fonts><font><sz val="11"/><name val="宋体"/></font>{"".join(fonts)}</fonts>'
        '<fills><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill>'
        f"{''.join(fills)}</fills><borders><border/><border>{sides}</border></borders>"
        '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{"".join(xfs)}</cellXfs>'
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ).encode()


def _zip(path: Path, parts, links, base: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in parts.items())
        rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        file.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}">{rels}{overrides}</Types>')
        for name, (_, data) in parts.items():
            file.writestr(name, data)
        for source, targets in links.items():
            folder, _, name = source.rpartition("/")
            written = "".join(
                f'<Relationship Id="rId{i}" Type="{base}/{kind}" Target="{target}"/>'
                for i, (kind, target) in enumerate(targets)
            )
            where = f"{folder}/_rels/{name}.rels".lstrip("/")
            file.writestr(where, f'<Relationships xmlns="{_RELATIONSHIPS}">{written}</Relationships>')

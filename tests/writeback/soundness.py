"""An independent look at a package, by lxml: well-formed parts, links that lead somewhere, children in schema order."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path

from lxml import etree

_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_ORDER = {
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges"
    " scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting"
    " dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties"
    " cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls"
    " webPublishItems tableParts extLst",
    "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups"
    " externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes"
    " webPublishing fileRecoveryPr webPublishObjects extLst",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
    "comments": "authors commentList extLst",
}
_COUNTED = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"]


def faults(path: Path) -> list[str]:
    """What is wrong with a package."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    found = [f"{name}: twice" for name in parts if [n.lower() for n in parts].count(name.lower()) > 1]
    trees = {}
    for name, data in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
            except etree.XMLSyntaxError as problem:
                found.append(f"{name}: {problem}")
    found += _untyped(parts, trees)
    for name, root in trees.items():
        found += _dangling(name, root, parts) if name.endswith(".rels") else _disorder(name, root)
    return found


def _untyped(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> list[str]:
    root = trees["[Content_Types].xml"]
    overrides = [e.get("PartName").lstrip("/").lower() for e in root.findall(f"{_TYPES}Override")]
    defaults = [e.get("Extension").lower() for e in root.findall(f"{_TYPES}Default")]
    found = [f"{name}: overridden twice" for name in overrides if overrides.count(name) > 1]
    found += [f"{name}: typed but missing" for name in overrides if name not in {n.lower() for n in parts}]
    untyped = [
        name
        for name in parts
        if name != "[Content_Types].xml"
        and name.lower() not in overrides
        and name.lower().rpartition(".")[2] not in defaults
    ]
    return found + [f"{name}: no content type" for name in untyped]


def _dangling(name: str, root: etree._Element, parts: dict[str, bytes]) -> list[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    known, found, ids = {n.replace("\\", "/").lower() for n in parts}, [], []
    for link in root.findall(_RELS):
        ids.append(link.get("Id"))
        if link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target"))).lstrip("/")
            if target.lower() not in known:
                found.append(f"{name}: {link.get('Id')} leads to no part: {target}")
    return found + [f"{name}: {i} twice" for i in ids if ids.count(i) > 1]


def _disorder(name: str, root: etree._Element) -> list[str]:
    kind = etree.QName(root).localname
    if kind not in _ORDER or "spreadsheetml" not in (etree.QName(root).namespace or ""):
        return []
    order = _ORDER[kind].split()
    names = [etree.QName(child).localname for child in root if isinstance(child.tag, str)]
    ranks = [order.index(n) for n in names if n in order]
    found = [] if ranks == sorted(ranks) else [f"{name}: children out of order: {names}"]
    for child in root:
        if isinstance(child.tag, str) and etree.QName(child).localname in _COUNTED and kind == "styleSheet":
            real = sum(1 for below in child if isinstance(below.tag, str))
            if child.get("count") not in (None, str(real)):
                found.append(f"{name}: {child.tag} counts {child.get('count')}, has {real}")
    return found

"""What a workbook holds, counted: the yardstick of roundtrip.py, which asks what is missing after a tool has saved it.

It is kind to every tool: only what vanishes is counted (an element, a part's bytes, a value), never a rewording, and
lists that tools may rightly tidy (styles, shared strings, columns) are left out.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from hashlib import sha256
from pathlib import Path

from lxml import etree

TIDIED = set(
    """
    row c v f is t si col cols font fonts fill fills border borders xf cellXfs cellStyleXfs cellStyle
    cellStyles numFmt numFmts dxf dxfs left right top bottom diagonal fgColor bgColor patternFill sz name
    family scheme charset color b i u protection alignment count definedNames spans dimension authors
    author commentList fileVersion absPath revisionPtr AlternateContent Choice Fallback sheetPr
    pageSetUpPr functionGroups fileRecoveryPr
    """.split()  # noqa: SIM905 - a paragraph reads better than a list of strings
)
LOCKS = dict.fromkeys(
    ("sheet", "objects", "scenarios", "selectLockedCells", "selectUnlockedCells"), "0"
) | dict.fromkeys(
    """
    formatCells formatColumns formatRows insertColumns insertRows insertHyperlinks deleteColumns deleteRows sort
    autoFilter pivotTables
    """.split(),  # noqa: SIM905
    "1",
)
"""What a protected sheet locks when it does not say."""

BENIGN_PARTS = {"calcChain", "thumbnail", "core-properties", "extended-properties"}


def package(path: Path) -> Path | io.BytesIO:
    """What to open as a zip file: the file, or what is inside it when Excel has encrypted it by itself."""
    with path.open("rb") as file:
        if file.read(8) != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            return path
        import msoffcrypto

        inside, locked = io.BytesIO(), msoffcrypto.OfficeFile(file)
        locked.load_key(password="VelvetSweatshop")
        locked.decrypt(inside)
        return inside


def census(path: Path) -> Counter[tuple[str, str]]:
    """How often each thing (kind, what) is in a workbook."""
    with zipfile.ZipFile(package(path)) as archive:
        parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
        data = {key: archive.read(name) for key, name in parts.items() if not key.endswith("/")}
    found: Counter[tuple[str, str]] = Counter()
    strings: list[str] = []
    kinds = _kinds(data)
    for part, kind in kinds.items():
        if kind == "sharedStrings":
            strings = ["".join(t.text or "" for t in si.iter("{*}t")) for si in _tree(data[part]).iter("{*}si")]
    for part, kind in kinds.items():
        if kind in BENIGN_PARTS:
            continue
        if kind == "vmlDrawing":
            found.update(
                (f"{kind}", what) for what in re.findall(rb'ObjectType="(\w+)"', data[part]) for what in [what.decode()]
            )
        elif not part.endswith((".xml", ".vml")):
            found[kind, sha256(data[part]).hexdigest()] += 1
        else:
            found.update(_elements(kind, data[part], strings))
    return found


def _kinds(data: dict[str, bytes]) -> dict[str, str]:
    """Each part that links lead to, with the kind of link."""
    kinds: dict[str, str] = {}
    ahead = [""]
    while ahead:
        owner = ahead.pop()
        folder, name = posixpath.split(owner)
        rels = data.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        for link in _tree(rels) if rels else ():
            target = posixpath.normpath(posixpath.join("/", folder, (link.get("Target") or "").replace("\\", "/")))[
                1:
            ].lower()
            if link.get("TargetMode") != "External" and target in data and target not in kinds:
                kinds[target] = (link.get("Type") or "").rpartition("/")[2]
                ahead.append(target)
    return kinds


def _elements(kind: str, data: bytes, strings: list[str]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for element in _tree(data).iter(etree.Element):
        name = etree.QName(element).localname
        if name == "c" and kind == "worksheet":
            found.update(_cell(element, strings))
        elif name == "ext":
            found[kind, f"ext {element.get('uri')}"] += 1
        elif name == "sheetProtection":
            locks = [lock for lock in LOCKS if element.get(lock, LOCKS[lock]) in ("1", "true")]
            found.update(("locks of protected sheets", lock) for lock in locks)
        elif name == "workbookProtection":
            found.update(("workbook protection", f"{key} {_number(value)}") for key, value in element.items())
        elif name not in TIDIED:
            found[kind, name] += 1
    return found


def _cell(element: etree._Element, strings: list[str]) -> list[tuple[str, str]]:
    value, formula, ref = element.find("{*}v"), element.find("{*}f"), element.get("r")
    said = [("formulas", f"{ref}")] if formula is not None else []
    if value is not None and value.text is not None:
        kind, text = element.get("t", "n"), value.text
        text = strings[int(text)] if kind == "s" and int(text) < len(strings) else text
        said.append(("results of formulas" if formula is not None else "values", f"{ref} {_number(text)}"))
    elif element.find("{*}is") is not None:
        said.append(("values", f"{ref} " + "".join(t.text or "" for t in element.iter("{*}t"))))
    return said


def _number(text: str) -> str:
    try:
        return f"{float(text):.12g}"
    except ValueError:
        return {"true": "1", "false": "0"}.get(text, text).replace("\r\n", "\n")


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True, recover=True))

"""A workbook as a reader sees it: its sheets in order, its names, and each sheet's facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from perfxl.opc.package import Package, open_source
from perfxl.opc.xml import Element
from perfxl.sml.locate import workbook_part
from perfxl.sml.ns import links_for
from perfxl.sml.sheetfacts import SheetFacts, sheet_facts


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name: its text is a formula without "="; `sheet` is the sheet it is local to, None if global."""

    name: str
    sheet: str | None
    text: str
    hidden: bool = False


@dataclass(slots=True)
class SheetView:
    """One sheet: `state` is visible, hidden or veryHidden; `kind` worksheet, chartsheet, dialogsheet or macrosheet."""

    name: str
    state: str
    part: str
    kind: str
    _package: Package = field(repr=False)
    _facts: SheetFacts | None = field(default=None, repr=False)

    @property
    def facts(self) -> SheetFacts:
        """The sheet's facts, scanned when first asked for; empty for a sheet that has no cells."""
        if self._facts is None:
            known = self.kind == "worksheet" and self._package.name(self.part) is not None
            self._facts = sheet_facts(self._package.chunks(self.part), self.part) if known else SheetFacts()
        return self._facts


class WorkbookView:
    """An open workbook. Use it in a `with`, or close it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.part = workbook_part(package)
        self._outline = package.outline(self.part)

    def close(self) -> None:
        """Let go of the file."""
        self._package.close()

    def __enter__(self) -> WorkbookView:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def sheets(self) -> list[SheetView]:
        """The sheets in the order of their tabs."""
        links = {link.id: link for link in self._package.relationships(self.part)}
        found = []
        for element in self._sheet_elements():
            link = links.get(element.get(f"{links_for(element.uri)} id"))
            part, kind = (link.target, link.kind) if link and not link.external else ("", "missing")
            found.append(SheetView(element.get("name"), element.get("state", "visible"), part, kind, self._package))
        return found

    @cached_property
    def names(self) -> list[DefinedName]:
        """The defined names, those of print areas and filters included."""
        holder = self._outline.root.first("definedNames")
        sheets = [element.get("name") for element in self._sheet_elements()]
        found = []
        for element in holder.all("definedName") if holder else ():
            index = element.get("localSheetId")
            local = sheets[int(index)] if index.isdigit() and int(index) < len(sheets) else None
            hidden = element.get("hidden") in ("1", "true")
            found.append(DefinedName(element.get("name"), local, element.text, hidden))
        return found

    def sheet(self, name: str) -> SheetView | None:
        """The sheet of this name, None if there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def _sheet_elements(self) -> list[Element]:
        holder = self._outline.root.first("sheets")
        return holder.all("sheet") if holder else []


def open_workbook(path: Path, *, password: str | None = None) -> WorkbookView:
    """Open an .xlsx or .xlsm file for reading; raises UnreadableFile or UnsupportedFile with a sentence."""
    package = Package(open_source(path, password))
    try:
        return WorkbookView(package)
    except BaseException:
        package.close()
        raise


__all__ = ["DefinedName", "SheetFacts", "SheetView", "WorkbookView", "open_workbook"]

"""A VBA module as text, with the Attribute lines that the editor hides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a module is; the value is the class it is based on, as [MS-OVBA] 2.3.4.2 and Excel name it."""

    STANDARD = None
    CLASS = "FCFB3D2A-A0FA-1068-A738-08002B3371B5"
    WORKBOOK = "00020819-0000-0000-C000-000000000046"
    WORKSHEET = "00020820-0000-0000-C000-000000000046"

    @property
    def is_document(self) -> bool:
        """Whether the module belongs to the workbook or to a sheet."""
        return self in (Kind.WORKBOOK, Kind.WORKSHEET)


@dataclass(frozen=True, slots=True)
class Module:
    """A module: its name (of a document module, the codeName in the package) and its source, ASCII only.

    The code page of a project decides what any other character would become on a given Windows, so there are none."""

    name: str
    source: str
    kind: Kind = Kind.STANDARD

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z]\w{0,30}", self.name, re.ASCII):
            raise ValueError(f"not a module name: {self.name!r}")
        if not self.source.isascii():
            raise ValueError(f"{self.name}: VBA source must be ASCII")

    def stream(self) -> str:
        """The text of the module's stream: hidden attributes, then the code; lines end in CR LF."""
        body = "\n".join(_code(self.source.splitlines()))
        lines = [*self._attributes(), *body.strip("\n").splitlines()]
        return "".join(f"{line}\r\n" for line in lines)

    def _attributes(self) -> list[str]:
        head = [f'Attribute VB_Name = "{self.name}"']
        if self.kind.value is None:
            return head
        document = self.kind.is_document
        return [
            *head,
            f'Attribute VB_Base = "0{{{self.kind.value}}}"',
            "Attribute VB_GlobalNameSpace = False",
            "Attribute VB_Creatable = False",
            f"Attribute VB_PredeclaredId = {document}",
            f"Attribute VB_Exposed = {document}",
            "Attribute VB_TemplateDerived = False",
            f"Attribute VB_Customizable = {document}",
        ]


def _code(lines: list[str]) -> list[str]:
    """The lines after what the editor writes on exporting: the VERSION … END block and the attributes."""
    if lines and lines[0].startswith("VERSION "):
        lines = lines[next(at for at, line in enumerate(lines) if line.strip().upper() == "END") + 1 :]
    while lines and lines[0].startswith("Attribute VB_"):
        lines = lines[1:]
    return lines

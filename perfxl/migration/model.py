"""What became of a filing that was carried into another form: what found no home, and what is still to be filled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Homeless(NamedTuple):
    """A cell of the old filing that is not in the new form: where it stands, what it is, what is in it, and why."""

    sheet: str
    cell: str
    label: str
    value: str
    why: str


class Empty(NamedTuple):
    """A cell of the new form that must be filled and is not."""

    sheet: str
    cell: str
    label: str


@dataclass(frozen=True, slots=True)
class Migration:
    """The result of carrying a filing over. `source` and `target` are standards as id@version; `carried` counts the
    cells whose content is in the new workbook at `path`."""

    path: Path
    source: str
    target: str
    carried: int
    homeless: tuple[Homeless, ...]
    empty: tuple[Empty, ...]

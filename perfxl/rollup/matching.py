"""Which unit of the roster a name means. Equal names, aliases and codes are sure; a likeness is used only where one
unit stands out, and is always said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from perfxl.rollup.roster import Unit, bare

How = Literal["exact", "likely", "unknown", "ambiguous"]
LIKE, AHEAD = 86.0, 6.0
"""Of 100: how alike two names must be, and by how much the best must be ahead of the next."""

_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{4,24}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a name: the unit, how surely, and a sentence where a person should look."""

    unit: Unit | None
    how: How
    note: str = ""


class Matcher:
    """Finds units of a roster by name. `shown` is the path of the file, in which a code or the parent's name tells
    units of one name apart."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.by_code = {unit.code.casefold(): unit for unit in units if unit.code}
        self.by_name: dict[str, list[Unit]] = {}
        for unit in units:
            for name in dict.fromkeys((bare(unit.name), *map(bare, unit.aliases))):
                self.by_name.setdefault(name, []).append(unit)

    def find(self, name: str, shown: str) -> Match:
        """The unit that a filing's 填报单位 means."""
        coded = self._by_code(name, shown)
        known = self.by_name.get(bare(name), []) if name else []
        if coded is not None and (not known or coded in known):
            return Match(coded, "exact")
        if len(known) == 1:
            return Match(known[0], "exact")
        if known:
            return self._told_apart(name, known, shown)
        if not bare(name):
            return Match(None, "unknown", "没有填写单位名称，无法与名册对应。")
        return self._like(name)

    def _by_code(self, *texts: str) -> Unit | None:
        found = {
            unit.id: unit
            for text in texts
            for code in _CODE.findall(text)
            if (unit := self.by_code.get(code.casefold())) is not None
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _told_apart(self, name: str, known: list[Unit], shown: str) -> Match:
        place = bare(shown)
        fitting = [unit for unit in known if unit.parent and bare(unit.parent) in place]
        if len(fitting) == 1:
            return Match(fitting[0], "exact")
        return Match(
            None, "ambiguous", f"名册中有 {len(known)} 个“{name}”，无法分清是哪一个；请在文件名中写明单位编码。"
        )

    def _like(self, name: str) -> Match:
        short = bare(name)
        inside = [unit for unit in self.units if len(short) > 1 and _is_within(short, bare(unit.name))]
        if len(inside) == 1:
            return Match(inside[0], "likely", f"“{name}”按简称对应名册“{inside[0].name}”，请确认或在名册别名栏补上。")
        best = self._ranked(short)
        if not best or best[0][1] < LIKE:
            return Match(None, "unknown", f"名册中没有“{name}”。")
        (unit, score), rest = best[0], best[1:]
        if rest and score - rest[0][1] < AHEAD:
            names = "、".join(f"“{each.name}”" for each, _ in best[:3])
            return Match(None, "ambiguous", f"“{name}”与名册中 {names} 都相近，无法确定。")
        return Match(unit, "likely", f"“{name}”与名册“{unit.name}”相近（{score:.0f}%），按该单位计，请确认。")

    def _ranked(self, name: str) -> list[tuple[Unit, float]]:
        """The units whose names are most like this one, best first, each once."""
        try:
            from rapidfuzz import fuzz, process
        except ImportError:
            return []
        found: dict[str, tuple[Unit, float]] = {}
        for known, score, _ in process.extract(name, self.by_name.keys(), scorer=fuzz.ratio, limit=6):
            for unit in self.by_name[known]:
                found.setdefault(unit.id, (unit, score))
        return sorted(found.values(), key=lambda pair: (-pair[1], pair[0].row))


def _is_within(short: str, full: str) -> bool:
    """Whether the characters of a short name stand in the full one in their order: 残联 in 残疾人联合会."""
    rest = iter(full)
    return len(short) < len(full) and all(char in rest for char in short)

"""每步扣分：到线得满分，超过（低于、偏离）每一步扣若干分。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import figure, looked_at, not_negative, positive, settled
from perfxl.standard.kinds.kind import Kind, Points

Side = Literal["over", "under", "both"]
Reading = Literal["full", "started", "prorata"]

SIDES: tuple[Side, ...] = ("over", "under", "both")
READINGS: tuple[Reading, ...] = ("full", "started", "prorata")
"""Whether a step that is begun but not full counts: not, as a whole one, or by its part."""

FIGURES = ("full_at", "side", "step", "points", "floor")
_BEYOND = {"over": "{x}-{full}", "under": "{full}-{x}", "both": "ABS({x}-{full})"}
_COUNTED = {"full": "INT({})", "started": "ROUNDUP({},0)", "prorata": "{}"}
_FULL = {"over": "不超过{}得满分", "under": "不低于{}得满分", "both": "{}得满分"}
_OFF = {"over": "每超过", "under": "每低于", "both": "每偏离"}
_READ = {"full": "不满一步不扣", "started": "不满一步按一步扣", "prorata": "不满一步按比例扣"}


@dataclass(frozen=True, slots=True)
class Deduction:
    """A deduction by steps: its points under each reading, over [@分值] and `x`, and in words."""

    points: dict[Reading, str]
    words: str


def deduction(entry: Entry, x: str = "[@完成数]") -> Deduction:
    """The deduction that `full_at`, `side`, `step`, `points` and `floor` of an entry describe."""
    side = entry.choice("side", SIDES)
    full, step = figure(entry, "full_at"), positive(entry, "step")
    off, floor = positive(entry, "points"), not_negative(entry, "floor", "0")
    beyond = _BEYOND[side].format(x=x, full=full.formula)
    steps = settled(f"MAX(0,{beyond})/{step.formula}")
    end = f"扣到{floor.words}分为止" if floor.value else "扣完为止"
    return Deduction(
        points={
            reading: f"ROUND(MAX({floor.formula},[@分值]-{off.formula}*{_COUNTED[reading].format(steps)}),2)"
            for reading in READINGS
        },
        words=f"{_FULL[side].format(full.words)}，{_OFF[side]}{step.distance}扣{off.words}分，{end}",
    )


def _read(entry: Entry) -> Points:
    x, _, asks = looked_at(entry)
    reading = entry.choice("steps", READINGS, "full")
    found = deduction(entry, x)
    return Points(found.points[reading], f"{found.words}（{_READ[reading]}）", asks=asks)


KIND = Kind("step_deduct", "每步扣分", (*FIGURES, "steps", "of"), _read)

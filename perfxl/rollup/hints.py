"""What shows only when filings are laid side by side. These are hints, never errors: each says its arithmetic, and a
person decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from perfxl.rollup.record import Record, unpack
from perfxl.rollup.scene import Scene
from perfxl.rollup.store import Store

FEWEST = 8
"""Peers that a comparison needs."""

FAR = Decimal("3.5")
"""Modified z-score from which a rate is an outlier (Iglewicz and Hoaglin 1993)."""

_SCALE = Decimal("0.6745")
LEAST_GAP = Decimal("0.05")
"""A rate nearer to the median than this is no outlier, however close together the others are."""

ALIKE = 0.2
"""The share of units with the very same total from which that is said."""

LAST_YEAR, FINAL = "上年决算", "决算"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at: kind, the line in 汇总 (0: the whole batch), item, what stands there, compared with what,
    and the arithmetic; `place` is (sheet, cell) of the file."""

    kind: str
    line: int
    name: str
    year: int | None
    item: str
    here: str
    there: str
    arithmetic: str
    place: tuple[str | None, str | None] = (None, None)


def hints(scene: Scene) -> Iterator[Hint]:
    """All hints, kind by kind."""
    yield from _last_year(scene)
    yield from _outliers(scene)
    yield from _twins(scene)
    yield from _same_totals(scene)


def _last_year(scene: Scene) -> Iterator[Hint]:
    """This year's 上年决算 against last year's filing of the same unit."""
    pairs = (
        "select a.line, a.name, a.year, x.key, y.key from unit a join unit b on b.code = a.code and b.year = a.year - 1"
        " and b.standard = a.standard"
        " join arrival x on x.id = a.id join arrival y on y.id = b.id order by a.line"
    )
    for line, name, year, now, before in scene.store.stable(pairs):
        record, former = _record(scene, now), _record(scene, before)
        finals = {figure.field: figure for figure in former.figures}
        for figure in record.figures:
            if not figure.field.endswith(f"_{LAST_YEAR}"):
                continue
            other = finals.get(f"{figure.field.removesuffix(LAST_YEAR)}{FINAL}")
            if other is not None and figure.value != other.value:
                gap = Decimal(figure.value or 0) - Decimal(other.value or 0)
                yield Hint(
                    "与上年填报件不一致", line, name, year, figure.label, str(figure.value),
                    f"{year - 1} 年填报件 {other.sheet}!{other.cell}：{other.value}",
                    f"{figure.value}−{other.value}={gap:f}", (figure.sheet, figure.cell),
                )  # fmt: skip


def _outliers(scene: Scene) -> Iterator[Hint]:
    """Rates far from those of the peers: same standard, same year, by median and median absolute deviation."""
    groups = "select peers, id, count(*) from rate where value is not null group by 1, 2 having count(*) >= ?"
    for peers, rate, count in scene.store.stable(f"{groups} order by 1, 2", FEWEST):
        group = _Peers(scene.store, peers, rate, count)
        middle = group.median()
        spread = group.deviation(middle)
        least = max(LEAST_GAP, FAR * spread / _SCALE)
        for line, name, year, label, value, sheet, cells in group.beyond(middle, least):
            far = abs(Decimal(value) - middle)
            z = f"0.6745×{_percent(far)}÷{_percent(spread)}={_SCALE * far / spread:.1f}" if spread else "其余大半相同"
            yield Hint(
                "比率偏离同类单位", line, name, year, label, _percent(Decimal(value)),
                f"{count} 个单位的中位数 {_percent(middle)}", f"稳健偏离度：{z}（界限 {FAR}）", (sheet, cells),
            )  # fmt: skip


class _Peers:
    """One rate of units that can be compared. The database puts them in order, so that they need no memory."""

    def __init__(self, store: Store, peers: str, rate: str, count: int) -> None:
        self.store = store
        self.group = (peers, rate)
        self.count = count

    def median(self) -> Decimal:
        """The rate that as many are above as below."""
        return median(self._halfway("cast(value as real)"))

    def deviation(self, middle: Decimal) -> Decimal:
        """The median of how far they are from the middle."""
        near = self._halfway("abs(cast(value as real) - ?)", float(middle))
        return median(abs(value - middle) for value in near)

    def _halfway(self, order: str, *values: float) -> list[Decimal]:
        """The one or two that stand halfway in that order."""
        query = f"select value from rate where peers = ? and id = ? and value is not null order by {order}, value"
        place = f"{query} limit {2 - self.count % 2} offset {(self.count - 1) // 2}"
        return [Decimal(row[0]) for row in self.store.all(place, *self.group, *values)]

    def beyond(self, middle: Decimal, least: Decimal) -> Iterator[tuple[Any, ...]]:
        """Those farther from the middle than that: line, name, year, label, value, sheet, cells."""
        query = (
            "select line, name, year, label, value, sheet, cells from rate join unit on unit.id = rate.unit where"
            " peers = ? and rate.id = ? and value is not null and abs(cast(value as real) - ?) > ? order by line"
        )
        nearly = float(least) * (1 - 1e-9)
        for row in self.store.stable(query, *self.group, float(middle), nearly):
            if abs(Decimal(row[4]) - middle) > least:
                yield row


def _twins(scene: Scene) -> Iterator[Hint]:
    """Two units with the very same figures."""
    pairs = (
        "select a.line, a.name, a.year, b.name, b.line from unit a join unit b on a.print = b.print and a.line > b.line"
        " where a.code <> b.code and b.line = (select min(c.line) from unit c where c.print = a.print) order by a.line"
    )
    for line, name, year, other, at in scene.store.stable(pairs):
        yield Hint(
            "数字与另一单位完全相同", line, name, year, "全部数字", name or "", f"{other}（“汇总”第 {at} 行）",
            "两份填报件的全部数字逐一相同",
        )  # fmt: skip


def _same_totals(scene: Scene) -> Iterator[Hint]:
    """Totals and grades that hardly differ over the whole batch."""
    units = scene.store.count("select count(*) from unit where declared is not null")
    if units < FEWEST:
        return
    most = scene.store.one(
        "select declared, count(*) from unit where declared is not null group by 1 order by 2 desc, 1 limit 1"
    )
    if most and most[1] / units >= ALIKE:
        share = f"{most[1]}÷{units}={most[1] / units:.0%}"
        said = f"{most[1]} 个单位都填 {most[0]} 分"
        yield Hint("得分雷同", 0, "（整批）", None, "填报总分", said, f"共 {units} 个单位", share)
    grades = list(scene.store.all("select grade_declared, count(*) from unit where grade_declared <> '' group by 1"))
    if len(grades) == 1:
        said = f"{grades[0][1]} 个单位都是“{grades[0][0]}”"
        yield Hint("得分雷同", 0, "（整批）", None, "填报等级", said, f"共 {units} 个单位", f"{grades[0][1]}÷{units}")


def _record(scene: Scene, key: str) -> Record:
    row = scene.store.one("select body from record where key = ?", key)
    assert row is not None
    return unpack(row[0])


def _percent(value: Decimal) -> str:
    return f"{value * 100:.2f}%"

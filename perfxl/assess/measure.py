"""An indicator's target beside its actual value: may they be compared, is the target met, how far is it fulfilled.

Nothing is said that is not certain: a target without an operator is taken for "at least" unless the indicator's name
or unit speaks of costs, complaints or time, of which less may be better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from perfxl.filing.quantity import Quantity, quantity
from perfxl.standard.in_table import LESS_IS_BETTER
from perfxl.standard.interval import Interval

_LESS_MAY_BE_BETTER = re.compile(
    "成本|费用|控制|投诉|事故|信访|上访|差错|违规|违法|违纪|案件|死亡|伤亡|"
    "降低|下降|减少|压减|节约|时限|时长|用时|天数|误差|损失|超支|偏差|流失"
)
_FAMILIES: dict[str, tuple[str, ...]] = {
    "比例": ("%",),
    "人数": ("人", "名", "位", "人次", "个人"),
    "户数": ("户", "家", "户次"),
    "金额": ("元",),
    "时间": ("天", "日", "工作日", "个工作日", "小时", "个小时", "分钟", "月", "个月", "年", "周"),
    "面积长度": ("平方米", "㎡", "平方公里", "亩", "公顷", "米", "公里", "千米"),
}
_FAMILY_OF = {unit: family for family, units in _FAMILIES.items() for unit in units}


@dataclass(frozen=True)
class Measure:
    """A target and what was reached. `name` is the indicator's path in one text, `unit` what stands under 计量单位.
    `reach` is what was reached where it was not written but computed, as far as the figures behind it tell."""

    target: Quantity
    actual: Quantity
    name: str = ""
    unit: str = ""
    reach: Interval | None = None

    @property
    def numeric(self) -> bool:
        """Whether the target is a number or a percentage."""
        return self.target.kind in ("number", "percent")

    @property
    def units_clash(self) -> bool | None:
        """Whether the two, or one of them and the 计量单位, are stated in units of different kinds; None where that
        cannot be told."""
        if any(self._clashes(stated) for stated in (self.target, self.actual)):
            return True
        if self.actual.kind in ("done", "qualitative"):
            return not any(char.isdigit() for char in self.actual.text) or None
        if self.actual.kind not in ("number", "percent"):
            return None
        ours, theirs = self.target.base[1], self.actual.base[1]
        if self.target.kind == self.actual.kind and (not ours or not theirs or ours == theirs):
            return False
        ours, theirs = family(self.target), family(self.actual)
        return ours != theirs if ours and theirs else None

    @cached_property
    def comparable(self) -> tuple[Decimal, Decimal] | None:
        """The two figures in one unit, None where they have none in common."""
        if not self.numeric or self.actual.kind not in ("number", "percent"):
            return None
        if "≈" in (self.target.operator, self.actual.operator) or "~" in (self.target.operator, self.actual.operator):
            return None
        target, reached = self.target.value, self.actual.value
        if target is None or reached is None:
            return None
        return _in_one_unit(self.target, self.actual)

    @cached_property
    def direction(self) -> str:
        """ "more", "less" or "equal" where the target says what is better; "" where it does not. Of a target of 0
        nobody wants more."""
        if self.target.operator in ("≥", ">"):
            return "more"
        if self.target.operator in LESS_IS_BETTER:
            return "less"
        if self.target.operator == "=":
            return "equal"
        if not self.target.value:
            return "less"
        doubtful = _LESS_MAY_BE_BETTER.search(self.name) or family(self.target) == "时间"
        return "" if doubtful else "more"

    @cached_property
    def met(self) -> bool | None:
        """Whether the target is met, as written; None where that cannot be told."""
        if not self.numeric:
            return self.target.met_by(self.actual)
        figures = self.comparable
        if figures is None:
            return True if self.actual.kind == "tier" and self.actual.unit == "达成" else None
        target, reached = figures
        if target == reached:
            return self.target.operator not in (">", "<")
        match self.direction:
            case "more":
                return reached > target
            case "less":
                return reached < target
            case "equal":
                return False
        return None

    @cached_property
    def missed(self) -> bool:
        """Whether the target is missed for certain, also when the digits not written are counted in its favour."""
        if self.met is not False:
            return False
        if self.comparable is None:
            return True
        target, reached = self.comparable[0], self._reached
        assert reached.lo is not None and reached.hi is not None
        return {"more": reached.hi < target, "less": reached.lo > target}.get(self.direction, not reached.holds(target))

    @cached_property
    def completion(self) -> Interval | None:
        """Actual ÷ target, the other way round where less is better, as far as the written digits tell. Where one of
        them is not above 0, a target that is met is fulfilled and one of 0 that is missed is not at all."""
        if self.comparable is None or self.direction not in ("more", "less"):
            return None
        target, reached = Interval.exact(self.comparable[0]), self._reached
        if self._without_ratio:
            return Interval.exact(1) if self.met else Interval.exact(0) if target.touches_zero() else None
        return reached.divided_by(target) if self.direction == "more" else target.divided_by(reached)

    @cached_property
    def completion_as_written(self) -> Decimal | None:
        """The same from the figures as written."""
        if self.comparable is None or self.direction not in ("more", "less"):
            return None
        if self._without_ratio:
            return None if self.completion is None else self.completion.point
        above, below = self.comparable if self.direction == "less" else self.comparable[::-1]
        return above / below if below else None

    @property
    def _without_ratio(self) -> bool:
        """Whether the one cannot be held against the other by dividing: of them the divisor must be above 0, and the
        target in any case."""
        assert self.comparable is not None
        target, reached = self.comparable
        return target <= 0 or (self.direction == "less" and reached <= 0)

    @property
    def ratio(self) -> Decimal | None:
        """Actual ÷ target as written, where more is better."""
        if self.comparable is None or self.direction != "more" or self.comparable[0] <= 0:
            return None
        return self.comparable[1] / self.comparable[0]

    @property
    def figure(self) -> Decimal | None:
        """What was reached as a figure, in the target's unit where there is one; None where it is none."""
        if self.comparable is not None:
            return self.comparable[1]
        exact = self.actual.kind in ("number", "percent") and self.actual.operator not in ("≈", "~")
        return self.actual.value if exact else None

    @property
    def reached(self) -> Interval | None:
        """The same as far as the written digits tell."""
        if self.reach is not None or self.figure is None:
            return self.reach
        counted = self.actual.kind == "number" and not self.actual.decimals
        return (
            Interval.exact(self.figure)
            if counted or not self.figure
            else Interval.rounded(self.figure, _places(self.figure))
        )

    @property
    def _reached(self) -> Interval:
        reached = self.reached
        assert reached is not None
        return reached

    def _clashes(self, stated: Quantity) -> bool:
        """Whether a figure with a unit of its own is of another kind than the 计量单位."""
        if not self.unit or stated.kind not in ("number", "percent"):
            return False
        ours, theirs = family(stated), _FAMILY_OF.get(_base_unit(self.unit), "")
        return bool(ours and theirs) and ours != theirs


def family(stated: Quantity) -> str:
    """What is counted: 比例, 人数, 金额 …; empty where no unit or an unknown one is written."""
    if stated.kind == "percent":
        return "比例"
    return _FAMILY_OF.get(stated.base[1], "")


def _base_unit(unit: str) -> str:
    """A unit without its multiple: 万元 is 元."""
    stated = quantity(f"1{unit}")
    return "%" if stated.kind == "percent" else stated.base[1]


def _in_one_unit(target: Quantity, actual: Quantity) -> tuple[Decimal, Decimal] | None:
    assert target.value is not None and actual.value is not None
    if target.kind != actual.kind:
        return None
    if not target.unit or not actual.unit or target.unit == actual.unit:
        return target.value, actual.value
    (ours, our_unit), (theirs, their_unit) = target.base, actual.base
    if ours is None or theirs is None:
        return None
    counted = _FAMILY_OF.get(our_unit) in ("人数", "户数") and _FAMILY_OF.get(our_unit) == _FAMILY_OF.get(their_unit)
    return (ours, theirs) if our_unit == their_unit or counted else None


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

"""Targets and actual values of indicators: ≥85%, 360人, 10月底, 有所提高, 完成: what kind of statement each is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from perfxl.filing.numeral import parse

QuantityKind = Literal["number", "percent", "date", "tier", "done", "qualitative", "blank"]
Operator = Literal["", "≥", "≤", ">", "<", "=", "≈", "~"]

_BEFORE: dict[str, Operator] = {
    "≥": "≥", "≧": "≥", ">=": "≥", "=>": "≥", "大于等于": "≥", "大于或等于": "≥", "不低于": "≥",
    "不少于": "≥", "不小于": "≥", "至少": "≥", "达到": "≥", "达": "≥", "≤": "≤", "≦": "≤", "<=": "≤",
    "=<": "≤", "小于等于": "≤", "小于或等于": "≤", "不超过": "≤", "不高于": "≤", "不大于": "≤",
    "不多于": "≤", "不超": "≤", "控制在": "≤", "至多": "≤", ">": ">", "大于": ">", "超过": ">",
    "高于": ">", "多于": ">", "<": "<", "小于": "<", "低于": "<", "少于": "<", "=": "=", "等于": "=",
    "约": "≈", "大约": "≈", "近": "≈", "将近": "≈",
}  # fmt: skip
_AFTER: dict[str, Operator] = {
    "及以上": "≥", "(含)以上": "≥", "以上": "≥", "及以下": "≤", "(含)以下": "≤", "以下": "≤", "以内": "≤",
    "之内": "≤", "之前": "≤", "以前": "≤", "前完成": "≤", "前": "≤", "左右": "≈", "余": "≈", "多": "≈",
}  # fmt: skip


def _any_of(words: Iterable[str]) -> str:
    """A pattern for the words, of which the longest wins."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FIRST, _LAST = re.compile(_any_of(_BEFORE)), re.compile(rf"(?:{_any_of(_AFTER)})\Z")
_DATE = (
    r"(?:(?P<year>(?:19|20)[0-9]{2}|今|本|当)年(?:度)?内?)?(?:(?P<month>0?[1-9]|1[0-2])月(?:份)?)?"
    r"(?:(?P<day>[12][0-9]|3[01]|0?[1-9])[日号]|(?P<part>底|末|中旬|上旬|下旬|初))?"
)
_DOTTED = (
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[.\-/])(?P<month>0?[1-9]|1[0-2])(?:[.\-/](?P<day>[12][0-9]|3[01]|0?[1-9]))?"
)
_SEASON = (
    r"(?:(?P<year>(?:19|20)[0-9]{2})年(?:度)?)?(?:第?[一二三四1-4]季度|[上下]半年|年底|年末|年内|全年)(?:内|末|底)?"
)
_DATED = (
    r"(?:均|已经|已)?(?:于|在)?(?P<date>.+?)"
    r"(?:全部|已|完成)*(?:完成|完工|竣工|办结|发放|拨付|验收|交付)(?:完成|完毕|到位|使用|任务)?"
)
"""A date in a sentence: 已于10月28日完工."""
_RANGE = r"(?P<low>[0-9.,]+)(?P<unit>[^0-9.,~—-]*)[~—-]+(?P<high>[0-9.,]+)(?P=unit)?(?P<rest>[^0-9]*)"
_PARTS = {"底": 31, "末": 31, "下旬": 31, "中旬": 20, "上旬": 10, "初": 10}
_DONE = (
    r"(?:已|均已|已经|全部|全面|按时|按期|及时|按计划|按要求|如期)*(?:完成|办结|完工|竣工|达标|落实|做到|实现)"
    r"(?:率?100%|任务|目标|指标|了)?|是|√|已按时完成"
)
_TIERS = (
    ("部分达成", r"部分(?:达成|完成|实现)(?:年度|预期)?(?:指标|目标)?(?:并?(?:具有|有)一定效果)?"),
    ("未达成", r"(?:未|没有|尚未)(?:达成|完成|实现|达标)(?:年度|预期)?(?:指标|目标)?(?:(?:且|并|并且)?效果较差)?"),
    ("达成", r"(?:全部|全面|已)*(?:达成|达到|完成|实现)(?:年度|预期|年度预期)(?:指标|目标)(?:值)?"),
    ("达成", r"(?:全部|全面|已)*达成(?:指标|目标|预期)?"),
    ("未达成", r"否|×"),
)
_MULTIPLES = {"亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3, "百": 2}


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a target or an actual value says.

    `value` is a number (number), a fraction (percent) or month×100+day (date: 10月31日 and 10月底 are 1031, without a
    month 1231), `year` the date's year where it has one. `operator` is "" where none is written, "≈" for 约/左右 (which
    nothing can be compared with) and "~" for a range that ends at `upper`. `unit` is what follows the number; of a tier
    it is 达成, 部分达成 or 未达成. `text` is the statement as written."""

    kind: QuantityKind
    operator: Operator
    value: Decimal | None
    unit: str
    decimals: int | None
    text: str
    upper: Decimal | None = None
    year: int | None = None

    @property
    def base(self) -> tuple[Decimal | None, str]:
        """Value and unit without multiples: 90万元 is (900000, 元)."""
        unit = next((unit for unit in _MULTIPLES if self.unit.startswith(unit)), "")
        if self.value is None or not unit or self.kind != "number":
            return self.value, self.unit
        return self.value.scaleb(_MULTIPLES[unit]), self.unit.removeprefix(unit)

    def met_by(self, actual: Quantity) -> bool | None:
        """Whether an actual value reaches this target, as far as a date, a tier or 完成 tells; None where it does not.
        Numbers are for those to compare who know whether more or less is better."""
        if self.kind == actual.kind == "date":
            year = actual.year or self.year or 0
            return (year, actual.value or 0) <= (self.year or year, self.value or 0)
        if actual.kind == "tier":
            return actual.unit == "达成"
        return True if actual.kind == "done" and self.kind != "blank" else None


@lru_cache(maxsize=4096)
def quantity(text: str) -> Quantity:
    """The statement in a text. Never raises; what is no number, date or set phrase is qualitative."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace("−", "-").rstrip("。.;,、:")
    if parse(text).state in ("blank", "na", "placeholder"):
        return Quantity("blank", "", None, "", None, text)
    for marks, reader in _READERS:
        if not marks or not marks.isdisjoint(plain):
            found = reader(plain, text)
            if found is not None:
                return found
    return Quantity("qualitative", "", None, "", None, text)


def _fixed(plain: str, text: str) -> Quantity | None:
    for tier, pattern in _TIERS:
        if re.fullmatch(pattern, plain):
            return Quantity("tier", "", None, tier, None, text)
    return Quantity("done", "", None, "", None, text) if re.fullmatch(_DONE, plain) else None


def _date(plain: str, text: str) -> Quantity | None:
    dated = re.fullmatch(_DATED, plain)
    plain, operator = _split(dated["date"] if dated else plain)
    if not plain:
        return None
    found = re.fullmatch(_DOTTED, plain)
    if found:
        return _day(operator, int(found["year"]), int(found["month"]), int(found["day"] or 31), text)
    found = re.fullmatch(_SEASON, plain)
    if found:
        year = int(found["year"]) if found["year"] else None
        return Quantity("date", operator, _season_end(plain), "", None, text, year=year)
    found = re.fullmatch(_DATE, plain)
    if not found or not (found["month"] or found["year"]):
        return None
    year = int(found["year"]) if (found["year"] or "").isdigit() else None
    day = int(found["day"]) if found["day"] else _PARTS.get(found["part"] or "", 31)
    return _day(operator, year, int(found["month"] or 12), day, text)


def _day(operator: Operator, year: int | None, month: int, day: int, text: str) -> Quantity:
    last = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return Quantity("date", operator, Decimal(month * 100 + min(day, last)), "", None, text, year=year)


def _season_end(plain: str) -> Decimal:
    ends = {"一季": 331, "1季": 331, "二季": 630, "2季": 630, "三季": 930, "3季": 930, "上半年": 630}
    return Decimal(next((end for word, end in ends.items() if word in plain), 1231))


def _range(plain: str, text: str) -> Quantity | None:
    found = re.fullmatch(_RANGE, plain)
    if not found:
        return None
    unit = found["unit"] or found["rest"]
    low, high = parse(found["low"] + unit), parse(found["high"] + unit)
    if low.value is None or high.value is None or low.decimals is None:
        return None
    kind: QuantityKind = "percent" if low.unit == "%" else "number"
    return Quantity(kind, "~", low.value, low.unit, low.decimals, text, upper=high.value)


def _number(plain: str, text: str) -> Quantity | None:
    plain, operator = _split(plain)
    number = parse(plain)
    if number.approximate:
        number, operator = parse(_exact(plain)), "≈"
    if number.value is None:
        return None
    return Quantity(
        "percent" if number.unit == "%" else "number", operator, number.value, number.unit, number.decimals, text
    )


def _exact(plain: str) -> str:
    return re.sub(r"[余多几约近]|左右|上下|大约|将近", "", plain)


def _split(plain: str) -> tuple[str, Operator]:
    """A statement without its operator, which may stand before or behind; the longest word wins."""
    before = _FIRST.match(plain)
    if before is not None:
        rest, _ = _without_end(plain[before.end() :])
        return rest, _BEFORE[before[0]]
    return _without_end(plain)


def _without_end(plain: str) -> tuple[str, Operator]:
    after = _LAST.search(plain)
    return (plain[: after.start()], _AFTER[after[0]]) if after is not None else (plain, "")


_READERS: tuple[tuple[frozenset[str], Callable[[str, str], Quantity | None]], ...] = (
    (frozenset("年月季底末全半初旬./-"), _date),
    (frozenset("成现标结工实到是否√×"), _fixed),
    (frozenset("~—-"), _range),
    (frozenset(), _number),
)
"""How a text is read, one way after the other, each tried only where one of its signs stands in the text."""

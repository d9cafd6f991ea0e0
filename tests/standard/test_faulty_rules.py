"""A faulty marking rule is refused at its line, with the reason."""

from __future__ import annotations

import pytest

from perfxl.standard.faults import Faulty
from tests.standard.rules import rule

STEP = 'kind = "step_deduct"\nfull_at = "100%"\nside = "over"\nstep = "1%"\npoints = 1\n'
TIERS = """kind = "qualitative"
tiers = [
  { name = "好", from = "80%", to = "100%" },
  { name = "中", from = "60%", below = "80%" },
  { name = "差", from = 0, below = "60%" },
]
"""
BANDS = """kind = "bands"
bands = [
  { from = "90%", points = 5 },
  { from = "60%", below = "90%", points = 3 },
  { below = "60%", points = 0 },
]
"""
OVER = """kind = "proportional"
overfulfil = { flag = "130%", tiers = [
  { above = "130%", times = "90%" },
  { above = "200%", times = "80%" },
] }
"""
LIST = """kind = "checklist"
criteria = [
  { text = "甲", points = 2 },
  { text = "乙", points = 3 },
]
"""
CASES = """kind = "compare_two"
reference = "=上年结转"
cases = [
  { when = "at_most", points = 2 },
  { when = "more", points = 0 },
]
"""
DATES = """kind = "multi_date"
dates = [
  { label = "上半年", value = "=半年", bands = [{ from = "45%", points = 2 }, { below = "45%", points = 0 }] },
]
"""

FAULTS = {
    "no kind": ('source = "自拟"', "", "", "缺少“kind”", 1),
    "an unknown kind": ('kind = "magic"', "", "", "只能是：proportional", 3),
    "a parameter of another kind": (STEP, "points = 1\n", "points = 1\ncap = 1\n", "不认识的项“cap”", 8),
    "an unknown policy": (STEP, "points = 1\n", 'points = 1\nna = "skip"\n', "full、exclude、zero、ask", 8),
    "an unknown side": (STEP, '"over"', '"above"', "over、under、both", 5),
    "a step of 0": (STEP, 'step = "1%"', "step = 0", "应当大于 0", 6),
    "no points for a step": (STEP, "points = 1\n", "", "缺少“points”", 1),
    "an unknown reading of steps": (STEP, "points = 1\n", 'points = 1\nsteps = "half"\n', "full、started、prorata", 8),
    "a floor below 0": (STEP, "points = 1\n", "points = 1\nfloor = -1\n", "不能小于 0", 8),
    "a rule that looks elsewhere": (STEP, "points = 1\n", 'points = 1\nof = "score"\n', "actual、completion", 8),
    "a gap between bands": (BANDS, 'below = "90%"', 'below = "80%"', "分段有空档：80% 到 90%", 5),
    "a number in neither band": (BANDS, '{ from = "90%"', '{ above = "90%"', "分段有空档：90% 到 90%", 5),
    "bands that overlap": (BANDS, 'below = "90%"', 'to = "90%"', "分段重叠：90%", 5),
    "two bands without a lower end": (BANDS, 'from = "60%", below = "90%"', 'below = "90%"', "分段重叠：没有下限", 7),
    "a band without numbers": (BANDS, 'from = "60%", below = "90%"', 'from = "60%", below = "60%"', "之间没有数", 6),
    "a band with two lower ends": (BANDS, 'from = "60%"', 'from = "60%", above = 0', "只写一个", 6),
    "a band without points": (BANDS, ", points = 3", "", "缺少“points”", 6),
    "points that are no number": (BANDS, "points = 3", 'points = "三分"', "不是可用的数字", 6),
    "no bands": ('kind = "bands"\nbands = []\n', "", "", "至少一个", 4),
    "too many bands": (
        'kind = "bands"\nbands = [' + "".join(f"{{ from = {n}, below = {n + 1}, points = 1 }}," for n in range(41)) + "]",  # noqa: E501
        "", "", "分段超过 40 个", 4,
    ),
    "an unknown direction": ('kind = "proportional"\ndirection = "up"', "", "", "auto、higher、lower、equal", 4),
    "a cap of nothing": ('kind = "proportional"\ncap = 0', "", "", "应当大于 0", 4),
    "a tier before the flag": (OVER, '{ above = "130%"', '{ above = "120%"', "120% 应当大于前一档的 130%", 5),
    "tiers out of order": (OVER, '{ above = "200%"', '{ above = "125%"', "125% 应当大于前一档的 130%", 6),
    "a tier that adds points": (OVER, 'times = "80%"', 'times = "110%"', "不能大于 1", 6),
    "a flag below the target": (OVER, 'flag = "130%"', 'flag = "90%"', "不能小于 100%", 4),
    "a criterion without points": (LIST, '"乙", points = 3', '"乙"', "缺少“points”", 6),
    "points of a criterion where all cost the same": (
        LIST, 'criteria = [\n  { text = "甲", points = 2 }', 'unmet = 1\ncriteria = [\n  { text = "甲" }',
        "不认识的项“points”", 7,
    ),
    "too many criteria": (
        'kind = "checklist"\nunmet = 1\ncriteria = [' + '{ text = "甲" },' * 21 + "]", "", "", "要点超过 20 条", 5,
    ),
    "events that cost nothing": ('kind = "per_event"\npoints = 0', "", "", "应当大于 0", 4),
    "a gap between tiers": (TIERS, 'below = "80%"', 'below = "70%"', "分档有空档：70% 到 80%", 5),
    "tiers that overlap": (TIERS, 'below = "80%"', 'to = "80%"', "分档重叠：80%", 5),
    "tiers that begin late": (TIERS, "from = 0", "from = 0.1", "分档有空档：0% 到 0.1", 7),
    "tiers that end early": (TIERS, 'to = "100%"', 'to = "95%"', "分档有空档：95% 到 100%", 5),
    "a tier upside down": (TIERS, 'from = "60%", below = "80%"', 'from = "80%", below = "60%"', "不小于上限", 6),
    "a tier with two ends": (TIERS, 'below = "80%"', 'to = "80%", below = "80%"', "要写且只写一个", 6),
    "two tiers of one name": (TIERS, '"中"', '"好"', "两档都叫“好”", 6),
    "an answer that names two tiers": (TIERS, '"中"', '"中", aliases = ["差"]', "两档都叫“差”", 7),
    "a tier without a name": (TIERS, '"中"', '" "', "档名是空的", 6),
    "a full score of 0": ('kind = "external"\nfull = 0', "", "", "应当大于 0", 4),
    "cases that leave some out": (CASES, '"more"', '"zero"', "没有覆盖所有可能", 5),
    "a case twice": (CASES, '"more"', '"at_most"', "两次写到“at_most”", 7),
    "an unknown case": (CASES, '"more"', '"else"', "zero、less", 7),
    "a reference that is no formula": (CASES, '"=上年结转"', '"=上年结转+"', "公式", 4),
    "a figure left out at an end": (DATES, '{ below = "45%", points = 0 }', '{ from = 0, below = "45%", points = 0 }',
        "最低一段不写下限", 5,
    ),
    "a date without its figure": (DATES, 'value = "=半年", ', "", "缺少“value”", 5),
    "a limit of 0": ('kind = "bonus_penalty"\nlimit = 0', "", "", "应当大于 0", 4),
    "an unknown side of a bonus": ('kind = "bonus_penalty"\nside = "over"', "", "", "both、bonus、penalty", 4),
    "a parameter of none": ('kind = "manual"\nmost = 5', "", "", "不认识的项“most”", 4),
}  # fmt: skip


class DescribeFaultyRules:
    @pytest.mark.parametrize("name", FAULTS)
    def it_refuses(self, name: str):
        text, old, new, said, line = FAULTS[name]
        assert not old or text.count(old) == 1
        with pytest.raises(Faulty) as refused:
            rule(text.replace(old, new) if old else text)
        assert said in refused.value.zh
        assert len(refused.value.faults) == 1
        assert refused.value.zh.startswith(f"rules.toml:{line}: ")

    @pytest.mark.parametrize("text", [STEP, TIERS, BANDS, OVER, LIST, CASES, DATES])
    def but_takes_them_without_their_faults(self, text: str):
        assert rule(text).words

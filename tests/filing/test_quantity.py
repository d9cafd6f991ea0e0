from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfxl.filing.quantity import quantity

TARGETS = """
340                      | number  |   | 340  |
'　360                   | number  |   | 360  |
360人                    | number  |   | 360  | 人
≥50个                    | number  | ≥ | 50   | 个
=22个                    | number  | = | 22   | 个
<5次                     | number  | < | 5    | 次
≤90万元                  | number  | ≤ | 90   | 万元
不少于300户              | number  | ≥ | 300  | 户
不超过5次                | number  | ≤ | 5    | 次
30万元以内               | number  | ≤ | 30   | 万元
控制在30万元以内         | number  | ≤ | 30   | 万元
20人以上                 | number  | ≥ | 20   | 人
超过20人                 | number  | > | 20   | 人
约500人                  | number  | ≈ | 500  | 人
36万余元                 | number  | ≈ | 36   | 万元
3-5天                    | number  | ~ | 3    | 天
85%                      | percent |   | 0.85 | %
≥85％                    | percent | ≥ | 0.85 | %
≥100百分比               | percent | ≥ | 1    | %
不低于95.5%              | percent | ≥ | 0.955| %
达到95%                  | percent | ≥ | 0.95 | %
90%及以上                | percent | ≥ | 0.9  | %
10月底                   | date    |   | 1031 |
10 月底前完成            | date    | ≤ | 1031 |
10月31日前               | date    | ≤ | 1031 |
11月28日                 | date    |   | 1128 |
2020.10                  | date    |   | 1031 |
2020-11-28               | date    |   | 1128 |
2020年12月底前           | date    | ≤ | 1231 |
2月底                    | date    |   | 229  |
年底                     | date    |   | 1231 |
第三季度                 | date    |   | 930  |
上半年                   | date    |   | 630  |
年内                     | date    |   | 1231 |
2020年内完成             | date    |   | 1231 |
已于10月28日完工         | date    |   | 1028 |
12月底完成验收           | date    |   | 1231 |
500㎡                    | number  |   | 500  | 平方米
达成预期指标             | tier    |   |      | 达成
达成年度指标             | tier    |   |      | 达成
部分达成预期指标并具有一定效果 | tier |  |     | 部分达成
未完成预期指标且效果较差 | tier    |   |      | 未达成
未达成预期指标且效果较差 | tier    |   |      | 未达成
完成                     | done    |   |      |
已完成                   | done    |   |      |
按时完成                 | done    |   |      |
有所提高                 | qualitative | |    |
基本完成                 | qualitative | |    |
两次                     | qualitative | |    |
——                       | blank   |   |      |
无                       | blank   |   |      |
/                        | blank   |   |      |
"""


def rows():
    for line in TARGETS.strip().split("\n"):
        text, kind, operator, value, unit = (cell.strip(" ") for cell in line.split("|"))
        yield text.removeprefix("'"), kind, operator, Decimal(value) if value else None, unit


class DescribeQuantity:
    @pytest.mark.parametrize(("text", "kind", "operator", "value", "unit"), list(rows()))
    def it_says_what_kind_of_statement_a_text_is(self, text, kind, operator, value, unit):
        read = quantity(text)
        assert (read.kind, read.operator, read.value, read.unit) == (kind, operator, value, unit)

    def it_keeps_the_text_as_written(self):
        assert quantity(" ≥85% ").text == " ≥85% "

    def it_keeps_the_end_of_a_range(self):
        assert quantity("90%—95%").upper == Decimal("0.95")

    def it_keeps_the_year_of_a_date(self):
        assert quantity("2020年11月28日").year == 2020
        assert quantity("11月28日").year is None

    def it_counts_decimals_for_those_who_round(self):
        assert quantity("≥85.5%").decimals == 3

    @pytest.mark.parametrize(
        ("text", "base"), [("90万元", (900000, "元")), ("3千人", (3000, "人")), ("5个", (5, "个"))]
    )
    def it_can_be_taken_without_multiples(self, text, base):
        assert quantity(text).base == base

    @given(st.text())
    @example("-")
    @example("~5")
    @example("≥")
    @example("99月99日")
    def it_never_raises(self, text):
        assert quantity(text).kind in ("number", "percent", "date", "tier", "done", "qualitative", "blank")

    @given(
        st.sampled_from(["≥", "≤", "", ">", "<", "="]),
        st.decimals(0, 10**6, places=2),
        st.sampled_from(["人", "个", "%", "万元", ""]),
    )
    def it_reads_back_every_target_it_could_have_written(self, operator, value, unit):
        read = quantity(f"{operator}{value}{unit}")
        assert (read.operator, read.value) == (operator, value / 100 if unit == "%" else value)


class DescribeMetBy:
    @pytest.mark.parametrize(
        ("target", "actual", "met"),
        [
            ("10月底", "10月28日", True), ("10月底", "11月3日", False), ("2020年10月底", "2021年3月", False),
            ("10月底", "完成", True), ("有所提高", "达成预期指标", True), ("有所提高", "部分达成预期指标", False),
            ("有所提高", "有所提高", None), ("10月底", "见说明", None), ("无", "完成", None), ("90%", "92%", None),
        ],
    )  # fmt: skip
    def it_tells_for_dates_and_words_and_leaves_numbers_alone(self, target, actual, met):
        assert quantity(target).met_by(quantity(actual)) is met

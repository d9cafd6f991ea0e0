"""The table in the terminal: most material first, in lines that fit, in Chinese or with English labels."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from perfxl.assess.model import Finding, Grades, Three
from perfxl.report.table import render
from tests.report.filed import FINDINGS, assessment, finding

ONE = finding(FINDINGS[0])
SETTLED = st.characters(codec=None, exclude_categories=["So"]) | st.sampled_from("★№→↔①■✅🎉")
"""Any character but symbols, of some of which Unicode has changed its mind about the width; and the usual symbols."""
TEXTS = st.text(SETTLED, max_size=120)
FIGURES = st.none() | TEXTS | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)


def findings() -> st.SearchStrategy[Finding]:
    return st.builds(
        Finding,
        check=st.sampled_from(["total-sum", "a-check-of-a-standard-of-their-own"]),
        severity=st.sampled_from(["error", "warning", "hint"]),
        outcome=st.sampled_from(["fail", "waived", "undecidable", "not_run"]),
        sheet=st.none() | TEXTS,
        cell=st.sampled_from([None, "A1", "XFD1048576"]),
        label=TEXTS,
        reported=FIGURES,
        expected=FIGURES,
        message=TEXTS,
        computation=TEXTS,
        advice=TEXTS,
        percent=st.booleans(),
        reason=st.none() | TEXTS,
    )


class DescribeTheTable:
    @given(st.lists(findings(), max_size=4).map(tuple), st.integers(40, 120), st.sampled_from(["zh", "en"]), TEXTS)
    @settings(max_examples=80, deadline=None)
    def it_fits_whatever_is_in_it(self, found: tuple[Finding, ...], columns: int, lang: str, unit: str) -> None:
        for line in render(assessment(found, unit=unit), columns, lang).split("\n"):
            assert 0 <= wcswidth(line) <= columns

    def it_shows_every_finding_of_the_filing_in_order(self) -> None:
        shown = render(assessment()).splitlines()

        numbers = [line.split()[0] for line in shown if line[:1].isdigit()]
        assert numbers == [*map(str, range(1, 26)), *map(str, range(1, 4))]

    def it_continues_a_finding_under_its_own_column(self) -> None:
        shown = render(assessment((ONE,))).splitlines()
        start = next(number for number, line in enumerate(shown) if line.startswith("1 "))
        offset = wcswidth(shown[start][: shown[start].index("总分")])

        assert offset == wcswidth(shown[start - 2][: shown[start - 2].index("差异")])
        assert all(line.startswith(" " * offset) and line[offset] != " " for line in shown[start + 1 : start + 4])

    def it_names_totals_and_grades(self) -> None:
        assert "申报总分 96（优）  按行相加 93（优）  按分值封顶 91（优）" in render(assessment())

    def it_shows_a_total_that_is_not_there_or_in_no_grade(self) -> None:
        shown = render(assessment(totals=Three(None, Decimal(120), Decimal(91)), grade=Grades(None, None, None, "优")))

        assert "申报总分 —  按行相加 120  按分值封顶 91（优）" in shown

    def it_proves_that_every_place_ended_somewhere(self) -> None:
        proof = "".join(render(assessment(), 200).splitlines()[-1:])

        assert proof.startswith("共核对 108 处：通过 71、不符 24、")
        assert proof.endswith("合计 108。")

    def it_says_when_there_is_nothing_to_say(self) -> None:
        assert "没有发现差异。" in render(assessment(()))
        assert "No findings." in render(assessment(()), lang="en")

    def it_goes_by_ids_in_english(self) -> None:
        shown = render(assessment(), lang="en")

        assert "total-sum" in shown
        assert "error 14, warning 9, hint 1." in shown
        assert "得分超分值" not in shown

    def it_names_a_figure_only_where_the_sentence_does_not(self) -> None:
        bare = replace(ONE, message="总分与各行得分之和不符。", reported=Decimal(96))

        assert "填报 96  应为 93  差额 3" in render(assessment((bare,)))
        assert "填报 96" not in render(assessment((ONE,)))

    def it_says_once_why_several_checks_came_to_no_answer(self) -> None:
        """At one place for one reason; another place, another reason or another outcome is said by itself."""
        open_ = replace(ONE, outcome="not_run", cell="B8", message="“三公经费”的公式没有计算结果。")
        checks = ("three-public-sum", "required-blank", "not-a-number", "negative", "negative")
        together = tuple(replace(open_, check=check) for check in checks)
        apart = (
            replace(open_, cell="C8"),
            replace(open_, message="没有找到。"),
            replace(open_, outcome="undecidable"),
        )
        shown = render(assessment((*together, *apart)), 160)
        assert shown.count("“三公经费”的公式没有计算结果。") == 3
        assert "三公经费合计、必填未填、不是数字等4项：“三公经费”的公式没有计算结果。" in shown
        english = render(assessment((*together, *apart)), 160, "en")
        assert "three-public-sum, required-blank, not-a-number and 1 more：" in english

    def it_shows_the_reason_of_an_explained_finding(self) -> None:
        explained = replace(ONE, outcome="waived", reason="已核实")

        shown = render(assessment((explained,)))
        assert "已说明" in shown
        assert "处理意见：已核实" in shown

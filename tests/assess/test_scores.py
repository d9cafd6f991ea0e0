from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.assess.closed import CLOSED, filled
from tests.assess.forms import lay_out


class DescribeTotals:
    def it_gives_three_that_agree_where_all_closes(self):
        totals = filled().assess().totals
        assert totals.declared == totals.summed == totals.capped == 98

    def it_caps_rows_then_groups_then_level1(self):
        assert filled(行1__自评得分=13).assess().totals.capped == 98
        assert filled(行3__自评得分=17).assess().totals.capped == 98
        form = filled(行2__二级指标="预算执行管理（30）", 行2__自评得分=30)
        assert (form.assess().totals.summed, form.assess().totals.capped) == (110, 100)

    def it_does_not_let_a_negative_score_count_against_others(self):
        totals = filled(行1__自评得分=-5).assess().totals
        assert (totals.summed, totals.capped) == (83, 88)

    def it_counts_a_missing_score_as_nothing(self):
        assert filled(行4__自评得分=None).assess().totals.summed == 91

    def it_has_no_sum_where_no_score_is_filled(self):
        form = filled(**{f"行{number}__自评得分": None for number in range(1, 11)})
        assert (form.assess().totals.summed, form.assess().totals.capped) == (None, None)


class DescribeGrades:
    def it_grades_each_total(self):
        form = lay_out(replace(CLOSED, grade="良", total=(100, 88)))
        grade = form.assess().grade
        assert (grade.declared, grade.of_declared, grade.recomputed, grade.of_capped) == ("良", "良", "优", "优")

    def it_has_none_where_there_is_no_total(self):
        assert filled(总分_自评得分=None).assess().grade.of_declared is None


class DescribeIndicators:
    def it_gives_each_row_with_its_points(self):
        rows = filled().assess().indicators
        assert len(rows) == 10
        first, quality = rows[0], rows[5]
        assert (first.level, first.path, first.weight, first.score) == (2, ("管理指标", "预算编制管理"), 10, 10)
        assert (quality.level, quality.target, quality.actual, quality.cell) == (3, "≥90%", "92%", "G18")
        assert (quality.weight, quality.recomputed) == (5, 5)
        assert rows[2].recomputed is None and rows[2].weight is None

    def it_computes_what_a_rule_gives(self):
        rows = filled(行6__完成值="45%", 行7__完成值="47.5%").assess().indicators
        assert (rows[5].recomputed, rows[6].recomputed) == (Decimal("2.5"), Decimal("2.5"))

    def it_gives_each_group_below_its_level1(self):
        groups = [(group.level, group.name, group.weight, group.score) for group in filled().assess().groups]
        assert groups[:4] == [
            (1, "管理指标", 30, 28),
            (2, "预算编制管理", 10, 10),
            (2, "预算执行管理", 20, 18),
            (1, "产出指标", 40, 40),
        ]

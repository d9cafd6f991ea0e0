"""The marking part of 评分汇总, from assessments of samples."""

from __future__ import annotations

from decimal import Decimal

from perfxl.report.canvas import Canvas
from perfxl.report.marking import TITLE, marked, marking
from perfxl.report.summary import WIDTHS, summary
from tests.assess.closed import filled
from tests.assess.samples import assessed


def rows(standard: str) -> dict[object, list[object]]:
    """The lines of the table by the indicator's name, cells from left to right."""
    canvas = Canvas(dict(WIDTHS))
    behind = marking(canvas, 1, assessed(standard, {}))
    lines = [[canvas.cells[row, column].value for column in (1, 2, 3, 4, 5, 8)] for row in range(3, behind)]
    return {line[0]: line[1:] for line in lines}


class DescribeMarking:
    def it_gives_each_indicator_with_its_points_its_computation_and_its_rule(self):
        weight, score, due, account, rule = rows("mof-project-2020")["服务群众人次"]
        assert (weight, score, due) == (Decimal(8), Decimal("7.6"), Decimal("7.60"))
        assert account == "完成值“11.4万人次”，8×95%=7.6"
        assert rule == "达到年度指标值得满分，未达到的按完成比例计分"

    def it_gives_a_span_where_a_person_decides(self):
        line = rows("mof-project-2020")["公共文化服务水平"]
        assert line[2] == "6.4～8"
        assert line[3] == "完成值“达成预期指标”，在这一范围内由评价人给分"

    def it_says_why_there_are_no_points(self):
        line = rows("mof-project-2020")["公益培训结业时间"]
        assert line[2] == "—"
        assert line[3] == "完成值“12月18日”按规则算不出得分。"

    def it_counts_what_is_done(self):
        assert rows("hunan-rates")["管理制度健全性"][3] == "完成值“①②③④”，2+2+2+2=8"

    def it_says_a_computed_answer_as_a_percentage(self):
        assert rows("hunan-rates")["在职人员控制率"][3].startswith("完成值“95.83%”，5-0.5×取整(")

    def it_says_what_the_rule_gives_where_nothing_applies(self):
        assert rows("hunan-rates")["新建楼堂馆所面积控制率"][3] == "不适用的，按规则得5分。"

    def it_stands_on_a_page_of_its_own(self):
        sheet = summary(assessed("hunan-rates", {}))
        (title,) = (row for (row, _), cell in sheet.cells.items() if cell.value == TITLE)
        assert title in sheet.page.breaks

    def it_is_left_out_where_the_unit_gives_all_points_itself(self):
        form = filled(行6__三级指标="合格率", 行7__三级指标="覆盖率")
        assessment = form.assess()
        assert not marked(assessment)
        assert all(cell.value != TITLE for cell in summary(assessment).cells.values())

"""填报说明: written from the standard, so that instructions and checks cannot drift apart."""

from __future__ import annotations

from perfxl.standard.check_ids import CHECKS
from perfxl.standard.describe import describe
from perfxl.template.audit_scope import NEEDS_PERFXL
from tests.template.books import HUNAN, blank, sheet_of


class DescribeTheInstructions:
    def it_holds_every_line_of_the_standard_in_words(self):
        sheet = sheet_of(blank(), "填报说明")
        lines = [row[0] for row in sheet.iter_rows(values_only=True)]
        said = [line for heading, words in describe(HUNAN) for line in (heading, *words)]
        assert lines[-len(said) :] == said

    def it_says_first_how_the_workbook_is_used(self):
        sheet = sheet_of(blank(), "填报说明")
        assert [sheet["A1"].value, sheet["A2"].value] == ["填报说明", "怎样使用本工作簿"]
        assert sheet["A3"].value.startswith("1．浅黄色的格子由单位填写")

    def it_names_every_check_that_needs_perfxl(self):
        lines = [row[0] for row in sheet_of(blank(), "填报说明").iter_rows(values_only=True)]
        at = lines.index("“审核”表不核、要用 perfxl 核对的")
        said = "".join(str(line) for line in lines[at : lines.index("评价标准")])
        off = {check for check, rule in HUNAN.checks.items() if rule.off}
        assert [check for check in NEEDS_PERFXL if (CHECKS[check].title in said) == (check in off)] == []

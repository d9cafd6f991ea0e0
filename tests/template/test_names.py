"""The defined names by which a filled template is read."""

from __future__ import annotations

from perfxl.standard.names import slip
from tests.template.books import HUNAN, blank


def refers(name: str) -> str:
    return blank().defined_names[name].attr_text


class DescribeTheNames:
    def it_names_every_field_of_the_standard(self):
        assert set(HUNAN.fields) <= set(blank().defined_names)
        assert refers("三公经费_决算") == "'附件1 基础数据表'!$D$8"
        assert refers("在职人员控制率") == "'附件1 基础数据表'!$D$5"
        assert refers("自评_项目支出_执行率") == "'附件2 自评表'!$G$8"

    def it_names_the_ranges_that_formulas_sum(self):
        assert refers("项目支出明细_决算") == "'附件1 基础数据表'!$D$15:$D$17"
        assert refers("公用经费明细_上年决算") == "'附件1 基础数据表'!$B$19:$B$21"
        assert refers("资金来源_预算") == "'附件2 自评表'!$D$5:$D$6"
        assert refers("资金结构_执行") == "'附件2 自评表'!$E$7:$E$8"

    def it_names_the_columns_of_the_table_and_its_total(self):
        assert refers("指标_一级指标") == "'附件2 自评表'!$A$13:$A$32"
        assert refers("指标_自评得分") == "'附件2 自评表'!$G$13:$G$32"
        assert refers("指标表") == "'附件2 自评表'!$A$12:$H$33"
        assert (refers("总分_分值"), refers("总分_自评得分")) == ("'附件2 自评表'!$B$33", "'附件2 自评表'!$G$33")

    def it_marks_the_standard_its_version_and_the_year(self):
        marks = [refers(name) for name in ("perfxl_standard", "perfxl_version", "perfxl_year")]
        assert marks == ['"hunan-2020"', f'"{HUNAN.version}"', "2020"]

    def it_gives_only_names_that_excel_takes(self):
        assert [name for name in blank().defined_names if slip(name)] == []

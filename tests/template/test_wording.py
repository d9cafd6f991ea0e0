"""Rules in the words of the form."""

from __future__ import annotations

import pytest

from perfxl.standard.parse import parse
from perfxl.template.wording import wording
from tests.template.books import HUNAN


class DescribeWording:
    @pytest.mark.parametrize(
        ("formula", "words"),
        [
            ("=三公经费_预算<=三公经费_上年决算", "三公经费预算数≤三公经费上年决算数"),
            ("=SUM(资金来源_执行)=SUM(资金结构_执行)", "资金来源各行全年执行数合计＝资金结构各行全年执行数合计"),
            ("=(公用经费_决算-公用经费_预算)/公用经费_预算", "（公用经费决算数－公用经费预算数）÷公用经费预算数"),
            ("=AND(编制数>=95%,编制数<>-2)", "编制数≥95%，且编制数≠－2"),
            ("=OR(编制数>0,在职人数=0)", "编制数＞0，或实际在职人数＝0"),
            ('=ROUND(总分_自评得分,1)=IF(编制数=1,"甲",2)', "ROUND（总分得分，1）＝IF（编制数＝1，“甲”，2）"),
        ],
    )
    def it_names_fields_by_their_labels(self, formula, words):
        assert wording(HUNAN, parse(formula)) == words

from __future__ import annotations

from tests.assess.ruled import only, outcomes

CHECK = "execution-reason"
LOW = ("年度资金总额|100|98|10|98%|9.8", "年度资金总额|100|80|10|80%|8")


class DescribeExecutionReason:
    def it_asks_for_a_reason_below_the_limit(self):
        found = only(CHECK, *LOW)
        assert (found.cell, found.severity) == ("B7", "warning")
        assert "80÷100=80.00%" in found.message and "不低于90%" in found.message

    def it_takes_any_reason(self):
        assert outcomes(CHECK, *LOW, "偏低原因|", "偏低原因|跨年结算") == {"低执行率原因": "pass"}

    def it_takes_none_for_no_reason(self):
        assert outcomes(CHECK, *LOW, "偏低原因|", "偏低原因|无") == {"低执行率原因": "fail"}

    def it_asks_for_none_where_the_limit_is_kept(self):
        assert outcomes(CHECK) == {"低执行率原因": "pass"}
        assert outcomes(CHECK, "年度资金总额|100|98", "年度资金总额|100|90") == {"低执行率原因": "pass"}

    def it_has_nothing_to_say_without_a_budget(self):
        assert outcomes(CHECK, "年度资金总额|100|98", "年度资金总额|0|0") == {"低执行率原因": "not_applicable"}

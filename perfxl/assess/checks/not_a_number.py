"""应填数字的格子只填数字、留空或填“——”。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.kinds.check import Spot
from perfxl.assess.kinds.fields import UNCACHED, absent
from perfxl.assess.kinds.numbers import NumberCheck
from perfxl.assess.verdict import PASS, Verdict, fail, not_applicable, not_run
from perfxl.filing.model import Fact


class NotANumber(NumberCheck):
    """A cell for a number holds a number, nothing, or a mark for not applicable. #DIV/0! and its like are
    error-value's affair."""

    id = "not-a-number"

    def run(self, case: Case, spot: Spot[Fact]) -> Verdict:
        """Whether it is a number."""
        fact = spot.subject
        match fact.state:
            case "missing":
                return not_run(absent(case, fact))
            case "uncached":
                return not_run(f"“{spot.label}”的{UNCACHED}。")
            case "error":
                return not_applicable("错误值，见“错误值”。")
            case "text":
                advice = "请只填数字，说明文字写到别处；没有的填0或“——”。"
                written = fact.text.strip()
                return fail(f"“{spot.label}”应填数字，填的是“{written}”。{advice}", reported=written, advice=advice)
        return PASS


CHECK = NotANumber()

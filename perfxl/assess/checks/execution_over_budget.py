"""全年执行数不超过全年预算数。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.kinds.fields import amount
from perfxl.assess.kinds.limit import Limit, is_zero, limits_of
from perfxl.assess.verdict import Verdict, not_applicable
from perfxl.standard.model import Place


class ExecutionOverBudget(Limit):
    """Execution stays within the budget, each row. Without a budget execution-without-budget speaks, not this."""

    id = "execution-over-budget"

    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """A blank or zero budget is not applicable."""
        budgets = limits_of(case, place)
        if amount(case.fact(place.at)) and budgets and all(is_zero(budget) for budget in budgets):
            return not_applicable("没有预算数，见“无预算有支出”。")
        return super().beforehand(case, place)


CHECK = ExecutionOverBudget()

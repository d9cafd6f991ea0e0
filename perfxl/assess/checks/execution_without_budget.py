"""没有预算数（空或0）的，不应有执行数。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.kinds.fields import FieldCheck, amount
from perfxl.assess.kinds.limit import is_zero, limits_of, unbudgeted
from perfxl.assess.verdict import Verdict, not_applicable
from perfxl.standard.model import Place


class ExecutionWithoutBudget(FieldCheck):
    """No execution on a blank or zero budget, each row; where nothing is executed it is not applicable."""

    id = "execution-without-budget"

    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """Nothing was executed; or the budget is 0 as written, whatever may have been rounded away."""
        if not amount(case.fact(place.at)):
            return not_applicable("没有执行数。")
        return self.failed(case, place) if all(map(is_zero, limits_of(case, place))) else None

    def failed(self, case: Case, place: Place) -> Verdict:
        """That there is no budget for it."""
        subject = case.fact(place.at)
        return unbudgeted(subject, limits_of(case, place)[0])


CHECK = ExecutionWithoutBudget()

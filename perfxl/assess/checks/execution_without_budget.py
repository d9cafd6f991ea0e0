"""没有预算数（空或0）的，不应有执行数。"""

from __future__ import annotations

from perfxl.assess.case import Case
from perfxl.assess.kinds.fields import FieldCheck, amount, facts_in
from perfxl.assess.kinds.limit import unbudgeted
from perfxl.assess.verdict import Verdict, not_applicable
from perfxl.standard.model import Place


class ExecutionWithoutBudget(FieldCheck):
    """No execution on a blank or zero budget, each row; where nothing is executed it is not applicable."""

    id = "execution-without-budget"

    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """Nothing was executed."""
        return None if amount(case.fact(place.at)) else not_applicable("没有执行数。")

    def failed(self, case: Case, place: Place) -> Verdict:
        """That there is no budget for it."""
        subject = case.fact(place.at)
        budget = next(fact for fact in facts_in(case, place.holds) if fact.field != place.at)
        return unbudgeted(subject, budget)


CHECK = ExecutionWithoutBudget()

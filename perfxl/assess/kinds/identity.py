"""A figure that must be the sum of others, or agree with one elsewhere in the form."""

from __future__ import annotations

from decimal import Decimal

from perfxl.assess.case import Case
from perfxl.assess.figures import plain
from perfxl.assess.hypotheses import explain
from perfxl.assess.kinds.fields import NOTHING, FieldCheck, amount, as_written, facts_in, unfilled
from perfxl.assess.verdict import Verdict, fail, not_applicable, not_run
from perfxl.filing.model import Fact
from perfxl.standard.fill_in import fill_in
from perfxl.standard.formula import Binary, Name
from perfxl.standard.model import Place


class Identity(FieldCheck):
    """subject = what the standard expects there (or ≥ it, where the standard says so).

    Blank subject and blank parts: not applicable. Blank parts count as 0, unless the form demands them (then
    required-blank speaks, and this is not run). A mark for not applicable counts as 0 beside figures; where all parts
    are so marked there is nothing to compare with: not run.
    """

    def beforehand(self, case: Case, place: Place) -> Verdict | None:
        """Nothing is filled, a demanded figure is not, or there are no parts to add up."""
        subject = case.fact(place.at)
        parts = parts_of(case, place)
        if subject.state == "na":
            return not_applicable(f"“{subject.label}”标为不适用。")
        if subject.state in NOTHING and all(part.state in NOTHING for part in parts):
            return not_applicable("都没有填。")
        return unfilled(case, (subject, *parts)) or self.without_parts(case, place, parts)

    def without_parts(self, case: Case, place: Place, parts: tuple[Fact, ...]) -> Verdict | None:
        """What is to be said where no part holds a figure."""
        if parts and all(part.state == "na" for part in parts) and amount(case.fact(place.at)):
            return not_run("分项都标为不适用，无法核对。")
        return None

    def failed(self, case: Case, place: Place) -> Verdict:
        """With the sum that the parts give, written out."""
        subject, expected = case.fact(place.at), self.expected(case, place)
        single = place.expected is not None and isinstance(place.expected.tree, Name)
        computation = "" if single else f"{self.computation(case, place)}={plain(expected)}"
        related = tuple((fact.sheet, fact.cell) for fact in parts_of(case, place) if fact.sheet and fact.cell)
        if subject.state in NOTHING:
            given = f"与{self.named(case, place)}一致，应为" if single else "按分项应为"
            message = f"{subject.label}未填，{given}{plain(expected)}{_bracketed(computation)}。"
            return fail(message, expected=expected, computation=computation, advice="请填写。", related=related)
        reported = amount(subject)
        advice = explain(reported, expected) or self.advice(case, place)
        due = f"而{self.named(case, place)}填" if single else self.relation(place)
        message = (
            f"{subject.label}填{plain(reported)}，{due}{plain(expected)}{_bracketed(computation)}，"
            f"相差{plain(reported - expected)}。{advice}"
        )
        return fail(
            message, reported=reported, expected=expected, computation=computation, advice=advice, related=related
        )

    def expected(self, case: Case, place: Place) -> Decimal:
        """What the parts give, as written."""
        assert place.expected is not None
        return as_written(case, place.expected.tree) or Decimal(0)

    def computation(self, case: Case, place: Place) -> str:
        """The parts written out: 1.7+空+0.5."""
        assert place.expected is not None
        return fill_in(place.expected, case.figures, plain)

    def relation(self, place: Place) -> str:
        """How the figure should stand to what is expected."""
        tree = place.holds.tree
        return "应不小于" if isinstance(tree, Binary) and tree.operator in (">=", ">") else "应为"

    def advice(self, case: Case, place: Place) -> str:
        """What to look at."""
        return f"请核对{case.label(place.at)}与{self.named(case, place)}。"

    def named(self, case: Case, place: Place) -> str:
        """The parts by name, with the sheet they stand on where it is another one."""
        parts = parts_of(case, place)
        if len(parts) > 4:
            return "各分项"
        listed = "、".join(dict.fromkeys(part.label for part in parts if part.label))
        sheets = {case.sheet_of(part.field) for part in parts if part.field in case.standard.fields}
        elsewhere = sheets - {case.sheet_of(place.at)}
        return f"{case.standard.sheets[min(elsewhere)].annex}的{listed}" if sheets and sheets == elsewhere else listed


class DetailSum(Identity):
    """A sum of free rows: where all of them are blank there is nothing to add up, and it is not run."""

    def without_parts(self, case: Case, place: Place, parts: tuple[Fact, ...]) -> Verdict | None:
        """Free rows that are not filled leave nothing to check a figure with."""
        if amount(case.fact(place.at)) and all(part.state in NOTHING for part in parts):
            return not_run("明细行未填，无法核对。")
        return None

    def advice(self, case: Case, place: Place) -> str:
        """What to look at."""
        return f"请核对{case.label(place.at)}与其下各明细行。"


def _bracketed(computation: str) -> str:
    return f"（{computation}）" if computation else ""


def parts_of(case: Case, place: Place) -> tuple[Fact, ...]:
    """The facts the subject is compared with."""
    return tuple(fact for fact in facts_in(case, place.holds) if fact.field != place.at)

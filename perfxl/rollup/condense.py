"""A filing and its assessment as a Record."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import chain

from perfxl.assess.case import Case
from perfxl.assess.figures import shown as written
from perfxl.assess.model import Assessment, Figure, Finding, IndicatorResult, RateResult
from perfxl.assess.plain import number
from perfxl.filing.model import Fact, Filing
from perfxl.report.words import title
from perfxl.rollup.columns import measured
from perfxl.rollup.forms import PROJECT
from perfxl.rollup.record import Figure as FigureLine
from perfxl.rollup.record import FindingLine, IndicatorLine, RateLine, Record, Sum
from perfxl.rollup.sources.names import shown
from perfxl.standard.model import NUMBER_KINDS, Standard


def condense(filing: Filing, assessment: Assessment, standard: Standard, beside: tuple[str, ...] = ()) -> Record:
    """What the roll-up keeps of this filing; `beside` are sheets of the workbook with forms that were not read."""
    column = standard.table.column("score")
    total = filing.total.get(column.key) if column else None
    case, names = Case(filing, standard), {rate.id: rate.formula.names for rate in standard.rates}
    names |= {"/".join(row.path): row.item.actual.names for row in filing.rows if row.item and row.item.actual}
    grade, totals = assessment.grade, assessment.totals
    return Record(
        standard=standard.id,
        standard_name=standard.name,
        unit=shown(filing.unit or ""),
        year=filing.year,
        project=_project(filing),
        beside=tuple(map(shown, beside)),
        declared=number(totals.declared),
        summed=number(totals.summed),
        capped=number(totals.capped),
        total_sheet=total.sheet if total else None,
        total_cell=total.cell if total else None,
        grade_declared=grade.of_declared,
        grade_summed=grade.recomputed,
        grade_stated=grade.declared,
        points=number(sum((each.score for each in assessment.indicators if each.score is not None), Decimal(0))),
        points_cells=_scored(assessment.indicators),
        places=assessment.places,
        outcomes={str(outcome): count for outcome, count in assessment.outcomes.items()},
        sums=tuple(
            Sum(each.key, each.label, number(each.value), each.sheet, each.cells, each.computation)
            for each in measured(standard, filing)
        ),
        figures=tuple(
            FigureLine(fact.field, fact.label, number(fact.value), fact.sheet, fact.cell)
            for fact in assessment.facts
            if fact.state == "number" and standard.fields[fact.field].kind in NUMBER_KINDS
        ),
        rates=tuple(
            _rate(rate, chain.from_iterable(map(case.facts_of, names.get(rate.id, ())))) for rate in assessment.rates
        ),
        indicators=tuple(_indicator(indicator) for indicator in assessment.indicators),
        findings=tuple(_finding(finding, standard) for finding in assessment.findings),
    )


def _project(filing: Filing) -> str:
    """The project that the form was filled for; empty where it is filled for the whole unit."""
    fact = filing.facts.get(PROJECT)
    return shown(fact.text) if fact is not None and fact.state == "text" else ""


def _rate(rate: RateResult, behind: Iterable[Fact]) -> RateLine:
    figures = [fact for fact in behind if fact.cell and fact.state == "number"]
    sheet = next((fact.sheet for fact in figures), rate.sheet)
    cells = "、".join(str(fact.cell) if fact.sheet == sheet else f"{fact.sheet}!{fact.cell}" for fact in figures)
    reported, recomputed = number(rate.reported), number(rate.recomputed)
    return RateLine(rate.id, rate.label, reported, recomputed, sheet, cells, rate.computation, rate.why)


def _scored(indicators: Iterable[IndicatorResult]) -> str:
    """The cells of the indicators' scores: from the first to the last where they are in one column."""
    cells = [each.cell for each in indicators if each.cell and each.score is not None]
    columns = {cell.rstrip("0123456789") for cell in cells}
    return f"{cells[0]}:{cells[-1]}" if len(columns) == 1 and len(cells) > 1 else "、".join(cells)


def _indicator(result: IndicatorResult) -> IndicatorLine:
    level1, level2, level3 = (*result.path, "", "", "")[:3]
    return IndicatorLine(
        level1,
        level2,
        level3,
        number(result.weight),
        result.target,
        result.actual,
        number(result.score),
        number(result.recomputed),
        result.sheet,
        result.cell,
        result.answer if result.answer != result.actual else "",
    )


def _finding(finding: Finding, standard: Standard) -> FindingLine:
    rule = standard.checks[finding.check].rule if finding.check in standard.checks else ""
    return FindingLine(
        finding.check,
        title(finding),
        finding.severity,
        finding.outcome,
        finding.sheet,
        finding.cell,
        finding.label,
        _figure(finding.reported, finding.percent),
        _figure(finding.expected, finding.percent),
        number(finding.difference),
        finding.percent,
        finding.message,
        finding.advice,
        rule,
        number(finding.score_effect),
        finding.grade_effect,
        finding.reason,
        finding.key,
    )


def _figure(value: Figure, percent: bool) -> str:
    """A figure as a person writes it; empty where there is none."""
    if value is None or isinstance(value, str):
        return value or ""
    return written(value, percent)

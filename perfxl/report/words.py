"""The words of the report: severities and outcomes, titles of checks, a finding's place and what it changes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from perfxl.assess.figures import plain, shown
from perfxl.assess.model import Assessment, Figure, Finding, Outcome
from perfxl.standard.check_ids import CHECKS, SEVERITIES
from perfxl.standard.model import Severity

OUTCOME_WORDS: dict[Outcome, str] = {
    "pass": "通过",
    "fail": "不符",
    "waived": "已说明",
    "not_applicable": "不适用",
    "undecidable": "无法判定",
    "not_run": "未能核对",
}

_NAMED = 3
"""How many checks are named of those that came to no answer for one reason."""

_STOPS = ("。", "；", "？", "！")


def title(finding: Finding) -> str:
    """The title of the finding's check; its id where a standard brought its own."""
    return CHECKS[finding.check].title if finding.check in CHECKS else finding.check


def place(finding: Finding) -> str:
    """Where the finding is: 附件2 自评表!G33."""
    if finding.sheet is None:
        return "整个工作簿"
    return f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet


def figure(value: Figure, percent: bool) -> str:
    """A figure in a sentence; a blank is named."""
    if isinstance(value, Decimal):
        return shown(value, percent)
    return value if value else "（空）"


def signed(value: Decimal, percent: bool = False) -> str:
    """A difference with its sign."""
    return f"+{shown(value, percent)}" if value > 0 else shown(value, percent)


def effect(finding: Finding) -> str:
    """What putting the finding right would change: the grade, the total by how much, or nothing that can be told."""
    parts = ["改变等级"] if finding.grade_effect else []
    if finding.score_effect:
        parts.append(f"总分{signed(finding.score_effect)}")
    return "；".join(parts) if parts else "—"


def explanation(finding: Finding) -> str:
    """The finding's sentence, its computation where the sentence does not hold it already, and its advice, each in a
    line of its own and each once."""
    said = finding.message.removesuffix(finding.advice)
    if not said.endswith(_STOPS):
        said = finding.message
    parts = [said]
    if finding.computation and not _told(finding.computation, said):
        parts.append(f"计算：{finding.computation}")
    if finding.advice and finding.advice not in said:
        parts.append(f"处理：{finding.advice}")
    return "\n".join(part for part in parts if part)


def _told(computation: str, said: str) -> bool:
    """Whether a sentence holds both sides of every equation of a computation."""
    return all(side in said for equation in computation.split("；") for side in equation.rsplit("=", 1))


def of_outcome(assessment: Assessment, *outcomes: Outcome) -> tuple[Finding, ...]:
    """The findings of these outcomes, in their order."""
    return tuple(finding for finding in assessment.findings if finding.outcome in outcomes)


def unanswered(assessment: Assessment) -> tuple[tuple[Finding, ...], ...]:
    """The checks that came to no answer, those for one reason at one place together: a formula that was never
    calculated stops half a dozen of them, a table that is not there a score."""
    groups: dict[tuple[Outcome, str | None, str | None, str], list[Finding]] = {}
    for finding in of_outcome(assessment, "undecidable", "not_run"):
        groups.setdefault((finding.outcome, finding.sheet, finding.cell, finding.message), []).append(finding)
    return tuple(map(tuple, groups.values()))


def named(names: Iterable[str], chinese: bool = True) -> str:
    """Each of these names once, of more than three the first three and how many there are: 甲、乙、丙等5项."""
    different = tuple(dict.fromkeys(names))
    listed, more = different[:_NAMED], len(different) - _NAMED
    if chinese:
        return "、".join(listed) + (f"等{len(different)}项" if more > 0 else "")
    return ", ".join(listed) + (f" and {more} more" if more > 0 else "")


def by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    found = list(findings)
    return {severity: sum(finding.severity == severity for finding in found) for severity in SEVERITIES}


def heading(assessment: Assessment) -> str:
    """Unit, year and standard in one line."""
    year = f"{assessment.year}年度" if assessment.year else "（未判明）"
    return f"填报单位：{assessment.unit or '（未填写）'}　　评价年度：{year}　　评价标准：{assessment.standard_name}"


def counted(assessment: Assessment) -> str:
    """How many findings are open, by severity, and how many are explained."""
    counts = by_severity(assessment.failures)
    listed = "，".join(f"{SEVERITIES[severity]} {count} 条" for severity, count in counts.items())
    return f"差异 {len(assessment.failures)} 条：{listed}；已说明 {len(of_outcome(assessment, 'waived'))} 条。"


def proof(assessment: Assessment) -> str:
    """Every place that was looked at, by outcome; the numbers add up."""
    counts = {outcome: assessment.outcomes.get(outcome, 0) for outcome in OUTCOME_WORDS}
    listed = "、".join(f"{OUTCOME_WORDS[outcome]} {count}" for outcome, count in counts.items())
    return f"共核对 {assessment.places} 处：{listed}，合计 {sum(counts.values())}。"


def total(value: Decimal | None, grade: str | None) -> str:
    """A total with its grade: 96（优）."""
    if value is None:
        return "—"
    return f"{plain(value)}（{grade}）" if grade else plain(value)

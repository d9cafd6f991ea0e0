"""The marking rules (评分规则) of a standard's file: each is named once, and indicators name it."""

from __future__ import annotations

from perfxl.errors import StandardError
from perfxl.standard.document import Entry
from perfxl.standard.formula import Formula
from perfxl.standard.kinds import KINDS, manual
from perfxl.standard.kinds.kind import Points
from perfxl.standard.model import NOT_APPLICABLE, NaPolicy, Rule

NA_POLICIES: tuple[NaPolicy, ...] = ("full", "exclude", "zero", "ask")
ALWAYS = ("name", "kind", "na", "words", "source", "verified")
_IF_NA: dict[NaPolicy, str] = {"full": "[@分值]", "exclude": f'"{NOT_APPLICABLE}"', "zero": "0", "ask": '""'}


def read_rules(root: Entry) -> dict[str, Rule]:
    """The rules by their names; none where the file has none."""
    rules: dict[str, Rule] = {}
    for entry in root.entries("rule") if root.has("rule") else ():
        rule = _rule(entry)
        if rule.name in rules and entry.sound("name"):
            entry.blame("name", f"两条评分规则同名“{rule.name}”", f"two rules named “{rule.name}”")
        rules[rule.name] = rule
    return rules


def _rule(entry: Entry) -> Rule:
    """The rule; one whose kind or parameters are wrong stands as one that leaves the points to a person, so that it is
    found where it is named."""
    kind = KINDS[entry.choice("kind", tuple(KINDS))]
    points = manual.POINTS
    if entry.sound("kind"):
        entry.only(*ALWAYS, *kind.parameters)
        try:
            points = kind.read(entry)
        except StandardError as error:
            if entry.sound():
                entry.doc.take(error)
    na = entry.choice("na", NA_POLICIES, "ask")
    return Rule(
        name=entry.text("name"),
        kind=kind.name,
        points=_formula(entry, points, points.most, na),
        least=None if points.least is None else _formula(entry, points, points.least, na),
        na=na,
        words=entry.text("words", points.words),
        source=entry.text("source", ""),
        verified=entry.flag("verified"),
    )


def _formula(entry: Entry, points: Points, text: str, na: NaPolicy) -> Formula:
    """The whole formula: the points where the answer is there, what `na` says where it is not applicable, else ""."""
    marked = f'TRIM([@完成值])="{NOT_APPLICABLE}"'
    whole = {
        "nothing": f"IF({marked},{_IF_NA[na]},{text})",
        "text": f'IF({marked},{_IF_NA[na]},IF(LEN(TRIM([@完成值]))>0,{text},""))',
        "figure": f'IF(ISNUMBER([@完成数]),{text},IF({marked},{_IF_NA[na]},""))',
        "completion": f'IF(ISNUMBER([@完成度]),{text},IF({marked},{_IF_NA[na]},""))',
    }[points.asks]
    return entry.made(f"={whole}", "kind")

"""Conditional formats of a worksheet: rules appended behind all others, found again and taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from perfxl.opc.draft import Draft
from perfxl.opc.escape import escape, quote
from perfxl.opc.xml import Element
from perfxl.sml.a1 import cell
from perfxl.sml.order import WORKSHEET


def add_rules(draft: Draft, rules: Iterable[tuple[str, str, int]]) -> None:
    """Add rules (range, formula, number of a differential format); every other rule has precedence over them."""
    priority, t = _last_priority(draft), draft.tag
    for sqref, formula, dxf in rules:
        priority += 1
        rule = (
            f'<{t("cfRule")} type="expression" dxfId="{dxf}" priority="{priority}">'
            f"<{t('formula')}>{escape(formula)}</{t('formula')}></{t('cfRule')}>"
        )
        xml = f"<{t('conditionalFormatting')} sqref={quote(sqref)}>{rule}</{t('conditionalFormatting')}>"
        draft.insert_in_order("conditionalFormatting", xml, WORKSHEET)


def take_out_rules(draft: Draft, ours: Callable[[str], bool]) -> list[int]:
    """Take out the rules whose formula is ours; returns the numbers of their formats."""
    formats = []
    for holder in draft.root.all("conditionalFormatting"):
        rules = holder.all("cfRule")
        gone = [rule for rule in rules if any(ours(f.text) for f in rule.all("formula"))]
        formats += [int(rule.get("dxfId")) for rule in gone if rule.get("dxfId").isdigit()]
        if len(gone) == len(holder.children) and gone:
            draft.remove(holder)
        else:
            for rule in gone:
                draft.remove(rule)
    return formats


def ranges(cells: Iterable[tuple[int, int]]) -> str:
    """Cells (row, column) as a list of ranges, runs in one column joined."""
    return " ".join(_runs(sorted(set(cells), key=lambda place: (place[1], place[0]))))


def _runs(cells: list[tuple[int, int]]) -> Iterator[str]:
    at = 0
    while at < len(cells):
        row, column = cells[at]
        last = at
        while last + 1 < len(cells) and cells[last + 1] == (cells[last][0] + 1, column):
            last += 1
        yield cell(row, column) if last == at else f"{cell(row, column)}:{cell(cells[last][0], column)}"
        at = last + 1


def _last_priority(draft: Draft) -> int:
    rules: Iterable[Element] = (e for e in draft.root.everything() if e.name == "cfRule")
    return max((int(e.get("priority")) for e in rules if e.get("priority").isdigit()), default=0)

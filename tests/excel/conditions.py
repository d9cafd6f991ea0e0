"""Conditional formats for pyOpenVBA's Excel, which has none: enough of FormatConditions for the macros that put fills.

LibreOffice's VBA has none either: without these the lines that Excel and WPS run would be run by nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pyopenvba.apps.excel import Range
from pyopenvba.interpreter._objects import MemberSpec, VBAObject, member, method, setter


@dataclass
class Rule:
    """A rule at an address of a sheet."""

    sheet: str
    address: str
    kind: int
    formula: str
    color: int | None = None


class Interior(VBAObject):
    vba_type_name = "Interior"

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    @member
    def Color(self) -> int | None:
        return self.rule.color

    @setter("Color")
    def _set(self, value: object) -> None:
        self.rule.color = int(value)


class FormatCondition(VBAObject):
    vba_type_name = "FormatCondition"

    def __init__(self, rules: list[Rule], rule: Rule) -> None:
        self.rules, self.rule = rules, rule

    @member
    def Formula1(self) -> str:
        return self.rule.formula

    @member
    def Interior(self) -> Interior:
        return Interior(self.rule)

    @method
    def Delete(self) -> None:
        self.rules.remove(self.rule)


class FormatConditions(VBAObject):
    """The rules of a cell, or of all of a sheet."""

    vba_type_name = "FormatConditions"

    def __init__(self, rules: list[Rule], sheet: str, address: str) -> None:
        self.rules, self.sheet, self.address = rules, sheet, address

    def _own(self) -> list[Rule]:
        here = [rule for rule in self.rules if rule.sheet == self.sheet]
        return here if ":" in self.address else [rule for rule in here if rule.address == self.address]

    @member
    def Count(self) -> int:
        return len(self._own())

    @member(default=True)
    def Item(self, Index: object) -> FormatCondition:
        return FormatCondition(self.rules, self._own()[int(Index) - 1])

    @method
    def Add(self, Type: object, Operator: object = None, Formula1: object = None) -> FormatCondition:
        rule = Rule(self.sheet, self.address, int(Type), str(Formula1))
        self.rules.append(rule)
        return FormatCondition(self.rules, rule)


def teach(monkeypatch: pytest.MonkeyPatch) -> list[Rule]:
    """Give every Range its FormatConditions: the result is the list of all rules there are."""
    rules: list[Rule] = []

    def conditions(area: Range) -> FormatConditions:
        sheet = area.vba_get("Worksheet").vba_get("Name")
        return FormatConditions(rules, str(sheet), str(area.vba_get("Address")))

    spec = MemberSpec("FormatConditions", "property", getter=conditions)
    monkeypatch.setitem(Range._vba_members, "formatconditions", spec)
    return rules

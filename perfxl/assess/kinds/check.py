"""What every check is: the places it applies to, and what it says of each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Generic, NamedTuple, TypeVar

from perfxl.assess.case import Case
from perfxl.assess.verdict import Verdict
from perfxl.filing.model import Fact
from perfxl.standard.check_ids import CHECKS, CheckId

S = TypeVar("S")


class Spot(NamedTuple, Generic[S]):
    """One place a check applies to. `key` names it from one scoring to the next: a field's name, an indicator's path,
    never a cell; `label` is what a person calls it; `subject` is what the check looks at."""

    key: str
    label: str
    sheet: str | None
    cell: str | None
    subject: S


def at(fact: Fact | None, key: str, label: str, subject: S) -> Spot[S]:
    """The place where that fact stands, or should stand."""
    return Spot(key, label, fact.sheet if fact else None, fact.cell if fact else None, subject)


class Check(ABC, Generic[S]):
    """A check. Every spot ends in exactly one outcome; a spot that does not concern it is not_applicable."""

    id: ClassVar[str]

    @property
    def about(self) -> CheckId:
        """Its severity, title and rule in one sentence."""
        return CHECKS[self.id]

    @abstractmethod
    def spots(self, case: Case) -> Iterable[Spot[S]]:
        """The places it applies to in this filing."""

    @abstractmethod
    def run(self, case: Case, spot: Spot[S]) -> Verdict:
        """What it says of one of its places."""

"""What a kind of marking rule is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from perfxl.standard.document import Entry

Asks = Literal["figure", "completion", "text", "nothing"]


@dataclass(frozen=True, slots=True)
class Points:
    """What the parameters of a rule come to. `most` is the formula of the points (without "=") for an answer that is
    there; `least` that of the fewest where the rule leaves a span to a person. `words` is the rule in Chinese. `asks`
    says what must be there before the formula is asked: the actual value as a figure, its ratio to the target, any
    text, or nothing."""

    most: str
    words: str
    least: str | None = None
    asks: Asks = "figure"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: its name in a standard, its name for people, the parameters it may be given beside those of every
    rule, and how they are read. `read` raises StandardError at the parameter that is wrong."""

    name: str
    title: str
    parameters: tuple[str, ...]
    read: Callable[[Entry], Points]

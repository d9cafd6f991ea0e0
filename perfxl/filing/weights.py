"""Weights written behind names: 数量指标（20） is 数量指标 with 20 points, the bracket closed or not."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from perfxl.filing.labels import clean

_OPEN, _CLOSE = "([【〔{", ")]】〕}"
_WEIGHT = re.compile(
    r"[(\[【〔{]\s*(?:权重|分值|满分)?\s*[:=]?\s*([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*(分|%)?\s*[)\]】〕}]?\s*$"
)


class Weighted(NamedTuple):
    """A name without its weight, the weight (None where there is none), and whether a bracket is not closed."""

    name: str
    weight: Decimal | None
    unclosed: bool


@lru_cache(maxsize=4096)
def weighted(text: str) -> Weighted:
    """The name and the weight of an indicator as written in one cell."""
    plain = unicodedata.normalize("NFKC", text)
    unclosed = sum(plain.count(mark) for mark in _OPEN) != sum(plain.count(mark) for mark in _CLOSE)
    found = _WEIGHT.search(plain)
    if not found:
        return Weighted(clean(text), None, unclosed)
    at = max(text.rfind(mark) for mark in "（(［[【〔｛{")
    return Weighted(clean(text[:at]), Decimal(found[1]), unclosed)

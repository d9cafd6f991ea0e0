"""The kinds of marking rules (评分规则), one file each: a kind turns its parameters into Excel formulas and words."""

from __future__ import annotations

from perfxl.standard.kinds import proportional, ratio_x_weight
from perfxl.standard.kinds.kind import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (proportional.KIND, ratio_x_weight.KIND)}
"""Every kind by the name that a standard writes."""

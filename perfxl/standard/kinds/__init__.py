"""The kinds of marking rules (评分规则), one file each: a kind turns its parameters into Excel formulas and words."""

from __future__ import annotations

from perfxl.standard.kinds import proportional
from perfxl.standard.kinds.kind import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (proportional.KIND,)}
"""Every kind by the name that a standard writes."""

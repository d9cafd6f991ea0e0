"""The kinds of marking rules (评分规则), one file each: a kind turns its parameters into Excel formulas and words."""

from __future__ import annotations

from perfxl.standard.kinds import (
    bands,
    bonus_penalty,
    checklist,
    compare_two,
    external,
    manual,
    multi_date,
    per_event,
    proportional,
    qualitative,
    ratio_x_weight,
    step_deduct,
)
from perfxl.standard.kinds.kind import Kind

KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        *(proportional, ratio_x_weight, step_deduct, bands, checklist, per_event),
        *(qualitative, external, compare_two, multi_date, bonus_penalty, manual),
    )
}
"""Every kind by the name that a standard writes."""

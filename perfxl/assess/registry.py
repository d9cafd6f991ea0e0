"""Every check there is, in the order of the forms: module `three_public_sum` holds the check three-public-sum."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from perfxl.assess.kinds.check import Check
from perfxl.standard.check_ids import CHECKS


@cache
def checks() -> tuple[Check[Any], ...]:
    """The checks by their ids' modules, loaded when first asked for."""
    return tuple(_load(check) for check in CHECKS)


def _load(check_id: str) -> Check[Any]:
    module = import_module(f"perfxl.assess.checks.{check_id.replace('-', '_')}")
    found: Check[Any] = module.CHECK
    return found

"""What is made of a value once and kept with it: a formula compiled, the labels of a form in their normal form.

A standard lives as long as the process and is asked the same things of every filing. What depends on it alone is made
when it is first needed, by a function that stands where it is used, and lives no longer than the value it is made of.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Self, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Keeping:
    """A value that keeps what was made of it; it must not change afterwards."""

    __slots__ = ("_kept",)
    _kept: dict[Hashable, Any]

    def once(self, make: Callable[[Self, *Ts], T], *arguments: *Ts) -> T:
        """What `make` makes of this value and the arguments, made at the first call. `make` must be a function of a
        module, for it is known by its identity; the arguments must be hashable."""
        try:
            kept = self._kept
        except AttributeError:
            kept = {}
            object.__setattr__(self, "_kept", kept)
        key = (make, *arguments) if arguments else make
        if key not in kept:
            kept[key] = make(self, *arguments)
        made: T = kept[key]
        return made

"""What a source holds: workbooks that were found, and what was left aside with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")
"""What may be a filled form."""

CONTAINERS = (".zip", ".eml", ".mbox", ".msg")
"""What may hold filled forms."""

Why = Literal["unreadable", "not_a_workbook", "limit", "ignored"]
"""unreadable: a container that cannot be opened · not_a_workbook: another kind of document · limit: more than is taken
· ignored: pictures, lock files and the like, which are only counted."""


@dataclass(frozen=True, slots=True)
class Submission:
    """When a file was submitted, as ISO 8601 text in Beijing time, and what says so: 邮件 or 名称."""

    time: str
    basis: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a filled form. `shown` is its path for people, containers included; `location` is where a
    worker opens it; `link` is the file a person can open for it: itself, or the outermost container."""

    shown: str
    location: str
    link: str
    suffix: str
    submission: Submission | None
    sha256: str = ""
    """Known here only for what was taken out of a container."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What was found and not taken: why, and the sentence for people."""

    shown: str
    link: str
    why: Why
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container: its name as given there, its bytes on demand, when the mail with it came, and, where
    it cannot be had, why."""

    name: str
    chunks: Callable[[], Iterable[bytes]] | None
    submission: Submission | None = None
    problem: str = ""


class Unopened(Exception):
    """A container that cannot be opened, or not to its end; the sentence says why."""

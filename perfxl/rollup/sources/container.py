"""Containers opened one inside the other: each gives its members, and members that are containers are opened too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from perfxl.rollup.sources.kinds import aside
from perfxl.rollup.sources.limits import DEPTH
from perfxl.rollup.sources.model import CONTAINERS, WORKBOOKS, Aside, Found, Member, Submission, Unopened, Why
from perfxl.rollup.sources.names import member_path, suffix
from perfxl.rollup.sources.spool import Budget, Spool, TooMuch
from perfxl.rollup.sources.times import from_name


@dataclass(frozen=True, slots=True)
class Opening:
    """One container being opened."""

    path: Path
    shown: str
    link: str
    submission: Submission | None
    depth: int
    budget: Budget


def members(path: Path) -> Iterator[Member]:
    """What a container holds. Raises Unopened."""
    kind = path.suffix.lower()
    if kind == ".zip":
        from perfxl.rollup.sources.zips import zip_members as opened
    elif kind == ".msg":
        from perfxl.rollup.sources.outlook import msg_members as opened
    elif kind == ".mbox":
        from perfxl.rollup.sources.mail import mbox_members as opened
    else:
        from perfxl.rollup.sources.mail import eml_members as opened
    return opened(path)


def opened(opening: Opening, spool: Spool) -> Iterator[Found | Aside]:
    """All that a container holds, containers within it included. One with no workbook in it is named: a mail whose
    attachment was forgotten."""
    empty = True
    try:
        for member in members(opening.path):
            opening.budget.enter()
            for each in _member(opening, member, spool):
                empty = empty and isinstance(each, Aside) and each.why == "ignored"
                yield each
        if empty:
            yield Aside(opening.shown, opening.link, "not_a_workbook", "里面没有填报表：没有附件，或只有图片等。")
    except (Unopened, TooMuch) as problem:
        why: Why = "limit" if isinstance(problem, TooMuch) else "unreadable"
        yield Aside(opening.shown, opening.link, why, str(problem))


def _member(opening: Opening, member: Member, spool: Spool) -> Iterator[Found | Aside]:
    shown = f"{opening.shown}/{member_path(member.name) or '（无名）'}"
    kind = suffix(member.name)
    if member.chunks is None:
        yield Aside(shown, opening.link, "unreadable", member.problem)
        return
    if kind not in WORKBOOKS and kind not in CONTAINERS:
        yield aside(shown, opening.link, kind)
        return
    try:
        path, sha256 = spool.put(member.chunks(), kind, opening.budget)
    except TooMuch as problem:
        if opening.budget.size < 0:
            raise
        yield Aside(shown, opening.link, "limit", str(problem))
        return
    except Unopened as problem:
        yield Aside(shown, opening.link, "unreadable", str(problem))
        return
    submission = member.submission or opening.submission or from_name(shown)
    if kind in WORKBOOKS:
        yield Found(shown, str(path), opening.link, kind, submission, sha256)
    elif opening.depth >= DEPTH:
        yield Aside(shown, opening.link, "limit", f"压缩包套了 {DEPTH} 层以上，未再打开。")
    else:
        inner = Opening(path, shown, opening.link, submission, opening.depth + 1, opening.budget)
        yield from opened(inner, spool)

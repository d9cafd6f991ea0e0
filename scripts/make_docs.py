"""Writes docs/checks.md from the checks themselves: `python scripts/make_docs.py` (CI proves it is up to date)."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from perfxl.standard.check_ids import CHECKS, PARTS, SEVERITIES

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"

HEAD = """# What each check says

Ids are an interface: messages may be reworded, ids may not. Each check ends, at every place it applies to, as `pass`,
`fail`, `waived` (a 处理意见 was written), `not_applicable`, `undecidable` or `not_run`; blank parts of a form, `——` and
0 ÷ 0
are not errors. {上限} and the like are limits that a standard sets; `perfxl standards hunan-2020` shows their figures.
A standard can change a check's limits or severity, or switch it off: [write a standard](write-a-standard.md).

<!-- Written by scripts/make_docs.py from perfxl/standard/check_ids.py. -->
"""


def page() -> str:
    """The whole page."""
    sections = [
        f"\n## {PARTS[part]}\n\n| id | 严重程度 | 核对项目 | 规则 |\n|---|---|---|---|\n"
        + "\n".join(f"| `{c.id}` | {SEVERITIES[c.severity]} | {c.title} | {c.rule} |" for c in checks)
        + "\n"
        for part, checks in groupby(CHECKS.values(), key=lambda check: check.part)
    ]
    return HEAD + "".join(sections)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

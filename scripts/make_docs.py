"""Writes docs/checks.md from the checks and docs/standards/ID.md from each standard: `python scripts/make_docs.py`
(CI proves that they are up to date)."""

from __future__ import annotations

import re
import tomllib
from itertools import groupby
from pathlib import Path

from perfxl.standard.check_ids import CHECKS, PARTS, SEVERITIES
from perfxl.standard.describe import describe
from perfxl.standard.loader import catalogue, load

ROOT = Path(__file__).parents[1]
DOCS, DATA = ROOT / "docs", ROOT / "scripts" / "data"

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


def page_of(standard_id: str) -> str:
    """The page of a standard: where its template and its samples are, and all that it says, in words."""
    standard = load(standard_id)
    samples = [path.stem for path in sorted(DATA.glob("*.toml")) if _standard_of(path) == standard_id]
    files = [f"../../workbook_templates/{standard_id}.xlsx", *(f"../../samples/{name}.xlsx" for name in samples)]
    links = "、".join(f"[{path.rpartition('/')[2]}]({path})" for path in files)
    head = [
        f"# {standard.name}\n",
        f"空白模板和样例：{links}。新建一份空白表：\n",
        f"```sh\nperfxl new 空白-{standard_id}.xlsx --standard {standard_id}\n```\n",
        "标明“未核实”的，来源的原文没有见到，使用前请与本地的通知核对；怎样改，见[写评价标准](../write-a-standard.md)。\n",
        f"<!-- Written by scripts/make_docs.py from perfxl/standard/catalogue/{standard_id}.toml. -->\n",
    ]
    sections = [f"\n## {heading}\n\n" + "".join(_item(line) for line in lines) for heading, lines in describe(standard)]
    return "\n".join(head) + "".join(sections)


def _standard_of(data: Path) -> str:
    """The standard of a sample, by the file of its data or by the one that it is like."""
    said = tomllib.loads(data.read_text("utf-8"))
    return _standard_of(data.with_stem(said["like"])) if "like" in said else str(said.get("standard", "hunan-2020"))


def _item(line: str) -> str:
    """A line of the description as an item of a list, below the one before it where it is indented."""
    written = re.sub(r"([*_<>|`\[\]])", r"\\\1", line.strip("　 "))
    return f"{'  ' if line.startswith('　') else ''}- {written}\n"


def pages() -> dict[Path, str]:
    """Every page that is written here, by its place."""
    of_standards = {DOCS / "standards" / f"{name}.md": page_of(name) for name in catalogue()}
    return {DOCS / "checks.md": page()} | of_standards


if __name__ == "__main__":
    for place, text in pages().items():
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")

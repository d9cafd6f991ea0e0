"""The documentation is tested: it names all there is, and every line in it that can be run, runs."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfxl.cli import _parser

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "README.zh-CN.md", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md"))]
LATER = ("make ", "git ", "py ", ".venv", "pip ")
"""Lines that CI runs by itself (make), or that set a machine up."""


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S)


def commands(page: str) -> list[str]:
    lines = (line.split(" #")[0].strip() for block in blocks(page, "sh") for line in block.splitlines())
    return [line for line in lines if line and not line.startswith(LATER)]


def options() -> Iterator[tuple[str, str]]:
    (subparsers,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name, parser in subparsers.choices.items():
        yield name, f"perfxl {name}"
        for action in parser._actions:
            yield from ((name, option) for option in action.option_strings if option.startswith("--"))


def expanded(folder: Path, word: str) -> list[str]:
    return sorted(map(str, folder.glob(word))) if "*" in word else [word]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The parts of the repository that the documentation's commands use."""
    for name in ("samples", "benchmarks", "perfxl/standard/catalogue"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


class DescribeTheCommandsPage:
    @pytest.mark.parametrize(("command", "word"), sorted(options()))
    def it_names_every_command_and_option(self, command: str, word: str):
        assert word in (ROOT / "docs/commands.md").read_text(encoding="utf-8")


class DescribeEveryPage:
    @pytest.mark.parametrize("page", PAGES)
    def it_shows_only_commands_that_run(self, page: str, checkout: Path):
        tools = {"perfxl": [sys.executable, "-m", "perfxl"], "python": [sys.executable]}
        env = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "zh_CN.UTF-8"}
        shutil.copy(ROOT / "samples/liuyang-2020.xlsx", checkout / "自评表.xlsx")
        for line in commands(page):
            if "FOLDER" in line or line.startswith("perfxl new 自评表.xlsx"):
                line = line.replace("FOLDER", "samples").replace("new 自评表.xlsx", "new 空白.xlsx")
            first, *rest = shlex.split(line)
            if ">" in rest:
                rest = rest[: rest.index(">")]
            rest = [
                name for word in rest for name in (sorted(map(str, checkout.glob(word))) if "*" in word else [word])
            ]
            done = subprocess.run([*tools[first], *rest], cwd=checkout, env=env, capture_output=True, text=True)
            assert done.returncode in (0, 1), f"{line}\n{done.stderr}"

    @pytest.mark.parametrize("page", PAGES)
    def it_shows_only_python_that_runs(self, page: str, checkout: Path):
        import openpyxl

        openpyxl.Workbook().save(checkout / "any.xlsx")
        book = openpyxl.load_workbook(checkout / "any.xlsx")
        book.active.title = "Sheet1"
        book.save(checkout / "any.xlsx")
        for block in blocks(page, "python"):
            done = subprocess.run(
                [sys.executable, "-c", block],
                cwd=checkout,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr

    @pytest.mark.parametrize("page", PAGES)
    def it_links_only_to_what_is_there(self, page: str):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text(encoding="utf-8")):
            assert ((ROOT / page).parent / target).exists(), target


class DescribeTheGeneratedPages:
    def it_is_what_the_checks_and_the_standards_say(self):
        import runpy

        pages = runpy.run_path(str(ROOT / "scripts/make_docs.py"))["pages"]()
        assert {path: path.read_text(encoding="utf-8") for path in pages} == pages
        assert set((ROOT / "docs/standards").glob("*.md")) == {
            path for path in pages if path.parent.name == "standards"
        }

    def it_is_linked_from_the_list_of_pages(self):
        listed = (ROOT / "docs/README.md").read_text(encoding="utf-8")
        for page in (ROOT / "docs/standards").glob("*.md"):
            assert f"](standards/{page.name})" in listed

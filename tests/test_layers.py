"""The rooms stay apart: imports point downward only, and none goes round in a circle."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "perfxl"

FLOORS = [
    "errors",
    "opc",
    "sml",
    "standard",
    "filing",
    "assess",
    "template",
    "report",
    "writeback",
    "migration",
    "authoring",
    "workflow",
    "rollup",
    "excel",
    "cli",
]
"""From the ground up: a room may import itself and what stands before it."""


def modules() -> dict[str, Path]:
    return {
        ".".join(("perfxl", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }


def imports(path: Path) -> set[str]:
    """The perfxl modules a file names in its imports, those inside functions and TYPE_CHECKING included."""
    known, found = modules(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            found |= {
                f"{node.module}.{a.name}" if f"{node.module}.{a.name}" in known else node.module for a in node.names
            }
    return {name for name in found if name in known}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else "perfxl"


class DescribeTheRooms:
    @pytest.mark.parametrize("module", sorted(modules()))
    def it_imports_only_downward(self, module: str):
        if module in ("perfxl", "perfxl.__main__"):
            return
        floor = FLOORS.index(room(module))
        above = {name for name in imports(modules()[module]) - {"perfxl"} if FLOORS.index(room(name)) > floor}
        assert not above

    def it_has_no_cycle(self):
        graph = {name: imports(path) - {name} for name, path in modules().items() if name != "perfxl"}
        TopologicalSorter(graph).prepare()

    def it_keeps_the_package_layer_free_of_spreadsheets_and_the_spreadsheet_layer_free_of_perfxl(self):
        for name in ("opc", "sml"):
            allowed = {"errors", "opc"} if name == "opc" else {"errors", "opc", "sml"}
            for path in (PACKAGE / name).rglob("*.py"):
                assert {room(module) for module in imports(path)} <= allowed, path


class DescribeTheStartOfACheck:
    @pytest.mark.parametrize("sample", ["liuyang-2020", "closed-2020"])
    def it_loads_none_of_the_slow_libraries(self, sample: str):
        slow = "{'formulas', 'numpy', 'scipy', 'regex', 'openpyxl', 'pandas', 'lxml'}"
        workbook = str(PACKAGE.parent / "samples" / f"{sample}.xlsx")
        code = f"import sys, perfxl; perfxl.check({workbook!r}); print({slow} & set(sys.modules))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "set()"

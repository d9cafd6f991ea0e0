"""All that there is to press: every button, in the add-in and in the template, live, by copies and without Python.

The workbook is the seed's sample; what comes of 评分 is what `perfxl score` writes into the file."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from perfxl.excel.actions import ACTIONS
from perfxl.excel.install import Mode, install
from perfxl.excel.places import Places
from perfxl.excel.template import with_macros
from perfxl.excel.texts import TEXTS
from perfxl.workflow import check, score
from tests.excel.desk import OWN, Desk, fills, first_finding, notes, the_person_s_own, values
from tests.excel.office import Office, needs_office
from tests.template.books import HUNAN

pytestmark = [needs_office, pytest.mark.libreoffice]

HOLDERS = ("add-in", "template")
MODES: tuple[Mode | None, ...] = ("copy", "live", None)
MATRIX = tuple(itertools.product(HOLDERS, MODES))


@pytest.fixture
def desk(request: pytest.FixtureRequest, office: Office, installed: Places, sit: Any, seed: Path) -> Desk:
    """The seed's sample, with the buttons where the parameter has them."""
    holder, mode = request.param
    if holder == "add-in":
        found: Desk = sit(seed, mode or "copy")
    else:
        book = seed.with_suffix(".xlsm")
        book.write_bytes(with_macros(seed))
        found = sit(book, None)
        if mode is not None:
            install(installed, mode, "linux", office.pipe)
    if mode is None:
        installed.command.unlink(missing_ok=True)
    return found


def combinations(python: bool) -> pytest.MarkDecorator:
    chosen = [pair for pair in MATRIX if (pair[1] is not None) == python]
    return pytest.mark.parametrize("desk", chosen, indirect=True, ids=lambda pair: f"{pair[0]}-{pair[1]}")


class DescribeEveryButton:
    def it_is_pressed_in_every_combination(self):
        pressed = {f"press_{name.removeprefix('it_presses_')}" for name in dir(self) if name.startswith("it_presses_")}
        assert len(MATRIX) == 6
        assert pressed == {"press_all_with_python", "press_all_without_python"}
        assert [action.id for action in ACTIONS] == ["check", "score", "summary", "clean", "export", "help"]

    @combinations(python=True)
    def it_presses_all_with_python(self, desk: Desk, seed: Path, tmp_path: Path):
        score(seed, tmp_path / "scored.xlsx")
        counted, sheets, figures = f"差异 {len(check(seed).failures)} 条", desk.sheets(), the_person_s_own(desk.save())
        assert desk.press("check").startswith(counted)
        assert (desk.place(), desk.sheets()) == (first_finding(seed), sheets)

        assert desk.press("score").startswith(counted)
        marked = desk.save()
        assert notes(marked) == notes(tmp_path / "scored.xlsx")
        assert fills(marked) == fills(tmp_path / "scored.xlsx")
        assert values(marked, OWN) == values(tmp_path / "scored.xlsx", OWN)
        assert the_person_s_own(marked) == figures

        desk.press("summary")
        assert desk.document.CurrentController.ActiveSheet.Name == "评分汇总"
        assert "不能上报" in desk.press("export")
        desk.press("help")
        assert desk.document.CurrentController.ActiveSheet.Name == "填报说明"
        assert desk.press("clean") == TEXTS["cleaned"]
        cleaned = desk.save()
        assert (notes(cleaned), fills(cleaned), desk.sheets()) == ({}, {}, sheets)
        assert the_person_s_own(cleaned) == figures

    @combinations(python=False)
    def it_presses_all_without_python(self, desk: Desk):
        before = desk.sheets()
        for action in ("check", "score", "summary", "export"):
            assert desk.press(action).startswith(TEXTS["offline_bad"])
            assert desk.place()[0] in [sheet.name for sheet in HUNAN.sheets.values()]
        desk.press("help")
        assert desk.document.CurrentController.ActiveSheet.Name == "填报说明"
        assert desk.press("clean") == TEXTS["cleaned"]
        assert desk.sheets() == before

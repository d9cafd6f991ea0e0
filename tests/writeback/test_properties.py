"""What holds of every mark in every workbook."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from perfxl.errors import PerfxlError
from perfxl.report.markup import MarkUp
from perfxl.sml.workbook import open_workbook
from perfxl.writeback import clean, verify, write
from perfxl.writeback.identity import PREFIX
from tests.libreoffice import available, recalculate
from tests.opc.packages import read
from tests.writeback.generated import NAMES, by_openpyxl, by_xlsxwriter, features, marks
from tests.writeback.soundness import faults

WRITERS = [by_openpyxl, by_xlsxwriter]
some = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest.mark.parametrize("make", WRITERS)
class DescribeAnyMarks:
    @some
    @given(wanted=features, markup=marks)
    def it_is_sound_exact_and_the_same_twice(self, make, wanted: set[str], markup: MarkUp):
        with folder() as at:
            original = make(at / "a.xlsx", wanted)
            marked, again, cleaned = at / "b.xlsx", at / "c.xlsx", at / "d.xlsx"
            receipt = write(original, marked, markup)
            write(marked, again, markup)
            undone = clean(marked, cleaned)

            assert faults(marked) == []
            assert verify(receipt, original, marked) == []
            assert marked.read_bytes() == again.read_bytes()
            assert undone.exact
            assert list(read(cleaned).items()) == list(read(original).items())
            assert verify(undone, marked, cleaned) == []

    @some
    @given(wanted=features, first=marks, second=marks)
    def it_replaces_what_was_there(self, make, wanted: set[str], first: MarkUp, second: MarkUp):
        with folder() as at:
            original = make(at / "a.xlsx", wanted)
            write(original, at / "b.xlsx", first)
            write(at / "b.xlsx", at / "c.xlsx", second)
            write(original, at / "d.xlsx", second)

            assert read(at / "c.xlsx") == read(at / "d.xlsx")

    @some
    @given(wanted=features, markup=marks)
    def it_leaves_nothing_when_openpyxl_has_saved_it_in_between(self, make, wanted: set[str], markup: MarkUp):
        with folder() as at:
            original = make(at / "a.xlsx", wanted)
            write(original, at / "b.xlsx", markup)
            openpyxl.load_workbook(at / "b.xlsx").save(at / "c.xlsx")
            openpyxl.load_workbook(original).save(at / "o.xlsx")
            clean(at / "c.xlsx", at / "d.xlsx")

            assert faults(at / "d.xlsx") == []
            assert nothing_of_ours(at / "d.xlsx")
            assert told(at / "d.xlsx") == told(at / "o.xlsx")


def nothing_of_ours(path: Path) -> bool:
    user_words = ("用户", "又一条")
    return all(
        b"perfxl" not in data or any(word.encode() in data for word in user_words) for data in read(path).values()
    )


def told(path: Path) -> object:
    """What a workbook says, as openpyxl reads it."""
    book = openpyxl.load_workbook(path)
    said = []
    for sheet in book:
        values = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
        words = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
        rules = sorted(str(rule.sqref) for rule in sheet.conditional_formatting)
        names = sorted(sheet.defined_names)
        said.append((sheet.title, sheet.sheet_state, values, words, rules, names, str(sheet.merged_cells)))
    return said, sorted(book.defined_names)


@pytest.mark.libreoffice
@pytest.mark.skipif(not available(), reason="there is no LibreOffice on this machine")
class DescribeLibreOfficeInBetween:
    @pytest.mark.parametrize("make", WRITERS)
    def it_leaves_nothing_of_ours_and_all_of_the_users(self, make, tmp_path: Path):
        wanted = {"notes", "rules", "formula", "merge", "names", "validation"}
        markup = MarkUp(
            tuple(note(name, place) for name in NAMES for place in ("A1", "B2", "C9")),
            (sheet_of_ours("差异清单"), sheet_of_ours("评分汇总")),
        )
        original = make(tmp_path / "a.xlsx", wanted)
        write(original, tmp_path / "b.xlsx", markup)
        recalculate(tmp_path / "b.xlsx", tmp_path / "c.xlsx")
        recalculate(original, tmp_path / "o.xlsx")
        receipt = clean(tmp_path / "c.xlsx", tmp_path / "d.xlsx")

        assert not receipt.exact
        assert faults(tmp_path / "d.xlsx") == []
        assert nothing_of_ours(tmp_path / "d.xlsx")
        assert told(tmp_path / "d.xlsx") == told(tmp_path / "o.xlsx")

    def it_may_have_written_the_workbook_itself(self, tmp_path: Path):
        original = recalculate(by_openpyxl(tmp_path / "x.xlsx", {"notes", "rules", "names"}), tmp_path / "a.xlsx")
        markup = MarkUp((note(NAMES[0], "B2"), note(NAMES[2], "A1")), (sheet_of_ours("差异清单"),))
        write(original, tmp_path / "b.xlsx", markup)
        clean(tmp_path / "b.xlsx", tmp_path / "c.xlsx")

        assert faults(tmp_path / "b.xlsx") == []
        assert list(read(tmp_path / "c.xlsx").items()) == list(read(original).items())


def note(sheet: str, place: str):
    from perfxl.report.markup import Note

    return Note(sheet, place, "error", f"{PREFIX} 填写 93，应为 96。\n请改正。")


def sheet_of_ours(name: str):
    from perfxl.sml.sheet import Cell, NewSheet

    return NewSheet(name, {(1, 1): Cell("标题"), (2, 1): Cell(link="'表一'!A1", value="去")}, autofilter="A1:B2")


class DescribeTheReader:
    def it_sees_our_sheets_and_names_like_any_other(self, tmp_path: Path):
        write(by_openpyxl(tmp_path / "a.xlsx", set()), tmp_path / "b.xlsx", MarkUp((), (sheet_of_ours("差异清单"),)))
        with open_workbook(tmp_path / "b.xlsx") as book:
            assert [sheet.name for sheet in book.sheets] == [*NAMES, "差异清单"]
            assert ("差异清单", True) in [(name.sheet, name.hidden) for name in book.names]


def test_a_copy_of_an_untouched_file_is_the_file(tmp_path: Path):
    original = by_xlsxwriter(tmp_path / "a.xlsx", set())
    clean(original, tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == original.read_bytes()
    shutil.copy(original, tmp_path / "c.xlsx")
    with pytest.raises(PerfxlError):
        clean(tmp_path / "nowhere.xlsx", tmp_path / "c.xlsx")
    assert (tmp_path / "c.xlsx").read_bytes() == original.read_bytes()

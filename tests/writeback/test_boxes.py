"""The box of a user's own note grows with what we put behind the user's words, and shrinks to what it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from perfxl.writeback import annotate, clean, verify
from tests.opc.packages import Parts, read, zipped
from tests.writeback.test_oddities import NOTES, VML, with_notes

PART = "xl/drawings/vmlDrawing1.vml"
LONG = [("表一", "B2", "error", "填写 93，应为 96。\n" + "逐项相加得 96，请核对各项得分后改正。" * 4)]


def boxed(anchor: str, code: str = "utf-8") -> Parts:
    """A sheet whose user's note at B2 has a box, beside a button."""
    box = (
        '<v:shape id="_x0000_s1026" type="#_x0000_t202" style="visibility:hidden"><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:Anchor>\n    {anchor}</x:Anchor><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData>"
        "</v:shape></xml>"
    )
    return with_notes("", VML.replace("</xml>", box).encode(code))


def anchors(path: Path, code: str = "utf-8") -> list[list[int]]:
    """The anchors of all boxes: column and pixels, row and pixels, of the top left corner and of the bottom right."""
    text = read(path)[PART].decode(code)
    return [[int(n) for n in found.split(",")] for found in re.findall(r"<x:Anchor>([^<]*)<", text)]


class DescribeTheBoxOfAUsersNote:
    @pytest.mark.parametrize("code", ["utf-8", "utf-16"])
    def it_grows_to_the_right_and_down_until_the_longer_text_fits(self, tmp_path: Path, code: str):
        path, marked = zipped(boxed("2, 15, 0, 2, 3, 10, 1, 4", code), tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
        annotate(path, marked, LONG)

        button, box = anchors(marked, code)
        assert button == anchors(path, code)[0]
        assert box[:4] == [2, 15, 0, 2]
        assert 64 * box[4] + box[5] - (64 * 2 + 15) >= 56 * 6
        assert 20 * box[6] + box[7] - 2 >= 17 * 6

    @pytest.mark.parametrize("code", ["utf-8", "utf-16"])
    def it_is_the_very_same_when_cleaned(self, tmp_path: Path, code: str):
        path = zipped(boxed("2, 15, 0, 2, 3, 10, 1, 4", code), tmp_path / "a.xlsx")
        receipt = annotate(path, tmp_path / "b.xlsx", LONG + NOTES[1:])
        undone = clean(tmp_path / "b.xlsx", tmp_path / "c.xlsx")

        assert "note boxes" in receipt.changed[PART]
        assert verify(receipt, path, tmp_path / "b.xlsx") == []
        assert undone.exact
        assert list(read(tmp_path / "c.xlsx").items()) == list(read(path).items())

    @pytest.mark.parametrize("anchor", ["2, 15, 0, 2, 20, 10, 40, 4", "0, 0, 0, 0, 16383, 0, 1048575, 0"])
    def it_stays_as_it_is_where_it_is_large_enough(self, tmp_path: Path, anchor: str):
        path = zipped(boxed(anchor), tmp_path / "a.xlsx")
        assert PART in annotate(path, tmp_path / "b.xlsx", LONG).untouched

    @pytest.mark.parametrize("anchor", ["", "1, 2, 3", "9, 0, 9, 0, 1, 0, 1, 0", "-1, 0, 0, 0, 1, 0, 1, 0", "甲"])
    def it_stays_as_it_is_where_its_anchor_makes_no_sense(self, tmp_path: Path, anchor: str):
        path = zipped(boxed(anchor), tmp_path / "a.xlsx")
        assert PART in annotate(path, tmp_path / "b.xlsx", LONG).untouched

from __future__ import annotations

import pytest

from perfxl.sml.geometry import Geometry
from perfxl.sml.skeleton import skeleton
from tests.opc.packages import sheet

ROWS = "".join(
    f'<row r="{n}" ht="{10 + n % 3}" customHeight="1"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 900)
)
WHOLE = sheet(
    f'<sheetFormatPr defaultRowHeight="15"/><sheetData>{ROWS}</sheetData><legacyDrawing r:id="rId1"/>'
).encode()


def chunked(data: bytes, size: int):
    return lambda: iter([data[at : at + size] for at in range(0, len(data), size)])


@pytest.mark.parametrize("size", [1, 7, 100, 4096, 10**6])
class DescribeASkeleton:
    def it_leaves_the_cells_out_and_knows_where_all_else_is(self, size: int):
        found = skeleton(chunked(WHOLE, size), "a.xml").outline
        drawing = found.root.first("legacyDrawing")

        assert len(found.data) < 400
        assert drawing is not None
        assert WHOLE[found.hole.moved(drawing.start) :].startswith(b"<legacyDrawing")
        assert found.hole.back(found.hole.moved(drawing.start)) == drawing.start

    def it_knows_the_heights_of_rows(self, size: int):
        found = skeleton(chunked(WHOLE, size), "a.xml", with_heights=True)
        assert found.heights == {n: 10 + n % 3 for n in range(1, 900)}


class DescribeGeometry:
    def it_reaches_as_far_as_it_is_asked_to(self):
        geometry = Geometry(skeleton(chunked(WHOLE, 4096), "a.xml", with_heights=True))
        box = geometry.box(5, 2, 200, 120)
        height = sum(geometry.height(row)[0] for row in range(box.top[0], box.bottom[0])) - box.top[1] + box.bottom[1]
        assert height == 120
        assert (box.right[0] - box.left[0]) * 64 - box.left[1] + box.right[1] == 200

    def it_stays_on_the_sheet(self):
        geometry = Geometry(skeleton(chunked(sheet().encode(), 4096), "a.xml"))
        box = geometry.box(1_048_576, 16_384, 300, 300)
        assert box.right[0] <= 16_383 and box.bottom[0] <= 1_048_575

    def it_goes_round_hidden_columns_and_ends_at_the_last(self):
        cols = '<cols><col min="3" max="16384" hidden="1"/><col min="1" max="1" width="9.14"/></cols><sheetData/>'
        geometry = Geometry(skeleton(chunked(sheet(cols).encode(), 4096), "a.xml"))
        assert [geometry.width(index)[0] for index in (0, 1, 2, 16_383)] == [64, 64, 0, 0]
        assert geometry.box(9, 1, 40, 40).right == (1, 55)
        assert geometry.box(9, 1, 200, 40).right == (16_383, 0)

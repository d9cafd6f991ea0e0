from datetime import date

from perfxl.filing.grid import Area, Grid
from tests.filing.table import grid


class DescribeGrid:
    def it_is_made_of_plain_rows(self):
        made = Grid.from_rows("表", [["三公经费", 2.2, None], [], ["", date(2020, 11, 28)]])
        assert (made.height, made.width) == (3, 2)
        assert made.text(1, 2) == "2.2"
        assert made.text(3, 2) == "2020-11-28"
        assert made.raw(3, 1) is None

    def it_gives_a_merged_cell_the_place_of_its_first(self):
        made = Grid.from_rows("表", [["年度", None], [None, None]], merges=[Area(1, 1, 2, 2)])
        assert made.ref(2, 2) == "A1"
        assert made.ref(3, 3) == "C3"

    def it_takes_a_cell_of_spaces_for_not_filled_and_an_uncalculated_formula_for_filled(self):
        made = grid("表", "'　 | =A1⇒ | 1")
        assert [column for column, _ in made.row_texts(1)] == [2, 3]

    def it_does_not_write_out_a_range_as_large_as_the_sheet(self):
        made = Grid.from_rows("表", [["标题"]], merges=[Area(1, 1, 1_048_576, 16_384)])
        assert made.ref(5, 5) == "E5"

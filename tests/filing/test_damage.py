from hypothesis import given, settings
from hypothesis import strategies as st

from perfxl.errors import WrongForm
from perfxl.filing.grid import Area, Grid
from perfxl.filing.read import from_grids
from perfxl.standard.loader import load
from tests.filing.table import BASE, SELF, grid

TEXTS = [
    "",
    "　",
    "——",
    "……",
    "合计",
    "总分",
    "单位：元",
    "其中：甲",
    "1、乙",
    "数量指标（",
    "一级指标",
    "分值",
    "2021年决算数",
]
VALUES = st.one_of(st.sampled_from(TEXTS), st.text(max_size=8), st.floats(), st.booleans(), st.dates(), st.integers())
PLACES = st.tuples(st.integers(1, 30), st.integers(1, 10))
EDITS = st.lists(st.tuples(PLACES, VALUES), max_size=25)
AREAS = st.lists(st.tuples(PLACES, st.integers(0, 5), st.integers(0, 5)), max_size=6)


def damaged(made: Grid, edits, areas) -> Grid:
    cells = {**made.cells, **dict(edits)}
    merges = tuple(Area(row, column, row + down, column + right) for (row, column), down, right in areas)
    return Grid(made.name, {place: value for place, value in cells.items() if value != ""}, made.merges + merges)


class DescribeDamagedForms:
    @settings(max_examples=60, deadline=None)
    @given(EDITS, AREAS, EDITS, AREAS)
    def it_reads_whatever_is_left(self, base_edits, base_areas, self_edits, self_areas):
        standard = load("hunan-2020")
        grids = [
            damaged(grid("附件1", BASE), base_edits, base_areas),
            damaged(grid("附件2", SELF), self_edits, self_areas),
        ]
        try:
            filing = from_grids("x", grids, standard)
        except WrongForm:
            return
        assert list(filing.facts) == list(standard.fields)
        for fact in filing.facts.values():
            assert (fact.state == "number") == (fact.value is not None), fact
            assert fact.state == "missing" or (fact.sheet is not None and fact.cell is not None)
        for row in filing.rows:
            assert all(fact.cell is not None for fact in row.facts.values() if fact.state not in ("missing", "blank"))

    @settings(max_examples=30, deadline=None)
    @given(st.permutations(BASE.strip("\n").split("\n")))
    def it_reads_rows_in_any_order(self, lines):
        standard = load("hunan-2020")
        filing = from_grids("x", [grid("附件1", "\n".join(lines)), grid("附件2", SELF)], standard)
        places = [fact.cell for fact in filing.facts.values() if fact.sheet == "附件1" and fact.state == "number"]
        assert len(places) == len(set(places))

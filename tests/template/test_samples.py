"""The samples: made by their script from their data, and finding what is known to be in them."""

from __future__ import annotations

from collections import Counter

import pytest

from perfxl.assess.engine import assess
from perfxl.filing.read import read
from tests.template.books import BASE, HUNAN, ROOT, SELF, samples
from tests.template.test_build import parts

SEED = {
    "three-public-part-over-budget": ("D13",),
    "three-public-growth": ("D8",),
    "projects-over-budget": ("D14",),
    "operating-over-budget": ("D18",),
    "procurement-execution": ("D22",),
    "adjustment-final": ("D23",),
    "adjustment-rate": ("D23",),
    "currency-unit": ("D3",),
    "sources-structure": ("E5",),
    "execution-rate": ("G5", "G7", "G8"),
    "execution-over-budget": ("E5", "E7", "E8"),
    "execution-without-budget": ("E6",),
    "goal-blank": ("B10",),
    "level2-weights": ("B13",),
    "score-over-weight": ("G18", "G19"),
    "total-sum": ("G33",),
    "deduction-unexplained": ("H14", "H16", "H21", "H29"),
    "met-but-deducted": ("G21", "G29"),
    "date-not-given": ("F26", "F27", "F28"),
    "qualitative-answer": ("F29", "F30", "F31"),
    "indicator-name": ("A13", "C13", "C31"),
    "formula-overwritten": ("G5", "G7", "G8", "G33"),
}


class DescribeTheSamples:
    @pytest.mark.parametrize("name", sorted(data.stem for data in (ROOT / "scripts" / "data").glob("*.toml")))
    def it_is_what_the_script_makes_of_the_data(self, name, tmp_path):
        samples().make(ROOT / "scripts" / "data" / f"{name}.toml", tmp_path / "made.xlsx")
        assert parts(tmp_path / "made.xlsx") == parts(ROOT / "samples" / f"{name}.xlsx")

    def it_finds_nothing_where_all_figures_close(self):
        assessment = assess(read(ROOT / "samples" / "closed-2020.xlsx", HUNAN), HUNAN)
        assert assessment.findings == ()
        assert sum(assessment.outcomes.values()) == assessment.places
        assert assessment.totals.declared == assessment.totals.summed == assessment.totals.capped

    def it_finds_the_errors_of_the_published_filing_at_their_cells(self):
        assessment = assess(read(ROOT / "samples" / "liuyang-2020.xlsx", HUNAN), HUNAN)
        expected = Counter((check, cell) for check, cells in SEED.items() for cell in cells)
        assert Counter((finding.check, finding.cell) for finding in assessment.failures) == expected
        assert {finding.sheet for finding in assessment.failures} == {BASE, SELF}
        undecided = {(item.check, item.cell) for item in assessment.findings} - set(expected)
        assert undecided == {
            ("projects-sum", "B14"),
            ("projects-sum", "C14"),
            ("operating-sum", "B18"),
            ("operating-sum", "C18"),
        }

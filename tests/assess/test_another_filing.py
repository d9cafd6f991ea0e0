"""A second published filing, of 2018, of which only 附件1 is known: its rates, worked out by hand, and its warnings."""

from __future__ import annotations

import pytest

from perfxl.assess.model import Assessment
from tests.assess.closed import figures
from tests.assess.forms import SELF, Content, failures, lay_out

_BASE = """
三公经费 | 29.08 | 63.46   | 44.29
公务用车 | 11.86 | 41.46   | 39.30
公车购置 |       | 29.46   | 29.46
公车运行 | 11.86 | 12      | 9.84
公务接待 | 17.22 | 22      | 4.99
项目支出 | 938.8 | 320     | 689.16
公用经费 | 32.36 | 18.3    | 26.04
政府采购 | 16.14 | 30.66   | 30.66
预算调整 | ——    | 1922.76 | 2690.62
"""


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    words = {
        "填报单位": "某局",
        "编制数": 143,
        "在职人数": 136,
        "在职人员控制率": "95.10%",
        "厉行节约保障措施": "制度健全",
    }
    form = lay_out(
        Content(
            fields=words | figures(_BASE, "", ("上年决算", "预算", "决算")),
            projects=(("1、业务工作专项", ("938.8", "320", "689.16")),),
            operating=(
                ("其中：办公经费", ("14.44", "10", "0.68")),
                ("水费、电费、差旅费", ("17.92", "7.50.", "25.36")),
                ("会议费、培训费", ("0", "0.8", "0")),
            ),
            year=2018,
        )
    )
    del form.cells[SELF]
    return form.assess()


class DescribeAnotherFiling:
    def it_gives_its_rates(self, assessment: Assessment):
        shown = {rate.id: rate.computation.rpartition("=")[2] for rate in assessment.rates}
        assert shown["staffing-ratio"] == "95.10%"
        assert shown["three-public-change"] == "52.30%"
        assert shown["three-public-control"] == "69.79%"
        assert shown["budget-control"] == "39.94%"
        assert shown["procurement-execution"] == "100.00%"

    def it_warns_of_what_must_be_explained_and_of_the_lost_sheet(self, assessment: Assessment):
        assert {(finding.check, finding.severity) for finding in failures(assessment)} == {
            ("sheet-missing", "error"),
            ("projects-over-budget", "warning"),
            ("operating-over-budget", "warning"),
            ("three-public-growth", "warning"),
            ("adjustment-rate", "warning"),
        }

    def it_does_not_take_the_lost_sheet_for_a_clean_one(self, assessment: Assessment):
        assert assessment.outcomes["not_run"] > 50
        assert sum(assessment.outcomes.values()) == assessment.places

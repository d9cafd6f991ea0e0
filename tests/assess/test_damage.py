"""Whatever stands in a form, every check ends in one outcome at each of its places, and none breaks down."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfxl.assess.engine import assess
from perfxl.assess.plain import to_json
from perfxl.filing.model import Fact, Filing, State
from perfxl.standard.loader import load
from tests.assess.clean import clean
from tests.assess.forms import BASE, SELF, Form
from tests.assess.test_mutations import hold_together

STANDARD = load("hunan-2020")
GARBAGE = (
    *(
        None,
        "　",
        "——",
        "……",
        "/",
        "无",
        "约5万",
        "12,3,4",
        "1e5",
        "-0",
        "0",
        0,
        -3,
        1e300,
        1e-9,
        "99999999999999999999",
    ),
    *(
        "10月底",
        "≥",
        "（",
        "）",
        "数量指标（",
        "（20）",
        "总分",
        "#REF!",
        "完成",
        "90%",
        "120%",
        "0.5",
        "2020年",
        "项目支出：",
        "\n",
        True,
    ),
)
STATES: tuple[State, ...] = ("number", "text", "blank", "na", "placeholder", "error", "uncached", "missing")
FIGURES = (Decimal(0), Decimal("-1"), Decimal("0.005"), Decimal("1E+12"), Decimal("1E-12"), Decimal("12.345678901234"))


def damaged(seed: int, times: int) -> Form:
    """A clean form with garbage written into some of its cells, whatever they are."""
    chance = random.Random(seed)
    form = clean(seed % 50)[1]
    for _ in range(times):
        sheet = chance.choice((BASE, SELF))
        row, column = chance.choice(list(form.cells[sheet]))
        form.put(sheet, row, column, chance.choice(GARBAGE))
    return form


def another(fact: Fact, chance: random.Random) -> Fact:
    """The same cell in another state."""
    state = chance.choice(STATES)
    value = chance.choice(FIGURES) if state == "number" else None
    text = {"number": str(value), "text": "若干", "na": "——", "error": "#N/A"}.get(state, "")
    return fact._replace(state=state, value=value, text=text, decimals=chance.choice((None, 0, 2, 14)))


def in_other_states(filing: Filing, chance: random.Random, share: float) -> Filing:
    """The filing with a share of all its facts in other states."""

    def some(fact: Fact) -> Fact:
        return another(fact, chance) if chance.random() < share else fact

    return replace(
        filing,
        facts={name: some(fact) for name, fact in filing.facts.items()},
        details={
            name: tuple(replace(its, facts={key: some(fact) for key, fact in its.facts.items()}) for its in details)
            for name, details in filing.details.items()
        },
        rows=tuple(
            replace(
                row,
                facts={key: some(fact) for key, fact in row.facts.items()},
                weight=some(row.weight) if row.weight else None,
            )
            for row in filing.rows
        ),
        total={key: some(fact) for key, fact in filing.total.items()},
        units={key: some(fact) for key, fact in filing.units.items()},
        grade=some(filing.grade) if filing.grade else None,
        year=chance.choice((filing.year, None)),
    )


class DescribeDamagedFilings:
    @pytest.mark.parametrize("times", [3, 30])
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
    @given(seed=st.integers(0, 10**9))
    def it_holds_together_with_garbage_in_the_cells(self, times: int, seed: int):
        hold_together(damaged(seed, times).assess())

    @settings(max_examples=24, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
    @given(seed=st.integers(0, 10**9), share=st.sampled_from((0.02, 0.2, 1.0)))
    def it_holds_together_with_facts_in_any_state(self, seed: int, share: float):
        filing = in_other_states(clean(seed % 50)[1].read(), random.Random(seed), share)
        assessment = assess(filing, STANDARD)
        hold_together(assessment)
        json.dumps(to_json(assessment), allow_nan=False)

    def it_holds_together_with_half_a_form(self):
        for sheet in (BASE, SELF):
            form = clean(1)[1]
            del form.cells[sheet]
            assessment = form.assess()
            hold_together(assessment)
            assert assessment.outcomes["not_run"] > 5

    def it_holds_together_with_amounts_beyond_reason(self):
        form = clean(3)[1]
        for name in ("预算调整_预算", "预算调整_决算", "三公经费_决算", "自评_财政拨款_预算"):
            form[name] = "99999999999999999999"
        hold_together(form.assess())

    def it_is_pure(self):
        filing = damaged(5, 10).read()
        assert assess(filing, STANDARD) == assess(filing, STANDARD)

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from perfxl.assess.plain import number, to_json
from tests.assess.forms import lay_out
from tests.assess.liuyang import LIUYANG

KEYS = {
    "facts": {"field", "value", "text", "state", "sheet", "cell"},
    "rates": {"id", "label", "reported", "recomputed", "sheet", "cell"},
    "indicators": {"level", "path", "weight", "target", "actual", "score", "recomputed", "sheet", "cell"},
    "findings": {
        *("check", "severity", "outcome", "sheet", "cell", "label"),
        *("reported", "expected", "difference", "message"),
    },
}


@pytest.fixture(scope="module")
def plain() -> dict[str, object]:
    loaded: dict[str, object] = json.loads(json.dumps(to_json(lay_out(LIUYANG).assess()), allow_nan=False))
    return loaded


class DescribeToJson:
    def it_has_the_keys_that_are_fixed(self, plain):
        assert {"file", "standard", "unit", "year", "totals", "grade", "outcomes", *KEYS} <= set(plain)
        for key, fixed in KEYS.items():
            assert all(fixed <= set(each) for each in plain[key]), key
        assert plain["totals"] == {"declared": "96", "summed": "93", "capped": "91"}
        assert plain["grade"]["declared"] is None and plain["grade"]["recomputed"] == "优"
        assert set(plain["outcomes"]) == {"pass", "fail", "waived", "not_applicable", "undecidable", "not_run"}

    def it_gives_facts_as_decimal_strings(self, plain):
        (fact,) = (each for each in plain["facts"] if each["field"] == "三公经费_决算")
        assert (fact["value"], fact["text"], fact["state"], fact["cell"]) == ("2.2", "2.2", "number", "D8")

    def it_gives_rates_as_fractions(self, plain):
        rates = {rate["id"]: rate for rate in plain["rates"]}
        assert rates["operating-control"]["recomputed"] == "1.498"
        assert (rates["staffing-ratio"]["reported"], rates["staffing-ratio"]["recomputed"]) == ("1", "1")
        assert rates["execution-rate-appropriation"]["recomputed"] == "5.888643"
        assert rates["execution-rate-other"]["recomputed"] is None

    def it_gives_indicators(self, plain):
        (row,) = (each for each in plain["indicators"] if each["cell"] == "G22")
        assert row["path"] == ["产出指标", "数量指标", "残疾人培训"]
        assert (row["level"], row["weight"], row["target"], row["actual"]) == (3, None, "340", "340")
        assert (row["score"], row["recomputed"]) == ("6", None)

    def it_gives_findings(self, plain):
        (total,) = (each for each in plain["findings"] if each["check"] == "total-sum")
        assert (total["label"], total["severity"], total["outcome"], total["cell"]) == ("总分", "error", "fail", "G33")
        assert (total["reported"], total["expected"], total["difference"]) == ("96", "93", "3")
        assert {each["outcome"] for each in plain["findings"]} == {"fail", "not_run"}


class DescribeNumber:
    @pytest.mark.parametrize(
        ("value", "written"),
        [
            ("2.20", "2.2"),
            ("100", "100"),
            ("1E+3", "1000"),
            ("-0.00", "0"),
            ("0.98765432109", "0.987654"),
            ("1E-9", "0"),
            ("-1015.91", "-1015.91"),
        ],
    )
    def it_is_plain(self, value: str, written: str):
        assert number(Decimal(value)) == written

    def it_may_be_absent(self):
        assert number(None) is None

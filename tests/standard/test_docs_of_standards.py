"""The page on writing a standard names every key there is, and its examples are TOML."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from perfxl.standard.build import build
from perfxl.standard.check_ids import CHECKS
from perfxl.standard.document import Entry
from perfxl.standard.loader import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "write-a-standard.md").read_text("utf-8")
PAGES = PAGE + (DOCS / "marking-rules.md").read_text("utf-8")


class DescribeThePageOnStandards:
    def it_names_every_key(self, monkeypatch: pytest.MonkeyPatch):
        keys: set[str] = set()
        monkeypatch.setattr(Entry, "only", lambda entry, *known: keys.update(known))
        for standard in CATALOGUE.glob("*.toml"):
            build(standard)
        assert {"id", "detail_indent", "expected", "below"} <= keys
        assert [key for key in sorted(keys) if not re.search(rf"[`.\[]{key}[`\].]", PAGES)] == []

    @pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", PAGE, re.S))
    def it_shows_only_toml_with_checks_there_are(self, example: str):
        assert tomllib.loads(example)["check"].keys() <= CHECKS.keys()

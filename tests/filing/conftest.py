"""The standard whose form the tests read, and filings from text tables."""

from __future__ import annotations

import pytest

from perfxl.filing.model import Filing, Workbook
from perfxl.filing.read import from_grids
from perfxl.standard.loader import load
from tests.filing.table import BASE, SELF, grid


@pytest.fixture(scope="session")
def standard():
    return load("hunan-2020")


@pytest.fixture
def filing(standard):
    """Reads text tables: filing(base=..., self_=..., names={...})."""

    def read(base: str | None = BASE, self_: str | None = SELF, names=None, **about) -> Filing:
        grids = [grid("附件1", base, **about)] if base is not None else []
        grids += [grid("附件2", self_, **about)] if self_ is not None else []
        return from_grids("book.xlsx", grids, standard, Workbook(names=names or {}))

    return read

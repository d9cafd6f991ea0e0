"""What the tests of this room share: one LibreOffice a test process, samples in a folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.excel.office import Office, available

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    if not available():
        pytest.skip("no LibreOffice with python3-uno for this Python")
    running = Office()
    yield running
    running.close()


@pytest.fixture(params=["liuyang-2020", "liuyang-2020-handmade"])
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The seed's figures, in the template and pasted from Word."""
    return Path(shutil.copy(SAMPLES / f"{request.param}.xlsx", tmp_path))


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """The seed's figures in the template."""
    return Path(shutil.copy(SAMPLES / "liuyang-2020.xlsx", tmp_path))


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A filled template in which everything closes."""
    return Path(shutil.copy(SAMPLES / "closed-2020.xlsx", tmp_path))

"""What the tests of this room share: one LibreOffice a test process, samples in a folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perfxl.excel.install import uninstall
from perfxl.excel.places import Places, places
from tests.excel.desk import sitting
from tests.excel.office import Office, available

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    if not available():
        pytest.skip("no LibreOffice with python3-uno for this Python")
    running = Office()
    yield running
    running.close()


@pytest.fixture
def installed(office: Office) -> Iterator[Places]:
    """The places of the person whose LibreOffice it is; nothing is installed there yet."""
    there = places("linux", office.home, {})
    yield there
    uninstall(there)


@pytest.fixture
def sit(office: Office, installed: Places, tmp_path: Path) -> Iterator[Any]:
    """Opens a workbook in front of the add-in."""
    with sitting(office, installed, tmp_path) as at:
        yield at


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

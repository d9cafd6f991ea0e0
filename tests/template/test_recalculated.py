"""Every template, blank and filled: LibreOffice makes of each formula what perfxl put into its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfxl.standard.loader import catalogue, load
from perfxl.template.builder import draft
from tests.libreoffice import needs_libreoffice, recalculate_all
from tests.template.disturbed import disturbed
from tests.template.test_results import formulas, same, values

FILLED = range(4)
FILES = [(standard, name) for standard in catalogue() for name in ("blank", *map(str, FILLED))]


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Path, Path]]:
    """Each file beside what LibreOffice made of it: the blank template, the closed sample, and it with changes."""
    folder = tmp_path_factory.mktemp("filled")
    paths = {file: folder / f"{'-'.join(file)}.xlsx" for file in FILES}
    for (standard, name), path in paths.items():
        form = draft(load(standard)) if name == "blank" else disturbed(standard, int(name))
        form.save(path)
    made = recalculate_all(list(paths.values()), folder / "again")
    return {file: (path, again) for (file, path), again in zip(paths.items(), made, strict=True)}


@pytest.mark.libreoffice
@needs_libreoffice
class DescribeEveryTemplate:
    @pytest.mark.parametrize(("standard", "name"), FILES)
    def it_is_calculated_by_libreoffice_as_by_perfxl_in_every_cell(self, standard, name, recalculated):
        path, again = recalculated[standard, name]
        ours, theirs = values(path), values(again)
        places = formulas(path)
        assert len(places) > 600
        assert [(at, ours[at], theirs.get(at)) for at in places if not same(ours[at], theirs.get(at))] == []

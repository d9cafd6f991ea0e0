"""Which standard a workbook was filled by: by its mark, by its version, else by what stands in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from perfxl.errors import WrongForm
from perfxl.filing import detect as module
from perfxl.filing.book import read_book
from perfxl.filing.detect import detect, detect_in, ranked
from perfxl.filing.fingerprint import FILE, fingerprint, text_of
from perfxl.standard.loader import catalogue, load, versions
from perfxl.template.builder import build
from tests.filing.table import BASE, SELF, grid
from tests.filing.test_read import saved

SAMPLES = Path(__file__).parents[2] / "samples"


def marks(standard: str, version: str) -> dict[str, str]:
    return {"perfxl_standard": f'"{standard}"', "perfxl_version": f'"{version}"'}


@pytest.fixture
def alike(monkeypatch, standard):
    """Two bundled standards whose forms differ in nothing but their year."""
    known = tuple(fingerprint(each) for each in (standard, replace(standard, id="hunan-2018", year=2018)))
    monkeypatch.setattr(module, "fingerprints", lambda: known)


class DescribeTheMark:
    def it_takes_the_standard_with_which_the_workbook_is_marked(self, tmp_path: Path):
        path = saved(tmp_path / "a.xlsx", grid("附件1", BASE), names=marks("hunan-2020", "1.1"))
        found = detect(path)
        assert (found.standard.id, found.detected.by, found.detected.zh) == ("hunan-2020", "mark", "")

    def it_reads_an_older_version_by_that_version_and_says_so(self, tmp_path: Path):
        found = detect(saved(tmp_path / "a.xlsx", grid("附件1", BASE), names=marks("hunan-2020", "1.0")))
        assert (found.standard.version, found.detected.version) == ("1.0", "1.0")
        assert "migrate" in found.detected.zh

    def it_says_that_a_version_is_not_known(self, tmp_path: Path):
        found = detect(saved(tmp_path / "a.xlsx", grid("附件1", BASE), names=marks("hunan-2020", "9.9")))
        assert found.standard.version == load("hunan-2020").version
        assert "9.9" in found.detected.zh

    def it_says_that_a_standard_of_that_name_is_not_bundled(self, tmp_path: Path):
        found = detect(saved(tmp_path / "a.xlsx", grid("附件2", SELF), names=marks("my-county", "1.0")))
        assert found.detected.by == "form"
        assert "my-county" in found.detected.zh


class DescribeTheForm:
    def it_takes_the_one_whose_words_are_in_the_workbook(self, tmp_path: Path):
        found = detect(saved(tmp_path / "a.xlsx", grid("Sheet1", BASE), grid("Sheet2", SELF)))
        assert (found.standard.id, found.detected.by) == ("hunan-2020", "form")

    def it_takes_the_later_of_two_that_fit_alike_and_names_the_other(self, alike):
        found = detect_in([grid("附件2", SELF)], {})
        assert (found.standard.id, found.detected.runner_up, found.detected.sure) == ("hunan-2020", "hunan-2018", 0)
        assert "--standard hunan-2018" in found.detected.zh

    def it_names_what_is_nearest_where_none_fits(self):
        sheet = grid("收入", "决算表 |\n基本支出 | 5\n项目支出 | 6\n三公经费 | 1\n执行率 | '50%\n" + "其他 | 9\n" * 9)
        with pytest.raises(WrongForm, match="自带的评价标准有"):
            detect_in([grid("工资", "姓名 | 金额")], {})
        assert all(fit.share < 0.5 for fit in ranked([sheet]))

    def it_gives_the_workbook_along_so_that_it_is_read_once(self, tmp_path: Path):
        book = detect(saved(tmp_path / "a.xlsx", grid("附件2", SELF))).book
        assert book is not None
        assert book.sheets == ("附件2",)


class DescribeTheFingerprints:
    def it_has_those_of_the_catalogue_as_it_is_now(self):
        assert FILE.read_text("utf-8") == text_of(map(load, catalogue()))

    @pytest.mark.parametrize("standard", catalogue())
    def it_tells_each_standard_from_all_others_by_its_blank_template(self, standard: str, tmp_path: Path):
        build(load(standard), tmp_path / "blank.xlsx")
        sheets = [replace(each, name=f"Sheet{at}") for at, each in enumerate(read_book(tmp_path / "blank.xlsx").grids)]
        assert ranked(sheets)[0].fingerprint.id == standard

    @pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
    def it_tells_a_filing_without_its_marks_and_with_its_sheets_renamed(self, sample: Path):
        book = read_book(sample)
        sheets = [replace(each, name=f"Sheet{at}") for at, each in enumerate(book.grids)]
        found = detect_in(sheets, {})
        assert (found.standard.id, found.detected.runner_up) == (detect(sample).standard.id, None)

    def it_tells_the_handmade_sample(self):
        found = detect(SAMPLES / "liuyang-2020-handmade.xlsx")
        assert (found.standard.id, found.detected.runner_up) == ("hunan-2020", None)


class DescribeVersions:
    def it_loads_an_earlier_version(self):
        assert versions("hunan-2020") == ("1.0",)
        assert (load("hunan-2020@1.0").id, load("hunan-2020@1.0").version) == ("hunan-2020", "1.0")

    def it_loads_the_current_version_by_its_number(self):
        assert load("hunan-2020@1.1") == load("hunan-2020")

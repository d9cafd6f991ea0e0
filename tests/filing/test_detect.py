from dataclasses import replace

import pytest

from perfxl.errors import WrongForm
from perfxl.filing import detect as module
from perfxl.filing.detect import detect
from tests.filing.table import BASE, SELF, grid
from tests.filing.test_read import saved


@pytest.fixture
def two(monkeypatch, standard):
    """A second bundled standard, with one more block than the first: the older form without it."""
    shorter = replace(
        standard, id="hunan-2018", year=2018, blocks=tuple(b for b in standard.blocks if b.id != "整体支出规模")
    )
    known = {"hunan-2018": shorter, "hunan-2020": standard}
    monkeypatch.setattr(module, "catalogue", lambda: tuple(known))
    monkeypatch.setattr(module, "load", known.__getitem__)
    return known


class DescribeDetect:
    def it_takes_the_only_one_without_opening_the_file(self, tmp_path):
        assert detect(tmp_path / "gone.xlsx").id == "hunan-2020"

    def it_takes_the_one_with_which_the_workbook_is_marked(self, two, tmp_path):
        path = saved(tmp_path / "a.xlsx", grid("附件1", BASE), names={"perfxl_standard": '"hunan-2018"'})
        assert detect(path).id == "hunan-2018"

    def it_takes_the_one_that_knows_most_of_its_labels(self, two, tmp_path):
        assert detect(saved(tmp_path / "a.xlsx", grid("附件2", SELF))).id == "hunan-2020"

    def it_takes_the_later_of_two_that_fit_alike(self, two, tmp_path):
        assert detect(saved(tmp_path / "a.xlsx", grid("附件1", BASE))).id == "hunan-2020"

    def it_has_none_for_another_workbook(self, two, tmp_path):
        with pytest.raises(WrongForm):
            detect(saved(tmp_path / "a.xlsx", grid("工资", "姓名 | 金额")))

"""A workbook built: the standard and its template, tried out; what is changed in it changes the score."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from perfxl.authoring.build import build
from perfxl.authoring.load import load
from perfxl.authoring.trial import full, try_out
from perfxl.errors import PerfxlError, UnreadableFile
from perfxl.standard.loader import catalogue
from perfxl.standard.loader import load as load_bundled
from perfxl.template.fill import fill
from perfxl.workflow import check
from tests.authoring.books import Edited


class DescribeBuildingAWorkbook:
    def it_gives_the_standard_and_its_template(self, tmp_path: Path):
        book = Edited(tmp_path, "mof-project-2020")
        built = build(book.path, tmp_path / "out.toml", tmp_path / "blank.xlsx")
        assert load(tmp_path / "out.toml") == built.standard == load_bundled("mof-project-2020")
        assert check(tmp_path / "blank.xlsx", str(tmp_path / "out.toml")).standard == "mof-project-2020"

    def it_changes_the_score_where_a_weight_is_changed(self, tmp_path: Path):
        standard = load_bundled("hunan-rates")
        filled = tmp_path / "filled.xlsx"
        fill(standard, full(standard)).form.save(filled)
        book = Edited(tmp_path, "hunan-rates")
        book.put("指标", "一级分值", ("一级指标", "投入"), 12)
        book.put("指标", "二级分值", ("一级指标", "投入"), 12)
        book.put("指标", "三级分值", ("三级指标", "在职人员控制率"), 7)
        book.put("指标", "一级分值", ("一级指标", "产出"), 6)
        book.put("指标", "二级分值", ("一级指标", "产出"), 6)
        book.put("指标", "三级分值", ("一级指标", "产出"), 6)
        built = build(book.save(), tmp_path / "out.toml", tmp_path / "blank.xlsx")
        fill(built.standard, full(built.standard)).form.save(tmp_path / "changed.xlsx")
        before, after = check(filled, standard), check(tmp_path / "changed.xlsx", str(book.path))
        points = {
            which: {row.path[-1]: row.recomputed for row in assessment.indicators if row.recomputed is not None}
            for which, assessment in (("before", before), ("after", after))
        }
        assert points["before"]["在职人员控制率"] == Decimal(5)
        assert points["after"]["在职人员控制率"] == Decimal(7)

    def it_does_not_replace_the_workbook(self, tmp_path: Path):
        book = Edited(tmp_path, "hubei")
        with pytest.raises(PerfxlError):
            build(book.path, book.path)

    @pytest.mark.parametrize("text", [b"", b"no workbook", b"PK\x03\x04 cut short"])
    def it_refuses_what_is_no_workbook(self, text: bytes, tmp_path: Path):
        (tmp_path / "in.xlsx").write_bytes(text)
        with pytest.raises(UnreadableFile):
            build(tmp_path / "in.xlsx")

    def it_takes_a_line_moved_and_a_blank_one_between(self, tmp_path: Path):
        book = Edited(tmp_path, "hunan-2020")
        book.sheet("等级").insert_rows(3)
        book.sheet("比率").move_range("A2:L2", rows=40)
        standard = load(book.save())
        bundled = load_bundled("hunan-2020")
        assert standard.grades == bundled.grades
        assert set(standard.rates) == set(bundled.rates)
        assert standard.rates[-1] == bundled.rates[0]

    def it_takes_a_formula_that_excel_has_made_one(self, tmp_path: Path):
        book = Edited(tmp_path, "hunan-2020")
        cell = book.cell("比率", "公式", ("标识", "staffing-ratio"))
        cell.value, cell.number_format = "=在职人数/编制数", "General"
        assert cell.data_type == "f"
        assert load(book.save()) == load_bundled("hunan-2020")


class DescribeTryingAStandardOut:
    @pytest.mark.parametrize("name", catalogue())
    def it_finds_nothing_wrong_with_a_bundled_one(self, name: str):
        trial = try_out(load_bundled(name))
        assert trial.problems == ()
        assert trial.outcomes["pass"] > 100
        assert trial.outcomes["not_run"] < 0.02 * sum(trial.outcomes.values())

    def it_doubts_a_check_that_never_runs(self, tmp_path: Path):
        built = build(Edited(tmp_path, "sichuan-2023").path, tmp_path / "out.toml")
        assert built.doubts is not None
        assert "审核公式!A" in built.doubts.zh
        assert "level1-weights never ran" in built.doubts.en

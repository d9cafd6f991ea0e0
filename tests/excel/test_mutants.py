"""The template without Python, on figures with errors planted: recalculated by LibreOffice, the button pressed, and
what 审核 says compared with what perfxl says of the same workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from perfxl.assess.engine import assess
from perfxl.excel.template import with_macros
from perfxl.excel.texts import TEXTS
from perfxl.filing.read import read
from perfxl.standard.check_ids import CHECKS
from tests.excel.office import needs_office
from tests.template.books import HUNAN
from tests.template.disturbed import disturbed
from tests.template.test_agreement import AUDIT, found

pytestmark = [needs_office, pytest.mark.libreoffice]
MUTANTS = 12


def said(document: Any) -> tuple[set[tuple[str, str]], set[tuple[str, str]], int]:
    """What 审核 in the open workbook says of named fields: what does not hold and what is not filled, check and cell;
    and how many rows do not hold in all."""
    names = document.NamedRanges
    columns = [names.getByName(f"审核_{part}").ReferredCells.getDataArray() for part in ("字段", "结果")]
    top = names.getByName("审核_结果").ReferredCells.RangeAddress.StartRow
    sheet = document.Sheets.getByName(AUDIT)
    ids = {about.title: check for check, about in CHECKS.items()}
    told: dict[str, set[tuple[str, str]]] = {"不符": set(), "未填": set()}
    count = 0
    for row, ((field,), (result,)) in enumerate(zip(*columns, strict=True), top):
        count += result == "不符"
        titles = [sheet.getCellByPosition(column, row).String for column in range(10)]
        check = next((ids[title] for title in titles if title in ids), None)
        if result in told and check is not None and names.hasByName(field):
            place = names.getByName(field).ReferredCells
            told[result].add((check, place.AbsoluteName.rpartition(".")[2].partition(":")[0].replace("$", "")))
    return told["不符"], told["未填"], count


class DescribeTheTemplateOnMutants:
    @pytest.mark.parametrize("seed", range(MUTANTS))
    def it_says_by_its_own_formulas_what_python_says(self, sit: Any, tmp_path: Path, seed: int):
        plain = tmp_path / "filled.xlsx"
        form = disturbed(HUNAN.id, seed)
        form.save(plain)
        book = tmp_path / "filled.xlsm"
        book.write_bytes(with_macros(plain))
        desk = sit(book, None)
        message = desk.press("check")
        fails = found(form, assess(read(plain, HUNAN), HUNAN))
        wrong, unfilled, count = said(desk.document)
        rows = {"score-over-weight", "group-over-weight", "level3-weights", "total-sum", "level1-weights"}
        assert wrong <= fails
        assert {(check, cell) for check, cell in fails if check not in rows} - wrong <= unfilled
        assert message == (f"{TEXTS['offline_bad']}{count}" if count else TEXTS["offline_ok"])

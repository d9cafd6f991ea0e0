"""The commands as a person meets them: exit status, sentences, files written and files left alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEED = ROOT / "samples" / "liuyang-2020.xlsx"
HANDMADE = ROOT / "samples" / "liuyang-2020-handmade.xlsx"
CLOSED = ROOT / "samples" / "closed-2020.xlsx"


def perfxl(*arguments: object, lang: str = "zh_CN.UTF-8", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "perfxl", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "LC_ALL": lang, "COLUMNS": "80"},
    )


class DescribeCheck:
    @pytest.mark.parametrize("sample", [SEED, HANDMADE])
    def it_finds_the_errors_of_the_published_filing_and_says_so_with_status_1(self, sample: Path):
        done = perfxl("check", sample)
        assert done.returncode == 1, done.stderr
        for part in ("236.24", "588.86%", "109.61%", "4414.75%", "149.8", "111.11%"):
            assert part in done.stdout, part

    def it_finds_nothing_in_a_filing_that_closes(self):
        done = perfxl("check", CLOSED)
        assert (done.returncode, done.stderr) == (0, "")

    def it_prints_one_json_object_with_decimal_strings(self):
        shown = json.loads(perfxl("check", "--json", SEED).stdout)
        assert shown["totals"] == {"declared": "96", "summed": "93", "capped": "91"}
        assert shown["grade"]["recomputed"] == "优"
        assert shown["standard"] == "hunan-2020"
        assert {"file", "unit", "year", "facts", "rates", "indicators", "findings", "outcomes"} <= set(shown)

    def it_prints_a_list_for_several_files_and_one_bad_file_stops_nothing(self, tmp_path: Path):
        bad = tmp_path / "bad.xlsx"
        bad.write_bytes(b"PK")
        done = perfxl("check", "--json", SEED, bad, CLOSED)
        shown = json.loads(done.stdout)
        assert done.returncode == 2
        assert [one.get("error") is None for one in shown] == [True, False, True]

    def it_never_prints_wider_than_the_terminal(self):
        from wcwidth import wcswidth

        lines = perfxl("check", SEED).stdout.splitlines()
        assert lines and max(map(wcswidth, lines)) <= 80

    def it_speaks_english_where_the_locale_does(self, tmp_path: Path):
        done = perfxl("check", tmp_path / "none.xlsx", lang="C.UTF-8")
        assert done.returncode == 2
        assert done.stderr.isascii() and "none.xlsx" in done.stderr


class DescribeScore:
    def it_writes_beside_the_file_and_leaves_the_file_alone(self, tmp_path: Path):
        mine = Path(shutil.copy(SEED, tmp_path / "残联 2020.xlsx"))
        before = mine.read_bytes()
        assert perfxl("score", mine).returncode == 1
        assert mine.read_bytes() == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["残联 2020.scored.xlsx", "残联 2020.xlsx"]

    def it_can_be_undone_by_clean_part_by_part(self, tmp_path: Path):
        scored, cleaned = tmp_path / "s.xlsx", tmp_path / "c.xlsx"
        assert perfxl("score", HANDMADE, "-o", scored).returncode == 1
        assert perfxl("clean", scored, "-o", cleaned).returncode == 0
        assert parts(cleaned) == parts(HANDMADE)

    def it_gives_the_same_workbook_when_scored_twice(self, tmp_path: Path):
        once, twice = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
        perfxl("score", SEED, "-o", once)
        perfxl("score", once, "-o", twice)
        assert parts(once) == parts(twice)

    def it_keeps_a_reason_written_into_the_list_and_waives_that_finding(self, tmp_path: Path):
        scored, again = tmp_path / "s.xlsx", tmp_path / "a.xlsx"
        perfxl("score", SEED, "-o", scored)
        write_reason(scored, "total-sum", "表中遗漏一行，已补报")
        shown = json.loads(perfxl("score", scored, "-o", again, "--json").stdout)
        waived = [one for one in shown["findings"] if one["outcome"] == "waived"]
        assert [one["check"] for one in waived] == ["total-sum"]
        third = json.loads(perfxl("check", again, "--json").stdout)
        assert third["outcomes"]["waived"] == 1

    def it_writes_several_into_a_folder(self, tmp_path: Path):
        assert perfxl("score", SEED, CLOSED, "--out-dir", tmp_path / "out").returncode == 1
        assert len(list((tmp_path / "out").iterdir())) == 2

    def but_one_name_cannot_hold_two_results(self, tmp_path: Path):
        done = perfxl("score", SEED, CLOSED, "-o", tmp_path / "x.xlsx")
        assert done.returncode == 2 and not list(tmp_path.iterdir())


class DescribeNew:
    def it_writes_a_blank_template_for_the_unit_and_year(self, tmp_path: Path):
        blank = tmp_path / "新表.xlsx"
        assert perfxl("new", blank, "--unit", "某县残疾人联合会", "--year", "2023").returncode == 0
        shown = json.loads(perfxl("check", blank, "--json").stdout)
        assert (shown["unit"], shown["year"]) == ("某县残疾人联合会", 2023)
        assert {one["check"] for one in shown["findings"]} >= {"required-blank", "goal-blank"}

    def but_never_over_a_file_that_is_there(self, tmp_path: Path):
        mine = tmp_path / "mine.xlsx"
        mine.write_text("mine")
        assert perfxl("new", mine).returncode == 2
        assert mine.read_text() == "mine"


class DescribeBadInput:
    def it_answers_each_with_one_sentence_and_status_2(self, tmp_path: Path, bad_file: Path):
        before = sorted(tmp_path.rglob("*"))
        for command in ("check", "score"):
            done = perfxl(command, bad_file)
            assert done.returncode == 2, done.stdout
            assert done.stdout == ""
            assert len(done.stderr.strip().splitlines()) == 1, done.stderr
            assert "Traceback" not in done.stderr
        assert sorted(tmp_path.rglob("*")) == before


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_reason(path: Path, check: str, reason: str) -> None:
    """Type a 处理意见 into 差异清单, as the accountant would; openpyxl stands in for Excel."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book["差异清单"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "处理意见" for cell in row))
    columns = {cell.value: cell.column for cell in header}
    row = next(
        row[0].row
        for row in sheet.iter_rows(min_row=header[0].row + 1)
        if str(row[columns["标识"] - 1].value or "").startswith(check)
    )
    sheet.cell(row, columns["处理意见"], reason)
    book.save(path)


@pytest.fixture(
    params=["not_zip", "empty", "truncated", "encrypted", "bomb", "other_form", "directory", "missing", "doc"]
)
def bad_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "附件.xlsx"
    if request.param == "not_zip":
        path.write_bytes(b"name,value\n" * 50)
    elif request.param == "empty":
        path.write_bytes(b"")
    elif request.param == "truncated":
        path.write_bytes(SEED.read_bytes()[: SEED.stat().st_size // 2])
    elif request.param == "encrypted":
        path.write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
        )
    elif request.param == "bomb":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
                for _ in range(300):
                    part.write(b" " * 2**20)
    elif request.param == "other_form":
        import openpyxl

        book = openpyxl.Workbook()
        book.active.append(["姓名", "工资"])
        book.save(path)
    elif request.param == "directory":
        path.mkdir()
    elif request.param == "doc":
        path = path.with_suffix(".docx")
        path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    return path

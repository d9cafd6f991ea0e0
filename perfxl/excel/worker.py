"""What a button starts: `python -I -m perfxl.excel.worker [--pipe NAME] MODE ACTION`.

The installer has written all but the last two words, and those stand in the macros: nothing comes from a workbook. In
copy mode the workbook lies in the work folder; in live mode it is the one in front. The answer goes into the work
folder, and then the word that it is there.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from perfxl.errors import PerfxlError, WrongForm
from perfxl.excel.carrier import Answer, carry
from perfxl.excel.libreoffice.bridge import PIPE
from perfxl.excel.places import Places, places

MODES = {"copy": ("check", "score", "summary", "export", "rollup"), "live": ("check", "score", "summary")}
"""What each mode does. An export is always made of a copy; taking marks out is the macros' own work."""


def main(words: Sequence[str] | None = None, there: Places | None = None) -> int:
    """Do what a button asks for; 0 when an answer was given, 2 for other words than ours."""
    words = list(sys.argv[1:] if words is None else words)
    there = places() if there is None else there
    pipe = PIPE
    if words[:1] == ["--pipe"] and len(words) > 1:
        pipe, words = words[1], words[2:]
    if len(words) != 2 or words[1] not in MODES.get(words[0], ()):
        print("perfxl: MODE (copy, live) ACTION (check, score, summary, export, rollup)", file=sys.stderr)
        if there.work.is_dir():
            (there.work / "done.txt").touch()
        return 2
    try:
        carry(_answer(words[0], words[1], there, pipe), there.work / "result.xlsx")
    finally:
        for left in there.work.glob("input.*"):
            left.unlink(missing_ok=True)
        (there.work / "done.txt").touch()
    return 0


def _answer(mode: str, action: str, there: Places, pipe: str) -> Answer:
    """The answer; a failure is answered too, with a sentence."""
    try:
        if mode == "live":
            from perfxl.excel.live import act

            return act(action, pipe)
        if action == "rollup":
            from perfxl.excel.rolling import rolled_up

            return rolled_up(there.work)
        source = received(there.work)
        if action == "export":
            from perfxl.excel.export import export

            return export(source, there.work / "export.xlsx")
        return assessed(source, action)
    except WrongForm as error:
        return Answer(error.zh, choose=action == "summary")
    except PerfxlError as error:
        return Answer(error.zh)
    except Exception:
        (there.work / "error.txt").write_text(traceback.format_exc(), encoding="utf-8")
        return Answer(f"perfxl 出了没有料到的错，工作簿没有改动。详情在 {there.work / 'error.txt'}")


def assessed(source: Path, action: str) -> Answer:
    """The answer to 校验, 评分 or 汇总 for a workbook file."""
    from perfxl.excel.reply import at_summary, reply
    from perfxl.report import build
    from perfxl.workflow import check

    assessment = check(source)
    answer = reply(assessment, None if action == "check" else build(assessment))
    return at_summary(answer) if action == "summary" else answer


def received(work: Path) -> Path:
    """The workbook in the work folder under a name that fits what it is: programs save copies in a format of their own
    choosing. Raises UnreadableFile where there is none."""
    source = work / "input.xlsx"
    suffix = _suffix(source)
    return source if suffix == source.suffix else source.replace(source.with_suffix(suffix))


def _suffix(path: Path) -> str:
    """The suffix for what a workbook file holds; .xlsx where that cannot be told, which the reader will say."""
    try:
        with path.open("rb") as file:
            if file.read(4) == b"\xd0\xcf\x11\xe0":
                return ".xls"
        with ZipFile(path) as archive:
            names = archive.namelist()
            if "xl/workbook.bin" in names:
                return ".xlsb"
            if "mimetype" in names:
                return ".ods"
            return ".xlsm" if b"macroEnabled" in archive.read("[Content_Types].xml") else ".xlsx"
    except (OSError, KeyError, BadZipFile):
        return ".xlsx"


if __name__ == "__main__":
    sys.exit(main())

"""The commands. They read the command line, call the library and print; they know nothing of the domain."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from perfxl.authoring.command import add_parser as add_standards
from perfxl.errors import PerfxlError
from perfxl.excel.commands import add_parser as add_addin
from perfxl.rollup.command import add_parser as add_rollup

if TYPE_CHECKING:
    from perfxl.assess.model import Assessment

CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit status: no finding of severity error, some, a file could not be read or the command was wrong."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the result is the exit status."""
    _speak_utf8()
    parser = _parser()
    arguments = parser.parse_args(argv)
    arguments.files = _expanded(getattr(arguments, "files", []))
    if len(arguments.files) > 1 and (getattr(arguments, "out", None) or getattr(arguments, "receipt", None)):
        parser.error("-o 和 --receipt 只能用于一个文件，多个文件请用 --out-dir / -o and --receipt take one file")
    try:
        status: int = arguments.run(arguments)
    except KeyboardInterrupt:
        say("已中断，原文件未改动。", "Interrupted; the original is unchanged.")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except PerfxlError as error:
        say(error.zh, error.en)
        return FAILED
    return status


def language() -> str:
    """ "zh" where the locale is Chinese, else "en"."""
    names = [os.environ.get(name, "") for name in ("PERFXL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    chosen = next((name for name in names if name), "")
    if not chosen and sys.platform in ("win32", "darwin"):
        import locale

        chosen = locale.getlocale()[0] or ""
    return "zh" if chosen.lower().startswith(("zh", "chinese")) else "en"


def say(zh: str, en: str) -> None:
    """One sentence for the person, on standard error."""
    print(f"perfxl: {zh if language() == 'zh' else en}", file=sys.stderr)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _expanded(names: Sequence[str]) -> list[str]:
    """The names, with * and ? expanded where the shell did not (cmd.exe)."""
    found = list[str]()
    for name in names:
        path = Path(name)
        matches = (
            sorted(map(str, path.parent.glob(path.name))) if set("*?") & set(path.name) and not path.exists() else []
        )
        found.extend(matches or [name])
    return found


def _new(arguments: argparse.Namespace) -> int:
    from perfxl.workflow import new

    target = Path(arguments.out)
    if target.exists() and not arguments.force:
        say(
            f"{target} 已存在，未覆盖；要覆盖请加 --force。",
            f"{target} exists and was left alone; --force replaces it.",
        )
        return FAILED
    new(target, arguments.standard or "hunan-2020", arguments.unit, arguments.year)
    say(f"已生成 {target}", f"wrote {target}")
    return CLEAN


def _check(arguments: argparse.Namespace) -> int:
    from perfxl.workflow import check

    status = _assess_each(arguments, lambda path: (check(path, arguments.standard, password=arguments.password), None))
    _say_seals(arguments.files)
    return status


def _say_seals(names: Sequence[str]) -> None:
    """Say of each workbook that was exported whether its content is still the same."""
    from perfxl.excel.seal import sentence

    for name in names:
        with suppress(PerfxlError, OSError):
            if (found := sentence(Path(name))) is not None:
                say(f"{name}：{found[0]}", f"{name}: {found[1]}")


def _score(arguments: argparse.Namespace) -> int:
    from perfxl.workflow import score_file

    def run(path: Path) -> tuple[Assessment, Path]:
        scored = score_file(
            path,
            _target(arguments, path),
            arguments.standard,
            password=arguments.password,
            allow_break_signature=arguments.allow_break_signature,
            receipt=Path(arguments.receipt) if arguments.receipt else None,
        )
        for warning in scored.receipt.warnings:
            say(f"{path}：{warning}", f"{path}: {warning}")
        return scored.assessment, scored.target

    return _assess_each(arguments, run)


def _target(arguments: argparse.Namespace, path: Path) -> Path:
    from perfxl.workflow import EDITABLE, scored_path

    if arguments.in_place:
        if path.suffix.lower() not in EDITABLE:
            raise PerfxlError(
                f"{path} 不是 .xlsx/.xlsm，不能就地写回；请改用 -o 指定新的 .xlsx。",
                f"{path} is not .xlsx/.xlsm and cannot be written in place; name a new .xlsx with -o.",
            )
        return path
    if arguments.out_dir:
        Path(arguments.out_dir).mkdir(parents=True, exist_ok=True)
        return Path(arguments.out_dir) / scored_path(path).name
    return Path(arguments.out) if arguments.out else scored_path(path)


def _assess_each(arguments: argparse.Namespace, run: Callable[[Path], tuple[Assessment, Path | None]]) -> int:
    """Run over every file; one bad file never stops the others. Prints JSON or a table for each."""
    status, shown = CLEAN, list[object]()
    for name in arguments.files:
        try:
            assessment, target = run(Path(name))
        except PerfxlError as error:
            say(f"{name}：{error.zh}", f"{name}: {error.en}")
            shown.append({"file": name, "error": error.zh})
            status = FAILED
            continue
        status = max(status, FOUND if assessment.has_errors else CLEAN)
        if arguments.json:
            shown.append(_plain(assessment))
        else:
            _print(assessment, target)
    if arguments.json:
        _print_json(shown[0] if len(shown) == 1 else shown)
    return status


def _plain(assessment: Assessment) -> object:
    from perfxl.assess.plain import to_json

    return to_json(assessment)


def _print_json(value: object) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))


def _print(assessment: Assessment, target: Path | None) -> None:
    if (found := assessment.detected) is not None and found.zh:
        say(found.zh, found.en)
    from perfxl.report.table import render

    print(render(assessment, width=_width(), lang=language()))
    if target is not None:
        say(f"已写入 {target}", f"wrote {target}")


def _width() -> int:
    import shutil

    return max(60, min(shutil.get_terminal_size().columns, 120))


def _clean(arguments: argparse.Namespace) -> int:
    from perfxl.workflow import clean

    status = CLEAN
    for name in arguments.files:
        path = Path(name)
        target = (
            path if arguments.in_place else Path(arguments.out or path.with_name(f"{path.stem}.clean{path.suffix}"))
        )
        try:
            done = clean(
                path, target, password=arguments.password, allow_break_signature=arguments.allow_break_signature
            )
        except PerfxlError as error:
            say(f"{name}：{error.zh}", f"{name}: {error.en}")
            status = FAILED
        else:
            for warning in done.warnings:
                say(f"{path}：{warning}", f"{path}: {warning}")
            say(f"已写入 {target}", f"wrote {target}")
    return status


def _migrate(arguments: argparse.Namespace) -> int:
    from perfxl.migration.table import render
    from perfxl.workflow import migrate

    done = migrate(arguments.file, arguments.out, arguments.standard, password=arguments.password)
    print(render(done, chinese=language() == "zh"))
    say(f"已写入 {done.path}", f"wrote {done.path}")
    return FOUND if done.homeless else CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="perfxl", description="部门整体支出绩效自评：读取、重算、核对，并把差异写回原工作簿。"
    )
    parser.add_argument("--version", action="version", version=f"perfxl {_version()}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_new(commands.add_parser("new", help="生成空白模板 / a blank template"))
    _add_score(commands.add_parser("score", help="重算并写回差异 / recompute and write back"))
    _add_check(commands.add_parser("check", help="只核对，不写文件 / the same without writing"))
    _add_clean(commands.add_parser("clean", help="清除写回的内容 / take out all that perfxl wrote"))
    _add_migrate(commands.add_parser("migrate", help="把旧表的数转到现行模板 / carry a filing into another form"))
    add_standards(commands, say)
    add_rollup(commands)
    add_addin(commands, say)
    return parser


def _version() -> str:
    from perfxl import __version__

    return __version__


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT.xlsx", help="where to write it")
    parser.add_argument("--standard", metavar="ID", help="评价标准，默认 hunan-2020")
    parser.add_argument("--unit", metavar="NAME", help="填报单位，预先填好")
    parser.add_argument("--year", type=int, metavar="YYYY", help="评价年度，默认上一年")
    parser.add_argument("--force", action="store_true", help="覆盖已有文件 / replace an existing file")
    parser.set_defaults(run=_new)


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="填好的工作簿 / filled workbooks")
    parser.add_argument("--password", help="打开密码 / of an encrypted workbook")


def _add_assessing(parser: argparse.ArgumentParser) -> None:
    _add_files(parser)
    parser.add_argument("--standard", metavar="ID|FILE", help="评价标准；不写则由工作簿判断")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def _add_score(parser: argparse.ArgumentParser) -> None:
    _add_assessing(parser)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--out", metavar="OUT", help="结果文件（只有一个输入时）")
    where.add_argument("--out-dir", metavar="DIR", help="结果放到这个文件夹")
    where.add_argument("--in-place", action="store_true", help="写回原文件 / into the file itself")
    parser.add_argument("--receipt", metavar="FILE", help="写一份回执：改了哪些部件，其余部件的 SHA-256")
    parser.add_argument("--allow-break-signature", action="store_true", help="允许数字签名失效")
    parser.set_defaults(run=_score)


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_assessing(parser)
    parser.set_defaults(run=_check)


def _add_clean(parser: argparse.ArgumentParser) -> None:
    _add_files(parser)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--out", metavar="OUT", help="结果文件")
    where.add_argument("--in-place", action="store_true", help="写回原文件")
    parser.add_argument("--allow-break-signature", action="store_true", help="允许数字签名失效")
    parser.set_defaults(run=_clean)


def _add_migrate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="OLD.xlsx", help="填好的旧表 / a filing on another form")
    parser.add_argument("-o", "--out", metavar="NEW.xlsx", required=True, help="新工作簿 / the new workbook")
    parser.add_argument("--standard", metavar="ID|FILE", help="转到哪个评价标准；不写则是原标准的现行版本")
    parser.add_argument("--password", help="打开密码 / of an encrypted workbook")
    parser.set_defaults(run=_migrate)


if __name__ == "__main__":
    sys.exit(main())

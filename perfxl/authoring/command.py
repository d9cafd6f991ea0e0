"""`perfxl standards`: lists the standards, shows one in words, gives one as a workbook, makes one of a workbook."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from perfxl.errors import PerfxlError

Say = Callable[[str, str], None]
DONE, FAULTY, FAILED = 0, 1, 2


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Adds the command to those of perfxl. `say` says a sentence in the language of the person."""
    parser = commands.add_parser(
        "standards",
        help="评价标准 / list, show, export or build standards",
        usage="perfxl standards [ID|FILE]\n"
        "       perfxl standards export ID|FILE OUT.xlsx [--force]\n"
        "       perfxl standards build IN.xlsx [-o OUT.toml] [--template OUT.xlsx] [--force]",
    )
    parser.add_argument("words", nargs="*", metavar="ID", help="看哪一个；export 导出为工作簿；build 由工作簿生成")
    parser.add_argument("-o", "--out", metavar="OUT.toml", help="build：标准写到哪里")
    parser.add_argument("--template", metavar="OUT.xlsx", help="build：空白模板写到哪里")
    parser.add_argument("--force", action="store_true", help="覆盖已有文件 / replace existing files")
    parser.set_defaults(run=lambda arguments: run(arguments, parser, say))


def run(arguments: argparse.Namespace, parser: argparse.ArgumentParser, say: Say) -> int:
    """Carries the command out; the result is the exit status."""
    match arguments.words:
        case []:
            return _list()
        case ["export", chosen, out]:
            return _export(chosen, Path(out), say, force=arguments.force)
        case ["build", source]:
            return _build(Path(source), arguments, say)
        case [chosen] if chosen not in ("export", "build"):
            return _show(chosen)
    parser.print_usage()
    return FAILED


def _list() -> int:
    from perfxl.standard.loader import catalogue, load, versions

    for name in catalogue():
        standard = load(name)
        earlier = f"（旧版：{'、'.join(versions(name))}）" if versions(name) else ""
        print(f"{standard.id}  {standard.version}  {standard.name}{earlier}")
    return DONE


def _show(chosen: str) -> int:
    from perfxl.authoring.load import load
    from perfxl.standard.describe import describe

    for heading, lines in describe(load(chosen)):
        print(f"{heading}\n" + "\n".join(f"  {line}" for line in lines) + "\n")
    return DONE


def _export(chosen: str, out: Path, say: Say, *, force: bool) -> int:
    from perfxl.authoring.export import export

    _keep(out, force=force)
    export(chosen, out)
    say(f"已生成 {out}", f"wrote {out}")
    return DONE


def _build(source: Path, arguments: argparse.Namespace, say: Say) -> int:
    from perfxl.authoring.build import Marked, build

    out = Path(arguments.out) if arguments.out else source.with_suffix(".toml")
    template = Path(arguments.template) if arguments.template else None
    for target in (out, template):
        if target is not None:
            _keep(target, force=arguments.force)
    try:
        built = build(source, out, template)
    except Marked as error:
        say(f"有 {len(error.faults)} 处要改：\n{error.zh}", f"{len(error.faults)} faults:\n{error.en}")
        if error.checked is not None:
            say(f"已逐格标在 {error.checked}", f"marked at their cells in {error.checked}")
        return FAULTY
    trial = built.trial
    counts = "，".join(f"{outcome} {number}" for outcome, number in trial.outcomes.items() if number)
    say(f"试填 {trial.filings} 份：{counts}", f"tried on {trial.filings} filings: {counts}")
    if built.doubts is not None:
        say(f"请再看一下：\n{built.doubts.zh}", f"look at these again:\n{built.doubts.en}")
    for written in (built.out, built.template):
        if written is not None:
            say(f"已写入 {written}", f"wrote {written}")
    return DONE


def _keep(target: Path, *, force: bool) -> None:
    """Refuses to replace a file unless it is asked for."""
    if target.exists() and not force:
        raise PerfxlError(
            f"{target} 已存在，未覆盖；要覆盖请加 --force。",
            f"{target} exists and was left alone; --force replaces it.",
        )

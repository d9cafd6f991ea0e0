"""`perfxl rollup`: its options, and what it says."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfxl.rollup.run import RollUp

CLEAN, FOUND, FAILED = 0, 1, 2


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of perfxl."""
    parser = commands.add_parser("rollup", help="汇总一批填报件 / many workbooks into one")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="文件夹、通配符、工作簿、.zip、.eml/.mbox/.msg")
    parser.add_argument("-o", "--out", required=True, metavar="OUT.xlsx", help="汇总工作簿")
    parser.add_argument("--standard", metavar="ID|FILE", help="评价标准；不写则由工作簿判断")
    parser.add_argument("--out-dir", metavar="DIR", help="每份填报件的批注副本放在这里")
    parser.add_argument("--roster", metavar="FILE", help="名册：单位名称、编码、别名、上级")
    parser.add_argument("--deadline", metavar="YYYY-MM-DD", type=_day, help="报送截止日，之后的列为逾期")
    parser.add_argument("--previous", metavar="FILE", help="上次的汇总，逐条比较改了没有")
    parser.add_argument("--notices", metavar="DIR", help="每单位一份退回修改通知")
    parser.add_argument("--notices-format", choices=("docx", "xlsx"), default="docx", help="通知的格式")
    parser.add_argument("--tables", metavar="DIR", help="各表另存为 Parquet 和 CSV")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="同时用几个进程，默认每核一个")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="在这个 Dask 集群上做")
    parser.add_argument("--time-limit", type=float, default=60, metavar="SECONDS", help="一份文件最多多少秒")
    parser.add_argument("--memory-limit", type=int, default=2048, metavar="MB", help="一个进程最多多少内存")
    parser.add_argument("--cache", metavar="FILE", help="已核对结果存在哪里，默认在汇总旁边")
    parser.add_argument(
        "--resume", action=argparse.BooleanOptionalAction, default=True, help="接着上次做（默认），或全部重做"
    )
    parser.add_argument("--quiet", action="store_true", help="不显示进度")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Carry the command out; the result is the exit status."""
    from perfxl.rollup.run import roll_up

    chinese = _is_chinese()
    try:
        done = roll_up(
            arguments.paths,
            arguments.out,
            standard=arguments.standard,
            jobs=arguments.jobs,
            scheduler=arguments.scheduler,
            out_dir=arguments.out_dir,
            roster=arguments.roster,
            deadline=arguments.deadline,
            previous=arguments.previous,
            notices=arguments.notices,
            notices_format=arguments.notices_format,
            tables=arguments.tables,
            cache=arguments.cache,
            resume=arguments.resume,
            time_limit=arguments.time_limit,
            memory_limit=arguments.memory_limit,
            progress="quiet" if arguments.quiet else "zh" if chinese else "en",
        )
    except KeyboardInterrupt:
        kept = "已中断；核对过的结果已保存，再次运行会接着做。" if chinese else "Interrupted; what is done is kept."
        print(f"perfxl: {kept}", file=sys.stderr)
        return 130
    print(summary(done, chinese=chinese), file=sys.stderr)
    return FAILED if done.unreadable or not done.proven else FOUND if done.errors else CLEAN


def summary(done: RollUp, *, chinese: bool) -> str:
    """What came of it, in a few words."""
    if chinese:
        notices = f"，退回修改通知 {done.notices} 份" if done.notices else ""
        proven = "勾稽全部一致" if done.proven else "勾稽有不一致，请勿使用"
        return (
            f"perfxl: 收到文件 {done.files} 个，有效填报件 {done.filings} 份（本次核对 {done.computed} 份），"
            f"必须改 {done.errors} 条，无法读取 {done.unreadable} 个{notices}；{proven}。已写入 {done.out}"
        )
    notices = f", {done.notices} notices" if done.notices else ""
    proven = "all sums proven" if done.proven else "SUMS DO NOT CLOSE, do not use"
    return (
        f"perfxl: {done.files} files, {done.filings} filings that count ({done.computed} computed now), "
        f"{done.errors} errors, {done.unreadable} unreadable{notices}; {proven}. Wrote {done.out}"
    )


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _is_chinese() -> bool:
    """Whether the locale is Chinese."""
    names = [os.environ.get(name, "") for name in ("PERFXL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    chosen = next((name for name in names if name), "")
    if not chosen and sys.platform in ("win32", "darwin"):
        import locale

        chosen = locale.getlocale()[0] or ""
    return chosen.lower().startswith(("zh", "chinese"))

"""汇总 of a folder: what the button hands over, and what comes back."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from perfxl.errors import UnreadableFile
from perfxl.excel.carrier import Answer

if TYPE_CHECKING:
    from perfxl.rollup.run import RollUp


def rolled_up(work: Path, now: datetime | None = None) -> Answer:
    """The answer for the folder named in the work folder. Raises UnreadableFile where there is no such folder, and what
    rolling up raises."""
    from perfxl.rollup.run import roll_up

    folder = chosen(work / "folder.txt")
    done = roll_up(folder, target(folder, now or datetime.now()), cache=work / "rollup.cache", resume=False)
    (work / "rollup.cache").unlink(missing_ok=True)
    return Answer(_sentence(done), open=str(done.out))


def chosen(note: Path) -> Path:
    """The folder whose name the macros wrote as the numbers of its UTF-16 units."""
    try:
        numbers = [int(word) for word in note.read_text(encoding="ascii").split()]
        name = b"".join(number.to_bytes(2, "little") for number in numbers).decode("utf-16-le")
    except (OSError, ValueError, OverflowError):
        name = ""
    if not name or not Path(name).is_dir():
        raise UnreadableFile(f"没有这个文件夹：{name}", f"There is no folder {name}.")
    return Path(name)


def target(folder: Path, now: datetime) -> Path:
    """A file of its own for each roll-up: beside the folder, so that it is never read as a filing; in it where nothing
    may be written beside it."""
    place = folder.parent if folder.parent != folder and os.access(folder.parent, os.W_OK) else folder
    return place / f"{folder.name or '自评表'}-汇总-{now:%Y%m%d-%H%M%S}.xlsx"


def _sentence(done: RollUp) -> str:
    unreadable = f"；{done.unreadable} 个文件没有读成，见“未处理”" if done.unreadable else ""
    proven = "勾稽全部一致" if done.proven else "勾稽有不一致，请勿使用"
    return (
        f"收到文件 {done.files} 个，有效填报件 {done.filings} 份，必须改 {done.errors} 条{unreadable}；{proven}。\n"
        f"汇总表：{done.out}"
    )

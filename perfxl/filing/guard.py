"""What is no workbook is refused with one sentence, before anything in it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from perfxl.errors import UnreadableFile
from perfxl.opc.compound import MAGIC, locked

MOST_XML = 64 * 1024**2
"""Bytes of a sheet's XML, or of the shared texts, that are read at all; a form has some hundred thousand."""

MOST_CELLS = 4_000_000
"""Cells of the rectangle round a sheet's values: each costs memory, empty or not."""

_OTHER = {
    ".doc": "Word 文档", ".docx": "Word 文档", ".wps": "WPS 文字文档", ".rtf": "文字文档", ".pdf": "PDF 文件",
    ".csv": "CSV 文本", ".txt": "文本文件", ".et": "WPS 表格旧格式", ".ett": "WPS 表格旧格式", ".htm": "网页",
    ".html": "网页", ".mht": "网页", ".jpg": "图片", ".jpeg": "图片", ".png": "图片", ".numbers": "Numbers 表格",
}  # fmt: skip
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")


def hold_to_workbook(path: Path) -> None:
    """Raise UnreadableFile for a folder, a missing or empty file, and another kind of file."""
    if path.is_dir():
        raise UnreadableFile("这是一个文件夹，不是工作簿。", "This is a folder, not a workbook.")
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise UnreadableFile("文件不存在。", "There is no such file.") from None
    except (OSError, ValueError) as problem:
        raise UnreadableFile(f"文件打不开：{problem}。", f"The file cannot be opened: {problem}.") from problem
    if not head:
        raise UnreadableFile("文件是空的，不是工作簿。", "The file is empty, not a workbook.")
    kind = _OTHER.get(path.suffix.lower())
    if kind is not None:
        raise _save_as(f"这是{kind}，不是工作簿", f"A {path.suffix} file is not a workbook")
    if head.startswith(MAGIC):
        _hold_to_spreadsheet(path)
    elif not head.startswith(b"PK"):
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
            raise _save_as("文件内容是网页格式，只是扩展名像工作簿", "The file is a web page named like a workbook")
        raise UnreadableFile("文件不是 Excel 工作簿。", "The file is not an Excel workbook.")


def _hold_to_spreadsheet(path: Path) -> None:
    """Refuse a Word document: the names of an old file's streams stand in its directory as UTF-16."""
    if "WordDocument".encode("utf-16-le") in path.read_bytes():
        raise _save_as("这是 Word 文档，不是工作簿", "This is a Word document, not a workbook")


def too_large(sheets: Sequence[str] = ()) -> UnreadableFile:
    """The sentence for a sheet that no computer should be asked to hold; `sheets` names those that are known."""
    named = "、".join(f"“{name}”" for name in sheets[:8])
    return UnreadableFile(
        f"工作表{named}的范围大得不正常，为安全起见不读取；请删去表格以外的内容后再试。",
        f"{named or 'A sheet'}: further than any form reaches; for safety it is not read. "
        "Delete what stands outside the form.",
    )


def unreadable(problem: BaseException) -> UnreadableFile:
    """The sentence for what calamine could not read; interrupts pass through."""
    if not isinstance(problem, Exception) and type(problem).__name__ != "PanicException":
        raise problem
    if type(problem).__name__ == "PasswordError":
        return locked()
    return UnreadableFile(
        "文件已损坏或不完整，请重新取得一份。", "The file is damaged or incomplete; please get it again."
    )


def _save_as(zh: str, en: str) -> UnreadableFile:
    return UnreadableFile(
        f"{zh}，请用 Excel/WPS 另存为 .xlsx 后再试。", f"{en}; open it in Excel or WPS and save it as .xlsx."
    )

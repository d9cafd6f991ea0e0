"""Kinds of files that are no workbook: which of them a bureau wants to know of, and which are only counted."""

from __future__ import annotations

from perfxl.rollup.sources.model import Aside

_DOCUMENTS = {
    ".doc": "Word 文档", ".docx": "Word 文档", ".wps": "WPS 文字文档", ".rtf": "文字文档", ".pdf": "PDF 文件",
    ".csv": "CSV 文本", ".et": "WPS 表格旧格式", ".ett": "WPS 表格旧格式", ".numbers": "Numbers 表格",
    ".htm": "网页", ".html": "网页", ".mht": "网页",
}  # fmt: skip
_PACKED = {".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".dat", ".tnef"}


def aside(shown: str, link: str, kind: str) -> Aside:
    """A file of that kind, left aside: named where a form may be in it, only counted where it cannot."""
    if kind in _PACKED:
        return Aside(shown, link, "unreadable", f"不读取 {kind} 格式，请解压后再汇总，或改用 .zip。")
    if kind in _DOCUMENTS:
        return Aside(shown, link, "not_a_workbook", f"{_DOCUMENTS[kind]}不是工作簿；若其中有填报表，请另存为 .xlsx。")
    return Aside(shown, link, "ignored", f"不是填报表的文件（{kind or '无扩展名'}）。")

"""导出上报: the copy of a workbook that is sent to the bureau, without marks and macros, named and sealed."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from perfxl.assess.engine import assess
from perfxl.assess.model import Assessment
from perfxl.errors import UnsupportedFile
from perfxl.excel.buttons import NAME as BUTTONS
from perfxl.excel.carrier import Answer
from perfxl.excel.seal import fingerprint, seal
from perfxl.excel.texts import SHEET as TEXTS_SHEET
from perfxl.filing.detect import detect
from perfxl.filing.read import read
from perfxl.opc import content_types
from perfxl.opc.atomic import replacing
from perfxl.opc.package import Package
from perfxl.opc.save import save
from perfxl.report.discrepancies import discrepancies
from perfxl.report.markup import MarkUp
from perfxl.sml.book import Book
from perfxl.sml.tabs import take_out_tabs
from perfxl.standard.model import Standard
from perfxl.standard.wording import form_title
from perfxl.writeback import clean, write

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f.\s]+')


def export(source: Path, target: Path) -> Answer:
    """Write the copy to send to `target`, if no error is open in the workbook at `source`; say which are, if some are.

    A finding with a 处理意见 is not open; of those the list stays in the copy, for the bureau to read the reasons.
    Raises UnsupportedFile for formats that cannot be edited part by part."""
    if source.suffix not in (".xlsx", ".xlsm"):
        raise UnsupportedFile(
            "请先把工作簿存成 .xlsx（已是 .xlsx 的，先保存），再导出上报。", "Save the workbook as .xlsx first."
        )
    found = detect(source)
    standard, filing = found.standard, read(source, found.standard, book=found.book)
    assessment = assess(filing, standard)
    errors = [finding for finding in assessment.failures if finding.severity == "error"]
    if errors:
        first = next((finding for finding in errors if finding.cell), errors[0])
        message = f"还有 {len(errors)} 条必须改的没有改，也没有写“处理意见”，不能上报。先评分，看“差异清单”。"
        return Answer(message, None, first.sheet or "", first.cell or "")
    with tempfile.TemporaryDirectory(prefix="perfxl-") as folder:
        _finish(source, target, assessment, fingerprint(filing), Path(folder))
    return Answer("已导出上报文件：", export=file_name(assessment, standard))


def _finish(source: Path, target: Path, assessment: Assessment, mark: str, folder: Path) -> None:
    plain, cleaned, explained = folder / "plain.xlsx", folder / "cleaned.xlsx", folder / "explained.xlsx"
    clean(source, cleaned)
    without_macros(cleaned, plain)
    waived = tuple(finding for finding in assessment.findings if finding.outcome == "waived")
    if waived:
        write(plain, explained, MarkUp(sheets=(discrepancies(replace(assessment, findings=waived)),)))
    seal(explained if waived else plain, target, mark)


def file_name(assessment: Assessment, standard: Standard) -> str:
    """Unit, year and form; what a file's name cannot hold is left out, whatever the workbook says."""
    parts = [assessment.unit or "未填单位", str(assessment.year or "未判明年度"), form_title(standard)]
    return "-".join(_NOT_IN_NAMES.sub("", part)[:60] for part in parts) + ".xlsx"


def without_macros(source: Path, target: Path) -> None:
    """Write the workbook as a plain .xlsx: no project, no ribbon, no sheet of buttons. Others are as they were."""
    package = Package(source)
    try:
        book = Book(package)
        for owner, kind in ((book.part, "vbaProject"), ("", "extensibility")):
            links = [link for link in package.relationships(owner) if link.kind == kind]
            book.unrelate(owner, [link.id for link in links])
            for link in links:
                book.drop(link.target)
        if package.content_types().of(book.part) != _MAIN:
            take_out_tabs(book, [sheet for sheet in book.sheets() if sheet.name in (BUTTONS, TEXTS_SHEET)])
            _declare(book)
        book.commit()
        with replacing(target) as out:
            save(package, out)
    finally:
        package.close()


def _declare(book: Book) -> None:
    draft = book.draft(content_types.PART, "content types")
    for element in draft.root.all("Override"):
        if element.get("PartName").lstrip("/") == book.part:
            draft.set(element, "ContentType", _MAIN)

"""退回修改通知: one letter a unit whose filing has to go back, in the polite words of an office, with every place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from perfxl.errors import PerfxlError
from perfxl.opc.atomic import replacing
from perfxl.report.styles import HEADER, HINT_LINE, LINE
from perfxl.rollup.book.layout import Column, Layout
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.record import FindingLine, Record
from perfxl.rollup.scene import Arrival, Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sources.names import file_part, shown
from perfxl.standard.check_ids import SEVERITIES

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

Format = Literal["docx", "xlsx"]
HEADERS = ("序号", "位置", "单元格", "填报", "应为", "依据和说明", "要求")
CLOSING = "（盖章）　　　　年　　月　　日"
_WIDTHS_CM = (1.0, 2.6, 2.6, 2.0, 2.0, 6.0, 1.6)
_ASKED = {"error": "请改正", "warning": "请改正或说明原因"}
_FONT = "仿宋"


def write_notices(scene: Scene, folder: Path, kind: Format) -> int:
    """Write a notice for each unit that has to correct or explain something; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for arrival, record in scene.counted("findings"):
        lines = [line for line in record.findings if line.outcome == "fail" and line.severity in _ASKED]
        if lines:
            path = folder / f"{_name(arrival, record, taken)}.{kind}"
            (_docx if kind == "docx" else _xlsx)(path, arrival, record, lines)
    return len(taken)


def _name(arrival: Arrival, record: Record, taken: set[str]) -> str:
    name = file_part(f"退回修改通知_{arrival.name or '未填单位名称'}_{record.year or ''}".rstrip("_"))
    if name.casefold() in taken:
        name = f"{name}~{arrival.sha256[:8]}"
    taken.add(name.casefold())
    return name


def _opening(record: Record, lines: Sequence[FindingLine]) -> str:
    counts = {word: sum(line.severity == kind for line in lines) for kind, word in SEVERITIES.items()}
    listed = "，".join(f"{word} {count} 处" for word, count in counts.items() if count)
    year = f" {record.year} 年度" if record.year else ""
    return (
        f"你单位报送的{year}部门整体支出绩效自评表收悉。经核对，共有 {len(lines)} 处需要修改或说明（{listed}）。"
        "现将有关情况函告如下，请对照原始资料核实：确属填写有误的，请改正；确有特殊情况的，请在“偏差及原因分析”"
        "或差异清单的“处理意见”栏写明原因，并于收到本通知后尽快重新报送。感谢你单位的支持与配合。"
    )


def _rows(lines: Sequence[FindingLine]) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(lines, 1):
        place = f"{line.sheet}!{line.cell}" if line.cell else "整个工作簿"
        basis = line.message if not line.rule or line.rule in line.message else f"{line.message}（规则：{line.rule}）"
        yield (
            str(number),
            line.label,
            place,
            line.reported or "（空）",
            line.expected or "—",
            basis,
            _ASKED[line.severity],
        )


def _docx(path: Path, arrival: Arrival, record: Record, lines: Sequence[FindingLine]) -> None:
    try:
        from docx import Document as new_document
    except ImportError:
        raise PerfxlError(
            "生成 .docx 通知需要 python-docx：pip install 'perfxl[rollup]'；或用 --notices-format xlsx。",
            "Notices as .docx need python-docx: pip install 'perfxl[rollup]'; or use --notices-format xlsx.",
        ) from None
    document = new_document()
    _set_up(document)
    _paragraph(document, "退回修改通知", size=22, center=True)
    _paragraph(document, f"{arrival.name or '（未填单位名称）'}：")
    _paragraph(document, _opening(record, lines), indent=True)
    table = document.add_table(rows=1, cols=len(HEADERS), style="Table Grid")
    for cell, title in zip(table.rows[0].cells, HEADERS, strict=True):
        _fill(cell, title, bold=True)
    for row in _rows(lines):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell, text)
    _widths(table)
    _paragraph(document, CLOSING, right=True)
    _paragraph(document, f"附：所核对文件 {arrival.shown}", size=9)
    _paragraph(document, f"文件标识（SHA-256）：{arrival.sha256}", size=9)
    with replacing(path) as out:
        document.save(out)


def _set_up(document: Document) -> None:
    from datetime import datetime

    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.6)
    document.core_properties.author = "perfxl"
    document.core_properties.created = document.core_properties.modified = datetime(2000, 1, 1)


def _paragraph(
    document: Document, text: str, size: float = 12, *, center: bool = False, right: bool = False, indent: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    _run(paragraph, text, size, bold=center)


def _fill(cell: _Cell, text: str, *, bold: bool = False) -> None:
    _run(cell.paragraphs[0], text, 9, bold=bold)


def _run(paragraph: Paragraph, text: str, size: float, *, bold: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(shown(text))
    run.bold, run.font.size, run.font.name = bold, Pt(size), _FONT
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _widths(table: Table) -> None:
    from docx.shared import Cm

    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS_CM, strict=True):
            cell.width = Cm(width)


def _xlsx(path: Path, arrival: Arrival, record: Record, lines: Sequence[FindingLine]) -> None:
    widths = (6, 20, 20, 14, 14, 60, 16)
    columns = tuple(Column("", width, look.NAME) for width in widths)
    whom = f"{arrival.name or '（未填单位名称）'}："
    with (
        replacing(path) as out,
        Workbook(out, look.styles()) as book,
        book.sheet(Layout("退回修改通知", "退回修改通知", "", columns, filtered=False)) as sheet,
    ):
        sheet.wide(whom, LINE, 20)
        sheet.wide(f"　　{_opening(record, lines)}", LINE, 48)
        sheet.row(HEADERS, dict.fromkeys(range(len(HEADERS)), HEADER), 32)
        for row in _rows(lines):
            sheet.row(row)
        sheet.wide(CLOSING, replace(LINE, horizontal="right"), 48)
        sheet.wide(f"所核对文件：{arrival.shown}　SHA-256：{arrival.sha256}", HINT_LINE, 18)

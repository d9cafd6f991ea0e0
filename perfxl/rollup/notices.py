"""退回修改通知: one letter for each filing that has to go back, in the polite words of an office, with every place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from perfxl.opc.atomic import replacing
from perfxl.report.styles import HINT_LINE, LINE
from perfxl.rollup import word
from perfxl.rollup.book.layout import Column, Layout
from perfxl.rollup.book.workbook import Workbook
from perfxl.rollup.record import FindingLine, Record
from perfxl.rollup.scene import NAMELESS, Arrival, Scene
from perfxl.rollup.sheets import look
from perfxl.rollup.sources.names import file_part, last_part, visible
from perfxl.standard.check_ids import SEVERITIES
from perfxl.standard.model import Standard
from perfxl.standard.wording import form_title

Format = Literal["docx", "xlsx"]
TITLE = "退回修改通知"
HEADERS = ("序号", "填报项", "单元格", "填报", "应为", "依据和说明", "要求")
CLOSING = ("联系人：　　　　　　　联系电话：　　　　　　　", "（盖章）　　　　年　　月　　日")
_ASKED = {"error": "改正", "warning": "改正或说明"}
_WIDTHS_CM = (1.0, 2.5, 2.3, 1.8, 1.8, 6.4, 1.2)
_TEXT = word.Look()
_SMALL = word.Look(9, 14, "left")
_CELL = word.Look(9, 13, "left")
_MIDDLE = replace(_CELL, align="center")
_RIGHT = replace(_CELL, align="right")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a notice says: to whom, the opening, a row for each place, and which file it is about."""

    whom: str
    opening: str
    rows: tuple[tuple[str, ...], ...]
    file: str
    sha256: str


def write_notices(scene: Scene, folder: Path, kind: Format) -> int:
    """Write a notice for each filing with something to correct or explain; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    written: Callable[[Path, Letter], None] = _docx if kind == "docx" else _xlsx
    taken: set[str] = set()
    for arrival, record in scene.counted("findings"):
        lines = [line for line in record.findings if line.outcome == "fail" and line.severity in _ASKED]
        if lines:
            path = folder / f"{_name(arrival, record, taken)}.{kind}"
            written(path, _letter(arrival, record, scene.standards[record.standard], lines))
    return len(taken)


def _name(arrival: Arrival, record: Record, taken: set[str]) -> str:
    name = file_part(f"{TITLE}_{arrival.name or NAMELESS}_{record.year or ''}".rstrip("_"))
    if name.casefold() in taken:
        name = f"{name}~{arrival.sha256[:8]}"
    taken.add(name.casefold())
    return name


def _letter(arrival: Arrival, record: Record, standard: Standard, lines: Sequence[FindingLine]) -> Letter:
    unit = arrival.name.removesuffix(f"（{record.project}）")
    file = last_part(arrival.shown)
    return Letter(f"{unit or NAMELESS}：", _opening(record, standard, lines), tuple(_rows(lines)), file, arrival.sha256)


def _opening(record: Record, standard: Standard, lines: Sequence[FindingLine]) -> str:
    counts = {word: sum(line.severity == kind for line in lines) for kind, word in SEVERITIES.items()}
    listed = "，".join(f"{word} {count} 处" for word, count in counts.items() if count)
    project = f"（项目：{record.project}）" if record.project else ""
    reason = standard.table.column("reason")
    where = f"表中“{reason.header}”栏或" if reason else ""
    return (
        f"你单位报送的《{form_title(standard, record.year)}》{project}收悉。经核对，共有 {len(lines)} 处需要改正或说明"
        f"（{listed}），逐项列于下表。请对照原始资料核实：确属填写有误的，请予改正；确有特殊情况的，请在{where}"
        "差异清单的“处理意见”栏写明原因。请于收到本通知后尽快修改，重新报送。感谢你单位对绩效自评工作的支持与配合。"
    )


def _rows(lines: Sequence[FindingLine]) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(lines, 1):
        place = f"{line.sheet}!{line.cell}" if line.cell else "整个工作簿"
        basis = line.message if not line.rule or line.rule in line.message else f"{line.message}（规则：{line.rule}）"
        filled, due = line.reported or "（空）", line.expected or "—"
        yield str(number), line.label, place, filled, due, basis, _ASKED[line.severity]


def _docx(path: Path, letter: Letter) -> None:
    looks = (_MIDDLE, _CELL, _CELL, _RIGHT, _RIGHT, _CELL, _CELL)
    closing = replace(_TEXT, align="right", together=True)
    rows = [[visible(text) for text in row] for row in letter.rows]
    body = [
        word.paragraph(TITLE, word.Look(22, 40, "center", bold=True, face="宋体")),
        word.paragraph(visible(letter.whom), replace(_TEXT, align="left")),
        word.paragraph(visible(letter.opening), replace(_TEXT, indent=True)),
        word.paragraph("", _SMALL),
        word.table(HEADERS, rows, _WIDTHS_CM, looks),
        word.paragraph("", _SMALL),
        *(word.paragraph(line, closing) for line in CLOSING),
        word.paragraph(f"所核对的文件：{visible(letter.file)}\nSHA-256：{letter.sha256}", _SMALL),
    ]
    with replacing(path) as out:
        word.write(out, body)


def _xlsx(path: Path, letter: Letter) -> None:
    widths = (6, 22, 22, 14, 14, 58, 14)
    columns = tuple(Column(title, width, look.NAME) for title, width in zip(HEADERS, widths, strict=True))
    opening = ((letter.whom, 20), (f"　　{letter.opening}", 48))
    layout = Layout(TITLE, TITLE, "", columns, filtered=False, opening=opening)
    with replacing(path) as out, Workbook(out, look.styles()) as book, book.sheet(layout) as sheet:
        for row in letter.rows:
            sheet.row(row, {3: look.FIGURE, 4: look.FIGURE})
        for line in CLOSING:
            sheet.wide(line, replace(LINE, horizontal="right"), 24)
        sheet.wide(f"所核对的文件：{letter.file}　SHA-256：{letter.sha256}", HINT_LINE, 18)

"""Makes docs/pictures from template and sample: `python scripts/make_pictures.py` (needs soffice and pdftoppm)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import perfxl  # noqa: E402
from perfxl.excel.template import with_macros  # noqa: E402
from tests.libreoffice import to_pdf  # noqa: E402

DPI = 88
PICTURES = {
    "template": ("blank", "年部门整体支出绩效自评表"),
    "scored": ("scored", "年部门整体支出绩效自评表"),
    "discrepancies": ("scored", "绩效自评差异清单"),
    "summary": ("scored", "绩效自评评分汇总"),
    "buttons": ("buttons", "点按钮办理"),
    "ranking": ("rollup", "总分分布（单位数）"),
}
"""Of each picture: the workbook, and words that stand on the page and on no page before it."""

PART = {"buttons": ("60", "50", "950", "400")}
"""Of a picture that is part of a page: left, top, width and height in dots."""


def page_with(pdf: Path, words: str) -> int:
    """The number of the first page that has the words."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return next(k for k, page in enumerate(text.split("\f"), 1) if words in page.replace("\n", ""))


def main() -> None:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        perfxl.new(folder / "blank.xlsx", unit="某县残疾人联合会", year=2020)
        perfxl.score(ROOT / "samples" / "liuyang-2020.xlsx", folder / "scored.xlsx")
        (folder / "buttons.xlsm").write_bytes(with_macros(folder / "blank.xlsx"))
        perfxl.roll_up(ROOT / "samples", folder / "rollup.xlsx")
        books = [folder / name for name in ("blank.xlsx", "scored.xlsx", "buttons.xlsm", "rollup.xlsx")]
        pdfs = {book.stem: to_pdf(book, folder) for book in books}
        for picture, (kind, words) in PICTURES.items():
            page = str(page_with(pdfs[kind], words))
            out = ROOT / "docs" / "pictures" / picture
            out.parent.mkdir(exist_ok=True)
            part = [
                text for pair in zip(("-x", "-y", "-W", "-H"), PART.get(picture, ()), strict=False) for text in pair
            ]
            command = ["pdftoppm", "-png", "-singlefile", "-r", str(DPI), "-f", page, "-l", page, *part]
            subprocess.run([*command, str(pdfs[kind]), str(out)], check=True)


if __name__ == "__main__":
    main()

"""Makes docs/pictures from template and sample: `python scripts/make_pictures.py` (needs soffice and pdftoppm)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import perfxl  # noqa: E402
from tests.libreoffice import to_pdf  # noqa: E402

DPI = 88
PICTURES = {
    "template": ("blank", "年部门整体支出绩效自评表"),
    "scored": ("scored", "年部门整体支出绩效自评表"),
    "discrepancies": ("scored", "绩效自评差异清单"),
    "summary": ("scored", "绩效自评评分汇总"),
}
"""Of each picture: the workbook, and words that stand on the page and on no page before it."""


def page_with(pdf: Path, words: str) -> int:
    """The number of the first page that has the words."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return next(k for k, page in enumerate(text.split("\f"), 1) if words in page.replace("\n", ""))


def main() -> None:
    """Write the four pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        perfxl.new(folder / "blank.xlsx", unit="某县残疾人联合会", year=2020)
        perfxl.score(ROOT / "samples" / "liuyang-2020.xlsx", folder / "scored.xlsx")
        pdfs = {kind: to_pdf(folder / f"{kind}.xlsx", folder) for kind in ("blank", "scored")}
        for picture, (kind, words) in PICTURES.items():
            page = str(page_with(pdfs[kind], words))
            out = ROOT / "docs" / "pictures" / picture
            out.parent.mkdir(exist_ok=True)
            subprocess.run(
                ["pdftoppm", "-png", "-singlefile", "-r", str(DPI), "-f", page, "-l", page, pdfs[kind], out], check=True
            )


if __name__ == "__main__":
    main()

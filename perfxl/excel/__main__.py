"""`python -m perfxl.excel` builds the templates with buttons beside those without, in workbook_templates/."""

from __future__ import annotations

from pathlib import Path

from perfxl.excel.template import with_macros

HOME = Path(__file__).parents[2] / "workbook_templates"


def main() -> None:
    """Build an .xlsm of every .xlsx there."""
    for template in sorted(HOME.glob("*.xlsx")):
        template.with_suffix(".xlsm").write_bytes(with_macros(template))


if __name__ == "__main__":
    main()

"""The styles part of a new workbook (CT_Stylesheet): cell formats are numbered as they are first asked for."""

from __future__ import annotations

from perfxl.opc.escape import quote
from perfxl.sml.sheet import CellStyle

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FIRST_OWN_FORMAT = 164
_BUILT_IN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}
_PLAIN = CellStyle(size=11)


class Styles:
    """The cell formats of a workbook."""

    def __init__(self) -> None:
        self.fonts: dict[str, int] = {}
        self.fills: dict[str, int] = {"none": 0, "gray125": 1}
        self.borders: dict[str, int] = {}
        self.formats: dict[str, int] = {}
        self.numbers: dict[CellStyle, int] = {}
        self._xfs: list[str] = []
        self.number(_PLAIN)

    def number(self, style: CellStyle) -> int:
        """The number of a style in cellXfs."""
        if style not in self.numbers:
            self.numbers[style] = len(self._xfs)
            self._xfs.append(self._xf(style))
        return self.numbers[style]

    def xml(self) -> str:
        """The part."""
        formats = "".join(f'<numFmt numFmtId="{n}" formatCode={quote(code)}/>' for code, n in self.formats.items())
        fills = "".join(map(_fill, self.fills))
        return (
            f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
            + (f'<numFmts count="{len(self.formats)}">{formats}</numFmts>' if formats else "")
            + f'<fonts count="{len(self.fonts)}">{"".join(self.fonts)}</fonts>'
            f'<fills count="{len(self.fills)}">{fills}</fills>'
            f'<borders count="{len(self.borders)}">{"".join(self.borders)}</borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._xfs)}">{"".join(self._xfs)}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )

    def _xf(self, style: CellStyle) -> str:
        across = f' horizontal="{style.horizontal}"' if style.horizontal else ""
        wrap = ' wrapText="1"' if style.wrap else ""
        indent = f' indent="{style.indent}"' if style.indent else ""
        return (
            f'<xf numFmtId="{self._format(style.number_format)}" fontId="{_of(self.fonts, _font(style))}" '
            f'fillId="{_of(self.fills, style.fill or "none")}" borderId="{_of(self.borders, _border(style))}" xfId="0" '
            'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment{across} vertical="{style.vertical}"{wrap}{indent}/></xf>'
        )

    def _format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        return self.formats.setdefault(code, _FIRST_OWN_FORMAT + len(self.formats))


def _of(known: dict[str, int], key: str) -> int:
    return known.setdefault(key, len(known))


def _font(style: CellStyle) -> str:
    look = "".join(f"<{name}/>" for name, on in (("b", style.bold), ("i", style.italic), ("u", style.underline)) if on)
    color = f'<color rgb="FF{style.color}"/>' if style.color else ""
    return f'<font>{look}<sz val="{style.size:g}"/>{color}<name val={quote(style.font)}/><charset val="134"/></font>'


def _fill(key: str) -> str:
    if key in ("none", "gray125"):
        return f'<fill><patternFill patternType="{key}"/></fill>'
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{key}"/><bgColor indexed="64"/></patternFill></fill>'
    )


def _border(style: CellStyle) -> str:
    if not style.border:
        return "<border><left/><right/><top/><bottom/><diagonal/></border>"
    side = ' style="thin"><color rgb="FFBFBFBF"/></'
    sides = "".join(f"<{name}{side}{name}>" for name in ("left", "right", "top", "bottom"))
    return f"<border>{sides}<diagonal/></border>"

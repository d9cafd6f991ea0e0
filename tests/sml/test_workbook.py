from __future__ import annotations

from pathlib import Path

from perfxl.sml.workbook import DefinedName, open_workbook
from tests.opc.packages import book, sheet, workbook, zipped

FACTS = sheet(
    '<cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>1x</v></c></row>'
    '<row r="2" hidden="1"><c r="A2"><f t="shared" ref="A2:A4" si="0">A1+$A$1</f><v>2</v></c></row>'
    '<row><c><f t="shared" si="0"/></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    '<row r="4"><c r="A4"><f t="shared" si="0"/><v>4</v></c>'
    '<c r="B4"><f t="array" ref="B4:B5">A1:A2</f><v>1</v></c></row>'
    '<row r="9"><c r="A9" t="inlineStr"><is><t>甲</t></is></c></row></sheetData>'
    '<mergeCells count="1"><mergeCell ref="D1:E2"/></mergeCells>'
)


class DescribeAWorkbookView:
    def it_tells_what_values_do_not(self, tmp_path: Path):
        with open_workbook(zipped(book(FACTS), tmp_path / "a.xlsx")) as view:
            facts = view.sheets[0].facts

        assert facts.formulas == {
            "B1": 'A1&"x"', "A2": "A1+$A$1", "A3": "A2+$A$1", "B3": "1/0", "A4": "A3+$A$1", "B4": "A1:A2",
        }  # fmt: skip
        assert facts.arrays == {"B4": "B4:B5"}
        assert facts.uncached == {"A3"}
        assert facts.errors == {"B3": "#DIV/0!"}
        assert facts.types == {"B1": "str", "B3": "e", "A9": "inlineStr"}
        assert facts.hidden_rows == {2} and facts.hidden_columns == [(2, 3)]
        assert facts.is_hidden(2, 1) and facts.is_hidden(1, 3) and not facts.is_hidden(1, 1)
        assert facts.merges == ["D1:E2"]

    def it_lists_sheets_and_names(self, tmp_path: Path):
        tail = (
            '<definedNames><definedName name="甲">表一!$A$1</definedName>'
            '<definedName name="乙" localSheetId="0" hidden="1">1</definedName></definedNames>'
        )
        parts = book() | {
            "xl/workbook.xml": workbook("表一", tail=tail).replace('sheetId="1"', 'sheetId="1" state="hidden"')
        }
        with open_workbook(zipped(parts, tmp_path / "a.xlsx")) as view:
            assert [(s.name, s.state, s.kind, s.part) for s in view.sheets] == [
                ("表一", "hidden", "worksheet", "xl/worksheets/sheet1.xml")
            ]
            assert view.names == [DefinedName("甲", None, "表一!$A$1"), DefinedName("乙", "表一", "1", True)]
            assert view.sheet("表一") is view.sheets[0] and view.sheet("无") is None

"""A new worksheet as XML: in the schema's order, with text kept as text, and read back by others as it was meant."""

from __future__ import annotations

import csv
from decimal import Decimal as D
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from perfxl.sml import ns
from perfxl.sml.newsheet import defined_names, sheet_xml
from perfxl.sml.sheet import Cell, CellStyle, Chart, DropDown, NewSheet, PageSetup, Series
from tests.libreoffice import needs_libreoffice, to_csv
from tests.sml.package import save

PLAIN = CellStyle()
CT_WORKSHEET = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties "
    "cellWatches ignoredErrors smartTags drawing"
)
FULL = NewSheet(
    name="差异's 清单",
    cells={
        (1, 1): Cell("标题", PLAIN),
        (2, 2): Cell("附件1!D8", PLAIN, link="'附件1 \"甲\"&乙'!D8"),
        (3, 1): Cell(D("588.86"), PLAIN),
        (4, 1): Cell(D("2"), PLAIN, formula="=SUM(A3:A3)"),
    },
    widths={1: 12.5, 3: 8},
    heights={1: 30, 9: 12},
    merges=("A1:C1",),
    freeze="B3",
    autofilter="A2:C9",
    drop_downs=(DropDown("C3:C9", ("已核实", '称"可"'), strict=True, prompt="选一个"),),
    charts=(Chart("bar", "图", "E1", "H9", (Series("a", "A3:A3", "A3:A3", ("x",), (D(1),)),)),),
    page=PageSetup(landscape=True, repeat_rows="1:2", print_area="A1:C9"),
    tab_color="C00000",
)


def xml_of(sheet: NewSheet, namespace: str = ns.MAIN, drawing: str | None = None) -> etree._Element:
    xf = {cell.style: 0 for cell in sheet.cells.values()}
    links = ns.links_for(namespace)
    return etree.fromstring(sheet_xml(sheet, xf, namespace=namespace, rel_namespace=links, drawing_rid=drawing))


def find(root: etree._Element, path: str) -> etree._Element:
    """The one element at a path of local names."""
    steps = "/".join(f"*[local-name()='{name}']" for name in path.split("/"))
    (element,) = root.xpath(steps)
    return element


def sheet_with(value: object, **more: object) -> NewSheet:
    return NewSheet("表", {(1, 1): Cell(value, PLAIN, **more)})


class DescribeTheWorksheet:
    def it_has_its_children_in_the_order_of_the_schema(self) -> None:
        names = [etree.QName(child).localname for child in xml_of(FULL, drawing="rId9")]

        assert names == [name for name in CT_WORKSHEET.split() if name in names]
        assert {"cols", "autoFilter", "mergeCells", "dataValidations", "hyperlinks", "drawing"} <= set(names)

    @pytest.mark.parametrize("main", [ns.MAIN, ns.MAIN_STRICT])
    def it_lives_in_the_namespace_it_is_given(self, main: str) -> None:
        root = xml_of(FULL, main, drawing="rId9")

        assert {etree.QName(element).namespace for element in root.iter()} == {main}
        assert find(root, "drawing").get(f"{{{ns.links_for(main)}}}id") == "rId9"

    def it_writes_an_empty_sheet_too(self) -> None:
        root = xml_of(NewSheet("空", {}))

        assert find(root, "dimension").get("ref") == "A1"
        assert len(find(root, "sheetData")) == 0

    def it_prints_on_one_width_of_a4_with_the_page_number_below(self) -> None:
        root = xml_of(FULL)

        setup = dict(find(root, "pageSetup").attrib)
        assert setup == {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
        assert find(root, "sheetPr/pageSetUpPr").get("fitToPage") == "1"
        assert find(root, "headerFooter/oddFooter").text == "&C第 &P 页 共 &N 页"

    @pytest.mark.parametrize(
        ("freeze", "pane"),
        [
            ("B3", {"xSplit": "1", "ySplit": "2", "activePane": "bottomRight"}),
            ("A3", {"ySplit": "2", "activePane": "bottomLeft"}),
            ("C1", {"xSplit": "2", "activePane": "topRight"}),
        ],
    )
    def it_freezes_what_is_above_and_left_of_the_cell(self, freeze: str, pane: dict[str, str]) -> None:
        written = find(xml_of(NewSheet("表", {}, freeze=freeze)), "sheetViews/sheetView/pane")

        assert dict(written.attrib) == {**pane, "topLeftCell": freeze, "state": "frozen"}

    def it_freezes_nothing_at_the_first_cell(self) -> None:
        assert len(find(xml_of(NewSheet("表", {}, freeze="A1")), "sheetViews/sheetView")) == 0

    def it_names_print_titles_print_area_and_filter_with_its_own_name_quoted(self) -> None:
        assert defined_names(FULL) == [
            ("_xlnm._FilterDatabase", "'差异''s 清单'!$A$2:$C$9"),
            ("_xlnm.Print_Area", "'差异''s 清单'!$A$1:$C$9"),
            ("_xlnm.Print_Titles", "'差异''s 清单'!$1:$2"),
        ]

    def it_refuses_a_reference_that_is_none(self) -> None:
        with pytest.raises(ValueError, match="B0"):
            xml_of(NewSheet("表", {}, freeze="B0"))

    @pytest.mark.parametrize("choices", [("甲,乙",), tuple(f"第{i}项很长的选择" for i in range(40))])
    def it_refuses_choices_that_a_list_cannot_hold(self, choices: tuple[str, ...]) -> None:
        with pytest.raises(ValueError, match="choices"):
            xml_of(NewSheet("表", {}, drop_downs=(DropDown("A1", choices),)))


class DescribeACell:
    def it_keeps_text_that_looks_like_a_formula_as_text(self) -> None:
        cell = find(xml_of(sheet_with("=1+1")), "sheetData/row/c")

        assert cell.get("t") == "inlineStr"
        assert [etree.QName(element).localname for element in cell.iter()] == ["c", "is", "t"]

    def it_writes_a_formula_with_the_result_it_has_now(self) -> None:
        cell = find(xml_of(sheet_with(D("93.0"), formula='=SUM(B1:B2)&"<"')), "sheetData/row/c")

        assert [(etree.QName(part).localname, part.text) for part in cell] == [("f", 'SUM(B1:B2)&"<"'), ("v", "93.0")]

    def it_says_when_a_formula_gives_text(self) -> None:
        assert find(xml_of(sheet_with("优", formula="A1")), "sheetData/row/c").get("t") == "str"

    def it_writes_numbers_without_an_exponent(self) -> None:
        assert find(xml_of(sheet_with(D("1E+3"))), "sheetData/row/c/v").text == "1000"

    @pytest.mark.parametrize("value", [D("NaN"), D("1E+999"), D("-Infinity")])
    def it_writes_what_is_no_number_for_excel_as_text(self, value: D) -> None:
        cell = find(xml_of(sheet_with(value)), "sheetData/row/c")

        assert (cell.get("t"), find(cell, "is/t").text) == ("inlineStr", str(value))

    def it_writes_truth(self) -> None:
        cell = find(xml_of(sheet_with(True)), "sheetData/row/c")

        assert (cell.get("t"), find(cell, "v").text) == ("b", "1")

    def it_cuts_text_at_what_a_cell_may_hold(self) -> None:
        text = find(xml_of(sheet_with("𠀀" * 20_000)), "sheetData/row/c/is/t").text

        assert text is not None
        assert len(text.encode("utf-16-le")) // 2 <= 32767
        assert set(text) == {"𠀀", "…"}

    @given(st.text(st.characters(codec=None), max_size=60))
    @settings(max_examples=60, deadline=None)
    def it_is_well_formed_whatever_the_text(self, text: str) -> None:
        find(xml_of(sheet_with(text, link=text)), "sheetData/row/c")


class DescribeReadersOfTheSheet:
    HOSTILE = ("a\x00b\x1f", "_x000D_", "  首尾空格 ", "行\n二", "<&>\"'", "]]>", "\ud800", "=HYPERLINK(1)")

    def it_gives_openpyxl_the_text_that_went_in(self, tmp_path: Path) -> None:
        sheet = NewSheet("表", {(i, 1): Cell(text, PLAIN) for i, text in enumerate(self.HOSTILE, start=1)})
        read = openpyxl.load_workbook(save(tmp_path / "a.xlsx", sheet))["表"]

        assert [read.cell(i, 1).value for i in (3, 4, 5, 6)] == list(self.HOSTILE[2:6])
        assert read.cell(8, 1).value == self.HOSTILE[7]
        assert read.cell(8, 1).data_type != "f"

    def it_gives_calamine_the_same(self, tmp_path: Path) -> None:
        sheet = NewSheet("表", {(i, 1): Cell(text, PLAIN) for i, text in enumerate(self.HOSTILE, start=1)})
        rows = CalamineWorkbook.from_path(save(tmp_path / "a.xlsx", sheet)).get_sheet_by_name("表").to_python()

        assert [row[0] for row in rows][2:6] == list(self.HOSTILE[2:6])

    def it_gives_openpyxl_the_whole_of_a_full_sheet(self, tmp_path: Path) -> None:
        read = openpyxl.load_workbook(save(tmp_path / "a.xlsx", FULL))[FULL.name]

        assert read["B2"].hyperlink.location == "'附件1 \"甲\"&乙'!D8"
        assert read["A4"].value == "=SUM(A3:A3)"
        assert [str(merged) for merged in read.merged_cells.ranges] == ["A1:C1"]
        assert read.freeze_panes == "B3"
        assert read.print_title_rows == "$1:$2"
        assert read.data_validations.dataValidation[0].formula1 == '"已核实,称""可"""'
        assert len(read._charts) == 1

    @needs_libreoffice
    @pytest.mark.libreoffice
    @pytest.mark.parametrize("strict", [False, True])
    def it_opens_in_libreoffice(self, tmp_path: Path, strict: bool) -> None:
        (made,) = to_csv(save(tmp_path / "a.xlsx", FULL, strict=strict), tmp_path / "out")

        rows = list(csv.reader(made.read_text("utf-8").splitlines()))
        assert rows[:4] == [["标题", ""], ["", "附件1!D8"], ["588.86", ""], ["588.86", ""]]

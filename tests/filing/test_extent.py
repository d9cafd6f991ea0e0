import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfxl.errors import UnreadableFile
from perfxl.filing.extent import binary_extent, ods_extents
from perfxl.filing.read import read
from tests.filing.binary import sheet, xlsb
from tests.filing.table import BASE, grid

FAR = {(1, 1): "三公经费", (1_048_576, 16_384): 1.0}


def row(times: int, cell: str) -> str:
    return f'<t:table-row t:number-rows-repeated="{times}">{cell}</t:table-row>'


def cells(times: int, value: str = "") -> str:
    return f'<t:table-cell t:number-columns-repeated="{times}" {value}/>'


NUMBER = 'v:value-type="float"'


def ods(rows: str) -> bytes:
    return ('<c xmlns="o" xmlns:t="t" xmlns:v="v"><t:table><t:shapes/>' + rows + "</t:table><t:table/></c>").encode()


class DescribeBinarySheets:
    def it_reaches_to_the_last_value(self):
        assert binary_extent(sheet({(1, 2): 5.0, (30, 4): "完成", (7, 9): 1.0})) == (30, 9)

    def it_reaches_nowhere_when_empty(self):
        assert binary_extent(sheet({})) == (0, 0)

    @given(st.binary())
    def it_never_raises_and_always_ends(self, data):
        rows, columns = binary_extent(data)
        assert rows >= 0
        assert columns >= 0

    def it_stops_a_workbook_that_would_end_the_process(self, tmp_path, standard):
        path = tmp_path / "a.xlsb"
        path.write_bytes(xlsb({"附件1": grid("附件1", BASE)}))
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        with zipfile.ZipFile(path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, sheet(FAR) if name.endswith("sheet1.bin") else data)
        with pytest.raises(UnreadableFile, match="大得不正常"):
            read(path, standard)


class DescribeOpenDocumentTables:
    def it_counts_repeated_rows_and_cells_up_to_the_last_value(self):
        text = "<t:table-row><t:table-cell><t:p>说明</t:p></t:table-cell></t:table-row>"
        rows = row(5, cells(3) + cells(1, NUMBER)) + text + row(1_048_569, cells(16_384))
        assert ods_extents([ods(rows)], "content.xml") == [(6, 4), (0, 0)]

    def it_counts_a_value_that_is_repeated(self):
        rows = row(1000, cells(99, NUMBER))
        assert ods_extents([ods(rows)], "content.xml")[0] == (1000, 99)

    @pytest.mark.parametrize("data", [b"<a>", b"", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
    def it_refuses_what_is_no_plain_xml(self, data):
        with pytest.raises(UnreadableFile):
            ods_extents([data], "content.xml")

    def it_stops_a_file_that_repeats_beyond_measure(self, tmp_path, standard):
        rows = row(9999, cells(9999, NUMBER))
        with zipfile.ZipFile(tmp_path / "a.ods", "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("content.xml", ods(rows))
        with pytest.raises(UnreadableFile, match="大得不正常"):
            read(tmp_path / "a.ods", standard)

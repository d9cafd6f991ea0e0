import pytest

from perfxl.opc.package import Package
from perfxl.opc.relationships import free_id, relative, resolve, unquoted
from tests.opc.packages import LINKS, book, relationships, types, zipped


@pytest.mark.parametrize(
    ("part", "target", "name"),
    [
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "..\\comments1.xml", "xl/comments1.xml"),
        ("xl/worksheets/sheet1.xml", "../../../../etc/passwd", "etc/passwd"),
        ("", "xl/workbook.xml#a", "xl/workbook.xml"),
    ],
)
def test_a_target_leads_to_a_part(part: str, target: str, name: str):
    assert resolve(part, target) == name


def test_a_relative_target_leads_back():
    assert relative("xl/worksheets/sheet1.xml", "xl/comments1.xml") == "../comments1.xml"
    assert relative("book.xml", "s/1.xml") == "s/1.xml"


def test_a_new_id_differs_from_all_whatever_their_case():
    assert free_id(["RID2", "x"]) == "rId3"


def test_escapes_are_undone():
    assert unquoted("xl/%E8%A1%A8.xml") == "xl/表.xml"


class DescribeAPackage:
    def it_finds_parts_whatever_their_case_or_escapes(self, tmp_path):
        parts = book() | {
            "xl/表 1.xml": "<a/>",
            "xl/_rels/workbook.xml.rels": relationships(("rId1", f"{LINKS}/x", "%E8%A1%A8%201.XML")),
        }
        package = Package(zipped(parts, tmp_path / "a.xlsx"))
        assert [link.target for link in package.relationships("xl/workbook.xml")] == ["xl/表 1.xml"]

    def it_knows_what_only_a_link_leads_to(self, tmp_path):
        parts = book() | {"[Content_Types].xml": types({}), "xl/lonely.xml": "<a/>"}
        package = Package(zipped(parts, tmp_path / "a.xlsx"))
        assert package.reachable() == {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"}

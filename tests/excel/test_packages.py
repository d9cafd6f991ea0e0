"""perfxl.xlam and the .xlsm templates as packages, read by zipfile, openpyxl and olevba."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from oletools.olevba import VBA_Parser
from python_calamine import CalamineWorkbook

from perfxl.excel.actions import ACTIONS
from perfxl.excel.addin import addin
from perfxl.excel.macros import sources
from perfxl.excel.template import with_macros
from perfxl.excel.texts import TEXTS

UI = "http://schemas.microsoft.com/office/{}/relationships/ui/extensibility"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def code_names(found: dict[str, bytes]) -> set[str]:
    """The codeNames that the workbook and its sheets give themselves."""
    pieces = (data.decode() for name, data in found.items() if re.match(r"xl/(workbook|worksheets/\w+)\.xml", name))
    return {match[1] for piece in pieces if (match := re.search(r'<(?:workbook|sheet)Pr[^>]* codeName="(\w+)"', piece))}


class DescribeTheAddin:
    def it_is_the_same_bytes_every_time(self):
        assert addin() == addin()

    def it_is_an_addin_with_a_project_and_both_ribbons(self):
        found = parts(addin())
        assert b"addin.macroEnabled.main+xml" in found["[Content_Types].xml"]
        links = found["_rels/.rels"].decode()
        assert UI.format("2006") in links
        assert UI.format("2007") in links
        assert {"xl/vbaProject.bin", "customUI/customUI.xml", "customUI/customUI14.xml"} <= found.keys()

    def it_says_what_every_part_is(self):
        found = parts(addin())
        types = found["[Content_Types].xml"].decode()
        for name in found.keys() - {"[Content_Types].xml"}:
            assert f'PartName="/{name}"' in types or name.endswith(".rels"), name

    def it_has_a_document_module_for_the_workbook_and_each_sheet(self):
        assert code_names(parts(addin())) == {"ThisWorkbook", "Sheet1"}

    @pytest.mark.parametrize("system", ["", "darwin"])
    def it_carries_the_sources_word_for_word(self, system: str):
        parser = VBA_Parser("perfxl.xlam", data=addin(system))
        found = {stream.rpartition("/")[2]: code for _, stream, _, code in parser.extract_all_macros()}
        for module in sources(system):
            assert found[module.name].replace("\r\n", "\n").partition("\n")[2] == module.source

    def it_carries_the_sentences_on_a_sheet(self):
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(addin())).get_sheet_by_name("perfxl")
        assert dict(sheet.to_python()) == TEXTS


BUILT = sorted((Path(__file__).parents[2] / "workbook_templates").glob("*.xlsx"))


class DescribeATemplateWithMacros:
    @pytest.mark.parametrize("template", BUILT, ids=lambda path: path.stem)
    def it_is_published_as_it_is_built_now(self, template: Path):
        """`make templates` builds it."""
        assert template.with_suffix(".xlsm").read_bytes() == with_macros(template)

    def it_is_the_same_bytes_every_time(self, closed: Path):
        assert with_macros(closed) == with_macros(closed)

    def it_keeps_every_sheet_as_it_was_but_for_its_code_name(self, closed: Path):
        before, after = parts(closed.read_bytes()), parts(with_macros(closed))
        for name in (name for name in before if name.startswith("xl/worksheets/")):
            assert re.sub(rb' codeName="\w+"', b"", after[name], count=1) == before[name]
        assert after["xl/styles.xml"] == before["xl/styles.xml"]

    def it_has_a_document_module_for_every_sheet(self, closed: Path):
        data = with_macros(closed)
        sheets = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
        names = {"ThisWorkbook", *(f"Sheet{number}" for number in range(1, len(sheets) + 1))}
        assert code_names(parts(data)) == names
        parser = VBA_Parser("template.xlsm", data=data)
        assert names <= {stream.rpartition("/")[2] for _, stream, _, _ in parser.extract_all_macros()}

    def it_has_a_button_for_every_action(self, closed: Path):
        drawing = parts(with_macros(closed))["xl/drawings/drawing1.xml"].decode()
        assert re.findall(r'macro="\[0\]!(\w+)"', drawing) == [action.macro for action in ACTIONS]
        assert re.findall(r"<a:t>(.*?)</a:t>", drawing) == [action.label for action in ACTIONS]

    def it_hides_the_sentences(self, closed: Path):
        workbook = openpyxl.load_workbook(io.BytesIO(with_macros(closed)))
        assert workbook["perfxl"].sheet_state == "veryHidden"
        assert workbook["操作"].sheet_state == "visible"

"""vbaProject.bin, read back by olevba and olefile, which know nothing of our writer."""

from __future__ import annotations

import io
import math

import olefile
import pytest
from oletools.olevba import VBA_Parser

from perfxl.excel.vba.compound import compound_file
from perfxl.excel.vba.module import Kind, Module
from perfxl.excel.vba.obfuscation import obfuscated
from perfxl.excel.vba.project import project

CODE = "Option Explicit\n\nPublic Function Twice(ByVal n As Long) As Long\n    Twice = 2 * n\nEnd Function\n"
BOOK = Module("ThisWorkbook", "", Kind.WORKBOOK)
SHEET = Module("Sheet1", "", Kind.WORKSHEET)


def read_back(data: bytes) -> dict[str, str]:
    parser = VBA_Parser("vbaProject.bin", data=data)
    return {stream.rpartition("/")[2]: code for _, stream, _, code in parser.extract_all_macros()}


def clear(text: str, project_id: str) -> bytes:
    """[MS-OVBA] 2.4.3.3, written from the specification: the data inside an obfuscated value."""
    raw = bytes.fromhex(text)
    seed, key = raw[0], sum(project_id.encode()) & 0xFF
    assert raw[0] ^ raw[1] == 2
    assert raw[0] ^ raw[2] == key
    plain, last, before = key, raw[2], raw[1]
    out = bytearray()
    for byte in raw[3:]:
        plain = byte ^ ((before + plain) & 0xFF)
        before, last = last, byte
        out.append(plain)
    body = out[(seed & 6) // 2 :]
    assert int.from_bytes(body[:4], "little") == len(body) - 4
    return bytes(body[4:])


class DescribeAProject:
    def it_holds_every_module_s_source_as_it_was_given(self):
        many = [Module(f"M{n}", CODE * (n + 1)) for n in range(30)]
        found = read_back(project([BOOK, SHEET, *many]))
        for module in (BOOK, SHEET, *many):
            assert found[module.name] == module.stream()
        assert found["M3"].replace("\r\n", "\n").endswith(CODE)

    def it_is_the_same_bytes_every_time(self):
        modules = [BOOK, SHEET, Module("M", CODE)]
        assert project(modules) == project(list(modules))
        assert project(modules) != project([BOOK, SHEET, Module("M", CODE + "' more\n")])

    def it_names_documents_classes_and_modules_for_what_they_are(self):
        data = project([BOOK, SHEET, Module("Job", "Public n As Long\n", Kind.CLASS), Module("M", CODE)])
        lines = olefile.OleFileIO(io.BytesIO(data)).openstream("PROJECT").read().decode().split("\r\n")
        wanted = ["Document=ThisWorkbook/&H00000000", "Document=Sheet1/&H00000000", "Class=Job", "Module=M"]
        assert [line for line in lines if line.partition("=")[0] in ("Document", "Class", "Module")] == wanted

    def it_has_no_compiled_code_for_excel_to_believe(self):
        data = project([BOOK, SHEET])
        assert olefile.OleFileIO(io.BytesIO(data)).openstream("VBA/_VBA_PROJECT").read() == b"\xcc\x61\xff\xff\0\1\0"

    def it_is_neither_protected_nor_hidden(self):
        text = olefile.OleFileIO(io.BytesIO(project([BOOK]))).openstream("PROJECT").read().decode()
        values = dict(line.split("=", 1) for line in text.split("\r\n") if "=" in line)
        project_id = values["ID"].strip('"')
        assert clear(values["CMG"].strip('"'), project_id) == bytes(4)
        assert clear(values["DPB"].strip('"'), project_id) == b"\0"
        assert clear(values["GC"].strip('"'), project_id) == b"\xff"

    @pytest.mark.parametrize("seed", range(0, 256, 5))
    def it_obfuscates_with_any_seed(self, seed: int):
        assert clear(obfuscated("{AB}", b"12345", seed), "{AB}") == b"12345"

    def it_refuses_two_modules_of_one_name(self):
        with pytest.raises(ValueError, match="one name"):
            project([BOOK, Module("M", CODE), Module("m", CODE)])


class DescribeAModule:
    def it_drops_what_the_editor_writes_on_exporting(self):
        exported = 'VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\nAttribute VB_Name = "Job"\nPublic n As Long\n'
        lines = Module("Job", exported, Kind.CLASS).stream().split("\r\n")
        assert lines[0] == 'Attribute VB_Name = "Job"'
        assert lines[-2:] == ["Public n As Long", ""]
        assert not any(line.startswith(("VERSION", "BEGIN", "  Multi")) for line in lines)

    def it_has_its_attributes_before_any_code(self):
        lines = Module("Sheet1", CODE, Kind.WORKSHEET).stream().split("\r\n")
        first = next(at for at, line in enumerate(lines) if not line.startswith("Attribute "))
        assert not any(line.startswith("Attribute ") for line in lines[first:])

    def it_refuses_anything_but_ascii(self):
        with pytest.raises(ValueError, match="ASCII"):
            Module("M", "' 校验")

    @pytest.mark.parametrize("name", ["", "1M", "a b", "校验", "M" * 32])
    def it_refuses_what_is_no_module_name(self, name: str):
        with pytest.raises(ValueError, match="not a module name"):
            Module(name, "")


class DescribeACompoundFile:
    @pytest.mark.parametrize("size", [0, 1, 64, 4095, 4096, 4097, 70_000])
    def it_gives_streams_of_every_size_back(self, size: int):
        data = bytes(number % 251 for number in range(size))
        found = olefile.OleFileIO(io.BytesIO(compound_file({"A": {"Small": b"x", "Any": data}, "B": b"y" * 5000})))
        assert (found.openstream("A/Any").read() if size else b"") == data
        assert found.openstream("B").read() == b"y" * 5000

    @pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 31, 40])
    def it_keeps_each_storage_as_a_red_black_tree(self, count: int):
        file = olefile.OleFileIO(io.BytesIO(compound_file({f"Stream{n}": b"x" for n in range(count)})))
        entries = file.direntries
        names: list[str] = []

        def black_height(sid: int, parent_is_red: bool) -> int:
            if sid == olefile.NOSTREAM:
                return 0
            entry = entries[sid] or file._load_direntry(sid)
            red = entry.color == 0
            assert not (red and parent_is_red)
            left = black_height(entry.sid_left, red)
            names.append(entry.name)
            right = black_height(entry.sid_right, red)
            assert left == right
            return left + (not red)

        assert black_height(entries[0].sid_child, False) <= math.log2(count + 1)
        assert names == sorted(names, key=lambda name: (len(name), name.upper()))
        assert len(names) == count

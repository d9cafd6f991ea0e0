"""Where the workbook is in a package, and whether it is one that can be edited part by part."""

from __future__ import annotations

from perfxl.errors import UnreadableFile, UnsupportedFile
from perfxl.opc import content_types
from perfxl.opc.package import Package
from perfxl.sml.ns import MAINS


def workbook_part(package: Package) -> str:
    """The name of the workbook part; raises UnsupportedFile for .xlsb and .ods, UnreadableFile for the rest."""
    if package.name(content_types.PART) is None:
        raise _not_spreadsheet(package)
    for link in package.relationships(""):
        name = package.name(link.target)
        if link.kind == "officeDocument" and name is not None and not link.external:
            _hold_to_spreadsheet(package, name)
            return name
    raise UnreadableFile("文件内没有工作簿部分。", "There is no workbook part in the file.")


def _hold_to_spreadsheet(package: Package, name: str) -> None:
    if name.lower().endswith(".bin"):
        raise UnsupportedFile(
            "这是 .xlsb 二进制工作簿，不能逐部件修改，请另存为 .xlsx。",
            "This is a binary .xlsb workbook, which cannot be edited part by part; save it as .xlsx.",
        )
    root = package.outline(name).root
    if root.name != "workbook" or root.uri not in MAINS:
        raise UnreadableFile(
            "这不是 Excel 工作簿，是另一种文档。", "This is not a workbook but another kind of document."
        )


def _not_spreadsheet(package: Package) -> UnreadableFile | UnsupportedFile:
    name = package.name("mimetype")
    if name is not None and b"opendocument.spreadsheet" in next(iter(package.chunks(name)), b""):
        return UnsupportedFile(
            "这是 .ods 表格，不能逐部件修改，请另存为 .xlsx。",
            "This is an .ods spreadsheet, which cannot be edited part by part; save it as .xlsx.",
        )
    return UnreadableFile("压缩包里没有工作簿。", "The zip file holds no workbook.")

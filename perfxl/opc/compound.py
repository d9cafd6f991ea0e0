"""OLE2 compound files: what Office wraps an encrypted package in, and what old .xls workbooks are.

Telling them apart needs no library; opening an encrypted one needs msoffcrypto-tool.
"""

from __future__ import annotations

import io
from types import ModuleType

from perfxl.errors import PerfxlError, UnreadableFile, UnsupportedFile

_SMALLEST = 4096

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

EXCELS_OWN = "VelvetSweatshop"
"""The password of workbooks that open without asking (MS-OFFCRYPTO 2.4.2.3)."""


def refusal(data: bytes) -> PerfxlError:
    """Why a compound file is not opened as a package; `data` is the file, or its first megabytes."""
    if _holds(data, "EncryptedPackage"):
        return locked()
    if _holds(data, "Workbook") or _holds(data, "Book"):
        return UnsupportedFile(
            "这是旧式 .xls 工作簿，不能逐部件修改，请另存为 .xlsx。",
            "This is an old .xls workbook, which cannot be edited part by part; save it as .xlsx.",
        )
    return UnreadableFile("文件不是 Excel 工作簿。", "The file is not an Excel workbook.")


def locked() -> UnreadableFile:
    """The sentence for a workbook with a password to open it."""
    return UnreadableFile(
        "工作簿已加密，请先去掉打开密码，或用 --password 给出。",
        "The workbook is encrypted; take its password off, or give it with --password.",
    )


class Unlocked(bytes):
    """The package that was inside an encrypted file; `password` is what opened it."""

    password: str


def is_encrypted(data: bytes) -> bool:
    """Whether the file is an encrypted package."""
    return data.startswith(MAGIC) and _holds(data, "EncryptedPackage")


def decrypt(data: bytes, password: str | None) -> Unlocked:
    """The package inside an encrypted file, opened as Excel does: with the password that Excel sets by itself where
    nobody was asked for one, else with the one given. Raises UnreadableFile when neither opens it."""
    for candidate in (password, EXCELS_OWN) if password else (EXCELS_OWN,):
        inside = _decrypted(data, candidate)
        if inside is not None:
            inside.password = candidate
            return inside
    if password is None:
        raise refusal(data)
    raise UnreadableFile(
        "密码不对，或加密方式不受支持。", "The password is wrong, or the kind of encryption is not supported."
    )


def _decrypted(data: bytes, password: str) -> Unlocked | None:
    library, out = _library(), io.BytesIO()
    try:
        file = library.OfficeFile(io.BytesIO(data))
        file.load_key(password=password, verify_password=True)
        file.decrypt(out)
    except Exception:
        return None
    return Unlocked(out.getvalue())


def encrypt(data: bytes, password: str) -> bytes:
    """The package, encrypted with a password."""
    _library()
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(_large_enough(data))).encrypt(password, out)
    return out.getvalue()


def _large_enough(data: bytes) -> bytes:
    """The package with a comment of blanks if it is very small: msoffcrypto-tool 6.1 garbles streams below 4 KiB."""
    if len(data) >= _SMALLEST or data[-22:-18] != b"PK\x05\x06":
        return data
    blanks = _SMALLEST - len(data)
    return data[:-2] + blanks.to_bytes(2, "little") + b" " * blanks


def _holds(data: bytes, name: str) -> bool:
    return (name + "\x00").encode("utf-16-le") in data


def _library() -> ModuleType:
    try:
        import msoffcrypto
    except ImportError:
        raise UnreadableFile(
            "打开加密工作簿需要安装 msoffcrypto-tool。",
            "Opening an encrypted workbook needs msoffcrypto-tool installed.",
        ) from None
    return msoffcrypto  # type: ignore[no-any-return]

"""Filings for tests, put together on the form of a sample, and what they come in."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.filings import BASE, PLANTS, SELF, Form, put

ROOT = Path(__file__).parents[2]
NAMES = {BASE: "B3", SELF: "D3"}


@cache
def form() -> Form:
    return Form()


def filing(name: str, times: int = 1, plant: str | None = None, extra: tuple[str, str, Any] | None = None) -> bytes:
    """A filing that closes, amounts multiplied; `plant` is the check of a planted error, `extra` one more cell."""
    chosen = next((each for each in PLANTS if each[0] == plant), None)
    data = form().filing(name, times, chosen)
    return with_cell(data, *extra) if extra else data


def with_cell(data: bytes, sheet: str, cell: str, value: str | Decimal | None) -> bytes:
    """The workbook with another value in one cell."""
    part = {BASE: "xl/worksheets/sheet1.xml", SELF: "xl/worksheets/sheet2.xml"}[sheet]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, put(content.decode(), cell, value) if info.filename == part else content)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def mail(attachments: dict[str, bytes], date: str = "Mon, 15 Mar 2021 09:30:00 +0800", received: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.cn", "b@example.cn", "自评表"
    message["Date"] = date
    if received:
        message["Received"] = f"from a by b; {received}"
    message.set_content("请查收")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)

"""Attachments of saved mails: .eml, and .mbox with many of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from itertools import islice
from pathlib import Path

from perfxl.rollup.sources.limits import MAIL_BYTES
from perfxl.rollup.sources.model import Member, Unopened
from perfxl.rollup.sources.names import shown
from perfxl.rollup.sources.times import from_mail

_MOST_PARTS = 10_000
_ENCODED = re.compile(r"=\?[^?]+\?[bBqQ]\?")


def eml_members(path: Path) -> Iterator[Member]:
    """The attachments of one mail; raises Unopened."""
    if path.stat().st_size > MAIL_BYTES:
        raise Unopened(f"邮件超过 {MAIL_BYTES // 1024**2} MB，未打开。")
    yield from attachments(path.read_bytes())


def mbox_members(path: Path) -> Iterator[Member]:
    """The attachments of every mail in a mailbox; a mail that cannot be read is named and the rest go on."""
    for number, message in enumerate(_messages(path), 1):
        if message is None:
            yield Member(f"第{number}封", None, problem=f"邮件超过 {MAIL_BYTES // 1024**2} MB，未打开。")
            continue
        try:
            for member in attachments(message):
                yield Member(f"第{number}封/{member.name}", member.chunks, member.submission, member.problem)
        except Unopened as problem:
            yield Member(f"第{number}封", None, problem=str(problem))


def attachments(data: bytes) -> Iterator[Member]:
    """The files attached to a mail, those of forwarded mails included; raises Unopened."""
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        parts = list(islice(message.walk(), _MOST_PARTS + 1))
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as problem:
        raise Unopened("邮件格式损坏，无法读取。") from problem
    if not message.keys():
        raise Unopened("不是邮件，或邮件格式损坏。")
    submission = from_mail(map(str, message.get_all("Received", [])), str(message.get("Date", "")))
    for part in parts[:_MOST_PARTS]:
        name = _file_name(part)
        if name:
            yield Member(name, lambda part=part: _payload(part), submission)  # type: ignore[misc]
    if len(parts) > _MOST_PARTS:
        raise Unopened(f"邮件中的附件等超过 {_MOST_PARTS} 个，多得不正常，其余未读。")


def _payload(part: Message) -> Iterator[bytes]:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError) as problem:
        raise Unopened("附件编码损坏，无法读取。") from problem
    if not isinstance(data, bytes):
        raise Unopened("附件编码损坏，无法读取。")
    yield data


def _file_name(part: Message) -> str:
    """The attachment's name, in whichever of the three ways it is encoded; empty where the part is none."""
    if part.is_multipart():
        return ""
    try:
        name = part.get_filename() or ""
        if _ENCODED.search(name):
            name = str(make_header(decode_header(name.replace("\n", ""))))
        name = name.encode("ascii", "surrogateescape").decode("gb18030", "replace") if _is_raw(name) else name
    except (ValueError, LookupError, TypeError, AttributeError):
        return "（名称损坏）"
    return shown(name)


def _is_raw(name: str) -> bool:
    """Whether a name came as bytes of no declared encoding."""
    return any("\udc80" <= char <= "\udcff" for char in name) and all(
        char < "\x80" or "\udc80" <= char <= "\udcff" for char in name
    )


def _messages(path: Path) -> Iterator[bytes | None]:
    """The mails of a mailbox one by one: each begins at a `From ` line after a blank one; None for one too large."""
    lines: list[bytes] = []
    size, started, blank = 0, False, True
    with path.open("rb") as file:
        while line := file.readline(1 << 20):
            if blank and line.startswith(b"From "):
                if started:
                    yield b"".join(lines) if size <= MAIL_BYTES else None
                lines, size, started = [], 0, True
            elif started:
                size += len(line)
                if size <= MAIL_BYTES:
                    lines.append(line)
                else:
                    lines.clear()
            blank = line in (b"\n", b"\r\n")
    if not started:
        raise Unopened("不是邮箱文件，或文件已损坏。")
    yield b"".join(lines) if size <= MAIL_BYTES else None

"""The steps of a write: open, take out what was there before, put the marks, save, and say what was done."""

from __future__ import annotations

import gc
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from perfxl.errors import UnreadableFile, UnwritableTarget
from perfxl.opc import compound
from perfxl.opc.atomic import replacing
from perfxl.opc.compound import Unlocked
from perfxl.opc.package import Package, open_source
from perfxl.opc.save import Digests, Saved, digest, save
from perfxl.report.markup import MarkUp
from perfxl.sml.book import Book, Commit
from perfxl.writeback import undo
from perfxl.writeback.marks import KINDS
from perfxl.writeback.receipt import Receipt
from perfxl.writeback.undo import Undo

_SIGNATURE = "/digital-signature/origin"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: from which file, to which, with what."""

    source: Path
    target: Path
    markup: MarkUp
    password: str | None = None
    allow_break_signature: bool = False
    receipt: Path | None = None
    kind: str = "write"


def carry_out(order: Order) -> Receipt:
    """Do it. The target appears whole or not at all; the source is only ever read."""
    with _undisturbed():
        return _carry_out(order)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the cycle collector from running meanwhile: it would find nothing, and takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _carry_out(order: Order) -> Receipt:
    _hold_free(order.target)
    package = Package(open_source(order.source, order.password))
    try:
        encrypted = isinstance(package.archive.source, bytes)
        source = file_digest(order.source) if encrypted else digest(package.archive.file_chunks())
        work = Work(package, order)
        work.edit()
        with replacing(order.target) as out:
            saved = work.save(out)
            receipt = work.receipt(source, _stream_digest(out), saved)
            written = receipt.to_json() if order.receipt else ""
            package.close()
    except ValueError as problem:
        raise UnreadableFile(
            "文件内部自相矛盾，无法安全处理。", "The file contradicts itself; it cannot be handled safely."
        ) from problem
    finally:
        package.close()
    if order.receipt is not None:
        with replacing(order.receipt) as out:
            out.write(written.encode())
    return receipt


class Work:
    """One write under way."""

    def __init__(self, package: Package, order: Order) -> None:
        self.package = package
        self.order = order
        self.warnings: list[str] = []
        self.exact = True
        self.reasons: dict[str, list[str]] = {}
        self.done = Commit({}, {}, [])
        self.record = ""
        self.before = set(package.entries)

    def edit(self) -> None:
        """Take out the marks that are there, and put the new ones."""
        book = Book(self.package)
        is_signed = any(link.type.endswith(_SIGNATURE) for link in book.links(""))
        self._take_out(book)
        markup = self.order.markup
        if markup.notes or markup.sheets:
            book = Book(self.package) if self.package.is_changed() else book
            for kind in KINDS:
                kind.put(book, markup, self.warnings)
            self.record = undo.add_record(book)
            self.done = book.commit()
        if is_signed and self.package.is_changed():
            self._hold_to_signature()

    def _take_out(self, book: Book) -> None:
        found = undo.records(book)
        known = undo.read_record(self.package, found[0]) if len(found) == 1 else None
        if known is not None and undo.holds(self.package, known):
            undo.apply(self.package, known)
            self.reasons = {part: ["restored"] for part in known.changed}
            return
        for kind in KINDS:
            kind.take_out(book)
        undo.take_out_records(book, found)
        done = book.commit()
        self.exact = not done.undo
        self.reasons = done.reasons

    def _hold_to_signature(self) -> None:
        if not self.order.allow_break_signature:
            raise UnwritableTarget(
                "工作簿带有数字签名，写入会使签名失效；确实要写，请加 --allow-break-signature。",
                "The workbook is digitally signed and writing would break the signature; to write all the same, use"
                " --allow-break-signature.",
            )
        self.warnings.append("工作簿的数字签名因写入而失效。")

    def save(self, out: BinaryIO) -> Saved:
        """Write the package, encrypted again if it was."""
        source = self.package.archive.source
        if not isinstance(source, Unlocked):
            return self._save_plain(out)
        plain = io.BytesIO()
        saved = self._save_plain(plain)
        out.write(compound.encrypt(plain.getvalue(), source.password))
        return saved

    def _save_plain(self, out: BinaryIO) -> Saved:
        if self.package.is_changed():
            return save(self.package, out, self._closing if self.record else None)
        for chunk in self.package.archive.file_chunks():
            out.write(chunk)
        return Saved(Digests(self.package.archive, self.package.entries.values()), {})

    def _closing(self, digests: Mapping[str, str]) -> Iterable[tuple[str, bytes]]:
        changed = {part: (digests[part], splices) for part, splices in self.done.undo.items()}
        yield self.record, undo.record_xml(Undo(changed, [*self.done.added, self.record]))

    def receipt(self, source: str, target: str, saved: Saved) -> Receipt:
        """What was done."""
        reasons = {part: (*self.reasons.get(part, ()), *self.done.reasons.get(part, ())) for part in saved.touched}
        changed = {part: why or ("changed",) for part, why in reasons.items() if part.lower() in self.before}
        return Receipt(
            kind=self.order.kind,
            source=source,
            target=target,
            changed=changed,
            added=tuple(part for part in saved.touched if part.lower() not in self.before),
            removed=tuple(sorted(self.package.removed.difference([part.lower() for part in saved.touched]))),
            untouched=saved.untouched,
            warnings=tuple(self.warnings),
            exact=self.exact,
        )


def _hold_free(target: Path) -> None:
    """Refuse a target that a program has open, as the lock file beside it tells."""
    if not os.path.lexists(target):
        return
    folder, name = os.path.split(os.path.realpath(target) if os.path.islink(target) else target)  # noqa: PTH114
    folder = f"{folder}{os.sep}" if folder else ""
    locks = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")  # Excel, Excel with a long name, LibreOffice and WPS
    if any(os.path.lexists(folder + lock) for lock in locks):
        raise UnwritableTarget(
            "文件正在 Excel、WPS 或 LibreOffice 中打开，请先关闭再写入。",
            "The file is open in Excel, WPS or LibreOffice; close it first.",
        )


def file_digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return digest(iter(lambda: file.read(1 << 20), b""))


def _stream_digest(out: BinaryIO) -> str:
    out.flush()
    out.seek(0)
    return digest(iter(lambda: out.read(1 << 20), b""))

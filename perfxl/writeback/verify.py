"""A receipt held against the files it speaks of."""

from __future__ import annotations

from pathlib import Path

from perfxl.opc.package import Package, open_source
from perfxl.opc.save import digest
from perfxl.writeback.engine import file_digest
from perfxl.writeback.receipt import Receipt


def verify(receipt: Receipt, original: Path, result: Path, *, password: str | None = None) -> list[str]:
    """The claims that do not hold, each as a sentence; empty when all do."""
    before, after = _parts(original, password), _parts(result, password)
    wrong = []
    if file_digest(original) != receipt.source:
        wrong.append("原文件不是回执所说的那一个")
    if file_digest(result) != receipt.target:
        wrong.append("结果文件不是回执所说的那一个")
    for part, sha in receipt.untouched.items():
        if before.get(part) != sha or after.get(part) != sha:
            wrong.append(f"{part} 并非原样")
    removed = set(receipt.removed)
    said_before = {*receipt.untouched, *receipt.changed, *(part for part in before if part.lower() in removed)}
    if set(before) != said_before:
        wrong.append("原文件的部件与回执所列不一致：" + "、".join(sorted(set(before) ^ said_before)))
    said_after = {*receipt.untouched, *receipt.changed, *receipt.added}
    if set(after) != said_after:
        wrong.append("结果文件的部件与回执所列不一致：" + "、".join(sorted(set(after) ^ said_after)))
    return wrong


def _parts(path: Path, password: str | None) -> dict[str, str]:
    package = Package(open_source(path, password))
    try:
        return {entry.name: digest(package.archive.chunks(entry)) for entry in package.entries.values()}
    finally:
        package.close()

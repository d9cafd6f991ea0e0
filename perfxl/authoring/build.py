"""A standard's workbook made into the standard and its template, or marked with all that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from perfxl.authoring.document import CellDocument
from perfxl.authoring.load import document
from perfxl.authoring.toml import toml
from perfxl.authoring.trial import Trial, try_out
from perfxl.authoring.wording import in_words
from perfxl.errors import StandardError, UnwritableTarget
from perfxl.report.markup import Severity
from perfxl.standard.build import standard_of
from perfxl.standard.document import Entry
from perfxl.standard.faults import Fault, Faults, Faulty
from perfxl.standard.model import Standard
from perfxl.writeback import annotate


@dataclass(frozen=True, slots=True)
class Built:
    """A standard that was made, how it fared when tried out, what is doubtful about it, and where it and its template
    were written."""

    standard: Standard
    trial: Trial
    doubts: Faulty | None
    out: Path
    template: Path | None


class Marked(StandardError):
    """A faulty standard; `checked` is the workbook with the faults marked in it, None for a file of text."""

    def __init__(self, zh: str, en: str, faults: tuple[Fault, ...], checked: Path | None) -> None:
        super().__init__(zh, en)
        self.faults, self.checked = faults, checked


def build(source: Path, out: Path | None = None, template: Path | None = None) -> Built:
    """The standard in the workbook (or TOML file) `source`, written to `out` (NAME.toml beside it where not given), and
    its blank template to `template`. Raises Marked with every fault, each marked at its cell in NAME.checked.xlsx;
    `source` is never changed."""
    root = document(source)
    try:
        standard = standard_of(root)
        trial = try_out(standard)
        if trial.problems:
            raise root.doc.refusal(trial.problems)
    except Faulty as error:
        raise _marked(source, root.doc, error.faults) from error
    target = out if out is not None else source.with_suffix(".toml")
    if target.resolve() == source.resolve():
        raise UnwritableTarget(f"结果不能写到原文件 {source}。", f"the result cannot replace {source}")
    _write(target, root)
    if template is not None:
        from perfxl.template.builder import build as build_template

        build_template(standard, template, year=standard.year)
    doubts = root.doc.refusal(trial.doubts) if trial.doubts else None
    return Built(standard, trial, doubts, target, template)


def _write(target: Path, root: Entry) -> None:
    try:
        target.write_text(toml(root.values), "utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnwritableTarget(f"写不了 {target}：{reason}", f"cannot write {target}: {reason}") from error


def checked_path(source: Path) -> Path:
    """Where the marked workbook goes: NAME.checked.xlsx beside the workbook."""
    stem = source.stem.removesuffix(".checked")
    return source.with_name(f"{stem}.checked{source.suffix}")


def _marked(source: Path, found: Faults, faults: Sequence[Fault]) -> Marked:
    if not isinstance(found, CellDocument):
        refusal = found.refusal(faults)
        return Marked(refusal.zh, refusal.en, refusal.faults, None)
    refusal = found.refusal([Fault(fault.path, in_words(fault, found), fault.en) for fault in faults])
    target = checked_path(source)
    annotate(source, target, _notes(found, refusal.faults))
    return Marked(refusal.zh, refusal.en, refusal.faults, target)


def _notes(found: CellDocument, faults: Sequence[Fault]) -> list[tuple[str, str, Severity, str]]:
    """A note for each cell with all that is wrong there."""
    texts = dict[tuple[str, str], list[str]]()
    for fault in faults:
        place = found.place(fault.path)
        texts.setdefault((place.sheet, place.cell), []).append(fault.zh)
    return [(sheet, cell, "error", "\n".join(lines)) for (sheet, cell), lines in texts.items()]

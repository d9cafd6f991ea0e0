"""The seal of a workbook that was exported: a fingerprint of what was filled in, in a custom property.

It is taken of the filing's values and not of the file's bytes, so that opening and saving the workbook elsewhere does
not break it, and any change of a figure, an answer or a score does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from perfxl.filing.model import Fact, Filing
from perfxl.opc.escape import escape, quote
from perfxl.opc.package import Package
from perfxl.sml import ns

if TYPE_CHECKING:
    from perfxl.opc.draft import Draft

PROPERTY = "perfxl.fingerprint"
State = Literal["unsealed", "same", "changed"]
_PART = "docProps/custom.xml"
_KIND = "custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_NOISE = Decimal("1e-9")
"""Binary floating point is kept out of the fingerprint by looking at nine decimals."""


def fingerprint(filing: Filing) -> str:
    """A digest of everything that a unit fills in, wherever it stands in the workbook."""
    lines = "\n".join(_lines(filing))
    return f"1:{filing.standard}:{sha256(lines.encode()).hexdigest()}"


def _lines(filing: Filing) -> Iterator[str]:
    yield from _facts("field", filing.facts.values())
    for kind, rows in (*filing.details.items(), *filing.extra.items()):
        for row in rows:
            yield from _facts(f"{kind}/{row.label}", row.facts.values())
    for number, indicator in enumerate(filing.rows):
        yield from _facts(f"row {number}", indicator.facts.values())
    yield from _facts("total", filing.total.values())
    yield from _facts("unit", filing.units.values())
    if filing.grade is not None:
        yield from _facts("grade", (filing.grade,))


def _facts(where: str, facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        yield "\t".join((where, fact.field, fact.state, _written(fact)))


def _written(fact: Fact) -> str:
    if fact.value is None:
        return " ".join(fact.text.split())
    return f"{fact.value.quantize(_NOISE).normalize():f}"


def state(path: Path) -> State:
    """Whether the workbook at `path` is sealed, and still what was sealed."""
    from perfxl.filing.detect import detect
    from perfxl.filing.read import read

    found = sealed(path)
    if found is None:
        return "unsealed"
    its = detect(path)
    return "same" if fingerprint(read(path, its.standard, book=its.book)) == found else "changed"


def sentence(path: Path) -> tuple[str, str] | None:
    """What to say of the seal of the workbook at `path`, in Chinese and in English; nothing where it bears none."""
    sentences = {
        "same": ("与导出上报时的内容一致。", "The content is still what was exported."),
        "changed": ("内容与导出上报时不同，导出之后改过。", "The content differs from what was exported."),
    }
    return sentences.get(state(path))


def sealed(path: Path) -> str | None:
    """The fingerprint a workbook was sealed with; None where it bears no seal, or is no package at all."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return None
    package = Package(path)
    try:
        part = _part(package)
        if part is None:
            return None
        for element in package.outline(part).root.all("property"):
            if element.get("name") == PROPERTY:
                return "".join(child.text for child in element.children).strip()
        return None
    finally:
        package.close()


def _part(package: Package) -> str | None:
    links = (link for link in package.relationships("") if link.kind == _KIND and not link.external)
    return next((name for link in links if (name := package.name(link.target)) is not None), None)


def seal(source: Path, target: Path, mark: str) -> None:
    """Write the workbook to `target` with the fingerprint, in the place of an older one. Nothing else in it changes."""
    from perfxl.opc.atomic import replacing
    from perfxl.opc.save import save
    from perfxl.sml.book import Book

    package = Package(source)
    try:
        book = Book(package)
        part = _part(package)
        if part is None:
            book.add(_PART, _document(mark).encode(), _TYPE)
            book.relate("", f"{ns.LINKS}/{_KIND}", _PART)
        else:
            _replace(book.draft(part, "seal"), mark)
        book.commit()
        with replacing(target) as out:
            save(package, out)
    finally:
        package.close()


def _document(mark: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}">{_property("property", 2, mark)}</Properties>'
    )


def _replace(draft: Draft, mark: str) -> None:
    numbers = [1]
    for element in draft.root.all("property"):
        if element.get("name") == PROPERTY:
            draft.remove(element)
        elif element.get("pid").isdigit():
            numbers.append(int(element.get("pid")))
    draft.append(draft.root, _property(draft.tag("property"), max(numbers) + 1, mark))


def _property(tag: str, number: int, mark: str) -> str:
    value = f'<vt:lpwstr xmlns:vt="{_VALUES}">{escape(mark)}</vt:lpwstr>'
    return f'<{tag} fmtid="{_FORMAT}" pid="{number}" name={quote(PROPERTY)}>{value}</{tag}>'

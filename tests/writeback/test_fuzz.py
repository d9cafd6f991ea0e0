"""Damaged and hostile packages: a sentence or a sound result, never a traceback, never a changed input."""

from __future__ import annotations

import resource
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from perfxl.errors import PerfxlError
from perfxl.sml.workbook import open_workbook
from perfxl.writeback import annotate, clean
from tests.opc.packages import read, zipped
from tests.writeback.test_oddities import NOTES, ODDITIES, SHEETS

many = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
bases = st.sampled_from(sorted(ODDITIES))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Each oddity as a file, and each marked."""
    folder, found = tmp_path_factory.mktemp("seeds"), {}
    for name, parts in ODDITIES.items():
        path = zipped(parts, folder / "a.xlsx")
        found[name] = path.read_bytes()
        annotate(path, folder / "b.xlsx", NOTES, SHEETS)
        found[f"{name}, marked"] = (folder / "b.xlsx").read_bytes()
    return found


def survives(data: bytes) -> None:
    """Everything we do with a file, on these bytes."""
    with tempfile.TemporaryDirectory() as name:
        path, out = Path(name) / "a.xlsx", Path(name) / "out.xlsx"
        path.write_bytes(data)
        acts: list[Callable[[], object]] = [
            lambda: annotate(path, out, NOTES, SHEETS, allow_break_signature=True),
            lambda: clean(path, out, allow_break_signature=True),
            lambda: look(path),
        ]
        for act in acts:
            try:
                act()
            except PerfxlError as problem:
                assert problem.zh.endswith("。") and problem.en.endswith(".")
        assert path.read_bytes() == data
        assert {file.name for file in Path(name).iterdir()} <= {"a.xlsx", "out.xlsx"}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_500_000


def look(path: Path) -> None:
    with open_workbook(path) as book:
        for sheet in book.sheets:
            assert sheet.facts is not None
        assert book.names is not None


class DescribeDamage:
    @many
    @given(base=bases, marked=st.booleans(), at=st.floats(0, 1))
    def it_may_cut_the_file_short(self, seeds, base: str, marked: bool, at: float):
        data = seeds[f"{base}, marked" if marked else base]
        survives(data[: int(len(data) * at)])

    @many
    @given(
        base=bases,
        marked=st.booleans(),
        flips=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), min_size=1, max_size=9),
    )
    def it_may_flip_bits(self, seeds, base: str, marked: bool, flips: list[tuple[float, int]]):
        data = bytearray(seeds[f"{base}, marked" if marked else base])
        for at, mask in flips:
            data[min(int(at * len(data)), len(data) - 1)] ^= mask
        survives(bytes(data))

    @many
    @given(base=bases, marked=st.booleans(), which=st.integers(0, 50), what=st.data())
    def it_may_change_what_a_part_says(self, seeds, base: str, marked: bool, which: int, what: st.DataObject):
        parts = parts_of(seeds[f"{base}, marked" if marked else base])
        name = sorted(parts)[which % len(parts)]
        parts[name] = what.draw(mutations(parts[name]))
        survives(rezipped(parts))

    @many
    @given(base=bases, marked=st.booleans(), gone=st.sets(st.integers(0, 20), min_size=1, max_size=3))
    def it_may_lose_parts(self, seeds, base: str, marked: bool, gone: set[int]):
        parts = parts_of(seeds[f"{base}, marked" if marked else base])
        kept = [name for number, name in enumerate(sorted(parts)) if number not in gone]
        survives(rezipped({name: parts[name] for name in kept}))


TOKENS = [
    b"<", b">", b"/>", b'"', b"&", b"&amp;", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"<?x?>", b"<sheetData>",
    b"</sheetData>", b"<sheetData/>", b"<comments/>", b'r:id="rId1"', b'count="-1"', b'ref=""', b'sqref=""',
    b"xmlns:x='y'", b"\x00", b"\xff\xfe", b"4294967296", b'localSheetId="99"', b"../../../../etc/passwd", b"%2e%2e",
    b"<dxfs/>", b"<legacyDrawing/>", b"<authors/>", b'TargetMode="External"', b"\xe5", b"<a " * 400, b"<a>" * 400,
]  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    """A part with pieces put in, taken out, doubled or swapped, mostly between tags."""
    for _ in range(draw(st.integers(1, 3))):
        edges = [at for at, byte in enumerate(data) if byte in b'<>" ='] or [0]
        start = draw(st.sampled_from(edges))
        end = draw(st.sampled_from([edge for edge in edges if start <= edge <= start + 200]))
        new = draw(st.sampled_from([*TOKENS, b"", data[start:end] * 2]))
        data = data[:start] + new + data[end:]
    return data


def parts_of(data: bytes) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.zip"
        path.write_bytes(data)
        return read(path)


def rezipped(parts: dict[str, bytes]) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, data in parts.items():
                archive.writestr(part, data)
        return path.read_bytes()

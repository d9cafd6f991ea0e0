"""The links of a sheet being written. They stand behind its rows and in a part of their own, so until then they wait in
a temporary file: nothing else that a roll-up holds in memory would be as much as sixty thousand of them."""

from __future__ import annotations

import shutil
from tempfile import SpooledTemporaryFile
from typing import IO

from perfxl.rollup.book.layout import MOST_LINKS, Link
from perfxl.sml.escape import attribute

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_IN_MEMORY = 1 << 18
_LONGEST_TIP = 250


class Links:
    """CT_Hyperlinks and the relationships that it names."""

    def __init__(self) -> None:
        self.count = 0
        self._elements: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as long as the sheet
        self._relationships: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as long as the sheet
        self._target, self._targets = "", 0

    def add(self, cell: str, link: Link) -> None:
        """One more, unless there are as many as a sheet may have. Links to one target in a row share a relationship."""
        if self.full:
            return
        self.count += 1
        to = f' r:id="{self._id(link.target)}"' if link.target else ""
        place = f' location="{attribute(link.location)}"' if link.location else ""
        tip = f' tooltip="{attribute(link.tip[:_LONGEST_TIP])}"' if link.tip else ""
        self._elements.write(f'<hyperlink ref="{cell}"{to}{place}{tip}/>'.encode())

    @property
    def full(self) -> bool:
        """Whether the sheet has as many as it may have."""
        return self.count >= MOST_LINKS

    def write(self, stream: IO[bytes]) -> None:
        """Write the element, if there is a link."""
        if self.count:
            stream.write(b"<hyperlinks>")
            _pour(self._elements, stream)
            stream.write(b"</hyperlinks>")

    def write_relationships(self, stream: IO[bytes]) -> None:
        """Write the relationship elements."""
        _pour(self._relationships, stream)

    def __bool__(self) -> bool:
        """Whether any of them leads out of the workbook."""
        return self._targets > 0

    def _id(self, target: str) -> str:
        if target != self._target:
            self._target = target
            self._targets += 1
            self._relationships.write(
                f'<Relationship Id="rId{self._targets}" Type="{_KIND}" Target="{attribute(target)}"'
                ' TargetMode="External"/>'.encode()
            )
        return f"rId{self._targets}"


def _pour(file: IO[bytes], stream: IO[bytes]) -> None:
    file.seek(0)
    shutil.copyfileobj(file, stream)
    file.close()

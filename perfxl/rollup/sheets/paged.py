"""Long tables: a sheet that would become too long goes on in another of the same name with a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import TypeVar

from perfxl.rollup.book.layout import Layout
from perfxl.rollup.book.sheet import Sheet
from perfxl.rollup.book.workbook import Workbook

MOST_ROWS = 500_000
"""Rows of one sheet. Excel has a million; half of that it still opens."""

T = TypeVar("T")


def paged(book: Workbook, layout: Layout, items: Iterator[T], put: Callable[[Sheet, T], object]) -> list[str]:
    """Write the items by `put`; returns the names of the sheets, of which there is at least one."""
    names: list[str] = []
    while True:
        first = list(islice(items, 1))
        if names and not first:
            return names
        name = f"{layout.name}({len(names) + 1})" if names else layout.name
        names.append(name)
        with book.sheet(replace(layout, name=name)) as sheet:
            for item in chain(first, islice(items, MOST_ROWS - 1)):
                put(sheet, item)
            if not first:
                sheet.wide("（无）", layout.columns[-1].style)

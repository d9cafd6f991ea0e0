"""Which year a filing evaluates: what most of its headers and its title say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from perfxl.filing.grid import Region
from perfxl.filing.labels import skeleton
from perfxl.filing.model import YearHeader
from perfxl.standard.model import Sheet


def title_year(region: Region, sheet: Sheet) -> YearHeader | None:
    """The year in a sheet's title, where the standard's title has one."""
    if "{年}" not in sheet.title:
        return None
    wanted = skeleton(sheet.title)[0]
    for row in region.rows:
        for column, text in region.grid.row_texts(row):
            form, year = skeleton(text) if len(text) < 80 else ("", None)
            if year is not None and form.endswith(wanted):
                return YearHeader(region.grid.name, region.grid.ref(row, column), text, year, "year")
    return None


def evaluated_year(headers: Iterable[YearHeader], marked: int | None) -> int | None:
    """The year that most headers stand for; `marked` is the year that the template was built for. Of two that are named
    as often the later one, because an old form is carried on more often than a new one is turned back."""
    votes = Counter(header.year + (1 if header.role == "last_year" else 0) for header in headers)
    if not votes:
        return marked
    if marked is not None and marked in votes:
        votes[marked] += 1
    most = max(votes.values())
    return max(year for year, count in votes.items() if count == most)

"""Which year a filing evaluates: what most of its headers and its title say together.

The headers of one row are changed together, or forgotten together, so a row has one vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from perfxl.filing.grid import Region
from perfxl.filing.labels import skeleton
from perfxl.filing.model import YearHeader
from perfxl.sml.a1 import parse
from perfxl.standard.model import Sheet


def title_year(region: Region, sheet: Sheet) -> YearHeader | None:
    """The year in a sheet's title; where the form's title has none, also one that stands alone: （2020年度）."""
    wanted, yearless = skeleton(sheet.title)[0].removeprefix("#年"), "{年}" not in sheet.title
    for row in region.rows:
        lonely = yearless and len(region.grid.row_texts(row)) == 1
        for column, text in region.grid.row_words(row):
            form, year = skeleton(text) if len(text) < 80 else ("", None)
            alone = lonely and "年" in text and form.strip("()[]") in ("#年", "#")
            if year is not None and (form.endswith(wanted) or alone):
                return YearHeader(region.grid.name, region.grid.ref(row, column), text, year, "year")
    return None


def evaluated_year(headers: Iterable[YearHeader], marked: int | None) -> int | None:
    """The year that most rows of headers stand for; `marked` is the year that the template was built for. Of two that
    as many rows name, the one that more headers name; of two that as many name, the later one, because an old form is
    carried on more often than a new one is turned back."""
    rows: dict[tuple[str, int], Counter[int]] = {}
    for header in headers:
        place = header.sheet, (parse(header.cell) or (0, 0))[0]
        rows.setdefault(place, Counter())[header.year + (1 if header.role == "last_year" else 0)] += 1
    named = sum(rows.values(), Counter[int]())
    if not named:
        return marked
    votes = Counter(max(years, key=lambda year: (years[year], year == marked, year)) for years in rows.values())
    if marked is not None and marked in named:
        votes[marked] += 1
    return max(named, key=lambda year: (votes[year], named[year], year))

"""An xlwings engine over a running LibreOffice: as much of xlwings as perfxl uses.

What is not here raises NotImplementedError from xlwings' own base classes, so that nothing goes missing silently.
"""

# ruff: noqa: D102  members are xlwings' own and documented there
# mypy: disable-error-code="misc, no-untyped-call"

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlwings
from xlwings import base_classes

from perfxl.excel.libreoffice.book import Book
from perfxl.excel.libreoffice.bridge import PIPE, Uno, connect, properties, url
from perfxl.excel.libreoffice.cells import CellError

NAME = "libreoffice"


def start(pipe: str = PIPE, seconds: float = 5) -> xlwings.App:
    """The LibreOffice that listens at the pipe, as an xlwings App. Raises NoLibreOffice."""
    engine = Engine(connect(pipe, seconds))
    found = xlwings.Engine(impl=engine)
    xlwings.engines.add(found)
    found.activate()
    return xlwings.App(impl=engine.apps.app)


class Engine:
    """What xlwings asks of an engine."""

    name, type = NAME, "desktop"

    def __init__(self, desktop: Uno) -> None:
        self.apps = Apps(App(self, desktop))

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[object]],
        datetime_builder: object,
        empty_as: object,
        number_builder: Any,  # noqa: ANN401  xlwings' own protocol
        err_to_str: bool,
    ) -> list[list[object]]:
        """Raw values as the caller of xlwings wants them."""

        def one(value: object) -> object:
            if value in (None, ""):
                return empty_as
            if isinstance(value, CellError):
                return str(value) if err_to_str else None
            return number_builder(value) if number_builder and isinstance(value, float) else value

        return [[one(value) for value in row] for row in data]


class Apps(base_classes.Apps):
    """The one LibreOffice."""

    def __init__(self, app: App) -> None:
        self.app = app

    def keys(self) -> list[int]:
        return [self.app.pid]

    def __iter__(self) -> Iterator[App]:
        return iter((self.app,))

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self.app


class App(base_classes.App):
    """LibreOffice as an application; screen and alerts are not for a program from outside to switch."""

    engine: Engine = None  # type: ignore[assignment]  # over properties of the base class
    screen_updating = display_alerts = True
    pid = 0

    def __init__(self, engine: Engine, desktop: Uno) -> None:
        self.engine = engine
        self.desktop = desktop

    @property
    def api(self) -> Uno:
        return self.desktop

    @property
    def books(self) -> Books:
        return Books(self)

    def calculate(self) -> None:
        for book in self.books:
            book.document.calculate()


class Books(base_classes.Books):
    """The open workbooks."""

    def __init__(self, app: App) -> None:
        self.app = app

    app: App = None  # type: ignore[assignment]

    @property
    def api(self) -> Uno:
        return self.app.desktop

    def __iter__(self) -> Iterator[Book]:
        documents = self.app.desktop.Components.createEnumeration()
        while documents.hasMoreElements():
            document = documents.nextElement()
            if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                yield Book(self.app, document)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: int | str) -> Book:
        for number, book in enumerate(self, 1):
            if key == number or (isinstance(key, str) and book.name.lower() == key.lower()):
                return book
        raise KeyError(key)

    @property
    def active(self) -> Book | None:
        """The workbook in front; where a hidden one is, the only visible one."""
        front = self.app.desktop.CurrentComponent
        shown = [book for book in self if book.is_visible]
        found = next((book for book in shown if front is not None and book.document == front), None)
        return found or (shown[0] if len(shown) == 1 else None)

    def open(self, fullname: str, *_: object) -> Book:
        document = self.app.desktop.loadComponentFromURL(url(Path(fullname)), "_blank", 0, properties(Hidden=True))
        if document is None:
            raise FileNotFoundError(fullname)
        return Book(self.app, document)

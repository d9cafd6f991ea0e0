"""A standard's TOML file as read: typed entries that know their line and say what is wrong with them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path as File
from typing import Any, TypeVar

from perfxl.errors import FormulaError, StandardError
from perfxl.standard import toml_lines
from perfxl.standard.faults import Faults, Faulty, Path
from perfxl.standard.formula import Formula
from perfxl.standard.parse import parse

MOST_BYTES = 1_000_000
LONGEST_FORMULA = 8192
"""Excel's own limit, in characters."""
LARGEST, MOST_DECIMALS = Decimal(10) ** 12, 12
_KEY_REASONS = frozenset(("Invalid statement", "Invalid initial character for a key part"))
"""What tomllib says of a key without the quotes it needs."""
_REQUIRED: Any = object()
_S = TypeVar("_S", bound=str)
_T = TypeVar("_T")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Written:
    """A formula as it was met: where, and whether it may use the columns of the indicator table."""

    formula: Formula
    at: Entry
    key: str
    table: bool


@dataclass(slots=True)
class Document(Faults):
    """The file: its faults, and all formulas met while reading it."""

    written: list[Written] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of the file. A getter takes down what is wrong with a value and goes on with one that is right, so that
    one reading finds every fault; what `fault` gives is raised where there is nothing to go on with."""

    doc: Document
    path: Path
    values: Mapping[str, Any]

    def fault(self, key: str | None, zh: str, en: str) -> Faulty:
        """The error to raise for `key`, or for the whole entry."""
        return self.doc.error(self.at(key), zh, en)

    def blame(self, key: str | None, zh: str, en: str) -> None:
        """Takes down what is wrong with `key`, or with the whole entry."""
        self.doc.blame(self.at(key), zh, en)

    def at(self, key: str | None) -> Path:
        """The path of `key`, or of the entry."""
        return self.path if key is None else (*self.path, key)

    def sound(self, key: str | None = None, *keys: str) -> bool:
        """Whether nothing wrong was found at `key` (of `keys` below it)."""
        return self.doc.sound(self.at(key), *keys)

    def only(self, *keys: str) -> None:
        """Refuses any other key."""
        for key in self.values:
            if key not in keys:
                self.doc.misspelt.add(self.path)
                self.blame(
                    key,
                    f"不认识的项“{key}”，这里可以写：{'、'.join(keys)}",
                    f"unknown key “{key}”; known here: {', '.join(keys)}",
                )

    def has(self, key: str) -> bool:
        """Whether `key` is given."""
        return key in self.values

    def _typed(self, key: str, kinds: tuple[type[_V], ...], said: tuple[str, str], default: _V, stand_in: _V) -> _V:
        """The value at `key`; `stand_in` where it is wrong."""
        if key not in self.values:
            if default is _REQUIRED:
                if self.path not in self.doc.misspelt:
                    self.blame(key, f"缺少“{key}”", f"“{key}” is missing")
                return stand_in
            return default
        value = self.values[key]
        if isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool)):
            return value
        self.blame(key, f"“{key}”应当是{said[0]}", f"“{key}” must be {said[1]}")
        return stand_in

    def text(self, key: str, default: str = _REQUIRED) -> str:
        """A text of one line."""
        value = self._typed(key, (str,), ("文字", "a text"), default, "")
        if not _is_printable(value):
            self.blame(key, f"“{key}”里有换行或看不见的字符", f"“{key}” has line ends or invisible characters")
        return value

    def choice(self, key: str, options: Sequence[_S], default: _S = _REQUIRED) -> _S:
        """One of `options`."""
        value = self.text(key, default)
        for option in options:
            if option == value:
                return option
        self.blame(
            key,
            f"“{key}”不能是“{value}”，只能是：{'、'.join(options)}",
            f"“{key}” cannot be “{value}”, only one of: {', '.join(options)}",
        )
        return options[0]

    def flag(self, key: str) -> bool:
        """true or false; false where it is not given."""
        return self._typed(key, (bool,), (" true 或 false", "true or false"), False, False)

    def whole(self, key: str, least: int, most: int, default: int = _REQUIRED) -> int:
        """A whole number from `least` to `most`."""
        value = self._typed(key, (int,), ("整数", "a whole number"), default, least)
        if not least <= value <= most:
            self.blame(key, f"“{key}”应当在 {least} 到 {most} 之间", f"“{key}” must be from {least} to {most}")
            return least
        return value

    def number(self, key: str) -> Decimal:
        """A number: 1.3, "1.3" or "130%"."""
        kinds: tuple[type[object], ...] = (int, Decimal, str)
        text = str(self._typed(key, kinds, ("数字", "a number"), _REQUIRED, 1)).strip()
        try:
            number = Decimal(text.removesuffix("%")).scaleb(-2 if text.endswith("%") else 0)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) >= LARGEST or -int(number.as_tuple().exponent) > MOST_DECIMALS:
            self.blame(key, f"“{key}”不是可用的数字：{text[:40]}", f"“{key}” is no usable number: {text[:40]}")
            return Decimal(1)
        return number

    def positive(self, key: str) -> Decimal:
        """A number above 0."""
        number = self.number(key)
        if number <= 0:
            self.blame(key, f"“{key}”应当大于 0", f"“{key}” must be above 0")
            return Decimal(1)
        return number

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is not given."""
        values: list[object] = self._typed(key, (list,), ("文字列表", "a list of texts"), [], [])
        texts = [value for value in values if isinstance(value, str) and _is_printable(value)]
        for index, value in enumerate(values):
            if value not in texts:
                path = (*self.path, key, index)
                self.doc.blame(path, f"“{key}”里应当都是文字", f"“{key}” must hold texts only")
        return tuple(texts)

    def decimals(self) -> int | str | None:
        """`decimals`: a number of decimals, None for "exact", "" where it is not given."""
        if not self.has("decimals"):
            return ""
        if self.values["decimals"] == "exact":
            return None
        return self.whole("decimals", 0, 8)

    def entry(self, key: str) -> Entry:
        """The table at `key`."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            if key not in self.values:
                raise self.fault(key, f"缺少“{key}”", f"“{key}” is missing")
            raise self.fault(key, f"“{key}”应当是一节（表）", f"“{key}” must be a table")
        return Entry(self.doc, (*self.path, key), value)

    def entries(self, key: str) -> list[Entry]:
        """The list of tables at `key`, not empty."""
        values = self.values.get(key)
        if not isinstance(values, list) or not values or not all(isinstance(value, dict) for value in values):
            raise self.fault(key, f"“{key}”应当是一组表，至少一个", f"“{key}” must be a list of tables, at least one")
        return [Entry(self.doc, (*self.path, key, index), value) for index, value in enumerate(values)]

    def each(self, key: str, read: Callable[[Entry], _T]) -> list[_T]:
        """What `read` makes of each table at `key`; one that it cannot read is blamed and left out."""
        made = list[_T]()
        with self.doc.going_on():
            for entry in self.entries(key):
                with self.doc.going_on():
                    made.append(read(entry))
        return made

    def formula(self, key: str, replacements: Mapping[str, str], *, table: bool = False) -> Formula:
        """The formula at `key`, its {places} filled in; it is kept for the check of its names."""
        return self.parsed(fill(self, key, replacements), key, table=table)

    def parsed(self, text: str, key: str, *, table: bool = False) -> Formula:
        """The formula that `text`, made from what stands at `key`, is; it is kept for the check of its names."""
        formula = self.made(text, key)
        self.doc.written.append(Written(formula, self, key, table))
        return formula

    def made(self, text: str, key: str) -> Formula:
        """The formula that perfxl makes of what stands at `key`, with no name but those of formulas written there."""
        if len(text) > LONGEST_FORMULA:
            self.blame(key, f"公式超过 {LONGEST_FORMULA} 个字符", f"the formula has over {LONGEST_FORMULA} characters")
            return parse("=0")
        try:
            return parse(text)
        except FormulaError as error:
            self.blame(key, f"公式“{text}”：{error.zh}", f"formula “{text}”: {error.en}")
            return parse("=0")


def _is_printable(text: str) -> bool:
    return text.replace("\u3000", "").isprintable()


def fill(entry: Entry, key: str, replacements: Mapping[str, str]) -> str:
    """The text at `key` with every {name} replaced; a {name} without a replacement is refused."""
    text = entry.text(key)
    for name, replacement in replacements.items():
        text = text.replace(f"{{{name}}}", replacement)
    for name in places(text):
        entry.blame(key, f"“{{{name}}}”代表什么没有给出", f"nothing is given for “{{{name}}}”")
    return text


def places(text: str) -> list[str]:
    """The names in braces of a text: ["列"] of "三公经费_{列}". A list of constants, {1,2}, is none."""
    parts = [part.partition("}")[0] for part in text.split("{")[1:]]
    return [part for part in parts if part[:1].isalpha()]


def read(path: File) -> Entry:
    """The file at `path` as its outermost entry."""
    text = _decoded(path)
    try:
        values = tomllib.loads(text, parse_float=Decimal)
        lines = toml_lines.lines_of(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, where = str(error).partition(" (at ")
        line = _stated_line(where, text)
        zh, en = f"不是合法的 TOML（{reason}）", f"not TOML: {reason}"
        if reason in _KEY_REASONS and not text.split("\n")[line - 1].isascii():
            zh, en = f"{zh}；有中文的键要加引号", f"{en}; Chinese keys need quotes"
        raise _fault(path, line, zh, en) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise _fault(path, 1, "有读不了的数字或过深的嵌套", "numbers or nesting beyond reading") from error
    return Entry(Document(path.name, lines), (), values)


def _fault(path: File, line: int, zh: str, en: str) -> Faulty:
    return Faults(path.name, {(): line}).error((), zh, en)


def _decoded(path: File) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StandardError(f"读不了评价标准 {path}：{reason}", f"cannot read standard {path}: {reason}") from error
    if len(raw) > MOST_BYTES:
        raise _fault(path, 1, "评价标准文件超过 1 MB", "a standard file of over 1 MB")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _fault(path, line, "不是 UTF-8 文字，请另存为 UTF-8", "not UTF-8 text") from error


def _stated_line(where: str, text: str) -> int:
    """The line in tomllib's "line 3, column 7)", or the last one for "end of document)"."""
    number = where.removeprefix("line ").partition(",")[0]
    return int(number) if number.isdigit() else text.rstrip("\n").count("\n") + 1

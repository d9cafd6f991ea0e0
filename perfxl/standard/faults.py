"""The faults found while a standard is read: all of them, each where it stands, and none that follows from another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from perfxl.errors import StandardError

Path = tuple[str | int, ...]
"""From the top of a standard: keys of tables and indices of lists, ("block", 2, "rows", 0, "key")."""

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of a standard, as a sentence in both languages."""

    path: Path
    zh: str
    en: str


class Faulty(StandardError):
    """A standard with these faults."""

    def __init__(self, zh: str, en: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(zh, en)
        self.faults = faults


@dataclass(slots=True)
class Faults:
    """The faults so far. `lines` are the lines of a file of text. `misspelt` are the entries with a key nobody knows:
    it may be the one that is missing there. `unsure` are the ends of names of fields that could not be read."""

    file: str
    lines: Mapping[Path, int]
    found: list[Fault] = field(default_factory=list)
    misspelt: set[Path] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)

    def error(self, path: Path, zh: str, en: str) -> Faulty:
        """The error to raise for what stands at `path`: `file:line: reason`."""
        return self.refusal((Fault(path, zh, en),))

    def refusal(self, faults: Collection[Fault] | None = None) -> Faulty:
        """The error that says all the faults, in the order in which they stand."""
        ordered = sorted(self.found if faults is None else faults, key=lambda each: self.order(each.path))
        shown = ordered[:MOST_SHOWN]
        lines = [(f"{self.file}:{self.address(each.path)}: ", each) for each in shown]
        zh, en = [start + each.zh for start, each in lines], [start + each.en for start, each in lines]
        if len(ordered) > len(shown):
            zh.append(f"……共 {len(ordered)} 处")
            en.append(f"… {len(ordered)} in all")
        return Faulty("\n".join(zh), "\n".join(en), tuple(ordered))

    def blame(self, path: Path, zh: str, en: str) -> None:
        """Takes down a fault, the first one of each place."""
        if all(each.path != path for each in self.found):
            self.found.append(Fault(path, zh, en))

    def take(self, error: StandardError) -> None:
        """Takes down the faults of an error that ended the reading of something."""
        for each in error.faults if isinstance(error, Faulty) else (Fault((), error.zh, error.en),):
            self.blame(each.path, each.zh, each.en)

    def lost(self, name: str) -> bool:
        """Whether a name that nobody knows may be that of a field which could not be read."""
        return any(name.endswith(end) for end in self.unsure)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Takes down what is raised inside, and goes on behind it."""
        try:
            yield
        except StandardError as error:
            self.take(error)

    def sound(self, path: Path, *keys: str) -> bool:
        """Whether nothing is wrong at `path` or below it; of `keys` alone where they are given, or of a whole entry."""
        below = (each.path for each in self.found if each.path[: len(path)] == path)
        return all(keys and each and isinstance(each[-1], str) and each[-1] not in keys for each in below)

    def order(self, path: Path) -> tuple[int, ...]:
        """Where the entry at `path` stands among the others."""
        return (self.line(path),)

    def address(self, path: Path) -> str:
        """Where the entry at `path` stands: its line."""
        return str(self.line(path))

    def mention(self, path: Path) -> tuple[str, str]:
        """The same in a sentence, in both languages."""
        return f"第 {self.line(path)} 行", f"line {self.line(path)}"

    def line(self, path: Path) -> int:
        """The line of the entry at `path`, or of the nearest entry around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

"""How far the work is: one line that is written over, with rate and time left; a line now and then where it is not a
terminal. Then that the result is being written, which takes minutes where there are a hundred thousand files."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_EVERY = 0.2
_EVERY_LINE = 30.0
_BAR = 24


class Progress:
    """Counts files. It writes to standard error, never to the result."""

    def __init__(self, total: int, speech: str, stream: TextIO | None = None) -> None:
        self.total = total
        self.quiet = speech == "quiet" or total == 0
        self.lang = speech
        self.stream = stream or sys.stderr
        self.done = 0
        self.start = self.last = time.monotonic()
        self.terminal = bool(getattr(self.stream, "isatty", lambda: False)())

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        now = time.monotonic()
        if not self.quiet and now - self.last >= (_EVERY if self.terminal else _EVERY_LINE):
            self.last = now
            self._write(now)

    def close(self) -> None:
        """Say how far it came, and leave the line."""
        if not self.quiet:
            self._write(time.monotonic())
            self.stream.write("\n" if self.terminal else "")
            self.stream.flush()

    def line(self, now: float) -> str:
        """What the line says: bar, count, files a second, time left."""
        rate = self.done / max(now - self.start, 1e-9)
        left = clock((self.total - self.done) / rate) if self.done else "--:--"
        full = _BAR * self.done // max(self.total, 1)
        bar = f"[{'█' * full}{'·' * (_BAR - full)}]"
        speed = f"{rate:.1f} 份/秒，剩余 {left}" if self.lang == "zh" else f"{rate:.1f}/s, {left} left"
        return f"{bar} {self.done}/{self.total}  {speed}"

    def _write(self, now: float) -> None:
        end = "\x1b[K\r" if self.terminal else "\n"
        self.stream.write(f"{self.line(now)}{end}")
        self.stream.flush()


def writing(name: str, speech: str, stream: TextIO | None = None) -> None:
    """Say that the result of that name is being written."""
    if speech != "quiet":
        print(f"正在写出 {name} ……" if speech == "zh" else f"Writing {name} …", file=stream or sys.stderr, flush=True)


def clock(seconds: float) -> str:
    """A time left: 0:12, 1:04:30."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

"""What stands on standard error while a roll-up works."""

from __future__ import annotations

from io import StringIO

import pytest

from perfxl.rollup import progress
from perfxl.rollup.progress import Progress, clock, writing


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clockwork(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that it is, to be set."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def finished(stream: StringIO, files: int, clockwork: list[float]) -> str:
    """What is written of a roll-up that does a file a second."""
    bar = Progress(files, "en", stream)
    for _ in range(files):
        clockwork[0] += 1
        bar.step()
    bar.close()
    return stream.getvalue()


class DescribeProgress:
    def it_says_how_many_how_fast_and_how_long_still(self, clockwork: list[float]):
        bar = Progress(400, "en", Terminal())
        clockwork[0] += 2
        for _ in range(100):
            bar.step()
        assert bar.line(clockwork[0]) == "[██████··················] 100/400  50.0/s, 0:06 left"

    def it_says_so_in_chinese(self, clockwork: list[float]):
        bar = Progress(2, "zh", Terminal())
        clockwork[0] += 4
        bar.step()
        assert bar.line(clockwork[0]).endswith("1/2  0.2 份/秒，剩余 0:04")

    def it_writes_over_its_line_on_a_terminal_and_leaves_the_last(self, clockwork: list[float]):
        written = finished(Terminal(), 2, clockwork)
        assert written.count("\r") == 3
        assert written.rpartition("\r")[0].endswith("2/2  1.0/s, 0:00 left\x1b[K")
        assert written.endswith("\n")

    def it_writes_a_line_now_and_then_into_a_file_and_the_last(self, clockwork: list[float]):
        written = finished(StringIO(), 50, clockwork)
        counts = [line.split("] ")[1].split("/")[0] for line in written.splitlines()]
        assert counts == ["30", "50"]

    @pytest.mark.parametrize(("total", "speech"), [(3, "quiet"), (0, "zh")])
    def it_says_nothing_where_that_is_wanted_or_there_is_nothing_to_do(self, total: int, speech: str):
        stream = Terminal()
        bar = Progress(total, speech, stream)
        bar.step()
        bar.close()
        assert stream.getvalue() == ""

    @pytest.mark.parametrize(("seconds", "shown"), [(0.4, "0:00"), (72, "1:12"), (3870, "1:04:30")])
    def it_shows_a_time_as_a_clock_does(self, seconds: float, shown: str):
        assert clock(seconds) == shown


class DescribeWriting:
    @pytest.mark.parametrize(
        ("speech", "said"), [("quiet", ""), ("zh", "正在写出 汇总.xlsx ……\n"), ("en", "Writing 汇总.xlsx …\n")]
    )
    def it_is_said_before_the_result_is_written(self, speech: str, said: str):
        stream = StringIO()
        writing("汇总.xlsx", speech, stream)
        assert stream.getvalue() == said

"""超额完成的折扣：按比例计分的一项参数，完成度超过多少，得分乘以多少。"""

from __future__ import annotations

from itertools import pairwise

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import Figure, not_negative, positive, settled

MOST_TIERS = 20


def read(entry: Entry, completion: str) -> tuple[str, str]:
    """The factor of the points as a formula over the completion, and the tiers in words. `flag` is the completion from
    which a reason is asked for; no tier may begin before it."""
    entry.only("flag", "tiers")
    flag = positive(entry, "flag")
    tiers = [_tier(each) for each in entry.entries("tiers")]
    if len(tiers) > MOST_TIERS:
        raise entry.fault("tiers", f"分档超过 {MOST_TIERS} 个", f"over {MOST_TIERS} tiers")
    _refuse_disorder(entry, flag, [above for above, _ in tiers])
    text, x = "1", settled(completion)
    for above, times in tiers:
        text = f"IF({x}>{above.formula},{times.formula},{text})"
    said = "，".join(f"超过{above.words}的得分乘以{times.words}" for above, times in tiers)
    return text, f"完成度超过{flag.words}的须说明原因，{said}"


def _tier(entry: Entry) -> tuple[Figure, Figure]:
    entry.only("above", "times")
    times = not_negative(entry, "times")
    if times.value > 1:
        raise entry.fault("times", "“times”不能大于 1", "“times” must not be above 1")
    return positive(entry, "above"), times


def _refuse_disorder(entry: Entry, flag: Figure, starts: list[Figure]) -> None:
    entries = entry.entries("tiers")
    if flag.value < 1:
        raise entry.fault("flag", "“flag”不能小于 100%", "“flag” must not be below 100%")
    for index, (before, start) in enumerate(pairwise([flag, *starts])):
        wrong = start.value < before.value if index == 0 else start.value <= before.value
        if wrong:
            raise entries[index].fault(
                "above",
                f"{start.words} 应当大于前一档的 {before.words}",
                f"{start.words} must be above the {before.words} before it",
            )

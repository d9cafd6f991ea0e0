"""要点计分：完成值里写做到了哪几条（①②④），每条有分；或者每缺一条扣分。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.figure import points, positive
from perfxl.standard.kinds.kind import Kind, Points

MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ALL = "全部"


def _read(entry: Entry) -> Points:
    entries = entry.entries("criteria")
    if len(entries) > len(MARKS):
        raise entry.fault("criteria", f"要点超过 {len(MARKS)} 条", f"over {len(MARKS)} criteria")
    unmet = positive(entry, "unmet") if entry.has("unmet") else None
    for each in entries:
        each.only("text", *(() if unmet else ("points",)))
    texts = [f"{mark}{each.text('text')}" for mark, each in zip(MARKS, entries, strict=False)]
    answer = "TRIM([@完成值])"
    if unmet is not None:
        missing = "+".join(_met(mark, answer, "0", "1") for mark in MARKS[: len(entries)])
        earned = f"ROUND(MAX(0,[@分值]-{unmet.formula}*({missing})),2)"
        words = f"{'；'.join(texts)}。每缺一条扣{unmet.words}分，扣完为止"
        return _points(entries, earned, words)
    worth = [points(each) for each in entries]
    sums = "+".join(_met(mark, answer, each, "0") for mark, (each, _) in zip(MARKS, worth, strict=False))
    said = "；".join(f"{text}（{each}）" for text, (_, each) in zip(texts, worth, strict=True))
    return _points(entries, f"ROUND({sums},2)", f"{said}。做到的各条得分相加")


def _met(mark: str, answer: str, met: str, unmet: str) -> str:
    return f'IF(OR({answer}="{ALL}",ISNUMBER(FIND("{mark}",{answer}))),{met},{unmet})'


def _points(entries: list[Entry], earned: str, words: str) -> Points:
    """An answer that is neither marks nor 全部 nor 0 says nothing of the criteria."""
    marks = ",".join(f'ISNUMBER(FIND("{mark}",[@完成值]))' for mark in MARKS[: len(entries)])
    told = f'OR(TRIM([@完成值])="{ALL}",TRIM([@完成值])="0",{marks})'
    hint = f"完成值写做到的序号（如{MARKS[: min(2, len(entries))]}），都做到写“{ALL}”，都没有写0"
    return Points(f'IF({told},{earned},"")', f"{words}；{hint}", asks="text")


KIND = Kind("checklist", "要点计分", ("criteria", "unmet"), _read)

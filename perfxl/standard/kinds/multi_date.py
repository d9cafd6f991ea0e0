"""多个时点：各时点的数分段计分，得分相加（上半年、前三季度的支付进度）。"""

from __future__ import annotations

from perfxl.standard.document import Entry
from perfxl.standard.kinds.band import expression, in_words, read_bands
from perfxl.standard.kinds.figure import part
from perfxl.standard.kinds.kind import Kind, Points

MOST_DATES = 12


def _read(entry: Entry) -> Points:
    """The figures are formulas over fields; where one is no number the whole is ""."""
    dates = entry.entries("dates")
    if len(dates) > MOST_DATES:
        raise entry.fault("dates", f"时点超过 {MOST_DATES} 个", f"over {MOST_DATES} dates")
    numbers, sums, said = [], [], []
    for each in dates:
        each.only("label", "value", "bands")
        value, bands = part(each, "value"), read_bands(each)
        _refuse_ends(each, bands[0].lower is None and bands[-1].upper is None)
        numbers.append(f"ISNUMBER({value})")
        sums.append(expression(bands, value))
        said.append(f"{each.text('label')}：{in_words(bands)}")
    there = numbers[0] if len(numbers) == 1 else f"AND({','.join(numbers)})"
    text = f'IF({there},ROUND({"+".join(sums)},2),"")'
    return Points(text, "；".join(said) + "；得分相加", asks="nothing")


def _refuse_ends(entry: Entry, whole: bool) -> None:
    if not whole:
        raise entry.fault(
            "bands", "最低一段不写下限、最高一段不写上限", "the lowest band has no lower end, the highest no upper one"
        )


KIND = Kind("multi_date", "多个时点", ("dates",), _read)

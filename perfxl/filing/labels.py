"""Labels as a person reads them: without line breaks, indentation, width, quotes, numbering, prefixes and colons."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_QUOTES = {ord(mark): None for mark in "\"'“”‘’«»「」『』〝〞"}
_NUMBERING = re.compile(r"(?:\([一二三四五六七八九十0-9]{1,3}\)|[一二三四五六七八九十0-9]{1,3}(?:[、)]|\.(?![0-9])))")
_PREFIX = re.compile(r"([^:]{1,6}):(?=.)")
_UNIT_SUFFIX = re.compile(r"[(\[](?:单位:?)?(?:亿元|万元|千元|百元|元|人|个|%|分|分值|权重|[a-z](?:[/÷][a-z])?)[)\]]?$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年|$)")
_LOOSE = {ord(mark): None for mark in "和及与、的()等-"}
_LOOSE_END = re.compile(r"(?:经费|费用|费|支出|金额|情况|合计|数)+$")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The text with full-width signs made half-width and without white space, quotes and capitals."""
    text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("﹪", "%")
    return _SPACES.sub("", text).translate(_QUOTES).casefold()


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """What a row label says: “       其中：公车购置” and “1、公车购置：” are both 公车购置."""
    text = normal(text).rstrip(":;,。")
    while True:
        plain = _UNIT_SUFFIX.sub("", _PREFIX.sub("", _NUMBERING.sub("", text, count=1), count=1))
        if plain == text or not plain:
            return text
        text = plain


@lru_cache(maxsize=4096)
def prefix(text: str) -> str:
    """What stands before a label's colon: 资金来源 of “资金来源：（1）财政拨款”, "" where nothing does."""
    found = _PREFIX.match(normal(text))
    return found[1] if found else ""


@lru_cache(maxsize=4096)
def loose(text: str) -> str:
    """A label without the small words that change from form to form (和/及/与, 费/经费/支出)."""
    plain = label(text).translate(_LOOSE)
    return _LOOSE_END.sub("", plain) or plain


@lru_cache(maxsize=4096)
def skeleton(text: str) -> tuple[str, int | None]:
    """A header with its year taken out, and that year: “2020年度决算数” is (#年决算数, 2020)."""
    plain = label(text).replace("{上年}", "#").replace("{年}", "#")
    found = _YEAR.search(plain)
    if found:
        plain = plain[: found.start()] + "#" + plain[found.end() :]
    return plain.replace("年度", "年"), int(found[0]) if found else None


def clean(text: str) -> str:
    """The text for people: one line, without the spaces round it."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def detail_label(text: str) -> str:
    """The name of a free row, without numbering and 其中, in the words it is written in."""
    text = clean(text).rstrip("：:")
    for mark in ("其中：", "其中:"):
        text = text.removeprefix(mark)
    return re.sub(r"^\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,3}[、.．])\s*", "", text).strip()

"""Our compressor, held to olevba's decompressor."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from perfxl.excel.vba.compression import CHUNK, compress

LINES = st.sampled_from(["End If\r\n", "    Dim i As Long\r\n", "' " + "=" * 60 + "\r\n", "x = x + 1\r\n", "\r\n"])


def inflated(data: bytes) -> bytes:
    return bytes(decompress_stream(bytearray(data)))


class DescribeCompression:
    @settings(deadline=None)
    @given(st.lists(st.one_of(LINES, st.text("abc =()", max_size=30)), max_size=600))
    @example(["'" + "=" * 9000])
    @example(["    a = b\r\n"] * 2000)
    def it_gives_back_any_source(self, pieces: list[str]):
        source = "".join(pieces).encode("ascii")
        assert inflated(compress(source)) == source

    @pytest.mark.parametrize("length", [0, 1, 2, 3, 8, 9, 4095, 4096, 4097, 8192, 12289])
    def it_gives_back_every_length_around_a_chunk(self, length: int):
        source = (b"Call PerfxlSay(1)\r\n" * 700)[:length]
        assert inflated(compress(source)) == source

    @pytest.mark.parametrize("letters", [b"a", b"ab", b"ab \r\n"])
    def it_gives_back_text_of_few_letters_where_copies_are_longest(self, letters: bytes):
        chance = random.Random(letters)
        for _ in range(6):
            source = bytes(chance.choices(letters, k=chance.randrange(9_000)))
            assert inflated(compress(source)) == source

    def it_stores_a_whole_chunk_raw_where_it_would_grow(self):
        source = random.Random(1).randbytes(2 * CHUNK)
        assert inflated(compress(source)) == source

    def it_says_so_where_the_last_chunk_would_grow_and_cannot_be_stored(self):
        with pytest.raises(ValueError, match="does not compress"):
            compress(random.Random(1).randbytes(CHUNK - 5))

    def it_makes_source_smaller(self):
        source = b"    If Not sheet Is Nothing Then sheet.Activate\r\n" * 100
        assert len(compress(source)) < len(source) / 10

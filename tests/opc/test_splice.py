from hypothesis import given
from hypothesis import strategies as st

from perfxl.opc.splice import Splice, in_order, inverse, spliced


@st.composite
def edits(draw) -> tuple[bytes, list[Splice]]:
    """Bytes, and splices of them that do not overlap."""
    data = draw(st.binary(max_size=60))
    marks = sorted(draw(st.lists(st.integers(0, len(data)), max_size=8)))
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    return data, [Splice(a, b - a, draw(st.binary(max_size=5))) for a, b in pairs]


def chopped(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


class DescribeSplices:
    @given(edits(), st.integers(1, 70))
    def it_applies_them_whatever_the_chunks(self, given_: tuple[bytes, list[Splice]], size: int):
        data, splices = given_
        ordered = in_order(splices)
        wanted = data
        for splice in reversed(ordered):
            wanted = wanted[: splice.start] + splice.new + wanted[splice.end :]

        assert b"".join(spliced(chopped(data, size) or [b""], ordered)) == wanted

    @given(edits(), st.integers(1, 70))
    def it_takes_them_out_again(self, given_: tuple[bytes, list[Splice]], size: int):
        data, splices = given_
        ordered = in_order(splices)
        after = b"".join(spliced([data], ordered))
        undo = inverse(ordered, [data[s.start : s.end] for s in ordered])

        assert b"".join(spliced(chopped(after, size) or [b""], undo)) == data

    def it_refuses_splices_that_overlap(self):
        try:
            in_order([Splice(0, 3, b""), Splice(2, 2, b"")])
        except ValueError:
            return
        raise AssertionError

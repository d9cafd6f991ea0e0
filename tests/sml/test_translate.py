import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from perfxl.sml.a1 import cell, letters
from perfxl.sml.translate import translate


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A1:B2,C:D,3:4,$C:D,$3:4)", "SUM(B3:C4,D:E,5:6,$C:E,$3:6)"),
        ("'A1 表'!A1&\"A1\"&表一!B2", "'A1 表'!B3&\"A1\"&表一!C4"),
        ("LOG10(A1)+A1.B2+_A1+A1_+[1]Sheet1!A1", "LOG10(B3)+A1.B2+_A1+A1_+[1]Sheet1!B3"),
        ("Table1[[#This Row],[A1]]+Table1[A1]", "Table1[[#This Row],[A1]]+Table1[A1]"),
        ("XFD1+A1048576", "#REF!+#REF!"),
        ("1E5+2.5", "1E5+2.5"),
    ],
)
def test_relative_references_move_along(formula: str, moved: str):
    assert translate(formula, 2, 1) == moved


references = st.builds(
    lambda a, column, b, row: f"{a}{letters(column)}{b}{row}",
    st.sampled_from(["", "$"]),
    st.integers(1, 700),
    st.sampled_from(["", "$"]),
    st.integers(1, 9000),
)


@given(st.lists(references, min_size=1, max_size=5), st.integers(0, 500), st.integers(0, 90))
def test_it_agrees_with_openpyxl(names: list[str], rows: int, columns: int):
    formula = "+".join(names) + '&"A1"'
    wanted = Translator(f"={formula}", cell(1, 1)).translate_formula(cell(1 + rows, 1 + columns))
    assert f"={translate(formula, rows, columns)}" == wanted

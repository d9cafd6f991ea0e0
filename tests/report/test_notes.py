"""Notes at the cells: what is written, what it should be, the computation with the figures in, and what to do."""

from __future__ import annotations

from dataclasses import replace

from perfxl.report.markup import Note
from perfxl.report.notes import notes
from tests.report.filed import BASE, FINDINGS, SELF, assessment, finding


def note_of(number: int, **changed: object) -> Note | None:
    one = replace(finding(FINDINGS[number]), **changed)
    found = notes(assessment((one,)))
    return found[0] if found else None


class DescribeANote:
    def it_says_everything_about_a_wrong_sum(self) -> None:
        assert note_of(3) == Note(
            SELF,
            "D5",
            "error",
            "[perfxl] 必须改：资金来源与结构\n"
            "填报：2001.74　应为：2237.98　差额：-236.24\n"
            "资金来源合计2001.74，资金结构合计2237.98，相差-236.24。\n"
            "计算：1222.07+779.67=2001.74；176.29+2061.69=2237.98\n"
            "处理：核对财政拨款、其他资金和两类支出的执行数，改到两边相等。",
        )

    def it_shows_rates_as_percentages_and_names_a_blank(self) -> None:
        note = note_of(6)

        assert note is not None
        assert "填报：（空）　应为：588.86%" in note.text

    def it_says_a_thing_once(self) -> None:
        note = note_of(6, message="执行率未填，应填588.86%（1222.07÷207.53=588.86%）。")

        assert note is not None
        assert note.text.count("1222.07÷207.53") == 1
        assert "处理：填588.86%。" in note.text

    def it_gives_the_advice_a_line_of_its_own(self) -> None:
        note = note_of(6, message="执行率没有填。填588.86%。", computation="", advice="填588.86%。")

        assert note is not None
        assert note.text.endswith("\n执行率没有填。\n处理：填588.86%。")

    def it_becomes_a_hint_when_the_finding_is_explained(self) -> None:
        note = note_of(0, outcome="waived", reason="已与财政股核对")

        assert note is not None
        assert note.severity == "hint"
        assert note.text.startswith("[perfxl] 已说明：总分\n")
        assert note.text.endswith("处理意见：已与财政股核对")

    def it_is_not_written_without_a_cell(self) -> None:
        assert note_of(0, sheet=None, cell=None) is None
        assert note_of(0, outcome="waived", cell=None) is None

    def it_is_not_written_for_what_was_not_checked(self) -> None:
        assert note_of(0, outcome="not_run") is None
        assert note_of(0, outcome="undecidable") is None


class DescribeTheNotesOfAFiling:
    def it_has_one_for_each_open_or_explained_finding(self) -> None:
        made = notes(assessment())

        assert len(made) == 25
        assert [note.severity for note in made].count("error") == 14
        assert all(note.text.startswith("[perfxl] ") for note in made)

    def it_keeps_several_findings_of_one_cell_apart_most_material_first(self) -> None:
        texts = [note.text.splitlines()[0] for note in notes(assessment()) if (note.sheet, note.cell) == (BASE, "D23")]

        assert texts == ["[perfxl] 必须改：预算调整的决算数", "[perfxl] 须说明：预算调整幅度"]

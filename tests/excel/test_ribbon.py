from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from perfxl.excel.actions import ACTIONS
from perfxl.excel.macros import sources
from perfxl.excel.ribbon import CALLBACK, NAMESPACES, ribbon
from tests.excel.customui import faults

OFFICE_ICONS = {"DataValidation", "CalculateNow", "AutoSum", "ReviewDeleteComment", "FileSendAsAttachment", "Help"}
"""Icons of Excel's own ribbon since 2007 that published ribbons of others show by these names too."""


@pytest.fixture(params=sorted(NAMESPACES.values()), ids=["2006", "2009"])
def root(request: pytest.FixtureRequest) -> ElementTree.Element:
    root = ElementTree.fromstring(ribbon(request.param))
    assert root.tag == f"{{{request.param}}}customUI"
    return root


def name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


class DescribeTheRibbon:
    def it_has_one_tab_with_the_six_buttons(self, root: ElementTree.Element):
        assert [e.get("label") for e in root.iter() if name(e) == "tab"] == ["绩效自评"]
        labels = [e.get("label") for e in root.iter() if name(e) == "button"]
        assert labels == ["校验", "评分", "汇总", "清除标记", "导出上报", "填报说明"]

    def it_is_as_the_schema_has_it(self, root: ElementTree.Element):
        assert faults(root, root.tag[1:].partition("}")[0]) == []

    def it_gives_every_control_an_id_of_its_own(self, root: ElementTree.Element):
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(set(ids)) == len(ids) == 9

    def it_uses_icons_that_every_excel_has(self, root: ElementTree.Element):
        assert {e.get("imageMso") for e in root.iter() if name(e) == "button"} <= OFFICE_ICONS

    def it_calls_one_macro_for_all_buttons_which_is_there_and_takes_a_control(self, root: ElementTree.Element):
        assert {e.get("onAction") for e in root.iter() if name(e) == "button"} == {CALLBACK}
        for system in ("", "darwin"):
            text = "\n".join(module.source for module in sources(system))
            assert re.findall(rf"^(.*\b{CALLBACK}\b.*)$", text, re.MULTILINE) == [
                f"Public Sub {CALLBACK}(control As Object)"
            ]

    def it_tags_every_button_with_an_action_that_has_its_macro(self, root: ElementTree.Element):
        tags = [e.get("tag") for e in root.iter() if name(e) == "button"]
        assert tags == [action.id for action in ACTIONS]

    def it_keeps_tips_within_excel_s_limit(self, root: ElementTree.Element):
        assert all(len(e.get("supertip", "")) <= 1024 and len(e.get("screentip", "")) <= 1024 for e in root.iter())


class DescribeTheCheckItself:
    """Faults that Excel answers with an empty tab or an error box are found."""

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ('size="large"', 'size="big"', "button size='big'"),
            ('id="perfxl_score"', 'id="perfxl_check"', "id perfxl_check twice"),
            ('id="perfxl_score"', 'id="9"', "button id='9'"),
            (' id="perfxl_score"', "", "button needs one of ('id', 'idMso', 'idQ')"),
            ("onAction=", "onaction=", "button has no attribute onaction"),
            ("<tabs>", "<tabs/><tabs>", "ribbon holds tabs more than once"),
            ("<tabs>", "<contextualTabs/><tabs>", "no element {NS}contextualTabs"),
            ("<group id", "<menu/><group id", "tab cannot hold ['menu', 'menu']"),
            ('label="校验"', 'label=""', "button label=''"),
        ],
    )
    @pytest.mark.parametrize("namespace", sorted(NAMESPACES.values()), ids=["2006", "2009"])
    def it_finds(self, namespace: str, old: str, new: str, fault: str):
        text = ribbon(namespace)
        assert old in text
        found = faults(ElementTree.fromstring(text.replace(old, new)), namespace)
        assert fault.replace("NS", namespace) in found

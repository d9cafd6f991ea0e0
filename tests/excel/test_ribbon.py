from __future__ import annotations

from xml.etree import ElementTree

import pytest

from perfxl.excel.ribbon import CALLBACK, NAMESPACES, ribbon

ALLOWED = {
    "customUI": set(),
    "ribbon": {"startFromScratch"},
    "tabs": set(),
    "tab": {"id", "label", "insertAfterMso"},
    "group": {"id", "label"},
    "button": {"id", "label", "size", "imageMso", "onAction", "tag", "screentip", "supertip"},
}
"""The elements used and their attributes, as both versions of the customUI schema have them."""

OFFICE_ICONS = {"DataValidation", "CalculateNow", "Consolidate", "ReviewDeleteComment", "FileSendAsAttachment", "Help"}
"""Controls of Excel's own ribbon since 2007, whose icons other buttons may use."""


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

    def it_uses_only_what_the_schema_knows(self, root: ElementTree.Element):
        for element in root.iter():
            assert set(element.attrib) <= ALLOWED[name(element)]

    def it_gives_every_control_an_id_of_its_own(self, root: ElementTree.Element):
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(set(ids)) == len(ids) == 9

    def it_uses_icons_that_every_excel_has(self, root: ElementTree.Element):
        assert {e.get("imageMso") for e in root.iter() if name(e) == "button"} <= OFFICE_ICONS

    def it_calls_one_macro_for_all_buttons(self, root: ElementTree.Element):
        assert {e.get("onAction") for e in root.iter() if name(e) == "button"} == {CALLBACK}

    def it_keeps_tips_within_excel_s_limit(self, root: ElementTree.Element):
        assert all(len(e.get("supertip", "")) <= 1024 and len(e.get("screentip", "")) <= 1024 for e in root.iter())

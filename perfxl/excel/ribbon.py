"""The ribbon tab 绩效自评 as customUI, for Excel 2007 (namespace 2006/01) and for 2010 and later (2009/07)."""

from __future__ import annotations

from perfxl.excel.actions import GROUPS, Action
from perfxl.opc.escape import quote

TAB = "绩效自评"
CALLBACK = "PerfxlRibbon_OnAction"
NAMESPACES = {
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/01/customui",
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2009/07/customui",
}
"""The part and the namespace of either; a program that knows both prefers the second."""

RELATIONSHIPS = {
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
}


def ribbon(namespace: str) -> str:
    """The part for one of the namespaces."""
    groups = "".join(_group(number, label, actions) for number, (label, actions) in enumerate(GROUPS, 1))
    tab = f'<tab id="perfxlTab" label={quote(TAB)} insertAfterMso="TabView">{groups}</tab>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<customUI xmlns={quote(namespace)}><ribbon startFromScratch="false"><tabs>{tab}</tabs></ribbon></customUI>'
    )


def _group(number: int, label: str, actions: tuple[Action, ...]) -> str:
    return f'<group id="perfxlGroup{number}" label={quote(label)}>{"".join(map(_button, actions))}</group>'


def _button(action: Action) -> str:
    return (
        f'<button id="perfxl_{action.id}" label={quote(action.label)} size="{"large" if action.large else "normal"}"'
        f' imageMso="{action.icon}" onAction="{CALLBACK}" tag="{action.id}"'
        f" screentip={quote(action.label)} supertip={quote(action.tip)}/>"
    )

"""The part of the customUI schema that perfxl uses, for both versions of it: [MS-CUSTOMUI] and [MS-CUSTOMUI2].

Elements with the children they may hold in their order, attributes with what their values must be, and what must stand
or must not stand together. A small check of our own: the published schemas are not ours to copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

Test = Callable[[str], bool]


def _matches(pattern: str) -> Test:
    return lambda value: re.fullmatch(pattern, value) is not None


def _long(most: int) -> Test:
    return lambda value: 1 <= len(value) <= most


_ID = _matches(r"[A-Za-z_][\w.\-]{0,1023}")  # xsd:ID: no colon, no digit first
_NAMED = {"label": _long(1024), "screentip": _long(1024), "supertip": _long(1024), "tag": _long(1024)}
_BOOLEAN = _matches("true|false|1|0")


@dataclass(frozen=True, slots=True)
class Kind:
    """An element: its children in their order, each at most once or any number of times (*); its attributes; which of
    them it needs, one of each group and no two of it."""

    children: tuple[str, ...] = ()
    attributes: dict[str, Test] | None = None
    one_of: tuple[tuple[str, ...], ...] = ()


KINDS = {
    "customUI": Kind(("commands", "ribbon"), {"onLoad": _long(1024)}),
    "ribbon": Kind(("qat", "officeMenu", "tabs", "contextualTabs"), {"startFromScratch": _BOOLEAN}),
    "tabs": Kind(("tab*",)),
    "tab": Kind(
        ("group*",),
        {"id": _ID, "idMso": _ID, "idQ": _ID, "insertAfterMso": _ID, "insertBeforeMso": _ID, **_NAMED},
        (("id", "idMso", "idQ"),),
    ),
    "group": Kind(("button*",), {"id": _ID, "idMso": _ID, "idQ": _ID, **_NAMED}, (("id", "idMso", "idQ"),)),
    "button": Kind(
        (),
        {
            **{"id": _ID, "idMso": _ID, "idQ": _ID, "imageMso": _ID, "onAction": _long(4096)},
            **{"size": _matches("normal|large"), "getEnabled": _long(1024), **_NAMED},
        },
        (("id", "idMso", "idQ"),),
    ),
}


def faults(root: Element, namespace: str) -> list[str]:
    """What the schema does not allow, a line each."""
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    double = [f"id {id} twice" for id in set(ids) if ids.count(id) > 1]
    return [*double, *(fault for element in root.iter() for fault in _of(element, namespace))]


def _of(element: Element, namespace: str) -> Iterator[str]:
    name = element.tag.removeprefix(f"{{{namespace}}}")
    kind = KINDS.get(name)
    if kind is None:
        yield f"no element {element.tag}"
        return
    allowed = kind.attributes or {}
    for key, value in element.attrib.items():
        if key not in allowed:
            yield f"{name} has no attribute {key}"
        elif not allowed[key](value):
            yield f"{name} {key}={value!r}"
    for group in kind.one_of:
        if len([key for key in group if element.get(key) is not None]) != 1:
            yield f"{name} needs one of {group}"
    if (element.text or "").strip():
        yield f"{name} holds text"
    yield from _order(name, kind, [child.tag.removeprefix(f"{{{namespace}}}") for child in element])


def _order(name: str, kind: Kind, children: list[str]) -> Iterator[str]:
    places = {child.rstrip("*"): place for place, child in enumerate(kind.children)}
    unknown = [child for child in children if child not in places]
    if unknown:
        yield f"{name} cannot hold {unknown}"
        return
    if [places[child] for child in children] != sorted(places[child] for child in children):
        yield f"{name} holds {children} in the wrong order"
    for child in kind.children:
        if not child.endswith("*") and children.count(child) > 1:
            yield f"{name} holds {child} more than once"

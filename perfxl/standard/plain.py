"""A Standard as plain lists, texts and numbers, so that a bundled one loads from JSON without parsing anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, cast

from perfxl.standard import model
from perfxl.standard.formula import Formula, from_plain, to_plain

_CLASSES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(model.Source, model.Sheet, model.Field, model.Column, model.Row, model.Block, model.TableColumn),
        *(
            model.Rule,
            model.Beside,
            model.Total,
            model.Table,
            model.Item,
            model.IndicatorGroup,
            model.Indicator,
            model.Steps,
            model.Rate,
        ),
        *(model.Place, model.CheckRule, model.Grade, model.Standard),
    )
}


def standard_to_plain(standard: model.Standard) -> object:
    """The standard as values that JSON can hold: {"Class": [its fields]}, {"map": {…}}, {"number": "1.3"}."""
    return _plain(standard)


def standard_from_plain(plain: object) -> model.Standard:
    """The standard that `standard_to_plain` wrote."""
    return cast(model.Standard, _value(plain))


def _plain(value: object) -> object:
    if isinstance(value, Formula):
        return {"formula": to_plain(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return {type(value).__name__: [_plain(getattr(value, field.name)) for field in fields(value)]}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, Mapping):
        return {"map": {key: _plain(item) for key, item in value.items()}}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _value(plain: object) -> object:
    if isinstance(plain, list):
        return tuple(map(_value, plain))
    if not isinstance(plain, dict):
        return plain
    ((kind, content),) = plain.items()
    if kind == "formula":
        return from_plain(content)
    if kind == "number":
        return Decimal(content)
    if kind == "map":
        return {key: _value(item) for key, item in content.items()}
    return _CLASSES[kind](*map(_value, content))

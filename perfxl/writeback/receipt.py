"""What a write did to a package, part by part, so that anyone can check it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Receipt:
    """The claims of one write.

    `source` and `target` are the SHA-256 of the two files. `changed` says by part what was changed in it, `added`
    and `removed` name parts; `untouched` has the SHA-256 of every part that is byte for byte as it was. These are taken
    when they are asked for, from the bytes that were copied, which the receipt holds; a damaged part raises
    UnreadableFile then. `kind` is "write" or "clean". `exact` says of a clean that each part is the original's again.
    `warnings` are sentences.
    """

    kind: str
    source: str
    target: str
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    untouched: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    exact: bool = True

    def to_json(self) -> str:
        """The receipt as a JSON object."""
        said: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        maps = {"changed": dict(self.changed), "untouched": dict(self.untouched)}
        return json.dumps(said | maps, ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Receipt:
        """The receipt that `to_json` wrote; raises ValueError if it is none."""
        said = json.loads(text)
        try:
            changed = {str(part): tuple(map(str, why)) for part, why in said.pop("changed").items()}
            lists: dict[str, Any] = {name: tuple(map(str, said.pop(name))) for name in ("added", "removed", "warnings")}
            return cls(changed=changed, **lists, **said)
        except (AttributeError, KeyError, TypeError) as problem:
            raise ValueError("not a receipt") from problem

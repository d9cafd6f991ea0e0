"""How much is taken out of one container, whatever it says of itself."""

from __future__ import annotations

MEMBER_BYTES = 64 * 1024**2
"""Of one file inside a zip or a mail; a filled form has some ten thousand bytes."""

TREE_BYTES = 4 * 1024**3
"""Of all files inside one top-level container, those of containers within it included."""

TREE_MEMBERS = 200_000
"""Files inside one top-level container."""

MAIL_BYTES = 256 * 1024**2
"""Of one saved mail, its attachments included."""

DEPTH = 6
"""Containers inside containers."""

"""How much a package may ask for. Every number is checked before anything is inflated."""

from __future__ import annotations

MAX_FILE = 2 * 1024**3
"""Bytes of the package itself; below 4 GiB, so that what we write never needs zip64."""

MAX_ENTRIES = 20_000
"""Entries of the zip directory; the largest real workbooks have a few thousand."""

MAX_PART = 1024**3
"""Bytes of one part, inflated; a sheet of a million full rows of twenty columns fits."""

MAX_TOTAL = 2 * 1024**3
"""Bytes of all parts together, inflated."""

MAX_RATIO = 400
"""Inflated to packed; deflate's own limit is 1032, and the emptiest real sheets reach 150."""

RATIO_FLOOR = 16 * 1024**2
"""A part smaller than this, inflated, may have any ratio: it cannot hurt."""

MAX_XML = 96 * 1024**2
"""Bytes of XML that are ever held at once; the cells of a sheet are not held and do not count."""

MAX_NODES = 2_000_000
"""Elements of one part that are ever held at once."""

MAX_DEPTH = 256
"""How deep elements may nest."""

CHUNK = 256 * 1024
"""Bytes that travel together when a part is streamed."""

"""Several people, or several payments, in one cell: 张三、李四.

An entry that itself holds a separator stands in straight quotation marks, as in CSV.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SEPARATOR = "、"

_SEPARATORS = re.compile(r"[、；;\n]")
_ENTRY = re.compile(r'[^\S\n]*(?:"((?:[^"]|"")+)"[^\S\n]*(?=[、；;\n]|\Z)|([^、；;\n]*))')


def split(text: str) -> list[str]:
    """The entries, split by 、 ； ; or a line break; blank ones keep their place."""
    if not _SEPARATORS.search(text) and '"' not in text:
        return [text.strip()]
    entries, at = [], 0
    while at <= len(text):
        found = _ENTRY.match(text, at)
        if found is None:  # the pattern matches the empty text too
            break
        quoted, bare = found.groups()
        entries.append(bare.strip() if quoted is None else quoted.replace('""', '"'))
        at = found.end() + 1
    return entries


def joined(entries: Iterable[str]) -> str:
    """The cell that ``split`` takes apart into these entries; blank when all of them are."""
    written = [_written(entry) for entry in entries]
    return SEPARATOR.join(written) if any(written) else ""


def _written(entry: str) -> str:
    if _SEPARATORS.search(entry) or entry.startswith('"'):
        return '"' + entry.replace('"', '""') + '"'
    return entry

"""Rows of an import as the entries that they would be, and what such an entry says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from tracker.domain.ledger import PlannedRow
from tracker.domain.vocabulary import Word
from tracker.registers.declaring import Register, Values
from tracker.services import audit

Content: TypeAlias = tuple[Any, ...]
"""What every field of an entry says, as ``told``."""


@dataclass(frozen=True, eq=False)
class EntryRow:
    """A planned row with what its entry would say, every field filled in; links by name."""

    planned: PlannedRow[Values]
    values: Values
    content: Content


@dataclass(frozen=True, eq=False)
class LinkedRow:
    """``targets`` are the ids of what the row links to, or rows that come with the same file."""

    row: EntryRow
    targets: Mapping[str, int | EntryRow]


def told(register: Register, values: Values) -> Mapping[str, Any]:
    """What the entry says, as the trail keeps it: in JSON's own types, blank ones None."""
    found = {}
    for name in register.fields:
        value = values[name]
        found[name] = None if value == "" else audit.plain(value)
        if isinstance(value, Word):
            found[name] = value.value
    return found


def content_of(register: Register, values: Values) -> Content:
    return tuple(told(register, values).values())

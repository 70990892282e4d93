"""Whole numbers from addresses and hidden fields, in which anybody may write anything."""

from __future__ import annotations

from tracker.queries.paging import LARGEST

DIGITS = len(str(LARGEST))


def whole(written: str | None, most: int = LARGEST) -> int | None:
    """From 0 to ``most``; None for what is no such number, however long it is."""
    if not written or len(written) > DIGITS or not (written.isascii() and written.isdecimal()):
        return None
    number = int(written)
    return number if number <= most else None

"""A text with its figures marked in place: pieces, each with what was found of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reconcile.comparing import Held
from tracker.reconcile.result import Result


@dataclass(frozen=True)
class Piece:
    """``place`` numbers the figures from 1; None where the text states none."""

    text: str
    held: Held | None = None
    place: int | None = None


def pieces(result: Result) -> Iterator[Piece]:
    """All of the text, in its order and nothing twice."""
    at = 0
    for place, held in enumerate(result.held, 1):
        start, end = max(held.stated.start, at), held.stated.end
        if start >= end:
            continue
        if at < start:
            yield Piece(result.text[at:start])
        yield Piece(result.text[start:end], held, place)
        at = end
    if at < len(result.text):
        yield Piece(result.text[at:])

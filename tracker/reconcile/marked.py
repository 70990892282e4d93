"""A text with its figures marked in place: pieces, each with what was found of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reconcile.held import Held, HeldChange
from tracker.reconcile.result import Result
from tracker.reconcile.telling import change_mark, mark_words


@dataclass(frozen=True)
class Mark:
    """``key`` is ``figure`` or ``change``, ``place`` its number among them, from 1; ``words``
    stand beside it, ``tone`` colours it.
    """

    key: str
    place: int
    words: str
    tone: str


@dataclass(frozen=True)
class Piece:
    text: str
    mark: Mark | None = None


def pieces(result: Result) -> Iterator[Piece]:
    """All of the text, in its order and nothing twice."""
    at = 0
    for begins, end, mark in sorted(_marks(result), key=lambda one: one[:2]):
        start = max(begins, at)
        if start >= end:
            continue
        if at < start:
            yield Piece(result.text[at:start])
        yield Piece(result.text[start:end], mark)
        at = end
    if at < len(result.text):
        yield Piece(result.text[at:])


def _marks(result: Result) -> Iterator[tuple[int, int, Mark]]:
    def mark(key: str, place: int, words: str, one: Held | HeldChange) -> tuple[int, int, Mark]:
        tone = "muted" if result.alone else one.verdict.tone
        return one.stated.start, one.stated.end, Mark(key, place, words, tone)

    for place, held in enumerate(result.held, 1):
        yield mark("figure", place, mark_words(place, result), held)
    for place, change in enumerate(result.changes, 1):
        yield mark("change", place, change_mark(place, result), change)

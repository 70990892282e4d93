"""受理、化解纠纷分别为275件、273件: which of several heads is whose number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.reconcile.quantities import Quantity
from tracker.reconcile.sentences import Sentence, clause_start

_JOINS = r"[ \n]*(?:、|，|和|与|及|以及|并)[ \n]*"
_SPLIT = re.compile("、|和|与|及|以及|并")
_SAYS = re.compile("(?!年度)[一-鿿]{2}")
_LEADS = re.compile(r"[^，；。]*分别[^，；。]{0,14}$")


@dataclass(frozen=True)
class Head:
    """The words of one number, from ``start`` to before ``end`` in the text; ``shared``: what
    stands for all of them between 分别 and the first. ``order`` is its place among those told of
    each of several years (近三年分别受理), ``of`` their number.
    """

    start: int
    end: int
    shared: str
    order: int = 0
    of: int = 0


def heads(text: str, sentence: Sentence, inside: Sequence[Quantity]) -> dict[int, Head]:
    """Place among the sentence's quantities -> its head, of those told 分别."""
    found: dict[int, Head] = {}
    place = 0
    while place < len(inside):
        run = _run(text, inside, place)
        if len(run) > 1:
            found |= dict(zip(run, _of_run(text, sentence, inside, run), strict=False))
        place = run[-1] + 1
    return found


def _run(text: str, inside: Sequence[Quantity], place: int) -> list[int]:
    """The quantities of one list, from that at the place on."""
    run = [place]
    while run[-1] + 1 < len(inside) and re.fullmatch(
        _JOINS, text[inside[run[-1]].end : inside[run[-1] + 1].start]
    ):
        run.append(run[-1] + 1)
    return run


def _of_run(
    text: str, sentence: Sentence, inside: Sequence[Quantity], run: Sequence[int]
) -> Iterator[Head]:
    first = inside[run[0]]
    nearest = inside[run[0] - 1].end if run[0] else sentence.start
    begins = max(nearest, clause_start(text, sentence, first.start))
    said = text[begins : first.start]
    if not _LEADS.match(said):
        return
    before, _marker, shared = said.rpartition("分别")
    if not _SPLIT.search(before) and begins - 1 > nearest:
        above = max(nearest, clause_start(text, sentence, begins - 1))
        if _SPLIT.search(text, above, begins - 1):
            begins, before = above, text[above : begins - 1]
    cuts = [found.span() for found in _SPLIT.finditer(before)]
    if len(cuts) + 1 != len(run):  # 三年来分别为: whose number is whose is not said
        together = before + shared if not cuts else ""
        number = len(run)
        yield from (Head(begins, begins, together, place, number) for place in range(number))
        return
    last = before[cuts[-1][1] :] + shared
    starts = [0, *(end for _start, end in cuts)]
    ends_at = [*(start for start, _end in cuts), len(before)]
    for start, end in zip(starts, ends_at, strict=True):
        yield Head(
            begins + start, begins + end, shared if _SAYS.search(before[start:end]) else last
        )

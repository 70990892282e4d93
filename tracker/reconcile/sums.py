"""Counts and amounts of a sentence that add up, or ought to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tracker.domain.verdicts import Check
from tracker.reconcile.checked import Agreement, is_whole, shown
from tracker.reconcile.rule import CASES
from tracker.reconcile.stated import StatedFigure
from tracker.reconcile.units import Bound, Kind

NEARLY_ALL = Fraction(1, 20)
"""Parts that lack no more of their total than this were meant to make it up."""
DEFINED = {
    "caseload": ("carried_over", "accepted"),
    "registered": ("declined", "accepted"),
    "closed": ("resolved", "unresolved"),
}
"""A total that is its parts by definition: they must make it up, where all are stated."""
ALSO = {"caseload": ("closed", "pending"), "accepted": ("closed", "pending")}
"""Another way in which a total is made up; told where it holds, since cases may be carried over."""
_TOGETHER = re.compile("合计|共计|总计|总数|两者|三者|加起来")


def checks(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    yield from _parts(passage)
    yield from _together(passage)
    yield from _defined(passage)


def _parts(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    """A total, and behind 其中 or in brackets parts that make it up, or nearly so, or exceed it."""
    for place, total in enumerate(passage):
        if total.part or not _is_exact(total):
            continue
        parts: list[StatedFigure] = []
        for one in passage[place + 1 :]:
            if one.kind is not total.kind or not _counts_alike(one, total):
                continue
            inside = (one.says or "").startswith(f"{total.says}_")
            if not one.part and not inside:
                break
            if not _is_exact(one):
                parts = []
                break
            parts.append(one)
            if sum(part.value for part in parts) == total.value:
                break
        if len(parts) > 1 and _is_told(total, parts):
            yield _agreement(total, parts)
        elif parts and max(one.value for one in parts) > total.value:
            yield _agreement(total, parts[:1])


def _together(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    """书面协议420件，口头协议345件，合计765件: the parts stand before their total."""
    for place, total in enumerate(passage):
        said = total.sentence[: total.sentence.find(total.text) + len(total.text)]
        if not place or not _is_exact(total) or not _TOGETHER.search(said[-len(total.text) - 8 :]):
            continue
        parts: list[StatedFigure] = []
        for one in reversed(passage[:place]):
            if one.kind is not total.kind:
                continue
            if not _is_exact(one) or not _counts_alike(one, total):
                break
            parts.insert(0, one)
            if sum(part.value for part in parts) >= total.value:
                break
        if len(parts) > 1 and _is_told(total, parts):
            yield _agreement(total, parts)


def _defined(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    """应办1372件, 结转26件, 受理1346件."""
    said = {one.says: one for one in passage if not one.part and is_whole(one)}
    for made_of, strict in ((DEFINED, True), (ALSO, False)):
        for key, keys in made_of.items():
            total, parts = said.get(key), [said[one] for one in keys if one in said]
            if total is None or len(parts) < len(keys):
                continue
            if any(one.period != total.period for one in parts):
                continue
            found = _agreement(total, parts)
            if found.holds or strict:
                yield found


def _is_told(total: StatedFigure, parts: Sequence[StatedFigure]) -> bool:
    """Whether the parts were meant to make up the total, or are more than it."""
    added = sum(one.value for one in parts)
    return added > total.value or Fraction(total.value - added) <= (
        Fraction(total.value) * NEARLY_ALL
    )


def _agreement(total: StatedFigure, parts: Sequence[StatedFigure]) -> Agreement:
    """Amounts may lack what was rounded away of each."""
    added = sum(one.value for one in parts)
    loose = sum(one.step for one in (total, *parts)) / 2 if total.kind is Kind.AMOUNT else 0
    numbers = tuple(shown(one.value) for one in (total, *parts))
    return Agreement(Check.PARTS, abs(added - total.value) <= loose, (total, *parts), numbers)


def _is_exact(one: StatedFigure) -> bool:
    if one.kind is Kind.AMOUNT:
        return one.bound is Bound.EXACT
    return is_whole(one)


def _counts_alike(one: StatedFigure, total: StatedFigure) -> bool:
    return one.unit == total.unit or (one.unit in CASES and total.unit in CASES)

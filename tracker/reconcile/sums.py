"""Counts and amounts of a sentence that add up, or ought to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from tracker.domain.verdicts import Check
from tracker.reconcile.checked import Agreement, is_whole, shown
from tracker.reconcile.rule import CASES, UNCOUNTED
from tracker.reconcile.stated import StatedFigure
from tracker.reconcile.units import Bound, Kind

NEARLY_ALL = Fraction(1, 20)
"""Parts that are no further from their total than this were meant to make it up."""
DEFINED = (
    ("caseload", ("carried_over", "accepted")),
    ("caseload", ("closed", "pending")),
    ("closed", ("resolved", "unresolved")),
)
"""A total that is its parts by definition: they must make it up, where all are stated."""
ALSO = (
    ("accepted", ("closed", "pending")),
    ("registered", ("declined", "accepted")),
)
"""Another way in which a total is made up; told where it holds, since cases may be carried over,
and registered on one day and accepted on another.
"""
_OVERLAP = re.compile("涉[农企军外众访稳法诉]|疑难|复杂|重大|敏感|群体性")
"""Kinds that one case may be of several of."""
_KIND = re.compile("(?:纠纷|争议|类)[ ]?(?=\\d|化解|受理|有|为|共)")
"""Kinds of disputes are none of another kind: they are never more than their total."""
_REST = re.compile("(?:其他|其它|其余)(?:类|各类)?(?:矛盾)?(?:纠纷|争议)?[ ]?(?:\\d|有|为)")
"""With the rest of them they make it up."""
_TOGETHER = re.compile("合计|共计|总计|总数|两者|三者|加起来")


def checks(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    yield from _parts(passage)
    yield from _together(passage)
    yield from _defined(passage)


def _parts(passage: Sequence[StatedFigure]) -> Iterator[Agreement]:
    """A total, and behind 其中 or in brackets parts that make it up, or nearly so; or a part that
    is more than it.
    """
    for place, total in enumerate(passage):
        if total.part or not _is_exact(total):
            continue
        parts = _parts_of(total, passage[place + 1 :])
        alike = [one for one in parts if one.says in (None, total.says) or _is_inside(one, total)]
        kinds = [one for one in parts if one.says is None]
        ways = [_up_to(total, some) for some in (parts, kinds, alike)]
        told = [_agreement(total, some) for some in ways if len(some) > 1 and _is_told(total, some)]
        if good := [one for one in told if one.holds]:
            yield good[0]
        elif told and (len(kinds) in (0, len(alike))):
            yield told[-1]
        elif total.says and (more := [one for one in alike if one.value > total.value]):
            yield _agreement(total, more[:1])


def _parts_of(total: StatedFigure, behind: Sequence[StatedFigure]) -> list[StatedFigure]:
    """Those before the next that is none; none where one is told roughly."""
    parts: list[StatedFigure] = []
    for one in behind:
        if one.kind is not total.kind or not _counts_alike(one, total):
            continue
        if not one.part and not _is_inside(one, total):
            break
        if not _is_exact(one):
            return []
        parts.append(one)
    return parts


def _up_to(total: StatedFigure, parts: Sequence[StatedFigure]) -> Sequence[StatedFigure]:
    """Those that make up the total, where others stand behind them."""
    added = accumulate(one.value for one in parts)
    return next(
        (parts[:number] for number, one in enumerate(added, 1) if one == total.value), parts
    )


def _is_inside(one: StatedFigure, total: StatedFigure) -> bool:
    """Whether it counts some of what the total counts, by its own words."""
    return total.says not in UNCOUNTED and (one.says or "").startswith(f"{total.says}_")


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
        for key, keys in made_of:
            total, parts = said.get(key), [said[one] for one in keys if one in said]
            if total is None or len(parts) < len(keys):
                continue
            if any(one.period != total.period for one in parts):
                continue
            found = _agreement(total, parts)
            if found.holds or strict:
                yield found


def _is_told(total: StatedFigure, parts: Sequence[StatedFigure]) -> bool:
    """Whether the parts were meant to make up the total; those that overlap are more than it."""
    away = abs(total.value - sum(one.value for one in parts))
    if away and _OVERLAP.search(total.sentence):
        return False
    kinds = len(_KIND.findall(total.sentence)) > len(parts) and all(one.part for one in parts)
    if kinds and (_REST.search(total.sentence) or sum(one.value for one in parts) > total.value):
        return True
    return Fraction(away) <= Fraction(total.value) * NEARLY_ALL


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

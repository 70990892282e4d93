"""Classes of a number that a case has: how long it took, how much was agreed, how old it is.

A distribution is a dimension whose rows are these classes, so it is counted with the figures and
each class leads back to exactly its cases. Adding one is one declaration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import BigInteger, ColumnElement, String, case, cast, false, func, type_coerce

from tracker.indicators.anchors import DAYS_TAKEN
from tracker.indicators.dimensions import Dimension, Pick
from tracker.indicators.windows import Window
from tracker.models import Case, Village
from tracker.queries.conditions import UNSTATED
from tracker.queries.days import DaysBetween

FEN_OF_WAN = 1_000_000


@dataclass(frozen=True)
class Band:
    """A class of numbers: from where the one before ends to under ``below``.

    The last of a distribution has no end.
    """

    key: str
    name: LazyString
    below: int | None = None


@dataclass(frozen=True, eq=False)
class Distribution(Dimension):
    """``column`` makes the number of a window; cases without one are in the row "not stated"."""

    bands: Sequence[Band] = ()

    def at(self, window: Window) -> ColumnElement[str | None]:
        """The key of the case's class."""
        number = self.column(window)
        *closed, open_ended = self.bands
        ends = [(number < band.below, band.key) for band in closed]
        return case(*ends, (number.is_not(None), open_ended.key))

    def condition_at(self, row: str, window: Window) -> ColumnElement[bool]:
        """The cases of that class; none for a class that there is not."""
        if row == UNSTATED:
            return self.at(window).is_(None)
        return self.at(window) == row if self.band(row) else false()

    def band(self, row: str) -> Band | None:
        return next((one for one in self.bands if one.key == row), None)


def _days(*lasts: int) -> Iterator[Band]:
    """Classes of whole days: to the first of ``lasts``, on to the next …, and beyond the last."""
    first = 0
    for last in lasts:
        name = _l("%(least)s to %(most)s days", least=first, most=last)
        name = name if last else _l("the same day")
        yield Band(f"{first}-{last}", name, last + 1)
        first = last + 1
    yield Band(f"{first}-", _l("more than %(days)s days", days=first - 1))


def _wan(*ends: int) -> Iterator[Band]:
    """Classes of amounts in ten thousands of yuan; the lower end belongs to a class."""
    yield Band(f"0-{ends[0]}", _l("under %(wan)s wan yuan", wan=ends[0]), ends[0] * FEN_OF_WAN)
    for least, most in pairwise(ends):
        name = _l("%(least)s to under %(most)s wan yuan", least=least, most=most)
        yield Band(f"{least}-{most}", name, most * FEN_OF_WAN)
    yield Band(f"{ends[-1]}-", _l("%(wan)s wan yuan and more", wan=ends[-1]))


def _taken(_window: Window) -> ColumnElement[int]:
    return DAYS_TAKEN


def _agreed(_window: Window) -> ColumnElement[int]:
    return type_coerce(Case.amount_agreed, BigInteger)


def _age(window: Window) -> ColumnElement[int]:
    return DaysBetween(window.end, Case.accepted_on)


DAYS = Distribution("days", _l("Days to close"), _taken, bands=[*_days(0, 3, 7, 15, 30, 60)])
AMOUNT = Distribution("amount", _l("Amount agreed"), _agreed, bands=[*_wan(1, 5, 10, 50, 100)])
AGE = Distribution("age", _l("Days since acceptance"), _age, bands=[*_days(7, 15, 30, 60, 90)])
"""Of what is pending when the period ends."""

DISTRIBUTIONS = {one.key: one for one in (DAYS, AMOUNT, AGE)}


def classed(picks: Iterable[Pick], window: Window) -> list[ColumnElement[bool]]:
    """The conditions of the picked classes; picks of other kinds are left to others."""
    return [
        DISTRIBUTIONS[name].condition_at(row, window)
        for name, row in picks
        if name in DISTRIBUTIONS
    ]


def _id_text(column: Any) -> ColumnElement[str]:
    return func.coalesce(cast(column, String), UNSTATED)


VILLAGE_BY_TYPE = Dimension(
    "village_by_type",
    _l("Village or community by dispute type"),
    _id_text(Case.village_id) + "/" + _id_text(Case.dispute_type_id),
    Village,
)
"""Both ids in one key: a matrix is counted as a breakdown is."""


def crossed(value: str) -> tuple[str, str]:
    """The village's and the type's id of a row of the matrix, as text."""
    village, _slash, kind = value.partition("/")
    return village, kind

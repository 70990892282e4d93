"""What a total is broken down by, and the condition that picks one row of a breakdown.

A row's key is the same on pages, in files and in addresses: a word's value, a type's code (alike
in all centers), or ``center-id`` for organisations, mediators and villages, whose names may be
alike in different centers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import ColumnElement, and_, false

from tracker.domain.vocabulary import Difficulty, Source, Word
from tracker.indicators.windows import Window
from tracker.models import Case, DisputeType, Mediator, Organisation, Village
from tracker.queries.conditions import UNSTATED, is_in_center, is_of_type


@dataclass(frozen=True, eq=False)
class Dimension:
    """``model`` is the table that names the rows; where the column holds a word, ``words``."""

    key: str
    name: LazyString
    column: Any
    model: Any = None
    words: type[Word] | None = None

    def at(self, _window: Window) -> ColumnElement[Any]:
        """By what cases are grouped in a window."""
        return self.column  # type: ignore[no-any-return] # columns are Any here

    def condition(self, row: str) -> ColumnElement[bool]:
        """The cases of that row; none for a row that cannot be."""
        if row == UNSTATED:
            return self.column.is_(None)  # type: ignore[no-any-return] # columns are Any here
        if self.words is not None:
            found = self.word(row)
            return self.column == found if found else false()
        if self.model is DisputeType:
            return is_of_type(row)
        return _of_pair(self.column, row)

    def word(self, row: str) -> Word | None:
        """The word that a row's key means; None where it is none of them."""
        return next((one for one in self.words or () if one.value == row), None)


def pair(row: str) -> tuple[int, int] | None:
    """(center, id) of a row's key; None where it is no such key or beyond any id."""
    found = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,18})", row)
    return (int(found[1]), int(found[2])) if found else None


def _of_pair(column: Any, row: str) -> ColumnElement[bool]:
    found = pair(row)
    return and_(Case.center_id == found[0], column == found[1]) if found else false()


DIMENSIONS = (
    Dimension("dispute_type", _l("Dispute type"), Case.dispute_type_id, DisputeType),
    Dimension("source", _l("Source"), Case.source, words=Source),
    Dimension("organisation", _l("Organisation"), Case.organisation_id, Organisation),
    Dimension("mediator", _l("Mediator"), Case.mediator_id, Mediator),
    Dimension("village", _l("Village or community"), Case.village_id, Village),
    Dimension("difficulty", _l("Difficulty"), Case.difficulty, words=Difficulty),
)
BY_KEY = {dimension.key: dimension for dimension in DIMENSIONS}

MONTH = "month"
"""Not a dimension of a case but a narrower period; it stands first among the breakdowns."""

CENTER = "center"
"""Picks a center, by its code, with those below it."""

Pick = tuple[str, str]
"""A dimension's key and a row's: only the cases of that row are meant."""


def picked(picks: Iterable[Pick]) -> list[ColumnElement[bool]]:
    """The conditions of all picks; raises KeyError for a dimension that does not exist."""
    return [
        is_in_center(row) if name == CENTER else BY_KEY[name].condition(row) for name, row in picks
    ]

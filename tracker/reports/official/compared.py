"""What an official document says of the same period a year before: only what is on record."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from tracker.indicators.declines import DECLINES
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.year import Comparison, Summary
from tracker.reports.official.document import Words, listed, words
from tracker.reports.official.wording import changed, name_of, number, stated

TOLD = (
    "accepted",
    "closed",
    "resolved",
    "mediated_success",
    "amount_agreed",
    "resolution_rate",
    "mediation_success_rate",
    "satisfaction_rate",
)
"""Whose changes are said in a sentence; the table has those of every figure."""


def is_comparable(summary: Summary) -> bool:
    return any(one.before is not None for one in summary.year_on_year.values())


def against_year_before(summary: Summary) -> list[Words]:
    """The steady declines, then the other changes."""
    if not is_comparable(summary):
        return [(_("There are no data of the same period a year before to compare with."),)]
    others = [
        words(_("%(name)s %(change)s"), name=name_of(key), change=changed(key, compared))
        for key in TOLD
        if _is_worth_saying(compared := summary.year_on_year[key])
    ]
    message = _("Against the same period a year before: %(changes)s.")
    changes = [words(message, changes=listed(others, _("; ")))] if others else []
    return [*declines(summary), *changes]


def _is_worth_saying(compared: Comparison) -> bool:
    """Not of what cannot be told, nor of nothing that stayed nothing."""
    return compared.direction is not None and bool(compared.now.value or compared.previous)


def declines(summary: Summary) -> Iterator[Words]:
    """三个稳步下降: what the ledger tells of it, and what it cannot tell."""
    told = [
        _decline(str(one.name), summary.year_on_year[one.indicator.key])
        for one in DECLINES
        if one.indicator is not None
    ]
    unknown = [str(one.name) for one in DECLINES if one.indicator is None]
    yield words(_("Of the steady declines, %(told)s."), told=listed(told, _("; ")))
    if unknown:
        names = _(", ").join(unknown)
        yield words(_("%(names)s cannot be compared: no ledger of them is kept."), names=names)


def _decline(name: str, compared: Comparison) -> Words:
    key = compared.now.key
    if compared.before is None:
        return words(_("%(name)s %(change)s"), name=name, change=changed(key, compared))
    return words(
        _("%(name)s (%(figure)s) are %(now)s, a year before %(before)s, %(change)s"),
        name=name,
        figure=str(BY_KEY[key].name),
        now=stated(compared.now),
        before=number(compared.before, ("year_on_year", key, "previous")),
        change=changed(key, compared),
    )

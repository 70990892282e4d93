"""What an official document says of the same period a year before: only what is on record."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from tracker.indicators.changes import Comparison
from tracker.indicators.declines import DECLINES
from tracker.indicators.year import Summary
from tracker.reports.content import figure_name
from tracker.reports.official.document import Words, listed, words
from tracker.reports.official.wording import changed, number, stated

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
        words(_("%(name)s %(change)s"), name=figure_name(key), change=changed(key, compared))
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
    found = {str(one.name): one.told(summary) for one in DECLINES}
    told = [_decline(name, compared) for name, compared in found.items() if compared is not None]
    yield words(_("Of the steady declines, %(told)s."), told=listed(told, _("; ")))
    if unknown := [name for name, compared in found.items() if compared is None]:
        names = _(", ").join(unknown)
        yield words(_("%(names)s cannot be compared: nothing of them is on record."), names=names)


def _decline(name: str, compared: Comparison) -> Words:
    key = compared.now.key
    if compared.before is None:
        return words(_("%(name)s %(change)s"), name=name, change=changed(key, compared))
    if name == figure_name(key):
        message = _("%(name)s are %(now)s, a year before %(before)s, %(change)s")
    else:
        message = _("%(name)s (%(figure)s) are %(now)s, a year before %(before)s, %(change)s")
    return words(
        message,
        name=name,
        figure=figure_name(key),
        now=stated(compared.now),
        before=number(compared.before, ("year_on_year", key, "previous")),
        change=changed(key, compared),
    )

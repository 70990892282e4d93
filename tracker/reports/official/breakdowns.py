"""What an official document says of types, sources, organisations, villages and months."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from tracker import clock
from tracker.domain.periods import Period
from tracker.indicators.breakdowns import month_key
from tracker.indicators.dimensions import MONTH
from tracker.indicators.year import Row, Summary
from tracker.queries.conditions import UNSTATED
from tracker.reports.official.document import Key, Words, listed, words
from tracker.reports.official.wording import joined, number, sentence, stated

DIMENSIONS = ("dispute_type", "source", "organisation", "village")
"""Mediators do not stand in it by name; the workbook has them."""
LEADING, MOST_LEADING = 3, 5
"""So many rows are named, and up to so many where they are equal."""


def stated_rows(summary: Summary, name: str) -> list[Row]:
    """The rows with anything in hand that say what they are."""
    rows = summary.breakdowns[name]
    return [row for row in rows if row.key != UNSTATED and row.figures["caseload"].value]


def of_dimension(summary: Summary, name: str) -> Words:
    """The rows with the most in hand, each with its share."""
    rows = stated_rows(summary, name)
    if not rows:
        return (_("None of the cases in hand states it."),)
    named = leading(rows)
    caseload = stated(summary.figures["caseload"])
    told = listed([_row(summary, name, row) for row in named], _(", "))
    if len(named) == len(rows):
        said = words(_("Of %(caseload)s in hand: %(rows)s"), caseload=caseload, rows=told)
    elif named:
        said = words(_("Of %(caseload)s in hand, the most: %(rows)s"), caseload=caseload, rows=told)
    else:
        said = words(_("%(caseload)s were in hand"), caseload=caseload)
    return sentence(joined(said, _unstated(summary, name)))


def leading(rows: Sequence[Row]) -> list[Row]:
    """The first three; those equal to the third too, or, of too many equal ones, none of them."""
    ordered = sorted(rows, key=lambda row: -int(row.figures["caseload"].value or 0))
    if len(ordered) <= LEADING:
        return ordered
    third = ordered[LEADING - 1].figures["caseload"].value or 0
    equal = [row for row in ordered if (row.figures["caseload"].value or 0) >= third]
    if len(equal) <= MOST_LEADING:
        return equal
    return [row for row in ordered if (row.figures["caseload"].value or 0) > third]


def _row(summary: Summary, name: str, row: Row) -> Words:
    return words(
        _("%(label)s (%(number)s, %(share)s)"),
        label=row.label,
        number=stated(row.figures["caseload"], at(name, row)),
        share=share(summary, name, row),
    )


def _unstated(summary: Summary, name: str) -> Words | None:
    for row in summary.breakdowns[name]:
        if row.key == UNSTATED and row.figures["caseload"].value:
            number = stated(row.figures["caseload"], at(name, row))
            return words(_("%(number)s state nothing"), number=number)
    return None


def at(name: str, row: Row) -> Key:
    return "breakdowns", name, row.key, "indicators"


def share(summary: Summary, name: str, row: Row) -> Words:
    """Of the caseload; its fraction is the two numbers beside it."""
    return (number(summary.caseload_share(row), ("caseload_shares", name, row.key, "value")),)


def begun_months(summary: Summary) -> list[Row]:
    """Those that have begun: what is to come is no zero."""
    begun = {month_key(one) for one in summary.period.months() if one.start <= clock.today()}
    return [row for row in summary.breakdowns[MONTH] if row.key in begun]


def of_months(summary: Summary) -> Words:
    """In which months the most was accepted and closed."""
    said = joined(
        _most(summary, "accepted", _("Most were accepted in %(months)s, %(number)s")),
        _most(summary, "closed", _("most were closed in %(months)s, %(number)s")),
    )
    return sentence(said)


def _most(summary: Summary, key: str, message: str) -> Words | None:
    rows = begun_months(summary)
    most = max(int(row.figures[key].value or 0) for row in rows) if rows else 0
    found = [row for row in rows if row.figures[key].value == most]
    if not most or len(found) > LEADING:
        return None
    return words(
        message,
        months=_(", ").join(row.label for row in found),
        number=stated(found[0].figures[key], at(MONTH, found[0])),
    )


def has_months(period: Period) -> bool:
    return len(list(period.months())) > 1

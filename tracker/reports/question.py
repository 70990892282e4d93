"""What is asked of the statistics: whose cases, which days, which rows, on which basis.

It is read from arguments as an address has them, so that a page and a saved view ask the same. What
makes no sense is told and replaced by what is usual; it never fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tracker import clock
from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.indicators.breakdowns import centers_of, names_in
from tracker.indicators.dimensions import CENTER, DIMENSIONS, Pick
from tracker.indicators.drill import BASES, pick_label, read_period
from tracker.indicators.year import center_within, organisation_of
from tracker.models import Center
from tracker.queries.scope import Scope
from tracker.reports.heading import Heading, days_of, not_over, sample_mark

SPANS = ("year", "quarter", "month", "to_date", "custom")
PERIOD_ARGS = frozenset({"span", "year", "quarter", "month", "from", "to"})
ARGS = PERIOD_ARGS | {"basis", "center"} | {one.key for one in DIMENSIONS}
"""What of an address is the question; the rest belongs to one page."""


@dataclass
class Chosen:
    """``values`` are the form's fields as they were sent, ``problems`` stand beside them."""

    period: Period
    span: str
    values: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """``scope`` is what the reader may see of ``center`` and below; ``picks`` narrow it.

    ``args`` are all that were sent, those of one page among them.
    """

    center: Center
    scope: Scope
    chosen: Chosen
    basis: Basis
    picks: tuple[Pick, ...]
    args: MultiDict[str, str]

    @property
    def period(self) -> Period:
        return self.chosen.period


def question_of(
    session: Session, scope: Scope, own_center_id: int, args: MultiDict[str, str]
) -> Question | None:
    """None for a center outside the scope."""
    found = center_within(session, scope, own_center_id, args.get("center"))
    if found is None:
        return None
    center, within, of_center = found
    picks = (*of_center, *asked_picks(args))
    return Question(center, within, chosen_period(args), asked_basis(args), picks, args)


def asked_basis(args: MultiDict[str, str]) -> Basis:
    """The caseload for none or an unknown one."""
    return BASES.get(args.get("basis", ""), Basis.CASELOAD)


def asked_picks(args: MultiDict[str, str]) -> tuple[Pick, ...]:
    """The rows of the dimensions that the figures are narrowed to."""
    chosen = ((one.key, args.get(one.key, "")) for one in DIMENSIONS)
    return tuple((name, row) for name, row in chosen if row)


def chosen_period(args: MultiDict[str, str]) -> Chosen:
    """The year, quarter, month or days that the arguments say; this year for nothing."""
    today = clock.today()
    values = {
        "span": "year",
        "year": str(today.year),
        "quarter": str((today.month + 2) // 3),
        "month": str(today.month),
        "from": today.replace(month=1, day=1).isoformat(),
        "to": today.isoformat(),
        **{name: text for name, text in args.items() if text},
    }
    span = values["span"] if values["span"] in SPANS else "year"
    if span == "to_date":
        return Chosen(Period(today.replace(month=1, day=1), today), span, values)
    chosen = Chosen(Period.year(today.year), span, values)
    try:
        chosen.period = _period(span, values)
    except (ValueError, OverflowError):
        name = "from" if span == "custom" else "year"
        chosen.problems[name] = _problem(span)
    return chosen


def _period(span: str, values: Mapping[str, str]) -> Period:
    if span == "custom":
        return read_period(values["from"], values["to"])
    year = int(values["year"])
    if span == "year":
        return read_period(f"{year:04d}-01-01", f"{year:04d}-12-31")
    first, last = _months(span, values)
    end = Period.month(year, last).end
    return read_period(date(year, first, 1).isoformat(), end.isoformat())


def _months(span: str, values: Mapping[str, str]) -> tuple[int, int]:
    if span == "month":
        return int(values["month"]), int(values["month"])
    quarter = int(values["quarter"])
    if not 1 <= quarter <= 4:
        raise ValueError(quarter)
    return 3 * quarter - 2, 3 * quarter


def _problem(span: str) -> str:
    if span == "custom":
        return str(_("Please write both dates as 2024-03-05, the first not after the second."))
    return str(_("Please write a year from %(least)s to %(most)s.", least=MIN_YEAR, most=MAX_YEAR))


def heading_of(
    session: Session, question: Question, title: str, *, by_basis: bool = True
) -> Heading:
    """What stands above a file of it; ``by_basis``: its figures depend on the basis, and stand as
    at the end of the period.
    """
    centers = centers_of(session, question.scope)
    organisation = organisation_of(question.scope, names_in(session, question.scope))
    return Heading(
        title=title,
        center=" · ".join(filter(None, (question.center.name, organisation))),
        period=days_of(question.period.start, question.period.end),
        basis=word(question.basis) if by_basis else "",
        sample=sample_mark() if any(one.is_sample for one in centers.values()) else None,
        more=(
            *narrowed(session, question.scope, question.picks, question.period),
            *(not_over(question.period) if by_basis else ()),
        ),
    )


def narrowed(
    session: Session, scope: Scope, picks: Iterable[Pick], period: Period
) -> tuple[str, ...]:
    """A line that says to which rows the figures are narrowed; the center is told elsewhere."""
    labels = [pick_label(session, scope, one, period) for one in picks if one[0] != CENTER]
    return (" · ".join(labels),) if labels else ()

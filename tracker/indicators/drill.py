"""From a figure back to the cases it counts: the same condition, as the WHERE of the case list.

A link carries ``figure``, ``part`` (value, numerator, denominator, missing, missing.REASON),
``from``, ``to``, ``basis``, and for a row of a breakdown ``by`` and ``key`` (both may come several
times).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, false, select
from sqlalchemy.orm import Session

from tracker.domain.periods import MAX_YEAR, MIN_YEAR, Period
from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.indicators import bases, cohorts, definitions, quality, workload
from tracker.indicators.breakdowns import month_key, month_label, several_years
from tracker.indicators.dimensions import (
    BY_KEY,
    CENTER,
    MONTH,
    Pick,
    pair,
    picked,
)
from tracker.indicators.distributions import DISTRIBUTIONS, classed
from tracker.indicators.kinds import Cases, Indicator, Rate, missing_for
from tracker.indicators.windows import Window
from tracker.models import Center, DisputeType
from tracker.queries.conditions import UNSTATED
from tracker.queries.scope import Scope

BASES = {basis.value: basis for basis in Basis}
FIGURES: Mapping[str, Indicator] = {
    **definitions.BY_KEY,
    **{group.key: group for group in bases.GROUPS},
    **{one.key: one for one in cohorts.WITHIN},
    workload.DUE.key: workload.DUE,
    **quality.BY_KEY,
}
"""Everything whose cases can be listed."""


class Args(Protocol):
    """A request's arguments."""

    def get(self, name: str, /) -> str | None: ...
    def getlist(self, name: str, /) -> list[str]: ...


class BadDrill(ValueError):
    """The address names a figure, a part or a row that does not exist."""


@dataclass(frozen=True)
class Drill:
    """One number of one figure, for one period and row."""

    indicator: Indicator
    part: str
    period: Period
    basis: Basis = Basis.CASELOAD
    picks: tuple[Pick, ...] = ()

    @property
    def cases(self) -> Cases:
        """Which cases are counted; raises KeyError for a part that the figure does not have."""
        return self.indicator.parts(self.basis)[self.part]

    @property
    def span(self) -> Period | None:
        """The period, cut to the month if one is picked; None when they do not meet."""
        return _narrowed(self.period, self.picks)

    @property
    def condition(self) -> ColumnElement[bool]:
        cases = self.cases
        if self.span is None:
            return false()
        window = Window.of(self.span)
        rows = picked(pick for pick in self.picks if pick[0] not in (MONTH, *DISTRIBUTIONS))
        return and_(cases.condition(window), *rows, *classed(self.picks, window))

    def args(self) -> dict[str, str | list[str]]:
        """What stands in the link; ``drill_of`` reads it back."""
        return drill_args(self.indicator.key, self.part, self.period, self.basis, self.picks)

    def describe(self, session: Session, scope: Scope) -> str:
        """``化解件数 · 2024-01-01 至 2024-12-31 · 6月``: what the list shows, for people."""
        name = str(self.indicator.name)
        if isinstance(self.indicator, Rate):
            if self.indicator.by_basis:
                name = _("%(name)s (%(basis)s)", name=name, basis=word(self.basis))
            name = f"{name} · {_named_part(self.indicator, self.part)}"
        elif self.part != "value":
            name = f"{name} · {part_name(self.part)}"
        period = _("%(start)s to %(end)s", start=self.period.start, end=self.period.end)
        return " · ".join(
            [name, period, *(pick_label(session, scope, pick, self.period) for pick in self.picks)]
        )


def _named_part(rate: Rate, part: str) -> str:
    """Where the part is what is missing for a reason, the reason as well."""
    reason = next((one for one in rate.reasons if missing_for(one) == part), None)
    return part_name(part) if reason is None else f"{part_name('missing')} · {reason.name()}"


def part_name(part: str) -> str:
    names = {
        "numerator": _("numerator"),
        "denominator": _("denominator"),
        "missing": _("not in the numerator"),
        "dismissed": _("set aside"),
    }
    return str(names.get(part, part))


def drill_args(
    figure: str,
    part: str,
    period: Period,
    basis: Basis = Basis.CASELOAD,
    picks: Iterable[Pick] = (),
) -> dict[str, str | list[str]]:
    """The arguments of a figure's link, for ``url_for``; what is usual is left out."""
    args: dict[str, str | list[str]] = {"figure": figure}
    if part != "value":
        args["part"] = part
    args |= {"from": period.start.isoformat(), "to": period.end.isoformat()}
    if basis is not Basis.CASELOAD:
        args["basis"] = basis.value
    if kept := list(picks):
        args["by"] = [name for name, _row in kept]
        args["key"] = [row for _name, row in kept]
    return args


def drill_of(args: Args) -> Drill | None:
    """What an address asks for; None when it asks for no figure. Raises BadDrill."""
    if not args.get("figure"):
        return None
    try:
        indicator = FIGURES[args.get("figure") or ""]
        basis = BASES[args.get("basis") or Basis.CASELOAD.value]
        part = args.get("part") or "value"
        period = read_period(args.get("from"), args.get("to"))
        picks = tuple(zip(args.getlist("by"), args.getlist("key"), strict=True))
        drill = Drill(indicator, part, period, basis, picks)
        drill.condition  # noqa: B018 - an address is read whole before anything is shown
    except (KeyError, ValueError) as error:
        raise BadDrill(str(error)) from None
    return drill


def read_period(start: str | None, end: str | None) -> Period:
    """Both ends as ISO dates. Raises ValueError, also for years no ledger speaks of."""
    period = Period(date.fromisoformat(start or ""), date.fromisoformat(end or ""))
    if not MIN_YEAR <= period.start.year <= period.end.year <= MAX_YEAR:
        raise ValueError(f"{period.start} to {period.end}")
    return period


def _narrowed(period: Period, picks: Iterable[Pick]) -> Period | None:
    """The period cut to the picked month; None when they do not meet."""
    for name, row in picks:
        if name == MONTH:
            found = [month for month in period.months() if month_key(month) == row]
            if not found:
                return None
            period = found[0]
    return period


def pick_label(session: Session, scope: Scope, pick: Pick, period: Period) -> str:
    """What the row is called; the key itself where it names nothing of the scope."""
    name, row = pick
    if name == MONTH:
        months = [one for one in period.months() if month_key(one) == row]
        return month_label(months[0], several_years(period)) if months else row
    if name in DISTRIBUTIONS:
        return _class_label(name, row)
    if row == UNSTATED and name in BY_KEY:
        return f"{BY_KEY[name].name}{_(': ')}{_('Not stated')}"
    if name == CENTER:
        centers = select(Center.name).where(Center.id.in_(scope.center_ids))
        return session.scalar(centers.where(Center.code == row)) or row
    if BY_KEY[name].words is not None:
        meant = BY_KEY[name].word(row)
        return word(meant) if meant else row
    model = BY_KEY[name].model
    found = pair(row) or (0, 0)
    query = select(model.name).where(
        model.center_id.in_(scope.center_ids),
        model.code == row
        if model is DisputeType
        else and_(model.center_id == found[0], model.id == found[1]),
    )
    return session.scalar(query.limit(1)) or row


def _class_label(name: str, row: str) -> str:
    distribution = DISTRIBUTIONS[name]
    band = distribution.band(row)
    found = _("Not stated") if row == UNSTATED else band.name if band else row
    return f"{distribution.name}{_(': ')}{found}"

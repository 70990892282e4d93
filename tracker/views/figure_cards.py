"""A computed figure as the pages show it: written for people, every number a link to its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from flask_babel import gettext as _

from tracker import formatting
from tracker.domain.money import wan_figure
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.changes import Comparison
from tracker.indicators.dimensions import Pick
from tracker.indicators.drill import drill_args, part_name
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Indicator, Rate, Roster, Unit


@dataclass(frozen=True)
class Part:
    """One number of a rate, with the cases behind it."""

    key: str
    label: str
    text: str
    value: int
    href: str


@dataclass(frozen=True)
class Trend:
    """The same figure of an earlier period; ``direction`` is up, down or level, the icon's name."""

    text: str
    direction: str


@dataclass(frozen=True)
class Past:
    """What a figure is compared with, and the words around the earlier value."""

    compared: Comparison
    words: Callable[[str], str]


@dataclass(frozen=True)
class Card:
    """What ``components/figure.html`` draws; ``note``: the basis, or on how much a sum rests."""

    key: str
    label: str
    unit: str
    text: str
    value: int | str | None
    href: str | None = None
    note: str | None = None
    title: str | None = None
    numerator: Part | None = None
    denominator: Part | None = None
    missing: Part | None = None
    trends: Sequence[Trend] = ()


def card(
    indicator: Indicator,
    figure: Figure,
    period: Period,
    basis: Basis,
    picks: Iterable[Pick] = (),
    *pasts: Past,
) -> Card:
    """The figure of the period and basis, of the picked rows if any, beside its past."""
    picks = tuple(picks)

    def href(part: str) -> str:
        args = drill_args(figure.key, part, period, basis, picks)
        return url_for("cases.index", **args)  # type: ignore[arg-type] # values may be lists

    def part(name: str, number: int | None) -> Part | None:
        if number is None:
            return None
        key = f"{figure.key}.{name}"
        return Part(key, part_name(name), formatting.count(number), number, href(name))

    chosen = isinstance(indicator, Rate) and indicator.by_basis
    counted = not isinstance(indicator, Rate | Roster) and figure.value is not None
    return Card(
        key=figure.key,
        label=str(indicator.name),
        unit=unit_of(figure),
        text=text_of(figure),
        value=figure.plain,
        href=href("value") if counted else None,
        note=formatting.word(basis) if chosen else _stated(figure),
        title=_exact(figure),
        numerator=part("numerator", figure.numerator),
        denominator=part("denominator", figure.denominator),
        missing=part("missing", figure.missing),
        trends=[trend for past in pasts if (trend := _trend(past))],
    )


def text_of(figure: Figure) -> str:
    """``1,372``, ``99.56``, ``9,160.00`` (万元), ``11.0``; a dash where nothing is to tell."""
    if figure.value is None:
        return formatting.NOTHING
    if figure.unit == Unit.YUAN.value:
        return wan_figure(Decimal(figure.value))
    return f"{figure.value:,}"


def unit_of(figure: Figure) -> str:
    units = {
        Unit.CASES.value: _("cases"),
        Unit.YUAN.value: _("wan yuan"),
        Unit.PERCENT.value: "%",
        Unit.DAYS.value: _("days"),
        Unit.PEOPLE.value: _("people"),
    }
    return str(units[figure.unit])


def _trend(past: Past) -> Trend | None:
    before, direction = past.compared.before, past.compared.direction
    if before is None or direction is None:
        return None
    unit = unit_of(before)
    written = text_of(before) + (unit if unit == "%" else f" {unit}")
    return Trend(past.words(written), direction)


def year_before(compared: Comparison) -> Past:
    """Beside the same period a year before."""
    return Past(compared, lambda value: str(_("%(value)s a year before", value=value)))


def period_before(compared: Comparison) -> Past:
    """Beside the period of the same length just before."""
    return Past(compared, lambda value: str(_("%(value)s in the period before", value=value)))


def _stated(figure: Figure) -> str | None:
    """On how many cases a sum rests: an amount that nobody stated is not zero."""
    if figure.asked is None:
        return None
    stated, asked = formatting.count(figure.rows), formatting.count(figure.asked)
    return str(_("stated in %(stated)s of %(asked)s cases", stated=stated, asked=asked))


def _exact(figure: Figure) -> str | None:
    """The exact yuan behind a rounded amount, to be shown on hover."""
    if figure.value is None or figure.unit != Unit.YUAN.value:
        return None
    return formatting.yuan(Decimal(figure.value))

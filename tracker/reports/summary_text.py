"""A summary as sentences, ready to be pasted into a report: no rate without its fraction."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import gettext as _

from tracker.domain.money import wan_text
from tracker.formatting import NOTHING, word
from tracker.indicators.figures import Figure
from tracker.indicators.year import Comparison, Summary
from tracker.reports.heading import heading


def summary_text(summary: Summary) -> str:
    """Paragraphs, the sample's mark above them."""
    above = heading(summary)
    marked = [above.sample, ""] if above.sample else []
    paragraphs = [
        *marked,
        above.title,
        "",
        _intake(summary),
        _resolution(summary),
        _mediation(summary),
        _amounts(summary),
        _afterwards(summary),
        _year_before(summary),
    ]
    return "\n".join(paragraphs) + "\n"


def _intake(summary: Summary) -> str:
    return str(
        _(
            "From %(start)s to %(end)s, %(center)s registered %(registered)s cases, declined"
            " %(declined)s and accepted %(accepted)s; with %(carried_over)s carried over, the"
            " caseload was %(caseload)s.",
            start=summary.period.start,
            end=summary.period.end,
            center=summary.center.name,
            **_numbers(summary),
        )
    )


def _resolution(summary: Summary) -> str:
    readings = _("; ").join(
        _("%(basis)s %(rate)s", basis=word(basis), rate=_rate(figure))
        for basis, figure in summary.readings.items()
        if basis is not summary.basis
    )
    return str(
        _(
            "%(closed)s cases were closed, %(resolved)s of them resolved and %(unresolved)s not;"
            " %(pending)s were pending at the end of the period, %(overdue)s of them overdue."
            " The resolution rate (%(basis)s) was %(resolution_rate)s. On the other bases:"
            " %(readings)s.",
            basis=word(summary.basis),
            readings=readings,
            **_numbers(summary),
        )
    )


def _mediation(summary: Summary) -> str:
    return str(
        _(
            "%(mediated_success)s cases were mediated successfully, of %(mediation_concluded)s"
            " mediations ended: a success rate of %(mediation_success_rate)s. The median time"
            " taken was %(median_days)s days; %(parties)s parties were involved.",
            **_numbers(summary),
        )
    )


def _amounts(summary: Summary) -> str:
    return str(
        _(
            "The amounts claimed were %(amount_claimed)s, those agreed %(amount_agreed)s, and those"
            " performed %(amount_performed)s. The performance rate was %(performance_rate)s.",
            **_numbers(summary),
        )
    )


def _afterwards(summary: Summary) -> str:
    return str(
        _(
            "Courts confirmed %(judicial_confirmations)s agreements. The return visit rate was"
            " %(return_visit_rate)s, the satisfaction rate %(satisfaction_rate)s.",
            **_numbers(summary),
        )
    )


def _year_before(summary: Summary) -> str:
    compared = summary.year_on_year["caseload"]
    if compared.previous is None or compared.direction is None:
        return str(_("The caseload cannot be compared with the year before: there are no data."))
    return str(
        _(
            "The caseload of the same period a year before was %(previous)s: %(change)s.",
            previous=compared.previous,
            change=change_words(compared),
        )
    )


def change_words(compared: Comparison) -> str:
    """``下降7.36%``, ``上升2.10%``, ``持平``."""
    if compared.direction is None:
        return str(_("cannot tell"))
    if compared.direction == "level":
        return str(_("level"))
    percent = compared.change_percent
    if percent is None:
        return str(_("up from nothing"))
    if compared.direction == "down":
        return str(_("down by %(percent)s%%", percent=abs(percent)))
    return str(_("up by %(percent)s%%", percent=percent))


def _numbers(summary: Summary) -> dict[str, str]:
    """Every figure as it is written in a sentence."""
    return {key: written(figure) for key, figure in summary.figures.items()}


def written(figure: Figure) -> str:
    """``1366``, ``99.56%（1366/1372）``, ``9,160万元（91600000.00元）``."""
    if figure.denominator is not None:
        return _rate(figure)
    if figure.value is None:
        return NOTHING
    if figure.unit == "yuan":
        exact = Decimal(figure.value)
        return str(_("%(wan)s wan yuan (%(yuan)s yuan)", wan=wan_text(exact), yuan=f"{exact:.2f}"))
    return str(figure.value)


def _rate(figure: Figure) -> str:
    value = NOTHING if figure.value is None else f"{figure.value}%"
    return str(
        _(
            "%(value)s (%(numerator)s/%(denominator)s)",
            value=value,
            numerator=figure.numerator,
            denominator=figure.denominator,
        )
    )

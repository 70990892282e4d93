"""What an official document says of results: resolution, mediation, money, what came after."""

from __future__ import annotations

from flask_babel import gettext as _

from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.indicators.figures import Figure
from tracker.indicators.year import Summary
from tracker.reports.official.document import Key, Stated, Words, listed, words
from tracker.reports.official.wording import WHOLE, joined, part, rate, sentence, stated


def resolution(summary: Summary) -> Words:
    """The rate on the chosen basis, the others beside it."""
    own = _reading(summary.basis, summary.figures["resolution_rate"], WHOLE)
    others = [
        _reading(basis, figure, ("resolution_rate_by_basis",), basis.value)
        for basis, figure in summary.readings.items()
        if basis is not summary.basis
    ]
    return words(
        _("Resolution rate: %(own)s. On the other bases: %(others)s."),
        own=own,
        others=listed(others, _("; ")),
    )


def _reading(basis: Basis, figure: Figure, at: Key, name: str = "resolution_rate") -> Words:
    if figure.value is None:
        return words(_("%(basis)s: nothing to count it from"), basis=word(basis))
    return words(_("%(basis)s: %(rate)s"), basis=word(basis), rate=rate(figure, (*at, name)))


def mediation(summary: Summary) -> Words:
    figures = summary.figures
    if not figures["mediation_concluded"].value:
        return (_("No mediation ended, so there is no success rate."),)
    if figures["mediated_success"].value:
        message = _(
            "%(concluded)s mediations ended, %(success)s of them successfully: a success rate of"
            " %(rate)s."
        )
    else:
        message = _(
            "%(concluded)s mediations ended, none of them successfully: a success rate of %(rate)s."
        )
    return words(
        message,
        concluded=stated(figures["mediation_concluded"]),
        success=stated(figures["mediated_success"]),
        rate=stated(figures["mediation_success_rate"]),
    )


def amounts(summary: Summary) -> Words:
    """What was claimed, agreed and paid; on how many cases a sum rests, unless on all."""
    performed = summary.figures["amount_performed"]
    paid = words(_("%(amount)s was paid in the period"), amount=stated(performed))
    said = joined(
        _amount(
            summary.figures["amount_claimed"],
            _("the cases accepted claim %(amount)s"),
            _("no case accepted states what it claims"),
        ),
        _amount(
            summary.figures["amount_agreed"],
            _("the cases mediated successfully agree on %(amount)s"),
            _("no case mediated successfully states an amount"),
        ),
        paid if performed.rows else None,
    )
    return sentence(said)


def _amount(figure: Figure, message: str, none: str) -> Words | None:
    if not figure.asked:
        return None
    if not figure.rows:
        return (none,)
    said = words(message, amount=stated(figure))
    if figure.rows == figure.asked:
        return said
    at = ("amounts_stated", figure.key)
    return words(
        _("%(said)s (stated in %(rows)s of %(asked)s)"),
        said=said,
        rows=Stated((*at, "stated"), str(figure.rows), figure.rows or 0),
        asked=Stated((*at, "asked"), str(figure.asked), figure.asked),
    )


def performance(summary: Summary) -> Words:
    return _share(
        summary.figures["performance_rate"],
        _("Of %(whole)s cases mediated successfully, %(part)s are performed in full: %(rate)s."),
        _("Of %(whole)s cases mediated successfully, none is performed in full: %(rate)s."),
    )


def confirmations(summary: Summary) -> Words:
    figures = summary.figures
    number = figures["judicial_confirmations"]
    if number.value:
        message = _("Courts confirmed the agreements of %(number)s cases.")
        return words(message, number=stated(number))
    return (
        (_("No agreement was confirmed by a court."),) if figures["mediated_success"].value else ()
    )


def visits(summary: Summary) -> Words:
    return _share(
        summary.figures["return_visit_rate"],
        _(
            "Of %(whole)s cases mediated successfully, %(part)s were visited again: a return visit"
            " rate of %(rate)s."
        ),
        _(
            "Of %(whole)s cases mediated successfully, none was visited again: a return visit rate"
            " of %(rate)s."
        ),
    )


def satisfaction(summary: Summary) -> Words:
    figures = summary.figures
    told = _share(
        figures["satisfaction_rate"],
        _("%(whole)s return visits were made; %(part)s answered satisfied: %(rate)s."),
        _("%(whole)s return visits were made; none answered satisfied: %(rate)s."),
    )
    if told or not figures["mediated_success"].value:
        return told
    return (_("No return visit was made, so there is no satisfaction rate."),)


def _share(figure: Figure, message: str, none: str) -> Words:
    """A rate with both its numbers; nothing where it is the rate of nothing."""
    if not figure.denominator:
        return ()
    at = (*WHOLE, figure.key)
    return words(
        message if figure.numerator else none,
        whole=part(figure, "denominator", at),
        part=part(figure, "numerator", at),
        rate=stated(figure),
    )

"""How figures are worded in an official document: no rate without its fraction, no 0 % of nothing.

A sentence says a figure as such documents print it; a cell of a table has it exact.
"""

from __future__ import annotations

from decimal import Decimal
from functools import reduce

from flask_babel import gettext as _

from tracker.domain.money import WAN, wan_text
from tracker.domain.numerals import chinese_day
from tracker.domain.periods import Period
from tracker.formatting import NOTHING, count, grouped, in_chinese
from tracker.indicators.changes import Comparison
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Unit
from tracker.reports.changes import change_words
from tracker.reports.official.document import Key, Part, Stated, Words, listed, words

WHOLE: Key = ("indicators",)
"""Where the figures of the whole period stand in the summary's JSON."""


def stated(figure: Figure, at: Key = WHOLE) -> Words:
    """In a sentence: ``1372``, ``99.56%（1366/1372）``, ``9160万元``, ``7``."""
    if figure.denominator is not None:
        return rate(figure, (*at, figure.key))
    return (number(figure, (*at, figure.key, "value")),)


def number(figure: Figure, key: Key) -> Part:
    value = figure.value
    if value is None:
        return NOTHING
    return Stated(key, _in_sentence(value, figure.unit), value)


def _in_sentence(value: int | Decimal, unit: str) -> str:
    if unit == Unit.YUAN.value:
        return amount(Decimal(value))
    if unit == Unit.PERCENT.value:
        return f"{value}%"
    return str(value) if isinstance(value, int) else shortest(value)


def amount(yuan: Decimal) -> str:
    """``9160万元``; what is less than a 万元 is said to the fen: ``4029.07元``."""
    if abs(yuan) < WAN:
        return str(_("%(yuan)s yuan", yuan=shortest(yuan)))
    return str(_("%(wan)s wan yuan", wan=wan_text(yuan).replace(",", "")))


def shortest(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def rate(figure: Figure, at: Key) -> Words:
    """``99.56%（1366/1372）``; ``at`` leads to the rate."""
    return words(
        _("%(value)s (%(numerator)s/%(denominator)s)"),
        value=number(figure, (*at, "value")),
        numerator=part(figure, "numerator", at),
        denominator=part(figure, "denominator", at),
    )


def part(figure: Figure, name: str, at: Key) -> Part:
    value = getattr(figure, name)
    return NOTHING if value is None else Stated((*at, name), str(value), value)


def exact(figure: Figure, at: Key) -> Words:
    """In a cell: ``1,372``, ``91,600,000.00``, a rate with its fraction on a line beneath."""
    if figure.value is None:
        return (NOTHING,)
    if figure.denominator is not None:
        return words(
            "%(value)s\n%(numerator)s/%(denominator)s",
            value=number(figure, (*at, "value")),
            numerator=part(figure, "numerator", at),
            denominator=part(figure, "denominator", at),
        )
    if figure.unit == Unit.YUAN.value:
        written = grouped(Decimal(figure.value))
    else:
        written = count(figure.value) if isinstance(figure.value, int) else f"{figure.value}"
    return (Stated((*at, "value"), written, figure.value),)


def as_previous(said: Words, key: str) -> Words:
    """A figure of the year before: the JSON has it in one place, beside the change."""
    names = {"value": "previous", "numerator": "previous_numerator"}
    names["denominator"] = "previous_denominator"
    return tuple(
        Stated(("year_on_year", key, names[one.key[-1]]), one.text, one.value)
        if isinstance(one, Stated)
        else one
        for one in said
    )


def changed(key: str, compared: Comparison) -> Words:
    """``下降7.36%``, ``上升3.27个百分点``, ``持平``, ``无法比较``."""
    points = compared.change_points
    change, name = (
        (compared.change_percent, "change_percent") if points is None else (points, "change_points")
    )
    said = change_words(compared)
    if not change:  # nothing to compare with, level, or almost: words without a number
        return (said,)
    return (Stated(("year_on_year", key, name), said, change),)


def joined(*said: Words | None) -> Words:
    """Those that there are, with commas between them."""
    message = _("%(one)s, %(another)s")
    there = [one for one in said if one] or [()]
    return reduce(lambda one, another: words(message, one=one, another=another), there)


def sentence(*parts: Words) -> Words:
    """One sentence of the parts that there are; no words of none."""
    said = listed([one for one in parts if one], _("; "))
    return words(_("%(clauses)s."), clauses=_begun(said)) if said else ()


def _begun(said: Words) -> Words:
    """With a capital, where the language has any."""
    first, *others = said
    return (first[:1].upper() + first[1:] if isinstance(first, str) else first, *others)


def written_days(period: Period) -> tuple[str, str]:
    """First and last day; ``12月31日`` in the same year."""
    start, end = period.start, period.end
    if not in_chinese():
        return start.isoformat(), end.isoformat()
    last = chinese_day(end)
    return chinese_day(start), last.partition("年")[2] if start.year == end.year else last

"""Organisations ranked by their resolution rate, with the volume that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from flask_babel import gettext as _

from tracker.formatting import word
from tracker.indicators.charted import Charted
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.figures import FEW
from tracker.indicators.kinds import Unit
from tracker.reports.charts.bars import Bar, Bars, bars
from tracker.reports.charts.chart import MOST_DRAWN, Chart, Key, drawn_part, written
from tracker.reports.charts.numbers import Numbers, number
from tracker.reports.charts.svg import DOTS, HATCH
from tracker.reports.content import Cell, Column, Table

RATE = BY_KEY["resolution_rate"]
ORGANISATION = "organisation"
Ranked = tuple[int | None, Cell, Cell]
"""The rank, none where the cases are too few; the name; the rate with its parts."""


def organisations_chart(key: str, title: str, charted: Charted) -> Chart:
    ranked = _ranked(charted)
    columns = [
        Column(_("Rank"), Unit.CASES.value),
        Column(_("Organisation")),
        Column(f"{RATE.name} (%)", Unit.PERCENT.value),
    ]
    few = str(_("fewer than %(few)s cases, not ranked", few=FEW))
    lines = [[Cell(rank or few), name, rate] for rank, name, rate in ranked]
    return Chart(
        key=key,
        title=title,
        desc=_(
            "One bar for each organisation, from zero to all its cases, the highest rate first,"
            " with resolved and denominator; the thin bar beneath is the number of cases that it"
            " is a rate of. Rates of few cases are dotted and stand at the end without a rank."
            " The same numbers stand in the table beneath."
        ),
        drawing=_drawing(ranked[:MOST_DRAWN], few),
        table=Table(key, title, columns, lines),
        keys=list(_keys(ranked, few)),
        notes=[
            _("Basis of the resolution rate: %(basis)s", basis=word(charted.basis)),
            *drawn_part(len(ranked)),
        ],
    )


def _keys(ranked: Sequence[Ranked], few: str) -> Iterator[Key]:
    ranks = {rank for rank, _name, _rate in ranked}
    if ranks - {None}:
        yield Key("bar", str(RATE.name))
    if None in ranks:
        yield Key("few", few)
    if ranks:
        yield Key("volume", str(_("cases that it is a rate of")))


def _ranked(charted: Charted) -> list[Ranked]:
    """By rate, alike rates sharing a rank; behind them those of few cases, the most cases first."""
    numbers = Numbers.of_question(charted)
    rated = [
        (Cell(row.label, key=row.key), numbers.of(RATE.key, row.tally, (ORGANISATION, row.key)))
        for row in charted.rows(ORGANISATION)
    ]
    rated.sort(key=lambda one: -_volume(one[1]))
    many = [one for one in rated if _volume(one[1]) >= FEW]
    few = [one for one in rated if 0 < _volume(one[1]) < FEW]
    many.sort(key=lambda one: -_exactly(one[1]))
    above = [sum(_exactly(other) > _exactly(one) for _, other in many) for _, one in many]
    return [
        *((rank + 1, *one) for rank, one in zip(above, many, strict=True)),
        *((None, *one) for one in few),
    ]


def _volume(rate: Cell) -> int:
    return number(rate.parts[1])


def _exactly(rate: Cell) -> Fraction:
    return Fraction(number(rate.parts[0]), _volume(rate))


def _drawing(ranked: Sequence[Ranked], few: str) -> Bars:
    most = max((_volume(rate) for _rank, _name, rate in ranked), default=1)
    rows: list[Bar | str] = []
    for rank, name, rate in ranked:
        if rank is None and few not in rows:
            rows.append(few)
        numerator, denominator = rate.parts[:2]
        rows.append(
            Bar(
                label=f"{rank}. {name.value}" if rank else str(name.value),
                length=float(_exactly(rate)),
                cell=numerator,
                words=[f"{written(rate)} · ", numerator, " / ", denominator],
                volume=_volume(rate) / most,
                pattern=HATCH if rank else DOTS,
            )
        )
    return bars(rows)

"""A frozen year beside the ledger of now, as tables without a format."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from tracker.domain.frozen import BREAKDOWN, OF_BASIS, Difference, Parts
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.formatting import NOTHING, word
from tracker.indicators import INDICATORS
from tracker.indicators.dimensions import MONTH, Pick
from tracker.indicators.drill import BASES
from tracker.indicators.figures import Figure
from tracker.indicators.frozen_years import Compared
from tracker.indicators.register_figures import declared
from tracker.reports.content import (
    PARTS,
    Cell,
    Column,
    Table,
    dimension_name,
    figure_cell,
    figure_name,
    named_with_unit,
)


def reading_name(key: str) -> str:
    """``化解率（办结口径）`` for ``resolution_rate:closed``; the key itself of a figure of old."""
    if key.startswith(BREAKDOWN):
        return str(_("Rows by %(name)s", name=dimension_name(key.removeprefix(BREAKDOWN))))
    own, _sign, basis = key.partition(OF_BASIS)
    if own not in (*INDICATORS, *declared()):
        return key
    if own in declared():
        return figure_name(own)
    if basis not in BASES:
        return named_with_unit(INDICATORS[own])
    return str(_("%(name)s (%(basis)s)", name=INDICATORS[own].name, basis=word(BASES[basis])))


def totals_table(compared: Compared, picks: Sequence[Pick] = ()) -> Table:
    """The figures of the year that are others now, and how many cases made them so."""
    columns = [Column(_("Figure")), *_numbers(), Column(_("Cases"))]
    rows = [
        [Cell(reading_name(one.figure), key=one.figure), *_sides(compared, one, picks), Cell(text)]
        for one in compared.totals
        for text in [_cases_words(compared, one)]
    ]
    return Table("frozen", _("Figures of the year"), columns, rows)


def rows_table(
    compared: Compared, differences: Sequence[Difference], picks: Sequence[Pick] = ()
) -> Table:
    """The same of these rows of the breakdowns; a row that is gone is called as it was.

    Of months it is not stored which cases counted in them.
    """
    columns = [Column(_("Breakdown")), Column(_("Row")), Column(_("Figure")), *_numbers()]
    columns.append(Column(_("Cases")))
    rows = []
    for one in differences:
        dimension, row = one.dimension or "", one.row or ""
        label = row_name(compared, dimension, row)
        sides = _sides(compared, one, (*picks, (dimension, row)))
        head = (dimension_name(dimension), label, reading_name(one.figure))
        cases = NOTHING if dimension == MONTH else _cases_words(compared, one)
        rows.append([*(Cell(text) for text in head), *sides, Cell(cases)])
    return Table("frozen_rows", _("Rows of the breakdowns"), columns, rows)


def row_name(compared: Compared, dimension: str, row: str) -> str:
    """As it is called now, or was when the year was frozen."""
    now = compared.names_now.get((dimension, row))
    return now or dict(compared.row.names.get(dimension, ())).get(row, row)


def _numbers() -> list[Column]:
    return [Column(_("Frozen"), None), Column(_("Now"), None), Column(_("Difference"), None)]


def _sides(compared: Compared, one: Difference, picks: Sequence[Pick]) -> list[Cell]:
    """Then, now with the way to the cases, and the difference of the values."""
    period = Period.year(compared.row.year)
    basis = BASES.get(one.figure.partition(OF_BASIS)[2], Basis.CASELOAD)
    now = figure_cell(_figure(one, one.now), period, basis, tuple(picks))
    return [_then(one), now, Cell(difference(one.then, one.now))]


def _then(one: Difference) -> Cell:
    figure = _figure(one, one.then)
    if figure.denominator is None:
        return Cell(figure.value, figure.unit)
    return Cell(figure.value, figure.unit, parts=[Cell(getattr(figure, part)) for part in PARTS])


def _figure(one: Difference, parts: Parts) -> Figure:
    unit = _unit(one.key)
    known: dict[str, Any] = {name: value for name, value in parts.items() if name != "value"}
    return Figure(one.key, unit, _number(parts.get("value")), **known)


def _unit(key: str) -> str:
    """Blank of a figure of old."""
    if key in INDICATORS:
        return INDICATORS[key].unit.value
    return declared()[key][1].unit.value if key in declared() else ""


def difference(then: Parts, now: Parts) -> str | None:
    """``+1``, ``-0.07``; None where either side has no value."""
    old, new = _number(then.get("value")), _number(now.get("value"))
    if old is None or new is None:
        return None
    return f"{new - old:+,}" if new != old else "0"


def _number(value: Any) -> int | Decimal | None:
    return Decimal(value) if isinstance(value, str) else value


def _cases_words(compared: Compared, one: Difference) -> str:
    """``不再计入 1；新计入 2``; nothing where no case explains it."""
    found = compared.cases_of(one)
    said = (
        (found.gone, _("no longer counted: %(count)s", count=len(found.gone))),
        (found.come, _("counted since: %(count)s", count=len(found.come))),
        (found.other, _("another amount: %(count)s", count=len(found.other))),
    )
    told = _("; ").join(str(text) for cases, text in said if cases)
    return told or str(_("no case: lists"))

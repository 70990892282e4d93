"""A frozen year beside the ledger of now, as tables without a format."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from tracker.domain.frozen import OF_BASIS, Difference, Parts
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.indicators import INDICATORS
from tracker.indicators.counted_parts import names_of
from tracker.indicators.dimensions import Pick
from tracker.indicators.drill import BASES
from tracker.indicators.figures import Figure
from tracker.indicators.frozen_years import Compared
from tracker.queries.frozen_years import CaseChange
from tracker.reports.content import (
    PARTS,
    Cell,
    Column,
    Table,
    dimension_name,
    figure_cell,
    named_with_unit,
)

ROWS = 50
"""As many lines of rows as a page shows; a single case stands in a row of each breakdown."""


def figure_name(key: str) -> str:
    """``化解率（办结口径）`` for ``resolution_rate:closed``; the key itself of a figure of old."""
    own, _sign, basis = key.partition(OF_BASIS)
    if own not in INDICATORS:
        return key
    if basis not in BASES:
        return named_with_unit(INDICATORS[own])
    return str(_("%(name)s (%(basis)s)", name=INDICATORS[own].name, basis=word(BASES[basis])))


def totals_table(compared: Compared, picks: Sequence[Pick] = ()) -> Table:
    """The figures of the year that are others now, and how many cases made them so."""
    columns = [Column(_("Figure")), *_numbers(), Column(_("Cases"))]
    rows = [
        [Cell(figure_name(one.figure), key=one.figure), *_sides(compared, one, picks), Cell(text)]
        for one in compared.totals
        for text in [_cases_words(compared, one)]
    ]
    return Table("frozen", _("Figures of the year"), columns, rows)


def rows_table(compared: Compared, picks: Sequence[Pick] = ()) -> Table:
    """The same in the rows of the breakdowns; a row that is gone is called as it was."""
    names = {
        (dimension, key): label
        for dimension, rows in compared.row.names.items()
        for key, label in rows
    }
    columns = [Column(_("Breakdown")), Column(_("Row")), Column(_("Figure")), *_numbers()]
    rows = []
    for one in compared.rows[:ROWS]:
        dimension, row = one.dimension or "", one.row or ""
        label = compared.names_now.get((dimension, row)) or names.get((dimension, row), row)
        sides = _sides(compared, one, (*picks, (dimension, row)))
        head = (dimension_name(dimension), label, figure_name(one.figure))
        rows.append([*(Cell(text) for text in head), *sides])
    return Table("frozen_rows", _("Rows of the breakdowns"), columns, rows)


def moves_of(compared: Compared, case: CaseChange) -> tuple[list[str], list[str]]:
    """The figures in which the case no longer counts, and those in which it does since."""
    then, now = (
        names_of(one.parts, compared.named) if one else set() for one in (case.then, case.now)
    )
    return _figures(then - now), _figures(now - then)


def _figures(parts: set[str]) -> list[str]:
    """Their names in the order of the pages, each once."""
    keys = {part.rpartition(".")[0] for part in parts}
    keys = {key.partition(OF_BASIS)[0] for key in keys}
    return [str(one.name) for key, one in INDICATORS.items() if key in keys]


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
    indicator = INDICATORS.get(one.key)
    unit = indicator.unit.value if indicator else ""
    known: dict[str, Any] = {name: value for name, value in parts.items() if name != "value"}
    return Figure(one.key, unit, _number(parts.get("value")), **known)


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
    found = compared.cases_of(one.figure)
    said = (
        (found.gone, _("no longer counted: %(count)s", count=len(found.gone))),
        (found.come, _("counted since: %(count)s", count=len(found.come))),
        (found.other, _("another amount: %(count)s", count=len(found.other))),
    )
    told = _("; ").join(str(text) for cases, text in said if cases)
    return told or str(_("no case: lists"))

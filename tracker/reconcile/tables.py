"""The result of a reconciliation as tables without a format: for the page and for every file."""

from __future__ import annotations

from collections import Counter

from flask_babel import gettext as _

from tracker.domain.verdicts import Verdict
from tracker.formatting import word
from tracker.indicators.dimensions import Pick
from tracker.indicators.kinds import Unit
from tracker.reconcile.result import Result
from tracker.reconcile.telling import (
    change_number,
    days_words,
    figure_words,
    flat_text,
    ledger_cell,
    moved_words,
    name_of,
    remarks,
    stated_words,
)
from tracker.reports.content import Cell, Column, Table


def figures_table(result: Result) -> Table:
    """A line for each stated figure, beside it what the ledger says, and how the two stand."""
    columns = [
        Column(_("No.")),
        Column(_("Stated")),
        Column(_("Figure")),
        Column(_("Days")),
        Column(_("Value")),
        Column(_("Ledger"), None),
        Column(_("Verdict")),
        Column(_("Remarks")),
    ]
    rows = [
        [
            Cell(str(place)),
            Cell(flat_text(held.stated)),
            Cell(figure_words(place, result)),
            Cell(days_words(held.stated.period)),
            Cell(stated_words(held.stated)),
            ledger_cell(held.read, ()),
            Cell(word(held.verdict)),
            Cell("；".join(str(one) for one in remarks(place, result, ()))),
        ]
        for place, held in enumerate(result.held, 1)
    ]
    return Table("stated", _("Stated figures"), columns, rows)


def checks_table(result: Result) -> Table:
    """What the text says of itself."""
    columns = [Column(_("Check")), Column(_("Stated")), Column(_("Numbers")), Column(_("Verdict"))]
    rows = [
        [
            Cell(word(one.check)),
            Cell("，".join(flat_text(stated) for stated in one.stated)),
            Cell(" / ".join(str(number) for number in one.numbers)),
            Cell(_("holds") if one.holds else _("does not hold")),
        ]
        for one in result.agreements
    ]
    return Table("internal", _("The text with itself"), columns, rows)


def changes_table(result: Result, picks: tuple[Pick, ...] = ()) -> Table:
    """By how much figures are said to have gone up or down, beside the ledger's two years."""
    columns = [
        *(Column(_("No.")), Column(_("Stated")), Column(_("Figure"))),
        *(Column(_("This period"), None), Column(_("A year before"), None)),
        *(Column(_("Change by the ledger")), Column(_("Verdict"))),
    ]
    rows = [
        [
            Cell(change_number(place)),
            Cell(flat_text(one.stated)),
            Cell(name_of(one.stated.indicator)),
            ledger_cell(one.now, picks),
            ledger_cell(one.then, picks),
            Cell(moved_words(one)),
            Cell(word(one.verdict)),
        ]
        for place, one in enumerate(result.changes, 1)
    ]
    return Table("changes", _("Stated changes"), columns, rows)


def readings_table(result: Result) -> Table:
    """Each way in which an ambiguous rate and its count can be read."""
    columns = [
        *(Column(_("Rate")), Column(_("Count"))),
        Column(_("Numerator"), Unit.CASES.value),
        Column(_("Denominator"), Unit.CASES.value),
    ]
    rows = [
        [
            Cell(flat_text(one.rate)),
            Cell(flat_text(one.count)),
            Cell(one.numerator, Unit.CASES.value),
            Cell(one.denominator, Unit.CASES.value),
        ]
        for one in result.readings
    ]
    return Table("readings", _("Readings"), columns, rows)


def counted(result: Result) -> list[tuple[Verdict, int]]:
    """How many figures have each verdict, in the order of the verdicts; none of those with none."""
    found = Counter(one.verdict for one in result.held)
    return [(verdict, found[verdict]) for verdict in Verdict if found[verdict]]

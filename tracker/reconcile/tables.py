"""The result of a reconciliation as tables without a format: for the page and for every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.domain.verdicts import Verdict
from tracker.domain.vocabulary import Basis
from tracker.formatting import moment, word
from tracker.indicators import INDICATORS
from tracker.indicators.dimensions import Pick
from tracker.indicators.kinds import Unit
from tracker.reconcile.comparing import Read
from tracker.reconcile.other_figures import NAMES
from tracker.reconcile.reading import StatedFigure, plain
from tracker.reconcile.result import Result, period_text
from tracker.reconcile.units import Bound
from tracker.reports.content import Cell, Column, Table, figure_cell, written

BOUNDS = {
    Bound.OVER: ">",
    Bound.UNDER: "<",
    Bound.ABOUT: "≈",
    Bound.AT_LEAST: "≥",
}


NOT_OURS = _l("none of these figures")


@dataclass(frozen=True)
class Remark:
    """A sentence, perhaps about a figure of the ledger, whose cases can be listed."""

    said: str
    cell: Cell | None = None

    def __str__(self) -> str:
        return self.said if self.cell is None else f"{self.said} {cell_words(self.cell)}"


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
            Cell(period_text(held.stated.period)),
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


def flat_text(stated: StatedFigure) -> str:
    return " ".join(stated.text.split())


def figure_words(place: int, result: Result) -> str:
    """The name of the figure at that place; that it is of a part only, or nothing of ours."""
    stated, chosen = result.held[place - 1].stated, result.chosen[place - 1]
    if chosen is not None and chosen.figure is None:
        return str(NOT_OURS)
    key = stated.indicator or ""
    if key in INDICATORS or key in NAMES:
        return str(INDICATORS[key].name if key in INDICATORS else NAMES[key])
    if stated.part:
        return str(_("of a part"))
    return key


def stated_words(stated: StatedFigure) -> str:
    """``≥99%``, ``91,600,000元``"""
    ends = (stated.value, stated.high) if stated.bound is Bound.RANGE else (stated.value,)
    value = "–".join(f"{Decimal(plain(one)):,}" for one in ends if one is not None)
    return f"{BOUNDS.get(stated.bound, '')}{value}{stated.unit}"


def mark_words(place: int, result: Result) -> str:
    """``7 不一致 台账：1,366``: what stands beside a figure in the text, by its number."""
    held = result.held[place - 1]
    if result.alone:
        return str(place)
    said = f"{place} {word(held.verdict)}"
    if held.verdict is not Verdict.DIFFERS or held.read is None:
        return said
    return f"{said} {ledger_words(held.read)}"


def ledger_cell(read: Read | None, picks: tuple[Pick, ...]) -> Cell:
    """What the ledger says, with the way to its cases."""
    if read is None:
        return Cell(None)
    return figure_cell(read.figure, read.period, read.basis or Basis.CASELOAD, picks)


def ledger_words(read: Read) -> str:
    """``台账：99.56%``"""
    return str(_("Ledger: %(value)s", value=cell_words(ledger_cell(read, ()))))


def cell_words(cell: Cell) -> str:
    """With the sign of a rate and of money."""
    signs = {Unit.PERCENT.value: "%", Unit.YUAN.value: str(_("yuan"))}
    return written(cell) + (signs.get(cell.unit, "") if cell.value is not None else "")


def remarks(place: int, result: Result, picks: tuple[Pick, ...]) -> Iterator[Remark]:
    """Of the figure at that place, counted from 1: who has said what it is, the basis, what the
    stated value may be instead, and how an ambiguous rate can be read.
    """
    held, chosen = result.held[place - 1], result.chosen[place - 1]
    if chosen is not None:
        said = _("chosen by %(name)s on %(at)s", name=chosen.by, at=moment(chosen.at))
        yield Remark(str(said))
    if held.read and held.read.basis:
        yield Remark(word(held.read.basis))
    for likely in held.likely:
        if likely.instead is None:
            yield Remark(word(likely.because))
            continue
        read = likely.instead
        name = INDICATORS[read.figure.key].name
        said = f"{word(likely.because)}: {period_text(read.period)} {name}"
        yield Remark(said, ledger_cell(read, picks))
    for one in result.readings:
        if one.rate is held.stated:
            said = _(
                "can be read as %(numerator)s of %(denominator)s",
                numerator=one.numerator,
                denominator=one.denominator,
            )
            yield Remark(str(said))

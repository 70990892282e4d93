"""What was found of a stated figure in words: for the page, for the terminal and for files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.domain.periods import Period
from tracker.domain.verdicts import Verdict
from tracker.domain.vocabulary import Basis
from tracker.formatting import moment, word
from tracker.indicators import INDICATORS
from tracker.indicators.dimensions import Pick
from tracker.indicators.kinds import Unit
from tracker.indicators.register_figures import declared
from tracker.reconcile.fitting import half_up
from tracker.reconcile.held import HeldChange, Read
from tracker.reconcile.result import Result
from tracker.reconcile.stated import StatedChange, StatedFigure, plain
from tracker.reconcile.units import Bound
from tracker.reports.content import Cell, figure_cell, written
from tracker.reports.heading import days_of

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


def change_number(place: int) -> str:
    """Another row of numbers than the figures'."""
    return str(_("C%(place)s", place=place))


def change_mark(place: int, result: Result) -> str:
    """``变1 不一致 台账：-7.36%``"""
    change, number = result.changes[place - 1], change_number(place)
    if result.alone:
        return number
    said = f"{number} {word(change.verdict)}"
    if change.verdict is not Verdict.DIFFERS or change.moved is None:
        return said
    return f"{said} {_('Ledger: %(value)s', value=moved_words(change))}"


def moved_words(change: HeldChange) -> str:
    """``-7.36%``, ``+12件``; blank where the ledger cannot tell."""
    if change.moved is None:
        return ""
    whole = change.moved.denominator == 1
    moved = int(change.moved) if whole else half_up(change.moved, Decimal("0.01"))
    return f"{moved:+,}{change.stated.unit}"


def left_out_words(result: Result) -> str:
    """That figures behind the last that is told of were not read; blank where all were."""
    if not result.left_out:
        return ""
    return str(
        _(
            "Only the first %(most)s figures are told of; %(left_out)s more stand behind them. "
            "Divide the text.",
            most=len(result.held),
            left_out=result.left_out,
        )
    )


def flat_text(stated: StatedFigure | StatedChange) -> str:
    return " ".join(stated.text.split())


def figure_words(place: int, result: Result) -> str:
    """The name of the figure at that place; that it is of a part only, or nothing of ours."""
    stated, chosen = result.held[place - 1].stated, result.chosen[place - 1]
    if chosen is not None and chosen.figure is None:
        return str(NOT_OURS)
    if stated.part and not stated.indicator:
        return str(_("of a part"))
    return name_of(stated.indicator)


def name_of(key: str | None) -> str:
    """Of a figure of any ledger; blank for none."""
    if key in INDICATORS:
        return str(INDICATORS[key].name)
    _register, figure = declared().get(key or "", (None, None))
    return word(figure) if figure is not None else ""


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


def days_words(period: Period) -> str:
    """``2024``, or its first and last day."""
    if period == Period.year(period.start.year):
        return str(period.start.year)
    return days_of(period.start, period.end)


def ledger_cell(read: Read | None, picks: tuple[Pick, ...]) -> Cell:
    """What the ledger says, with the way to its cases or entries."""
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
        name = name_of(read.figure.key)
        said = f"{word(likely.because)}: {days_words(read.period)} {name}"
        yield Remark(said, ledger_cell(read, picks))
    for one in result.readings:
        if one.rate is held.stated:
            said = _(
                "can be read as %(numerator)s of %(denominator)s",
                numerator=one.numerator,
                denominator=one.denominator,
            )
            yield Remark(str(said))

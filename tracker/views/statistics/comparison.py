"""``/statistics/comparison``: two to five of a kind side by side, on the page and as files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.extensions import db
from tracker.indicators.candidates import YEARS
from tracker.indicators.comparison import Beside
from tracker.indicators.definitions import INDICATORS
from tracker.indicators.kinds import Indicator, Unit
from tracker.permissions import Permission
from tracker.reports.compared import Choice, choice_of, compared_of
from tracker.reports.comparison import (
    Compared,
    basis_words,
    columns_table,
    few_words,
    write_comparison,
)
from tracker.reports.content import unit_name
from tracker.reports.heading import days_of
from tracker.reports.summary_files import MEDIA_TYPES
from tracker.services.exports import record_figures
from tracker.views.figure_tables import PageCell, page_table
from tracker.views.files import taken_along
from tracker.views.guard import current_actor, permit
from tracker.views.statistics.compared import choice_args, form_of, kind_tabs
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question, taken


@dataclass(frozen=True)
class Note:
    """A small line beneath a number; ``icon`` where it has one."""

    text: str
    icon: str | None = None


@dataclass(frozen=True)
class Shown:
    """A number of one side, and what is said of it; ``title`` is its interval, on hover."""

    cell: PageCell
    notes: Sequence[Note]
    title: str | None


@dataclass(frozen=True)
class Row:
    """A figure; ``section`` stands above the first of each section."""

    key: str
    label: str
    basis: str
    section: str | None
    shown: Sequence[Shown]


@bp.get("/statistics/comparison")
@permit(Permission.SEE_FIGURES)
def compare() -> ResponseReturnValue:
    question = asked_question()
    choice = choice_of(db.session(), question)
    compared = compared_of(db.session(), question, choice)
    return page(
        "statistics/comparison.html",
        question,
        choice=choice,
        choice_args=choice_args(choice),
        columns=form_of(choice),
        kinds=kind_tabs(question),
        heads=_heads(choice),
        rows=_rows(compared) if choice.sides else [],
    )


@bp.get("/statistics/comparison.<any(csv, xlsx):form>")
@permit(Permission.EXPORT_CASES)
def export_comparison(form: str) -> ResponseReturnValue:
    """The same as a file to be taken along, and the line in the trail that says who took it."""
    question = asked_question()
    choice = choice_of(db.session(), question)
    target = io.BytesIO()
    write_comparison(compared_of(db.session(), question, choice), form, target)
    of = taken(question, form)
    compared = {"compared": "、".join(side.label for side in choice.sides)}
    return taken_along(
        target.getvalue(),
        MEDIA_TYPES[form],
        f"comparison-{of.center}-{question.period.start.year}.{form}",
        lambda: record_figures(db.session(), current_actor(), "summary.compare", of, compared),
    )


def _heads(choice: Choice) -> list[tuple[str, str]]:
    """The name of each side and what else is said of it: a part of a year's days, the reference."""
    heads = []
    for place, side in enumerate(choice.sides):
        days = ""
        if choice.kind == YEARS and not side.period.is_year:
            days = days_of(side.period.start, side.period.end)
        reference = _("reference") if place == 0 else ""
        heads.append((side.label, " · ".join(filter(None, (days, reference)))))
    return heads


def _rows(compared: Compared) -> list[Row]:
    rows = []
    sections = [None, *(one.section for one in INDICATORS)]
    cells = page_table(columns_table(compared)).rows
    for indicator, before, (_label, *numbers) in zip(INDICATORS, sections, cells, strict=False):
        shown = [
            Shown(cell, _notes(beside, indicator), _interval(beside, long=True))
            for cell, beside in zip(numbers, compared.figures[indicator.key], strict=True)
        ]
        new = None if indicator.section is before else str(indicator.section.value)
        basis = basis_words(indicator, compared.basis)
        rows.append(Row(indicator.key, _named(indicator), basis, new, shown))
    return rows


def _named(indicator: Indicator) -> str:
    """Cases need no unit, and a percentage has its sign."""
    if indicator.unit in (Unit.CASES, Unit.PERCENT):
        return str(indicator.name)
    return str(_("%(name)s (%(unit)s)", name=indicator.name, unit=unit_name(indicator.unit.value)))


def _notes(beside: Beside, indicator: Indicator) -> list[Note]:
    notes = []
    if beside.interval is not None:
        notes.append(Note(str(_interval(beside))))
    if beside.few:
        notes.append(Note(few_words(), "alert"))
    if beside.rank is not None:
        notes.append(Note(_("rank %(rank)s", rank=beside.rank)))
    if beside.difference is not None:
        notes.append(_difference(beside.difference, beside.percent, indicator))
    return notes


def _difference(difference: int | Decimal, percent: Decimal | None, indicator: Indicator) -> Note:
    text = _signed(difference)
    if indicator.unit is Unit.PERCENT:
        text = _("%(points)s points", points=text)
    elif percent:
        text = f"{text} ({_signed(percent)}%)"
    return Note(text, "level" if difference == 0 else "up" if difference > 0 else "down")


def _signed(number: int | Decimal) -> str:
    """``+12``, ``−1.50``, ``0``"""
    return f"{number:+,}".replace("-", "−") if number else "0"


def _interval(beside: Beside, *, long: bool = False) -> str | None:
    if beside.interval is None:
        return None
    low, high = beside.interval
    if long:
        return str(_("With 95%% confidence between %(low)s%% and %(high)s%%", low=low, high=high))
    return str(_("95%%: %(low)s to %(high)s", low=low, high=high))

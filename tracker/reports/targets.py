"""Targets in words and as a table: what is to be reached, what is, and what is missing exactly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import BinaryIO

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.periods import Period
from tracker.domain.targets import DAYS, RATE, TARGETED, Aim
from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import CENTER
from tracker.indicators.figures import HUNDREDTH
from tracker.indicators.kinds import Unit
from tracker.indicators.targets import Held, YearOfTargets, year_of_targets
from tracker.reports.comparison import basis_words
from tracker.reports.content import PARTS, Cell, Column, Table, figure_cell, unit_name
from tracker.reports.heading import Heading, days_of
from tracker.reports.question import Question, heading_of
from tracker.reports.table_csv import table_csv
from tracker.reports.table_xlsx import write_tables

SIGNS = {Aim.AT_LEAST: "≥", Aim.AT_MOST: "≤"}
COUNT = Unit.CASES.value


def targets_asked(session: Session, question: Question) -> YearOfTargets:
    """Of the asked center and the year in which the asked period begins; rows are not picked."""
    of_center = tuple(one for one in question.picks if one[0] == CENTER)
    asked = question.scope, question.center, question.period.start.year, of_center
    return year_of_targets(session, *asked, clock.today())


def heading_of_targets(session: Session, question: Question, found: YearOfTargets) -> Heading:
    """With the days that are told of, and the one basis of targets."""
    above = heading_of(session, question, _("Targets of %(year)s", year=found.year))
    told = found.days or Period.year(found.year)
    days, basis = days_of(told.start, told.end), word(Basis.CASELOAD)
    return replace(above, period=days, basis=basis, more=())


def whose(held: Held) -> str:
    return held.target.organisation or str(_("Whole center"))


def figure_name(held: Held) -> str:
    """With the basis, where there is a choice of them."""
    indicator = BY_KEY[held.target.figure]
    basis = basis_words(indicator, Basis.CASELOAD)
    return f"{indicator.name} · {basis}" if basis else str(indicator.name)


def target_words(figure: str, steps: int) -> str:
    """``≥ 99.56%``, ``≤ 12.5 天``, ``≥ 1,366 件``"""
    targeted, unit = TARGETED[figure], unit_name(BY_KEY[figure].unit.value)
    number = f"{SIGNS[targeted.aim]} {Decimal(targeted.scale.written(steps)):,}"
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}"


def apart_words(held: Held) -> str:
    """What is missing, exactly; nothing where the target is met or nobody can tell."""
    apart = held.standing.apart
    if apart is None:
        return ""
    scale, too_little = held.targeted.scale, held.targeted.aim is Aim.AT_LEAST
    if scale is RATE and held.figure is not None:
        return str(
            _(
                "%(points)s percentage points short: %(cases)s more of %(all)s cases",
                points=_points(apart),
                cases=f"{held.short:,}",
                all=f"{held.figure.denominator:,}",
            )
        )
    number = f"{float(apart):,.1f}" if scale is DAYS else f"{int(apart):,}"
    if scale is DAYS:
        return str(_("%(number)s days too many", number=number))
    if too_little:
        return str(_("%(number)s cases short", number=number))
    return str(_("%(number)s cases too many", number=number))


def _points(apart: Fraction) -> str:
    """Two decimals; what is not nothing is never written as nothing."""
    if apart < Fraction(HUNDREDTH):
        return str(_("less than 0.01"))
    hundredths = (2 * 100 * apart.numerator + apart.denominator) // (2 * apart.denominator)
    return str(Decimal(hundredths).scaleb(-2))


def pace_words(held: Held) -> str:
    """Where a figure that grows should stand today."""
    pace = held.standing.pace
    if pace is None:
        return ""
    expected = f"{pace.expected:,}"
    if pace.ahead:
        return str(_("pro rata %(expected)s by today: on time", expected=expected))
    return str(_("pro rata %(expected)s by today: behind", expected=expected))


def value_cell(found: YearOfTargets, held: Held) -> Cell:
    """The figure with the way to its cases; nothing where there is none."""
    if held.figure is None or found.days is None:
        return Cell(None)
    return figure_cell(held.figure, found.days, Basis.CASELOAD, held.picks)


def targets_table(found: YearOfTargets) -> Table:
    columns = [
        Column(_("Organisation")),
        Column(_("Figure")),
        Column(_("Aim")),
        Column(_("Target"), None),
        Column(_("Unit")),
        Column(_("Now"), None),
        Column(_("Numerator"), COUNT),
        Column(_("Denominator"), COUNT),
        Column(_("Progress to the target")),
        Column(_("Cases lacking"), COUNT),
        Column(_("Pro rata by today"), COUNT),
        Column(_("Remarks")),
    ]
    rows = [_row(found, one) for one in found.lines]
    return Table("targets", str(_("Targets of %(year)s", year=found.year)), columns, rows)


def _row(found: YearOfTargets, held: Held) -> list[Cell]:
    figure, pace = held.figure, held.standing.pace
    unit = BY_KEY[held.target.figure].unit.value
    parts = [getattr(figure, part, None) for part in PARTS[:2]]
    return [
        Cell(whose(held)),
        Cell(figure_name(held), key=held.target.figure),
        Cell(word(held.targeted.aim)),
        Cell(Decimal(held.targeted.scale.written(held.target.value)), unit),
        Cell(unit_name(unit)),
        Cell(figure.value if figure else None, unit),
        *(Cell(number, COUNT) if number is not None else Cell(None) for number in parts),
        Cell(word(held.standing.progress)),
        _told(_lacking(held)),
        _told(pace.expected if pace else None),
        Cell(apart_words(held)),
    ]


def _lacking(held: Held) -> int | None:
    """Cases that are missing from the target, of counts and rates."""
    if held.short is not None or held.standing.apart is None:
        return held.short
    counts = held.targeted.aim is Aim.AT_LEAST and held.targeted.scale is not DAYS
    return int(held.standing.apart) if counts else None


def _told(number: int | None) -> Cell:
    """Blank where there is nothing to say."""
    return Cell(None) if number is None else Cell(number, COUNT)


def write_targets(above: Heading, found: YearOfTargets, form: str, target: BinaryIO) -> None:
    table = targets_table(found)
    if form == "csv":
        target.write(table_csv(above, table).encode())
    else:
        write_tables(above.lines(), [table], target)

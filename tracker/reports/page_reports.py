"""What a page of the statistics is as a report: its tables, from the question alone.

One line of ``PAGE_REPORTS`` for each page that can be saved as a view and subscribed. Nothing here
needs a request, so that the terminal makes the same file as the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.months import Month
from tracker.domain.problems import N_
from tracker.indicators.candidates import ARG, KIND
from tracker.indicators.cohorts import cohorts
from tracker.indicators.declines import steps
from tracker.indicators.workload import workload
from tracker.indicators.year import summarise
from tracker.queries.subsidy_months import month_list
from tracker.queries.subsidy_rules import rules_of
from tracker.reports import subsidies
from tracker.reports.cohorts import cohorts_tables, heading_of_cohorts
from tracker.reports.compared import choice_of, compared_of
from tracker.reports.comparison import comparison_tables
from tracker.reports.content import (
    Table,
    breakdown_tables,
    readings_table,
    shown_figures,
    summary_table,
    year_on_year_table,
)
from tracker.reports.declines import declines_tables
from tracker.reports.heading import heading
from tracker.reports.question import Question, heading_of, narrowed
from tracker.reports.targets import heading_of_targets, targets_asked, targets_table
from tracker.reports.workload import heading_of_workload, workload_table


@dataclass(frozen=True)
class Report:
    above: Sequence[str]
    tables: Sequence[Table]


@dataclass(frozen=True)
class PageReport:
    """``own`` are the arguments of the page beside those of the question."""

    name: str
    make: Callable[[Session, Question], Report]
    own: tuple[str, ...] = ()


def _overview(session: Session, question: Question) -> Report:
    asked = question.scope, question.center, question.period, question.basis, question.picks
    summary = summarise(session, *asked, shown=shown_figures())
    tables = [summary_table(summary), readings_table(summary), year_on_year_table(summary)]
    rows = narrowed(session, question.scope, question.picks, question.period)
    above = [*heading(summary).lines(), *rows]
    return Report(above, [*tables, *breakdown_tables(summary, shown_figures())])


def _declines(session: Session, question: Question) -> Report:
    found = steps(session, question.scope, question.period, question.picks)
    above = heading_of(session, question, _("Steady declines"), by_basis=False)
    return Report(above.lines(), declines_tables(found, question.picks))


def _comparison(session: Session, question: Question) -> Report:
    compared = compared_of(session, question, choice_of(session, question))
    return Report(compared.above.lines(), comparison_tables(compared))


def _cohorts(session: Session, question: Question) -> Report:
    found = cohorts(session, question.scope, question.period, question.picks, clock.today())
    above = heading_of_cohorts(session, question)
    return Report(above.lines(), cohorts_tables(found, question.picks))


def _workload(session: Session, question: Question) -> Report:
    found = workload(session, question.scope, question.period, question.picks, clock.today())
    above = heading_of_workload(session, question, found)
    return Report(above.lines(), [workload_table(found, question.picks)])


def _targets(session: Session, question: Question) -> Report:
    """Of the year in which the period begins, up to today."""
    found = targets_asked(session, question)
    return Report(heading_of_targets(session, question, found).lines(), [targets_table(found)])


def _subsidies(session: Session, question: Question) -> Report:
    """The list of the month in which the period ends, as it stands."""
    center, month = question.center, Month.of(question.period.end)
    listed = month_list(session, center.id, month, clock.today())
    tables = [
        subsidies.shares_table(listed),
        subsidies.lines_table(listed, rules_of(session, center.id)),
    ]
    return Report(subsidies.lines_above(listed, center), tables)


PAGE_REPORTS = {
    "overview": PageReport(N_("Overview"), _overview, own=("by",)),
    "declines": PageReport(N_("Declines"), _declines),
    "comparison": PageReport(N_("Comparison"), _comparison, own=(KIND, ARG)),
    "cohorts": PageReport(N_("Cohorts"), _cohorts),
    "workload": PageReport(N_("Workload"), _workload),
    "targets": PageReport(N_("Targets"), _targets),
    "subsidies": PageReport(N_("Subsidy per case"), _subsidies),
}
"""By the key that a saved view keeps of its page."""

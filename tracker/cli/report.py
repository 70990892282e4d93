"""``tracker report run``: what is subscribed, sent once a month; for cron."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence

import click
from rich.console import Console
from rich.progress import track

from tracker import clock
from tracker.cli.context import WrongUse, center_option, chosen_center, reads_ledger
from tracker.cli.report_sending import BEFORE, ELSEWHERE, FAILED, SENT, Outcome, send_report
from tracker.cli.words import say, sentence
from tracker.domain.months import Month
from tracker.domain.problems import N_
from tracker.extensions import db
from tracker.queries.saved_views import due_reports

LINES = {
    SENT: N_("%(report)s: sent, %(detail)s"),
    FAILED: N_("%(report)s: not sent. %(detail)s"),
    BEFORE: N_("%(report)s: was sent before."),
    ELSEWHERE: N_("%(report)s: another process is at it, or it is not wanted any more."),
}


@click.group(help=N_("Reports of saved views, sent every month."))
def report() -> None:
    """The group of ``tracker report``."""


@report.command(help=N_("Send each subscribed report of the month that has ended, once."))
@center_option
@click.option(
    "--month",
    "wanted",
    metavar="YYYY-MM",
    help=N_("That month instead, and nothing that failed of earlier months."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("For programs."))
@reads_ledger
def run(center_code: str | None, wanted: str | None, as_json: bool) -> None:
    month = _month(wanted)
    center_id = chosen_center(center_code).id if center_code else None
    due = due_reports(db.session(), center_id, month, also_earlier=wanted is None)
    outcomes = []
    quiet = as_json or not sys.stderr.isatty()
    console = Console(stderr=True)
    for one in track(due, sentence(N_("Sending")), console=console, transient=True, disable=quiet):
        outcomes.append(send_report(one))
        if not as_json:
            _tell(outcomes[-1])
    if as_json:
        click.echo(json.dumps(_as_json(month, outcomes), ensure_ascii=False))
    elif not due:
        say(N_("Nothing is subscribed."))
    if any(one.state == FAILED for one in outcomes):
        raise click.exceptions.Exit(1)


def _month(wanted: str | None) -> Month:
    """The one that has ended, or the wanted one if it has."""
    current = Month.of(clock.today())
    if wanted is None:
        return current.later(-1)
    try:
        month = Month.read(wanted)
    except ValueError:
        raise WrongUse(sentence(N_("Please write the month as 2024-03."))) from None
    if month >= current:
        raise WrongUse(sentence(N_("%(month)s is not over yet."), month=month))
    return month


def _tell(outcome: Outcome) -> None:
    due = outcome.due
    name = f"{due.account}@{due.center} · {due.view} · {due.month}"
    say(LINES[outcome.state], report=name, detail=outcome.detail)


def _as_json(month: Month, outcomes: Sequence[Outcome]) -> dict[str, object]:
    counts = Counter(one.state for one in outcomes)
    return {
        "month": str(month),
        **{state: counts[state] for state in LINES},
        "lines": [
            {
                "center": one.due.center,
                "account": one.due.account,
                "view": one.due.view,
                "month": str(one.due.month),
                "format": one.due.form.value,
                "way": one.due.way.value,
                "state": one.state,
                "detail": one.detail,
            }
            for one in outcomes
        ],
    }

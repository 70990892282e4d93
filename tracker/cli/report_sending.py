"""The report of one subscription and month: claimed, made, sent, and put on record.

Each step is committed before the next, and nothing is held while a mail server is waited for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.cli.failures import explained
from tracker.cli.words import sentence, told
from tracker.database import begin_reading, begin_writing
from tracker.domain.problems import N_
from tracker.domain.saved_views import FileForm, RunState, Way, file_stem, message_id
from tracker.extensions import db
from tracker.models import SavedView, Subscription
from tracker.queries.saved_views import Due
from tracker.reports.delivery import NotDelivered, folder, mail
from tracker.reports.papers.pdf import NoFont
from tracker.reports.report_files import REPORT_TYPES, report_file
from tracker.reports.view_reports import view_report
from tracker.services import report_runs
from tracker.services.report_runs import Claim

Found = TypeVar("Found")
SENT, FAILED, BEFORE, ELSEWHERE = "sent", "failed", "sent_before", "in_progress"


@dataclass(frozen=True)
class Outcome:
    """What became of it; ``detail`` is where it went, or why it did not."""

    due: Due
    state: str
    detail: str = ""


@dataclass(frozen=True)
class Made:
    """The file, and what a letter around it says."""

    name: str
    form: FileForm
    content: bytes
    subject: str
    text: str


def send_report(due: Due) -> Outcome:
    """Send it unless it was sent, or another process is at it."""
    held = _claimed(due)
    if held is None:
        return Outcome(due, BEFORE if due.state is RunState.SENT else ELSEWHERE)
    try:
        made = _made(due, held)
        if not _written(lambda session: report_runs.still_held(session, held)):
            return Outcome(due, ELSEWHERE)
        sent_as = _sent(due, made)
    except Exception as error:  # one that cannot be made keeps no other one from going out
        reason = _reason(error)
        _written(lambda session: report_runs.failed(session, held, reason, _said(due)))
        return Outcome(due, FAILED, reason)
    _written(lambda session: report_runs.sent(session, held, sent_as, _said(due)))
    return Outcome(due, SENT, due.address if due.way is Way.MAIL else sent_as)


def _claimed(due: Due) -> Claim | None:
    stem = file_stem(due.view, due.month, due.subscription_id)
    return _written(
        lambda session: report_runs.claim(
            session, due.center_id, due.subscription_id, due.month, stem
        )
    )


def _written(write: Callable[[Session], Found]) -> Found:
    """In a transaction of its own, so that it stands whatever comes next."""
    begin_writing()
    session = db.session()
    done = write(session)
    session.commit()
    begin_reading()
    return done


def _made(due: Due, held: Claim) -> Made:
    """With the rights that the account has now, in the language of the view."""
    session = db.session()
    subscription = session.get_one(Subscription, (due.center_id, due.subscription_id))
    view = session.get_one(SavedView, (due.center_id, subscription.view_id))
    with force_locale(view.language):
        report = view_report(session, view.account, view, due.month)
        name = f"{held.file_stem}.{due.form}"
        closing = _(
            "The file %(file)s is attached. This message comes every month because %(account)s"
            " has subscribed to it; it is changed under Statistics, Subscriptions.",
            file=name,
            account=due.account,
        )
        text = "\n".join([*report.above, "", closing, ""])
        return Made(name, due.form, report_file(report, due.form), _title(due), text)


def _title(due: Due) -> str:
    return f"{due.view} · {due.month} · {due.center}"


def _sent(due: Due, made: Made) -> str:
    """The Message-ID, or the path below the folder. The connection to the database is let go."""
    db.session.rollback()
    config = current_app.config
    if due.way is Way.FOLDER:
        places = (due.center, due.account)
        return folder.put(config["REPORT_FOLDER"], places, made.name, made.content)
    server = mail.MailServer.of(config)
    identity = message_id(due.center_id, due.subscription_id, due.month, server.sender)
    letter = mail.Letter(
        to=due.address,
        subject=made.subject,
        text=made.text,
        message_id=identity,
        file_name=made.name,
        media_type=REPORT_TYPES[made.form],
        content=made.content,
    )
    mail.send(server, letter)
    return identity


def _said(due: Due) -> dict[str, Any]:
    """What the trail says of it."""
    said = {"view": due.view, "owner": due.account, "month": str(due.month), "format": due.form}
    return {**said, "way": due.way, "address": due.address}


def _reason(error: Exception) -> str:
    if isinstance(error, (NotDelivered, NoFont)):
        return told(error.problem)
    known = explained(error)
    return sentence(
        N_("The report could not be made: %(reason)s"),
        reason=known.message if known else type(error).__name__,
    )

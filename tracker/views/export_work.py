"""A file taken along: sent at once when it is soon made, else made beside the request.

The work has an application context, a session and transactions of its own. It reads without
keeping anybody from writing, and what the file holds goes on record before anybody gets it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flask import Flask, Response, current_app, flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from tracker import database, kept_work
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.telling import Tell
from tracker.extensions import db
from tracker.models import Account
from tracker.permissions import Actor, Permission, allows
from tracker.queries.scope import actor_of
from tracker.reports import export_jobs as store
from tracker.reports.export_jobs import Cancelled, ExportJob
from tracker.views.beside import at_work
from tracker.views.guard import current_actor

AT_ONCE = 3
"""Files that one account may have in the making; more would only wait for each other."""
BROKEN = N_("The work was interrupted, and there is no file; please ask for it again.")

WAITING_SECONDS = 5
_turns = threading.BoundedSemaphore(2)
"""Files that one process makes at the same time: pages are to be answered beside them."""


@dataclass(frozen=True)
class Export:
    """How a file is made. Both are called beside the request, with a session of their own.

    ``write`` returns how many cases stand in the file; ``record`` puts that on record and raises
    Refused where it may not be taken. ``needs`` is asked again before that, and before the file is
    given away: a right may be withdrawn while it is made.
    """

    filename: str
    media_type: str
    needs: Permission
    write: Callable[[BinaryIO, Tell], int]
    record: Callable[[int], object]


def folder() -> Path:
    """Where the files lie."""
    return Path(current_app.instance_path) / "exports"


def deliver(export: Export) -> ResponseReturnValue:
    """The file itself when it is made within a few seconds, else the page that tells how far it is.

    Whoever has too many in the making already is sent to their list.
    """
    actor = current_actor()
    kept_work.sweep(folder())
    jobs = [one for one in store.jobs_of(folder(), actor.key) if one.is_alive]
    if len(jobs) >= AT_ONCE:
        said = _("%(count)s files are being made for you; please wait for one.", count=len(jobs))
        flash(said, "error")
        return redirect(url_for("exports.index"))
    job = store.begin(folder(), actor.key, export.filename, export.media_type, export.needs.name)
    db.session.rollback()  # the request's transaction may hold the turn to write
    worker = threading.Thread(
        target=_run,
        args=(current_app._get_current_object(), export, job, actor, str(get_locale())),  # type: ignore[attr-defined] # the proxy's own method
        daemon=True,
    )
    worker.start()
    worker.join(current_app.config["EXPORT_PATIENCE"])
    if job.state != "ready":
        return redirect(url_for("exports.show", token=job.token))
    response = sent(job)
    response.direct_passthrough = False  # a file passed through as it is tells nobody of its end
    response.call_on_close(job.discard)
    return response


def sent(job: ExportJob) -> Response:
    return send_file(job.path, job.media_type, as_attachment=True, download_name=job.filename)


def _run(app: Flask, export: Export, job: ExportJob, actor: Actor, locale: str) -> None:
    with at_work(app, job, BROKEN), force_locale(locale):
        try:
            with _turn(job):
                _make(export, job, actor)
        except Cancelled:
            job.save(state="cancelled")
    if job.state != "ready":
        job.path.unlink(missing_ok=True)


@contextmanager
def _turn(job: ExportJob) -> Iterator[None]:
    """Waits for it, and tells now and then that it waits; work that is cancelled waits no more."""
    while not _turns.acquire(timeout=WAITING_SECONDS):
        job.stop_if_cancelled()
        job.save()
    try:
        yield
    finally:
        _turns.release()


def _make(export: Export, job: ExportJob, actor: Actor) -> None:
    job.stop_if_cancelled()
    job.save(state="making")
    database.begin_reading()
    with kept_work.new_file(job.path) as target:
        cases = export.write(target, job.progress())
    size = job.path.stat().st_size
    job.stop_if_cancelled()
    database.begin_writing()
    _demand_still(actor, export.needs)
    export.record(cases)
    db.session.commit()
    job.save(state="ready", size=size, done=cases, total=cases)


def _demand_still(actor: Actor, needed: Permission) -> None:
    """Raises Refused when the account has lost the right since it asked."""
    account = db.session.get(Account, (actor.center_id, actor.account_id))
    if account is None or not account.active or not allows(actor_of(account), needed):
        raise Refused(Problem("", N_("Your account has no right to this file any more.")))

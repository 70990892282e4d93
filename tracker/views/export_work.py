"""A file taken along: sent at once when it is soon made, else made beside the request.

The work has an application context, a session and transactions of its own. It reads without
keeping anybody from writing, and what the file holds goes on record before anybody gets it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
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
from tracker.reports import export_jobs as store
from tracker.reports.export_jobs import Cancelled, ExportJob
from tracker.views.guard import current_actor

AT_ONCE = 3
"""Files that one account may have in the making; more would only wait for each other."""
BROKEN = N_("The work was interrupted, and there is no file; please ask for it again.")

_turns = threading.BoundedSemaphore(2)
"""Files that one process makes at the same time: pages are to be answered beside them."""


@dataclass(frozen=True)
class Export:
    """How a file is made. Both are called beside the request, with a session of their own.

    ``write`` returns how many cases stand in the file; ``record`` puts that on record and raises
    Refused where it may not be taken.
    """

    filename: str
    media_type: str
    write: Callable[[BinaryIO, Tell], int]
    record: Callable[[int], object]


def folder() -> Path:
    """Where the files lie."""
    return Path(current_app.instance_path) / "exports"


def deliver(export: Export) -> ResponseReturnValue:
    """The file itself when it is made within a few seconds, else the page that tells how far it is.

    Whoever has too many in the making already is sent to their list.
    """
    owner = current_actor().key
    kept_work.sweep(folder())
    jobs = [one for one in store.jobs_of(folder(), owner) if one.works and not one.is_silent]
    if len(jobs) >= AT_ONCE:
        said = _("%(count)s files are being made for you; please wait for one.", count=len(jobs))
        flash(said, "error")
        return redirect(url_for("exports.index"))
    job = store.begin(folder(), owner, export.filename, export.media_type)
    db.session.rollback()  # the request's transaction may hold the turn to write
    worker = threading.Thread(
        target=_run,
        args=(current_app._get_current_object(), export, job, str(get_locale())),  # type: ignore[attr-defined] # the proxy's own method
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


def _run(app: Flask, export: Export, job: ExportJob, locale: str) -> None:
    with app.app_context(), force_locale(locale), _turns:
        try:
            _make(export, job)
        except Cancelled:
            job.save(state="cancelled")
        except Refused as refused:
            job.fail(refused.problems[0])
        except Exception:
            app.logger.exception("an export stopped")
            job.fail(Problem("", BROKEN))
        finally:
            db.session.remove()
            database.only_read(False)
            if job.state != "ready":
                job.path.unlink(missing_ok=True)


def _make(export: Export, job: ExportJob) -> None:
    job.save(state="making")
    database.begin_reading()
    with kept_work.new_file(job.path) as target:
        cases = export.write(target, job.progress())
    database.begin_writing()
    export.record(cases)
    db.session.commit()
    job.save(state="ready", size=job.path.stat().st_size, done=cases, total=cases)

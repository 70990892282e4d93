"""Files that were asked for: how far they are, the file for a day, and no more of it when told."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.problems import Problem
from tracker.i18n import told
from tracker.kept_work import problem_of
from tracker.permissions import Permission
from tracker.reports import export_jobs as store
from tracker.reports.export_jobs import ExportJob
from tracker.views import export_work as work
from tracker.views.guard import current_actor, permit

bp = Blueprint("exports", __name__, url_prefix="/exports")


@bp.get("")
@permit(Permission.EXPORT_CASES)
def index() -> ResponseReturnValue:
    jobs = [_alive(job) for job in store.jobs_of(work.folder(), current_actor().key)]
    return render_template("exports/index.html", jobs=jobs, moment_of=_moment)


@bp.get("/<token>")
@permit(Permission.EXPORT_CASES)
def show(token: str) -> ResponseReturnValue:
    job = _job(token)
    problem = problem_of(job.failure) if job.failure else None
    sentence = told(problem) if problem else ""
    return render_template("exports/show.html", job=job, sentence=sentence, moment_of=_moment)


@bp.get("/<token>/progress")
@permit(Permission.EXPORT_CASES)
def progress(token: str) -> ResponseReturnValue:
    job = _job(token)
    return jsonify(working=job.works, done=job.done, total=job.total, state=job.state)


@bp.get("/<token>/file")
@permit(Permission.EXPORT_CASES)
def download(token: str) -> ResponseReturnValue:
    job = _job(token)
    if job.state != "ready" or not job.path.is_file():
        return redirect(url_for(".show", token=token))
    return work.sent(job)


@bp.post("/<token>/cancel")
@permit(Permission.EXPORT_CASES)
def cancel(token: str) -> ResponseReturnValue:
    """Work under way ends at its next step; what has ended is put away."""
    job = _job(token)
    if job.works:
        job.cancel()
        return redirect(url_for(".show", token=token))
    job.discard()
    return redirect(url_for(".index"))


def _job(token: str) -> ExportJob:
    """What the caller asked for; 404 for anybody else's."""
    return _alive(ExportJob.find(work.folder(), token, current_actor().key) or abort(404))


def _alive(job: ExportJob) -> ExportJob:
    """Work that ended with its process is told as such."""
    if job.is_silent:
        job.path.unlink(missing_ok=True)
        job.fail(Problem("", work.BROKEN))
    return job


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

"""Files that were asked for: how far they are, the file for a day, and no more of it when told."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker import kept_work
from tracker.domain.problems import Problem
from tracker.i18n import told
from tracker.kept_work import problem_of
from tracker.permissions import Permission, demand
from tracker.reports import export_jobs as store
from tracker.reports.export_jobs import ExportJob
from tracker.views import export_work as work
from tracker.views.guard import current_actor, permit

bp = Blueprint("exports", __name__, url_prefix="/exports")


@bp.get("")
@permit(Permission.EXPORT_CASES)
def index() -> ResponseReturnValue:
    kept_work.sweep(work.folder())
    jobs = store.jobs_of(work.folder(), current_actor().key)
    return render_template("exports/index.html", jobs=jobs, moment_of=_moment)


@bp.get("/<token>")
@permit(Permission.EXPORT_CASES)
def show(token: str) -> ResponseReturnValue:
    job = _job(token)
    problem = problem_of(job.failure) if job.failure else Problem("", work.BROKEN)
    sentence = told(problem)
    return render_template(
        "exports/show.html",
        job=job,
        sentence=sentence,
        moment_of=_moment,
    )


@bp.get("/<token>/progress")
@permit(Permission.EXPORT_CASES)
def progress(token: str) -> ResponseReturnValue:
    job = _job(token)
    return jsonify(working=job.is_alive, done=job.done, total=job.total, state=job.state)


@bp.get("/<token>/file")
@permit(Permission.EXPORT_CASES)
def download(token: str) -> ResponseReturnValue:
    job = _job(token)
    demand(current_actor(), Permission[job.needs])
    if job.state != "ready" or not job.path.is_file():
        return redirect(url_for(".show", token=token))
    return work.sent(job)


@bp.post("/<token>/cancel")
@permit(Permission.EXPORT_CASES)
def cancel(token: str) -> ResponseReturnValue:
    """Work under way ends at its next step; what has ended is put away."""
    job = _job(token)
    if job.is_alive:
        job.cancel()
        return redirect(url_for(".show", token=token))
    job.discard()
    return redirect(url_for(".index"))


def _job(token: str) -> ExportJob:
    """What the caller asked for in the last day; 404 for anything else."""
    job = ExportJob.find(work.folder(), token, current_actor().key)
    if job is None or job.is_over:
        abort(404)
    return job


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

"""``/statistics/quality``: whether to believe the figures, and what a supervisor says to that."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.forms.findings import DismissForm
from tracker.i18n import told
from tracker.indicators.drill import drill_args
from tracker.indicators.quality import CHECK_BY_KEY, FAULTLESS
from tracker.indicators.quality.assess import assess, evidence_of
from tracker.indicators.quality.check import DISMISSED, Check
from tracker.models import Case
from tracker.permissions import Permission
from tracker.queries.cases import center_of, find_case
from tracker.reports.question import Question
from tracker.services import findings
from tracker.views.figure_cards import card
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.statistics.finding_lines import page_of_findings
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.gap_lines import page_of_gaps
from tracker.views.statistics.question import asked_question, kept_args


@bp.get("/statistics/quality")
@permit(Permission.SEE_FIGURES)
def quality() -> ResponseReturnValue:
    """Every check with what it finds, and the share of cases in which none finds anything."""
    question = asked_question()
    found = assess(db.session(), question.scope, question.period, question.picks)

    def href(one: Check, part: str) -> str:
        args = drill_args(one.key, part, question.period, picks=question.picks)
        return url_for("cases.index", **args)  # type: ignore[arg-type] # values may be lists

    return page(
        "statistics/quality.html",
        question,
        rate=card(FAULTLESS, found.faultless, question.period, question.basis, question.picks),
        results=found.results,
        gaps=page_of_gaps(found.gaps),
        href=href,
        dismissed=DISMISSED,
        kept=kept_args(),
    )


@bp.get("/statistics/quality/<check>")
@permit(Permission.SEE_FIGURES)
def findings_of(check: str) -> ResponseReturnValue:
    """The cases of one check and what speaks against each; or those that were set aside."""
    part = DISMISSED if request.args.get("part") == DISMISSED else "value"
    return _list(_check(check), asked_question(), part)


@bp.post("/statistics/quality/<check>/<int:case_id>/dismiss")
@permit(Permission.DISMISS_FINDINGS)
def dismiss(check: str, case_id: int) -> ResponseReturnValue:
    return _judge(_check(check), case_id, restoring=False)


@bp.post("/statistics/quality/<check>/<int:case_id>/restore")
@permit(Permission.DISMISS_FINDINGS)
def restore(check: str, case_id: int) -> ResponseReturnValue:
    return _judge(_check(check), case_id, restoring=True)


def _judge(check: Check, case_id: int, *, restoring: bool) -> ResponseReturnValue:
    """What was judged must be what stands: facts that changed since are looked at again."""
    session, actor = db.session(), current_actor()
    case, form = _case(case_id), DismissForm()
    part = DISMISSED if restoring else "value"
    back = _address(check, part)
    stands = evidence_of(session, check, {(case.center_id, case.id)}).get((case.center_id, case.id))
    if stands is None or stands.fingerprint != form.facts.data:
        flash(_("What was found has changed meanwhile; please look at it again."), "warning")
        return redirect(back)
    reason = form.reason.data or ""
    try:
        if restoring:
            findings.restore(session, actor, case, check.finding, reason)
        else:
            findings.dismiss(session, actor, case, check.finding, stands.fingerprint, reason)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        flash(" ".join(map(told, refused.problems)), "error")
    else:
        done = _("The finding stands again.") if restoring else _("The finding is set aside.")
        flash(done, "success")
    return redirect(back)


def _list(check: Check, question: Question, part: str) -> str:
    found = page_of_findings(db.session(), current_actor(), question, check, part)
    return page(
        "statistics/findings.html",
        question,
        check=check,
        found=found,
        restoring=part == DISMISSED,
        parts=[
            {"label": label, "href": _address(check, one), "current": one == part}
            for one, label in (("value", _("To be looked at")), (DISMISSED, _("Set aside")))
        ],
        kept=kept_args(),
    )


def _address(check: Check, part: str) -> str:
    """The list of the check, asked the same."""
    values = {"check": check.key, **({"part": part} if part == DISMISSED else {}), **kept_args()}
    return url_for("statistics.findings_of", **values)  # type: ignore[arg-type] # arguments of an address


def _check(key: str) -> Check:
    return CHECK_BY_KEY.get(key) or abort(404)


def _case(case_id: int) -> Case:
    """The case of the own center, or of ``?of=CODE``; 404 outside the scope."""
    session, scope = db.session(), current_scope()
    center_id = center_of(session, scope, request.args.get("of"))
    if center_id is None:
        abort(404)
    return find_case(session, scope, case_id, center_id) or abort(404)

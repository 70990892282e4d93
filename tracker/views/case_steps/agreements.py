"""The papers of the agreement: drawn up before the closing or after it, revised, withdrawn."""

from __future__ import annotations

from typing import Any

from tracker.domain.problems import N_
from tracker.domain.vocabulary import Status
from tracker.forms.agreements import AgreementPapersForm, papers_of
from tracker.forms.case_steps import ReasonForm
from tracker.models import Case
from tracker.services import agreements
from tracker.views.case_steps.step import Step

SECTION = "agreement"


def _may_stand(case: Case) -> bool:
    """A case that goes on, or one that ended with an agreement."""
    return case.outcome is None or case.outcome.is_agreement


def _has_papers(case: Case, _row: Any = None) -> bool:
    return case.agreement is not None


DRAW_UP = Step(
    name="draw_up_agreement",
    label=N_("Draw up the agreement"),
    hint=N_(
        "The agreement's items, facts, and what is performed when; the case is then closed as the"
        " agreement says (People's Mediation Law, articles 28 and 29)."
    ),
    done=N_("The agreement is in the file."),
    form=AgreementPapersForm,
    take=lambda work: agreements.draw_up(
        work.session, work.actor, work.case, work.form.draft(), work.version
    ),
    statuses=(Status.OPEN, Status.CLOSED),
    when=lambda case, _row: case.agreement is None and case.offer is None and _may_stand(case),
    begins=lambda case, _row: papers_of(case),
    template="cases/agreement.html",
)
REVISE = Step(
    name="revise_agreement",
    label=N_("Revise the agreement"),
    hint=N_(
        "Of a closed case the agreed amount follows the instalment plan; the history keeps both."
    ),
    done=N_("The agreement is revised."),
    form=AgreementPapersForm,
    take=lambda work: agreements.revise(
        work.session, work.actor, work.case, work.form.draft(), work.version
    ),
    statuses=(Status.OPEN, Status.CLOSED),
    when=lambda case, _row: (
        _has_papers(case) and _may_stand(case) and agreements.why_fixed(case) is None
    ),
    section=SECTION,
    begins=lambda case, _row: papers_of(case),
    template="cases/agreement.html",
)
WITHDRAW = Step(
    name="withdraw_agreement",
    label=N_("Withdraw the agreement"),
    hint=N_("The papers stay in the file as withdrawn; another agreement can be drawn up."),
    done=N_("The agreement is withdrawn."),
    form=ReasonForm,
    take=lambda work: agreements.withdraw(
        work.session, work.actor, work.case, work.form.reason.data, work.version
    ),
    statuses=(Status.OPEN, Status.CLOSED),
    when=lambda case, _row: _has_papers(case) and agreements.why_fixed(case) is None,
    section=SECTION,
)
STEPS = (DRAW_UP, REVISE, WITHDRAW)

"""After the closing: judicial confirmation and the return visit."""

from __future__ import annotations

from tracker.domain.drafts import FollowUp
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Status
from tracker.forms.case_steps import FollowUpForm
from tracker.services import cases
from tracker.views.case_steps.step import Step

FOLLOW_UP = Step(
    name="follow_up",
    label=N_("Follow up"),
    hint=N_("Judicial confirmation and the return visit; both come after the case is closed."),
    done=N_("The follow-up is recorded."),
    form=FollowUpForm,
    take=lambda work: cases.follow_up(
        work.session,
        work.actor,
        work.case,
        FollowUp(
            work.form.judicial_confirmed_on.data,
            work.form.visited_on.data,
            work.form.satisfaction.data,
        ),
        work.version,
    ),
    statuses=(Status.CLOSED,),
    begins=lambda case, _row: {
        name: getattr(case, name)
        for name in ("judicial_confirmed_on", "visited_on", "satisfaction")
    },
)
STEPS = (FOLLOW_UP,)

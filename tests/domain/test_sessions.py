"""What became of an appointment follows from its case and the day."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.drafts import SessionDraft
from tracker.domain.record_words import AppointmentState, Purpose, SessionKind
from tracker.domain.sessions import is_kept_by, state_of
from tracker.domain.vocabulary import Status

TODAY = date(2024, 3, 15)


@dataclass(frozen=True)
class Plan:
    planned_on: date = TODAY
    purpose: Purpose = Purpose.MEDIATION
    kept_on: date | None = None
    cancelled_reason: str | None = None


plans = st.builds(
    Plan,
    st.sampled_from([TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)]),
    st.sampled_from(list(Purpose)),
    st.sampled_from([None, TODAY]),
    st.sampled_from([None, "生病"]),
)


@given(plans, st.sampled_from(list(Status)), st.sampled_from([None, TODAY]))
def test_somebody_has_to_come_where_nothing_else_was_noted_and_the_case_still_needs_it(
    plan, status, archived_on
):
    settled = plan.kept_on or plan.cancelled_reason
    needed = {
        Status.REGISTERED: True,
        Status.OPEN: True,
        Status.CLOSED: plan.purpose.value in ("signing", "visit", "other"),
        Status.DECLINED: False,
        Status.MERGED: False,
    }[status]
    stands = state_of(plan, status, archived_on, TODAY).stands
    assert stands == (not settled and needed and not archived_on)


@pytest.mark.parametrize(
    ("plan", "status", "state"),
    [
        (Plan(), Status.OPEN, AppointmentState.PLANNED),
        (Plan(TODAY - timedelta(days=1)), Status.OPEN, AppointmentState.PAST),
        (Plan(kept_on=TODAY), Status.DECLINED, AppointmentState.KEPT),
        (Plan(cancelled_reason="生病"), Status.CLOSED, AppointmentState.CANCELLED),
        (Plan(), Status.CLOSED, AppointmentState.LAPSED),
        (Plan(purpose=Purpose.VISIT), Status.CLOSED, AppointmentState.PLANNED),
        (Plan(purpose=Purpose.VISIT), Status.MERGED, AppointmentState.LAPSED),
    ],
)
def test_each_state_has_its_own_word(plan, status, state):
    assert state_of(plan, status, None, TODAY) is state


@pytest.mark.parametrize(
    ("plan", "kind", "kept"),
    [
        (Plan(), SessionKind.MEDIATION, True),
        (Plan(purpose=Purpose.SIGNING), SessionKind.MEDIATION, True),
        (Plan(purpose=Purpose.VISIT), SessionKind.MEDIATION, False),
        (Plan(), SessionKind.INQUIRY, False),
        (Plan(purpose=Purpose.INQUIRY), SessionKind.INQUIRY, True),
        (Plan(TODAY + timedelta(days=1)), SessionKind.MEDIATION, False),
        (Plan(kept_on=TODAY), SessionKind.MEDIATION, False),
        (Plan(cancelled_reason="生病"), SessionKind.MEDIATION, False),
    ],
)
def test_a_record_keeps_what_was_planned_for_its_day_and_purpose(plan, kind, kept):
    assert is_kept_by(plan, SessionDraft(kind, TODAY, "谈了")) is kept

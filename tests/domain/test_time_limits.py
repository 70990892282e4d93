"""When a mediation is due, and what moves the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.drafts import ExtensionDraft
from tracker.domain.ledger import CaseRecord
from tracker.domain.time_limits import (
    CenterSettings,
    TimeLimits,
    check_extension,
    check_settings,
    check_stated,
    due_as_stated,
    due_before_extension,
    first_due_on,
    limit_changes,
)
from tracker.domain.vocabulary import Source

TODAY = date(2024, 12, 31)
ACCEPTED, DUE = date(2024, 3, 6), date(2024, 4, 5)
LIMITS = TimeLimits(30, 45)
OPEN = CaseRecord(registered_on=ACCEPTED, accepted_on=ACCEPTED, due_on=DUE)


def extension(**changes):
    values = {
        "agreed_on": date(2024, 4, 1),
        "until": date(2024, 5, 1),
        "consent": "双方口头同意",
        "reason": "等待鉴定",
    }
    return ExtensionDraft(**values | changes)


def broken(draft, case=OPEN):
    return [problem.field for problem in check_extension(draft, case, TODAY)]


def record(**changes):
    return CaseRecord(**{"registered_on": ACCEPTED, "accepted_on": ACCEPTED} | changes)


def test_every_day_counts_and_a_court_may_give_another_time():
    assert first_due_on(date(2024, 2, 1), None, LIMITS) == date(2024, 3, 2)
    assert first_due_on(date(2024, 2, 1), Source.POLICE, LIMITS) == date(2024, 3, 2)
    assert first_due_on(date(2024, 2, 1), Source.COURT, LIMITS) == date(2024, 3, 17)


@pytest.mark.parametrize("before", [None, *Source])
@pytest.mark.parametrize("after", [None, *Source])
def test_the_limit_changes_only_where_a_court_comes_in_or_goes_out(before, after):
    assert limit_changes(before, after) is ((before == "court") != (after == "court"))


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"agreed_on": ACCEPTED, "until": DUE + timedelta(days=1)}, []),
        ({"until": DUE}, ["until"]),
        ({"agreed_on": date(2024, 3, 5)}, ["agreed_on"]),
        ({"agreed_on": date(2025, 1, 1), "until": date(2025, 2, 1)}, ["agreed_on"]),
        ({"agreed_on": date(2024, 5, 2)}, ["until"]),
        ({"consent": " ", "reason": ""}, ["consent", "reason"]),
    ],
)
def test_an_extension_needs_a_later_day_the_consent_and_a_reason(changes, fields):
    assert broken(extension(**changes)) == fields


def test_a_case_that_is_not_accepted_has_no_time_to_extend():
    assert broken(extension(), record(accepted_on=None)) == [""]


@pytest.mark.parametrize(
    ("stated", "due", "fields"),
    [
        ({}, DUE, []),
        ({"source": Source.COURT}, date(2024, 4, 20), []),
        ({"extended_to": date(2024, 5, 1)}, date(2024, 5, 1), []),
        ({"due_on": date(2024, 3, 20)}, date(2024, 3, 20), []),
        ({"due_on": ACCEPTED, "extended_to": ACCEPTED}, ACCEPTED, []),
        ({"extended_to": DUE}, DUE, ["extended_to"]),
        ({"extended_to": DUE, "source": Source.COURT}, DUE, ["extended_to"]),
        ({"due_on": date(2024, 3, 5)}, date(2024, 3, 5), ["due_on"]),
        ({"due_on": DUE, "extended_to": date(2024, 5, 1)}, DUE, ["due_on"]),
        ({"accepted_on": None}, None, []),
        ({"accepted_on": None, "due_on": DUE, "extended_to": DUE}, None, ["extended_to", "due_on"]),
    ],
)
def test_a_ledger_states_the_due_date_or_leaves_it_to_the_center(stated, due, fields):
    case = record(**stated)
    assert [problem.field for problem in check_stated(case, LIMITS)] == fields
    assert due_as_stated(case, LIMITS) == due


@pytest.mark.parametrize(
    ("stated", "before"),
    [
        ({}, None),
        ({"extended_to": date(2024, 5, 1)}, DUE),
        ({"extended_to": date(2024, 5, 1), "source": Source.COURT}, date(2024, 4, 20)),
        ({"extended_to": DUE + timedelta(days=1)}, DUE),
        ({"extended_to": DUE, "due_on": DUE}, None),
        ({"extended_to": date(2024, 5, 1), "accepted_on": None}, None),
    ],
)
def test_what_a_ledger_extended_was_due_by_the_limits_before_that_if_they_end_before_it(
    stated, before
):
    assert due_before_extension(record(**stated), LIMITS) == before


@given(
    accepted=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 366),
    court_days=st.integers(1, 366),
    source=st.sampled_from([None, *Source]),
)
def test_a_due_date_is_so_many_days_after_acceptance_and_never_before_it(
    accepted, days, court_days, source
):
    due = first_due_on(accepted, source, TimeLimits(days, court_days))
    assert (due - accepted).days == (court_days if source == "court" else days) > 0


@pytest.mark.parametrize(
    ("settings", "fields"),
    [
        ((1, 366, 0), []),
        ((0, 367, -1), ["mediation_days", "court_mediation_days", "warning_days"]),
        ((30, 30, 31), ["warning_days"]),
    ],
)
def test_the_settings_of_a_center_keep_within_what_is_sensible(settings, fields):
    assert [problem.field for problem in check_settings(CenterSettings(*settings))] == fields

"""The claim of a report: one at a time, given up after an hour, and never after it was sent."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.subscriptions import actor_of, ended, runs, saved, subscribed
from tracker import clock
from tracker.domain.saved_views import SubscriptionDraft
from tracker.models import AuditLine, ReportRun
from tracker.services import report_runs, saved_views

HOUR = timedelta(hours=1)


@pytest.fixture
def subscription(session, center):
    return subscribed(session, saved(session, center))


@pytest.fixture
def claim(session, subscription):
    def claimed():
        return report_runs.claim(
            session, subscription.center_id, subscription.id, ended(), "每月报表"
        )

    return claimed


def aged(session, age):
    session.execute(update(ReportRun).values(started_at=clock.now() - age))


def test_what_is_claimed_is_not_claimed_again(session, claim):
    assert claim() is not None
    assert claim() is None
    assert runs(session) == [(str(ended()), "claimed", 1, "", "")]


@pytest.mark.parametrize(
    ("age", "attempt"), [(HOUR - timedelta(minutes=1), None), (HOUR + timedelta(seconds=5), 2)]
)
def test_a_claim_is_given_up_after_an_hour(session, claim, age, attempt):
    claim()
    aged(session, age)
    again = claim()
    assert (again and again.attempt) == attempt


def test_who_lost_the_claim_neither_sends_nor_puts_anything_on_record(session, claim):
    lost = claim()
    aged(session, 2 * HOUR)
    held = claim()
    before = session.scalars(select(AuditLine.action)).all()
    assert not report_runs.still_held(session, lost)
    assert not report_runs.sent(session, lost, "<lost>", {})
    assert not report_runs.failed(session, lost, "no answer", {})
    assert session.scalars(select(AuditLine.action)).all() == before
    assert report_runs.still_held(session, held)
    assert report_runs.sent(session, held, "<held>", {})
    assert runs(session)[0][1:] == ("sent", 2, "", "<held>")


def test_sending_begins_the_hour_anew(session, claim):
    held = claim()
    aged(session, HOUR - timedelta(minutes=1))
    assert report_runs.still_held(session, held)
    assert clock.now() - session.scalar(select(ReportRun.started_at)) < timedelta(minutes=1)


def test_what_failed_is_claimed_at_once_and_keeps_its_name(session, subscription, claim):
    report_runs.failed(session, claim(), "x" * 900, {})
    assert len(runs(session)[0][3]) == 500
    args = subscription.center_id, subscription.id, ended(), "改了名"
    again = report_runs.claim(session, *args)
    assert (again.attempt, again.file_stem) == (2, "每月报表")


def test_what_was_sent_is_never_claimed_again(session, claim):
    report_runs.sent(session, claim(), "<it>", {})
    aged(session, 100 * HOUR)
    assert claim() is None


def test_what_is_switched_off_is_not_claimed(session, subscription, claim):
    view = subscription.view
    off = SubscriptionDraft(subscription.form, subscription.way, "", active=False)
    saved_views.subscribe(session, actor_of(view.account), view, off)
    assert claim() is None
    assert runs(session) == []


def test_what_is_removed_is_not_claimed(session, subscription, claim):
    view = subscription.view
    saved_views.remove(session, actor_of(view.account), view)
    session.commit()
    args = view.center_id, subscription.id, ended(), "每月报表"
    assert report_runs.claim(session, *args) is None

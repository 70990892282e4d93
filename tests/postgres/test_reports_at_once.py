"""Two processes that claim the same report in the same moment, and a view removed meanwhile."""

import pytest

from tests.postgres.at_once import at_once
from tests.subscriptions import actor_of, ended, runs, saved, subscribed
from tracker.models import SavedView
from tracker.services import report_runs, saved_views

pytestmark = pytest.mark.postgres


@pytest.fixture
def key(session, center):
    subscription = subscribed(session, saved(session, center))
    return subscription.center_id, subscription.id


def claiming(key, claims):
    return lambda session: claims.append(report_runs.claim(session, *key, ended(), "每月报表"))


def test_one_of_two_gets_the_claim(app, session, key):
    claims = []
    assert at_once(app, claiming(key, claims), claiming(key, claims)) == [None, None]
    assert len([one for one in claims if one is not None]) == 1
    assert runs(session) == [(str(ended()), "claimed", 1, "", "")]


def test_one_of_two_gets_what_had_failed(app, session, key):
    held = report_runs.claim(session, *key, ended(), "每月报表")
    report_runs.failed(session, held, "no answer", {})
    session.commit()
    claims = []
    assert at_once(app, claiming(key, claims), claiming(key, claims)) == [None, None]
    assert [one.attempt for one in claims if one is not None] == [2]


def test_a_view_that_is_removed_meanwhile_leaves_nothing_behind(app, session, key):
    def remove(other):
        view = other.query(SavedView).one()
        saved_views.remove(other, actor_of(view.account), view)

    assert at_once(app, claiming(key, []), remove) == [None, None]
    assert runs(session) == []

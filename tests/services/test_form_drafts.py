"""What is typed and not sent: kept for one account, without a trail, for thirty days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import actor_of, open_office
from tracker import clock
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine, FormDraft
from tracker.permissions import Actor, Forbidden
from tracker.queries.form_drafts import own_drafts
from tracker.services import form_drafts

FORM = "cases/new/0123456789ab"
TYPED = [("summary", "漏水"), ("parties-0-name", "张小三")]


@pytest.fixture
def mediator(actors):
    return actors[Role.MEDIATOR]


def lines(session) -> int:
    return session.scalar(select(func.count()).select_from(AuditLine))


def test_what_is_kept_later_stands_in_place_of_what_was_kept_before(session, mediator):
    form_drafts.keep(session, mediator, FORM, TYPED)
    session.commit()
    form_drafts.keep(session, mediator, FORM, [("summary", "漏水一月")])
    session.commit()
    (draft,) = own_drafts(session, mediator)
    assert draft.fields == [["summary", "漏水一月"]]


def test_a_draft_leaves_no_line_in_the_trail(session, mediator):
    before = lines(session)
    form_drafts.keep(session, mediator, FORM, TYPED)
    session.commit()
    form_drafts.discard(session, mediator, FORM)
    session.commit()
    assert lines(session) == before
    assert not own_drafts(session, mediator)


def test_two_openings_of_a_page_keep_a_draft_each(session, mediator):
    form_drafts.keep(session, mediator, FORM, TYPED)
    form_drafts.keep(session, mediator, "cases/new/ba9876543210", [("summary", "噪音")])
    form_drafts.keep(session, mediator, "cases/12/edit/ba9876543210", [("summary", "别的")])
    session.commit()
    assert len(own_drafts(session, mediator)) == 3
    assert len(own_drafts(session, mediator, "cases/new")) == 2
    assert not own_drafts(session, mediator, "cases/1")


def test_nobody_else_reads_or_discards_it(session, mediator):
    form_drafts.keep(session, mediator, FORM, TYPED)
    session.commit()
    other = actor_of(session, open_office(session, "QJ", "虹"), Role.MEDIATOR)
    assert not own_drafts(session, other)
    form_drafts.discard(session, other, FORM)
    session.commit()
    assert len(own_drafts(session, mediator)) == 1


def test_old_drafts_go_when_a_new_one_comes(session, mediator):
    kept = timedelta(days=form_drafts.KEPT_DAYS)
    for form, age in (
        (FORM, kept + timedelta(minutes=1)),
        ("cases/12/edit/aaaaaaaaaaaa", kept / 2),
    ):
        form_drafts.keep(session, mediator, form, TYPED).saved_at = clock.now() - age
        session.commit()
    form_drafts.keep(session, mediator, "cases/new/bbbbbbbbbbbb", TYPED)
    session.commit()
    assert FORM not in [one.form for one in own_drafts(session, mediator)]
    assert session.scalar(select(func.count()).select_from(FormDraft)) == 2


def test_an_account_keeps_fifty_drafts_and_the_oldest_goes(session, mediator, center):
    other = Actor(
        center.id, "clerk", Role.MEDIATOR, actor_of(session, center, Role.CLERK).account_id
    )
    form_drafts.keep(session, other, FORM, TYPED).saved_at = clock.now() - timedelta(days=9)
    for place in range(form_drafts.MOST_DRAFTS):
        kept = form_drafts.keep(session, mediator, f"cases/new/{place:012x}", TYPED)
        kept.saved_at = clock.now() - timedelta(minutes=place)
    session.commit()
    form_drafts.keep(session, mediator, "cases/new/000000000000", [("summary", "改过")])
    session.commit()
    assert len(own_drafts(session, mediator)) == form_drafts.MOST_DRAFTS
    form_drafts.keep(session, mediator, FORM, TYPED)
    session.commit()
    left = [one.form for one in own_drafts(session, mediator)]
    assert len(left) == form_drafts.MOST_DRAFTS
    assert FORM in left
    assert f"cases/new/{form_drafts.MOST_DRAFTS - 1:012x}" not in left
    assert [one.form for one in own_drafts(session, other)] == [FORM]


def test_a_draft_has_its_largest_size(session, mediator):
    form_drafts.keep(session, mediator, FORM, [("s", "长" * (form_drafts.MOST_CHARACTERS - 1))])
    with pytest.raises(Refused):
        form_drafts.keep(session, mediator, FORM, [("s", "长" * form_drafts.MOST_CHARACTERS)])
    with pytest.raises(Refused):
        form_drafts.keep(session, mediator, FORM, [("s", "")] * (form_drafts.MOST_FIELDS + 1))


def test_who_writes_no_cases_keeps_no_drafts(session, actors):
    with pytest.raises(Forbidden):
        form_drafts.keep(session, actors[Role.CLERK], FORM, TYPED)

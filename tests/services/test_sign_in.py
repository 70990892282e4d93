"""Signing in: nobody learns more than whether they are in, and the trail learns who tried."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import select

from tests.factories import PASSWORD, open_office
from tests.statements import noted
from tracker.domain.problems import Refused
from tracker.extensions import db
from tracker.models import Account, AuditLine, Center
from tracker.permissions import Actor
from tracker.services import accounts, passwords, sign_in


@pytest.fixture
def clerk(session, center) -> Account:
    return accounts.find(session, center.id, "clerk")


def enter(session, name, password) -> Account:
    return sign_in.sign_in(session, sign_in.attempt(session, name, password), password)


def last_line(session) -> AuditLine:
    return session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()


def test_who_signs_in_stands_in_the_trail(session, center, clerk):
    assert enter(session, "clerk", PASSWORD) is clerk
    session.commit()
    line = last_line(session)
    assert (line.action, line.actor_name, line.subject_id) == (
        "account.sign_in",
        "clerk",
        clerk.id,
    )


def test_a_wrong_password_stands_in_the_trail_of_the_account(session, center, clerk):
    with pytest.raises(Refused):
        enter(session, "clerk", "not-the-password")
    session.commit()
    line = last_line(session)
    assert (line.action, line.subject_id) == ("account.sign_in_refused", clerk.id)
    assert "not-the-password" not in f"{line.changes} {line.reason}"


@pytest.mark.parametrize("name", [" clerk", "clerk ", "clerk@LS", " clerk@LS "])
def test_spaces_around_a_name_and_the_centers_code_are_understood(session, center, clerk, name):
    assert enter(session, name, PASSWORD) is clerk


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Clerk", PASSWORD),
        ("clerk@ls", PASSWORD),
        ("clerk@", "wrong"),
        ("clerk", f"{PASSWORD} "),
        ("clerk", PASSWORD.upper()),
        ("clerk", ""),
        ("@LS", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_what_is_nearly_right_is_not_right(session, center, name, password):
    with pytest.raises(Refused):
        enter(session, name, password)


def test_trying_only_reads(app, session, center):
    """Hashing takes its time on purpose; nobody is kept from writing meanwhile."""
    session.rollback()
    with noted(db.engine) as asked:
        sign_in.attempt(session, "clerk", PASSWORD)
    kinds = {one.split()[0] for one in asked}
    assert "SELECT" in kinds
    assert not {"INSERT", "UPDATE", "DELETE"} & kinds


@pytest.mark.usefixtures("slow_passwords")
def test_an_unknown_name_takes_as_long_as_a_known_one(session, center, clerk):
    clerk.password_hash = passwords.hashed(PASSWORD)
    session.flush()

    def took(name: str) -> float:
        best = 10.0
        for _ in range(5):
            started = time.process_time()
            sign_in.attempt(session, name, "wrong-password")
            best = min(best, time.process_time() - started)
        return best

    sign_in.attempt(session, "nobody", "first")
    known, unknown = took("clerk"), took("nobody")
    assert 1 / 3 < known / unknown < 3


def test_a_password_that_changed_meanwhile_lets_nobody_in(session, center, clerk):
    tried = sign_in.attempt(session, "clerk", PASSWORD)
    assert tried.right
    accounts.set_password(session, Actor.system(center.id), clerk, "another-2024")
    session.commit()
    with pytest.raises(Refused):
        sign_in.sign_in(session, tried, PASSWORD)
    assert enter(session, "clerk", "another-2024") is clerk


def test_a_name_disabled_in_one_center_needs_no_code_in_the_other(session, center, clerk):
    other = open_office(session, "QJ", "虹")
    accounts.set_active(session, Actor.system(center.id), clerk, False)
    session.commit()
    assert enter(session, "clerk", PASSWORD).center_id == other.id


def test_one_center_is_not_told_of_codes_several_are(session, center):
    with pytest.raises(Refused) as alone:
        enter(session, "nobody", PASSWORD)
    assert "@" not in str(alone.value)
    open_office(session, "QJ", "虹")
    with pytest.raises(Refused) as of_several:
        enter(session, "nobody", PASSWORD)
    assert "name@center code" in str(of_several.value)


def test_a_refusal_is_recorded_at_the_center_that_was_named(session, center):
    other = open_office(session, "QJ", "虹")
    with pytest.raises(Refused):
        enter(session, "nobody@QJ", PASSWORD)
    session.commit()
    assert last_line(session).center_id == other.id


def test_where_no_center_is_nobody_gets_in_and_nothing_is_written(session):
    with pytest.raises(Refused):
        enter(session, "clerk", PASSWORD)
    session.commit()
    assert session.scalars(select(AuditLine)).all() == []
    assert session.scalars(select(Center)).all() == []

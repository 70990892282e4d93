"""Passwords: hashed with the work that is recommended today, and anew when that changes."""

from __future__ import annotations

import pytest

from tests.factories import PASSWORD
from tracker.services import accounts, passwords, sign_in


@pytest.mark.usefixtures("slow_passwords")
def test_a_hash_takes_the_work_that_is_recommended():
    assert passwords.hashed(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.usefixtures("slow_passwords")
def test_an_old_hash_is_made_anew_when_its_owner_signs_in(session, center):
    clerk = accounts.find(session, center.id, "clerk")
    before = clerk.password_hash
    for _time in range(2):
        tried = sign_in.attempt(session, "clerk", PASSWORD)
        assert sign_in.sign_in(session, tried, PASSWORD) is clerk
        assert clerk.password_hash != before
        assert not passwords.is_outdated(clerk.password_hash)


def test_a_damaged_hash_lets_nobody_in():
    assert not passwords.verify("", PASSWORD)
    assert not passwords.verify("plain text", "plain text")

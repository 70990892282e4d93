"""A supervisor's word on a finding: who may give it, what it holds for, and what stays of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import actor_of, open_office, trail
from tests.quality import END, doubted_case, found
from tracker.domain.drafts import Closing
from tracker.domain.findings import Finding
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Outcome, Role
from tracker.indicators.quality import AGREED_ABOVE_CLAIMED
from tracker.indicators.quality.assess import evidence_of
from tracker.models import AuditLine, Dismissal
from tracker.permissions import Actor, Forbidden
from tracker.services import cases, findings

ABOVE = Finding.AGREED_ABOVE_CLAIMED


@pytest.fixture
def case(session, center):
    return doubted_case(session, center)


@pytest.fixture
def supervisor(actors):
    return actors[Role.SUPERVISOR]


def evidence(session, case):
    key = case.center_id, case.id
    return evidence_of(session, AGREED_ABOVE_CLAIMED, {key}).get(key)


def dismiss(session, actor, case, reason="含利息"):
    facts = evidence(session, case).fingerprint
    findings.dismiss(session, actor, case, ABOVE, facts, reason)
    session.commit()


def agree_anew(session, case, amount):
    actor = Actor.system(case.center_id)
    cases.reopen(session, actor, case, "金额写错", case.version)
    closing = Closing(END, Outcome.WRITTEN_AGREEMENT, Decimal(amount))
    cases.close(session, actor, case, closing, case.version)
    session.commit()


def open_and_dismissed(session, center):
    return found(session, ABOVE, center), found(session, ABOVE, center, part="dismissed")


def test_what_is_set_aside_is_found_no_more_and_listed_apart(session, center, case, supervisor):
    assert open_and_dismissed(session, center) == ({case.id}, set())
    version = case.version
    dismiss(session, supervisor, case)
    assert open_and_dismissed(session, center) == (set(), {case.id})
    assert case.version == version
    said = evidence(session, case).set_aside
    assert (said.by, said.reason, said.holds) == ("supervisor", "含利息", True)


def test_the_trail_of_the_case_tells_of_it(session, case, supervisor):
    dismiss(session, supervisor, case, " 含利息 ")
    assert trail(session, case)[-1] == "case.dismiss_finding"
    line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert (line.actor_name, line.reason) == ("supervisor", "含利息")
    assert line.changes == {"finding": [None, "agreed_above_claimed"]}


def test_other_facts_open_it_again_and_the_same_ones_close_it(session, center, case, supervisor):
    dismiss(session, supervisor, case)
    agree_anew(session, case, 3000)
    assert open_and_dismissed(session, center) == ({case.id}, set())
    assert not evidence(session, case).set_aside.holds
    agree_anew(session, case, 2000)
    assert open_and_dismissed(session, center) == (set(), {case.id})


def test_a_new_word_takes_the_place_of_the_old_one(session, center, case, supervisor):
    dismiss(session, supervisor, case)
    agree_anew(session, case, 3000)
    dismiss(session, supervisor, case, "另加误工费")
    assert open_and_dismissed(session, center) == (set(), {case.id})
    assert session.scalars(select(Dismissal.reason)).all() == ["另加误工费"]
    assert trail(session, case).count("case.dismiss_finding") == 2


def test_a_word_on_one_finding_says_nothing_of_another(session, center, supervisor):
    first, second = (doubted_case(session, center, 7) for _ in range(2))
    dismiss(session, supervisor, first)
    assert open_and_dismissed(session, center) == ({second.id}, {first.id})
    assert found(session, Finding.LOGGED_TWICE, center) == {first.id, second.id}


def test_a_case_that_is_mended_has_no_finding_whatever_was_said(session, center, case, supervisor):
    dismiss(session, supervisor, case)
    agree_anew(session, case, 900)
    assert open_and_dismissed(session, center) == (set(), set())
    assert evidence(session, case) is None


def test_it_is_taken_back_with_a_reason(session, center, case, supervisor):
    dismiss(session, supervisor, case)
    findings.restore(session, supervisor, case, ABOVE, "利息已另计")
    assert open_and_dismissed(session, center) == ({case.id}, set())
    assert trail(session, case)[-1] == "case.restore_finding"


@pytest.mark.parametrize("reason", ["", "  ", "长" * 501])
def test_both_need_a_reason_that_the_trail_can_hold(session, case, supervisor, reason):
    with pytest.raises(Refused):
        findings.dismiss(session, supervisor, case, ABOVE, "x", reason)
    dismiss(session, supervisor, case)
    with pytest.raises(Refused):
        findings.restore(session, supervisor, case, ABOVE, reason)


def test_nothing_is_said_twice_or_taken_back_unsaid(session, case, supervisor):
    with pytest.raises(Refused, match="not set aside"):
        findings.restore(session, supervisor, case, ABOVE, "录错")
    dismiss(session, supervisor, case)
    with pytest.raises(Refused, match="set aside already"):
        dismiss(session, supervisor, case)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR], ids=str)
def test_only_a_supervisor_judges(session, case, actors, role):
    with pytest.raises(Forbidden):
        findings.dismiss(session, actors[role], case, ABOVE, "x", "含利息")


def test_a_supervisor_judges_the_centers_below_and_no_others(session, center, case):
    below = open_office(session, "QJ", "虹", parent=center)
    beside = open_office(session, "WZ", "温")
    theirs = doubted_case(session, below)
    dismiss(session, actor_of(session, center, Role.SUPERVISOR), theirs)
    assert session.scalars(select(Dismissal.dismissed_by)).all() == ["supervisor@LS"]
    for other in (below, beside):
        with pytest.raises(Forbidden):
            dismiss(session, actor_of(session, other, Role.SUPERVISOR), case)

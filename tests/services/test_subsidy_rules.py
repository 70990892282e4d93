"""Rules of the subsidy per case: what an approved list rests on is ended and not edited."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import open_office
from tests.subsidies import JANUARY, approve, closed_case, draft_of, set_rule
from tracker.domain.money import MAX_YUAN
from tracker.domain.problems import Refused
from tracker.domain.subsidies import RuleDraft
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine
from tracker.permissions import Forbidden
from tracker.services import subsidy_rules

FIRST = date(2024, 1, 1)


@pytest.fixture
def admin(actors):
    return actors[Role.ADMIN]


@pytest.fixture
def in_force(session, center):
    """A rule by which the list of January is approved."""
    rule = set_rule(session, center)
    closed_case(session, center, date(2024, 1, 20))
    approve(session, center, JANUARY)
    return rule


def fields(refused) -> list[str]:
    return [problem.field for problem in refused.value.problems]


def actions(session) -> list[str]:
    lines = select(AuditLine.action).where(AuditLine.action.startswith("subsidy_rule"))
    return list(session.scalars(lines.order_by(AuditLine.id)))


def test_a_rule_is_added_changed_and_ended_each_on_record(session, center, admin):
    rule = subsidy_rules.add(session, admin, RuleDraft(Decimal(50), FIRST))
    subsidy_rules.change(session, admin, rule, RuleDraft(Decimal(60), FIRST, note="新标准"))
    subsidy_rules.end(session, admin, rule, date(2024, 6, 30))
    session.commit()
    assert (rule.amount, rule.note, rule.valid_to) == (60, "新标准", date(2024, 6, 30))
    assert actions(session) == ["subsidy_rule.add", "subsidy_rule.change", "subsidy_rule.end"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN], ids=str)
def test_only_the_administrator_sets_rules(session, center, actors, role):
    with pytest.raises(Forbidden):
        subsidy_rules.add(session, actors[role], RuleDraft(Decimal(50), FIRST))


def test_another_centers_rule_is_left_alone(session, center, admin):
    theirs = set_rule(session, open_office(session, "QJ", "虹"))
    with pytest.raises(Forbidden):
        subsidy_rules.end(session, admin, theirs, date(2024, 6, 30))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal("-0.01")}, "amount"),
        ({"amount": MAX_YUAN + 1}, "amount"),
        ({"valid_to": date(2023, 12, 31)}, "valid_to"),
        ({"note": "补" * 501}, "note"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(session, center, admin, wrong, field):
    values = {"amount": Decimal(50), "valid_from": FIRST, **wrong}
    with pytest.raises(Refused) as refused:
        subsidy_rules.add(session, admin, RuleDraft(**values))
    assert fields(refused) == [field]


def test_a_rule_that_an_approved_list_rests_on_is_not_edited(session, admin, in_force):
    with pytest.raises(Refused, match="until 2024-01 are approved by this rule"):
        subsidy_rules.change(session, admin, in_force, RuleDraft(Decimal(60), FIRST))


def test_it_ends_no_earlier_than_the_approved_lists(session, admin, in_force):
    with pytest.raises(Refused) as refused:
        subsidy_rules.end(session, admin, in_force, date(2024, 1, 30))
    assert fields(refused) == ["valid_to"]
    subsidy_rules.end(session, admin, in_force, date(2024, 1, 31))
    session.commit()


def test_an_end_in_approved_time_is_not_moved(session, center, admin, in_force):
    subsidy_rules.end(session, admin, in_force, date(2024, 1, 31))
    set_rule(session, center, 50, valid_from=date(2024, 2, 1))
    closed_case(session, center, date(2024, 2, 3))
    approve(session, center, JANUARY.later(1))
    with pytest.raises(Refused, match="has ended"):
        subsidy_rules.end(session, admin, in_force, date(2024, 5, 31))


def test_a_new_rule_begins_after_the_approved_lists_and_so_changes_nothing_paid(
    session, center, admin, in_force
):
    with pytest.raises(Refused) as refused:
        subsidy_rules.add(session, admin, RuleDraft(Decimal(900), date(2024, 1, 31)))
    assert fields(refused) == ["valid_from"]
    subsidy_rules.add(session, admin, RuleDraft(Decimal(900), date(2024, 2, 1)))
    session.commit()
    assert draft_of(session, center, JANUARY.later(1)) == []

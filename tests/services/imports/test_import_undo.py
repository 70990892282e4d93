"""Taking an import back, and what forbids it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import draft, make_case
from tests.importers.imported import FULL, counters, counts, numbers
from tests.importers.ledgers import NUMBER, case, closed
from tests.registers.entries import entry
from tests.subsidies import MARCH, approve, set_rule
from tracker.domain.findings import Finding
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.models import (
    AuditLine,
    Case,
    CaseText,
    CoMediator,
    Dismissal,
    ImportBatch,
    Mediator,
    Organisation,
    Party,
    Payment,
    Village,
)
from tracker.permissions import Actor, Forbidden
from tracker.queries.imports import batches, find_batch
from tracker.registers import REGISTERS
from tracker.services import findings, performance, registers
from tracker.services.import_undo import undo_import

NEW = FULL | {"调解组织": "上园村调委会", "调解员": "钱一、孙二", "村(社区)": "上园村"}
ALL = (Case, Party, Payment, CoMediator, CaseText)


@pytest.fixture
def undo(session, center, actors):
    def now(report, role=Role.CLERK):
        batch = find_batch(session, center.id, report.batch_id)
        undone = undo_import(session, actors[role], batch)
        session.commit()
        return undone

    return now


def how_many(session, *models):
    return [session.scalar(select(func.count()).select_from(model)) for model in models]


def names(session, model):
    return set(session.scalars(select(model.name)))


def test_an_undone_import_takes_its_cases_with_all_their_parts(load, undo, session):
    make = load(NEW, case())
    undone = undo(make)
    assert undone.rows == 2
    assert how_many(session, *ALL) == [0, 0, 0, 0, 0]
    assert session.scalars(select(ImportBatch)).one().undone_at is not None


def test_a_supervisors_word_on_a_finding_goes_with_its_case(load, undo, session, actors):
    report = load(NEW)
    case_ = session.scalars(select(Case)).one()
    findings.dismiss(
        session, actors[Role.SUPERVISOR], case_, Finding.ENDING_UNSTATED, "x", "旧台账如此"
    )
    session.commit()
    undo(report)
    assert how_many(session, Case, Dismissal) == [0, 0]


def test_the_trail_keeps_that_the_cases_were_there(load, undo, session):
    report = load(NEW)
    undo(report)
    lines = session.scalars(select(AuditLine).order_by(AuditLine.id)).all()
    assert [one.action for one in lines if one.action.startswith(("import.", "case."))] == [
        "import.cases",
        "case.import",
        "import.undo",
        "case.undo_import",
    ]
    assert lines[-1].changes["number"] == [NUMBER.format(12), None]


def test_names_that_only_the_import_used_go_too_and_the_others_stay(load, undo, session, center):
    before = [names(session, model) for model in (Organisation, Mediator, Village)]
    report = load(NEW)
    make_case(session, center, mediator_id=session.scalar(
        select(Mediator.id).where(Mediator.name == "孙二")))  # fmt: skip
    removed = undo(report).removed
    assert removed == {
        "organisations": ["上园村调委会"],
        "mediators": ["钱一"],
        "villages": ["上园村"],
    }
    after = [names(session, model) for model in (Organisation, Mediator, Village)]
    assert after == [before[0], before[1] | {"孙二"}, before[2]]


def test_the_same_file_can_be_imported_again_after_undoing(load, undo, session):
    rows = (NEW, case())
    undo(load(*rows))
    assert counts(load(*rows)) == (2, 2, 0, 0)
    assert numbers(session) == [NUMBER.format(12), NUMBER.format(13)]


def test_the_counter_goes_back_to_the_highest_number_that_is_left(load, undo, session, center):
    make_case(session, center, accepted=date(2024, 3, 5))
    undo(load(case(案号=NUMBER.format(40)), case(), case(登记日期="2023-05-01")))
    assert counters(session) == {2023: 0, 2024: 1}
    assert make_case(session, center, accepted=date(2024, 3, 6)).number == NUMBER.format(2)


def test_an_import_whose_cases_were_changed_since_is_refused_with_the_list(load, undo, session):
    report = load(FULL, case(申请人="王五"))
    changed = session.scalars(select(Case).where(Case.number == NUMBER.format(12))).one()
    performance.remove_payment(
        session, Actor.system(changed.center_id), changed, changed.payments[0], "录入有误", 1
    )
    session.commit()
    with pytest.raises(Refused, match=f"1 cases of this import were changed.*{NUMBER.format(12)}"):
        undo(report)
    session.rollback()
    assert how_many(session, Case) == [2]


def test_a_number_given_by_the_import_and_followed_by_another_is_refused(
    load, undo, session, center
):
    report = load(case())
    later = make_case(session, center, accepted=date(2024, 3, 6))
    assert later.number == NUMBER.format(2)
    with pytest.raises(Refused, match=f"leave a gap: {later.number}"):
        undo(report)
    session.rollback()
    assert how_many(session, Case) == [2]


def test_the_ledgers_own_numbers_may_go_even_when_others_follow(load, undo, session, center):
    report = load(case(案号=NUMBER.format(1)), case(案号=NUMBER.format(2), 申请人="王五"))
    later = make_case(session, center, accepted=date(2024, 3, 6))
    undo(report)
    assert numbers(session) == [later.number] == [NUMBER.format(3)]
    assert counters(session) == {2024: 3}


def test_a_case_that_an_entry_of_a_register_is_linked_to_is_not_taken_away(
    load, undo, session, actors
):
    report, petitions = load(case(案号=NUMBER.format(7))), REGISTERS["petitions"]
    linked = entry(petitions, case_id=NUMBER.format(7))
    registers.add(session, actors[Role.CLERK], petitions, linked)
    session.commit()
    with pytest.raises(Refused, match=f"linked to 1 cases.*{NUMBER.format(7)}"):
        undo(report)
    session.rollback()
    assert how_many(session, Case) == [1]


def test_an_undone_import_is_not_undone_twice(load, undo, session):
    report = load(case())
    undo(report)
    with pytest.raises(Refused, match="undone already"):
        undo(report)


def test_only_those_who_may_import_undo_and_only_in_their_center(load, undo, session, center):
    report = load(case())
    for role in (Role.MEDIATOR, Role.SUPERVISOR, Role.ADMIN, Role.AUDITOR):
        with pytest.raises(Forbidden):
            undo(report, role)
    with pytest.raises(Forbidden):
        undo_import(
            session, Actor.system(center.id + 1), find_batch(session, center.id, report.batch_id)
        )


def test_other_cases_are_left_alone(load, undo, session, center):
    kept = make_case(session, center)
    first = load(case())
    undo(load(case(申请人="王五", 登记日期="2024-04-01")))
    assert how_many(session, Case) == [2]
    assert session.get(Case, (center.id, kept.id)).summary == draft(session, center).summary
    assert [one.undone_at is None for one in batches(session, center.id)] == [False, True]
    assert first.batch_id


def test_a_case_that_was_paid_is_not_taken_away(load, undo, session, center):
    report = load(case(**closed(受理日期="2024-03-06", 调解员="钱一")))
    set_rule(session, center)
    approve(session, center, MARCH)
    with pytest.raises(Refused, match="1 cases of this import stand in approved subsidy lists"):
        undo(report)
    assert how_many(session, Case) == [1]

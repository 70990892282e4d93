"""Entries of registers: what their rules refuse, who may write them, and two people at one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import actor_of, open_office
from tests.registers.entries import DAY, KINDS, entry
from tracker import clock
from tracker.domain.problems import Refused
from tracker.domain.rules import after_today
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine
from tracker.permissions import Forbidden
from tracker.registers import REGISTERS
from tracker.registers.declaring import Shape
from tracker.registers.penalties import Procedure
from tracker.services import registers

BEFORE, AFTER = date(2024, 3, 4), date(2024, 3, 6)

WRONG = [
    ("exams", {"due": 5, "sat": 6, "passed": 5}, {"sat"}),
    ("exams", {"due": 7, "sat": 6, "passed": 7}, {"passed"}),
    ("penalties", {"procedure": Procedure.SIMPLE, "amount": Decimal("200.01")}, {"amount"}),
    (
        "penalties",
        {"procedure": Procedure.SIMPLE, "enterprise": True, "amount": Decimal("3000.01")},
        {"amount"},
    ),
    ("penalties", {"advice_delivered_on": BEFORE}, {"advice_delivered_on"}),
    ("petitions", {"resolved_on": BEFORE}, {"resolved_on"}),
    ("petitions", {"returned_on": AFTER}, {"resolved_on"}),
    ("petitions", {"resolved_on": AFTER, "returned_on": DAY}, {"returned_on"}),
    ("meetings", {"analysed": 3, "resolved": 4}, {"resolved"}),
    ("findings", {"due_on": BEFORE}, {"due_on"}),
    ("findings", {"resolved_on": BEFORE}, {"resolved_on"}),
    ("votes", {"votes": 3, "in_favour": 4}, {"in_favour"}),
    ("publicity", {"materials": -1}, {"materials"}),
    ("publicity", {"theme": "长" * 201}, {"theme"}),
    ("publicity", {"held_on": date(1949, 1, 1)}, {"held_on"}),
    ("lawsuits", {"source": ""}, {"source"}),
]
RIGHT = [
    ("penalties", {"procedure": Procedure.SIMPLE, "amount": Decimal(200)}),
    (
        "penalties",
        {"procedure": Procedure.SIMPLE, "enterprise": True, "amount": Decimal(3000)},
    ),
    ("penalties", {"procedure": Procedure.ORDINARY, "amount": Decimal(50000)}),
    ("petitions", {"resolved_on": DAY, "returned_on": DAY}),
    ("meetings", {"analysed": 3, "resolved": 3}),
    ("exams", {"due": 0, "sat": 0, "passed": 0}),
]


@pytest.fixture
def clerk(actors):
    return actors[Role.CLERK]


def add(session, actor, kind, **stated):
    register = REGISTERS[kind]
    row = registers.add(session, actor, register, entry(register, **stated))
    session.commit()
    return row


@pytest.mark.parametrize(("kind", "stated", "fields"), WRONG)
def test_what_cannot_be_is_refused_with_its_field(session, clerk, kind, stated, fields):
    with pytest.raises(Refused) as refused:
        add(session, clerk, kind, **stated)
    assert {one.field for one in refused.value.problems} == fields
    session.rollback()
    assert session.scalars(select(REGISTERS[kind].model)).all() == []


@pytest.mark.parametrize(("kind", "stated"), RIGHT)
def test_what_just_may_be_is_taken(session, clerk, kind, stated):
    row = add(session, clerk, kind, **stated)
    assert all(getattr(row, name) == value for name, value in stated.items())


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (register.kind, one.name)
        for register in REGISTERS.values()
        for one in register.of_shape(Shape.DAY)
    ],
)
def test_a_day_of_an_entry_is_not_after_today_unless_it_is_one_that_was_set(
    session, clerk, kind, name
):
    today = clock.today()
    stated = {"returned_on": {"resolved_on": today}}.get(name, {})
    add(session, clerk, kind, **stated | {name: today})
    tomorrow = {name: today + timedelta(days=1), "number": "2", "court": "乙法院"}
    tomorrow = {key: day for key, day in tomorrow.items() if key in REGISTERS[kind].fields}
    if name == "due_on":
        add(session, clerk, kind, **tomorrow)
        return
    with pytest.raises(Refused) as refused:
        add(session, clerk, kind, **stated | tomorrow)
    (problem,) = refused.value.problems
    assert problem == after_today(name, today)


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_is_missing_is_said_at_once(session, clerk, kind):
    register = REGISTERS[kind]
    with pytest.raises(Refused) as refused:
        registers.add(session, clerk, register, {})
    required = [one.name for one in register.fields.values() if one.required]
    assert [one.field for one in refused.value.problems] == required


@pytest.mark.parametrize("kind", ["penalties", "petitions", "lawsuits"])
def test_a_number_stands_once_among_the_entries_in_force(session, clerk, kind):
    register = REGISTERS[kind]
    first = add(session, clerk, kind)
    with pytest.raises(Refused) as refused:
        add(session, clerk, kind)
    assert refused.value.problems[0].field == register.once[-1]
    registers.void(session, clerk, register, first, "登错")
    again = add(session, clerk, kind)
    with pytest.raises(Refused):
        registers.restore(session, clerk, register, first, "没有登错")
    assert again.voided_at is None


def test_a_court_tells_a_month_once(session, clerk):
    """Until the 30th and until the 31st are mostly the same lawsuits."""
    add(session, clerk, "lawsuits", until=date(2024, 1, 30), court="甲法院")
    with pytest.raises(Refused, match="counted until 2024-01-30") as refused:
        add(session, clerk, "lawsuits", until=date(2024, 1, 31), court="甲法院")
    assert [one.field for one in refused.value.problems] == ["until"]
    row = add(session, clerk, "lawsuits", until=date(2024, 1, 31), court="乙法院")
    add(session, clerk, "lawsuits", until=date(2024, 2, 29), court="甲法院")
    lawsuits = REGISTERS["lawsuits"]
    values = entry(lawsuits, until=date(2024, 1, 30), court="乙法院")
    registers.change(session, clerk, lawsuits, row, values, row.version)


def test_another_centers_number_is_no_obstacle(session, center, clerk):
    theirs = actor_of(session, open_office(session, "QJ", "虹"), Role.CLERK)
    assert add(session, clerk, "penalties").number == add(session, theirs, "penalties").number


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.CLERK], ids=str)
def test_only_the_clerk_keeps_registers(session, center, clerk, actors, role):
    row, register = add(session, clerk, "exams"), REGISTERS["exams"]
    with pytest.raises(Forbidden):
        registers.add(session, actors[role], register, entry(register))
    with pytest.raises(Forbidden):
        registers.change(session, actors[role], register, row, entry(register), row.version)
    for does in (registers.void, registers.restore):
        with pytest.raises(Forbidden):
            does(session, actors[role], register, row, "理由")


def test_another_centers_entry_is_not_ones_own(session, center, clerk):
    other = open_office(session, "QJ", "虹")
    theirs = add(session, actor_of(session, other, Role.CLERK), "exams")
    with pytest.raises(Forbidden):
        registers.void(session, clerk, REGISTERS["exams"], theirs, "理由")


def test_of_two_who_change_an_entry_the_second_is_told_what_changed(session, clerk):
    register, row = REGISTERS["meetings"], add(session, clerk, "meetings")
    seen = row.version
    registers.change(session, clerk, register, row, entry(register, topic="水患"), seen)
    session.commit()
    with pytest.raises(Refused) as refused:
        registers.change(session, clerk, register, row, entry(register, remarks="补记"), seen)
    (problem,) = refused.value.problems
    assert (problem.field, problem.values["fields"]) == ("version", "会议议题、备注")
    session.rollback()
    assert row.topic == "水患"


def test_what_is_saved_unchanged_leaves_no_line(session, clerk):
    register, row = REGISTERS["exams"], add(session, clerk, "exams")
    lines = len(session.scalars(select(AuditLine)).all())
    registers.change(session, clerk, register, row, entry(register), row.version)
    session.commit()
    assert len(session.scalars(select(AuditLine)).all()) == lines
    assert row.version == 1


def test_a_voided_entry_is_not_changed_and_not_voided_twice(session, clerk):
    register, row = REGISTERS["exams"], add(session, clerk, "exams")
    registers.void(session, clerk, register, row, "重复")
    session.commit()
    with pytest.raises(Refused):
        registers.change(session, clerk, register, row, entry(register, due=9), row.version)
    with pytest.raises(Refused):
        registers.void(session, clerk, register, row, "再次")
    with pytest.raises(Refused):
        registers.restore(session, clerk, register, row, " ")
    registers.restore(session, clerk, register, row, "并非重复")
    session.commit()
    assert row.voided_at is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_trail_keeps_every_field_that_was_entered(session, clerk, kind):
    register, row = REGISTERS[kind], add(session, clerk, kind)
    line = session.scalars(select(AuditLine).where(AuditLine.subject_id == row.id)).one()
    assert line.changes["register"] == kind
    assert line.changes["entry"] == register.name_of(row)
    required = {one.name for one in register.fields.values() if one.required}
    assert required <= line.changes.keys()

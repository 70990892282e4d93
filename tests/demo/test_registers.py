"""The sample's registers give the figures of the reference year, from rows and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from tracker.domain.periods import Period
from tracker.indicators.register_figures import register_figures
from tracker.models import AuditLine, Center
from tracker.permissions import Actor
from tracker.queries.scope import scope_of
from tracker.registers import REGISTERS
from tracker.services import registers

REFERENCE = {
    "publicity_activities": 14,
    "cadre_trainings": 4,
    "citizen_trainings": 2,
    "exam_attendance_rate": Decimal("100.00"),
    "exam_pass_rate": Decimal("100.00"),
    "penalties": 731,
    "penalties_simple": 512,
    "penalties_simple_amount": Decimal("27000.00"),
    "penalties_ordinary": 219,
    "penalties_ordinary_amount": Decimal("2946500.00"),
    "three_documents": 11,
    "three_documents_rate": Decimal("100.00"),
    "legality_reviews": 90,
    "assigned_petitions": 7,
    "assigned_petitions_resolved": 7,
    "assigned_petitions_rate": Decimal("100.00"),
    "petitions_returned": 0,
    "stability_meetings": 62,
    "special_meetings": 3,
    "issues_resolved": 553,
    "supervision_findings_resolved": 22,
}
"""What the reference township published for 2024."""

YEARS = tuple(Period.year(year) for year in (2022, 2023, 2024))


def figures(session):
    center = session.scalars(select(Center)).one()
    return register_figures(session, scope_of(session, Actor.system(center.id)), YEARS)


def test_2024_gives_the_figures_of_the_reference_year(demo_session):
    _first, _second, year = figures(demo_session)
    assert {key: year[key].value for key in REFERENCE} == REFERENCE
    assert year["materials_distributed"].value > 30_000


@pytest.mark.parametrize("key", ["petition_backlog", "lawsuits"])
def test_backlog_and_lawsuits_decline_from_year_to_year(demo_session, key):
    values = [year[key].value for year in figures(demo_session)]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 3


def test_every_entry_was_entered_by_the_clerk_and_keeps_the_rules(demo_session):
    for register in REGISTERS.values():
        for row in demo_session.scalars(select(register.model)):
            values = {name: getattr(row, name) for name in register.fields}
            assert list(register.check(values)) == []
    lines = demo_session.scalars(select(AuditLine).where(AuditLine.action == "register.add"))
    assert {one.actor_name for one in lines} == {"clerk"}


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("publicity", {"publicity_activities", "materials_distributed"}),
        ("reviews", {"legality_reviews"}),
        ("disclosures", {"disclosures"}),
    ],
)
def test_one_entry_less_changes_the_report_by_exactly_that_entry(demo_session, kind, changed):
    register = REGISTERS[kind]
    before = figures(demo_session)[-1]
    day = register.column(register.day)
    row = demo_session.scalars(
        select(register.model).where(day.between(YEARS[-1].start, YEARS[-1].end))
    ).first()
    actor = Actor.system(row.center_id)
    registers.void(demo_session, actor, register, row, "试撤一条")
    demo_session.flush()
    after = figures(demo_session)[-1]
    demo_session.rollback()
    assert {key for key in before if before[key] != after[key]} == changed
    number = next(key for key in before if key in changed)
    assert before[number].value - after[number].value == 1

"""A year is frozen once it is over, stands once, and is withdrawn with a reason; both stay."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.factories import make_case
from tests.frozen import NOTE, freeze
from tracker import clock
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.indicators.whole_year import count_year
from tracker.models import AuditLine, FrozenCase, FrozenYear
from tracker.permissions import Forbidden
from tracker.services import frozen_years


@pytest.fixture
def year_on_record(session, center):
    """Two cases of 2024, one of them open, and one of the year after."""
    make_case(
        session,
        center,
        accepted=date(2024, 3, 6),
        closed=date(2024, 4, 1),
        agreed=Decimal("800.00"),
    )
    make_case(session, center, accepted=date(2024, 3, 6))
    make_case(session, center, registered_on=date(2025, 1, 2), accepted=date(2025, 1, 2))


@pytest.fixture
def newest_line(session):
    def newest():
        return session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()

    return newest


def told(refused):
    return [(one.field, str(one)) for one in refused.value.problems]


def test_a_frozen_year_keeps_figures_cases_and_who_said_why(
    session, center, year_on_record, actors, newest_line
):
    row = freeze(session, center, actor=actors[Role.SUPERVISOR])
    content = json.loads(row.content)
    assert (row.year, row.number, row.note, row.frozen_by) == (2024, 1, NOTE, "supervisor")
    assert row.unfrozen_at is None
    assert content["center"] == "LS"
    assert content["centers"] == ["LS"]
    assert content["figures"]["caseload"] == {"value": 2, "rows": 2}
    assert content["figures"]["amount_agreed"] == {"value": "800.00", "rows": 1, "asked": 1}
    assert content["figures"]["resolution_rate:closed"]["value"] == "100.00"
    assert content["figures"]["resolution_rate:caseload"]["denominator"] == 2
    assert content["breakdowns"]["month"]["2024-03"]["accepted"]["value"] == 2
    assert content["cases"]["count"] == 2
    assert sorted(session.scalars(select(FrozenCase.version))) == [2, 3]
    line = newest_line()
    assert (line.action, line.reason, line.subject_id) == ("year.freeze", NOTE, row.id)
    assert line.changes == {
        "year": 2024,
        "cases": 2,
        "sha256": row.sha256,
        "frozen_version": [None, 1],
    }


def test_the_fingerprint_can_be_recomputed_without_the_program(session, center, year_on_record):
    """From the content as JSON has it, and from the rows of the cases."""
    row = freeze(session, center)
    content = json.loads(json.dumps(json.loads(row.content), indent=2))
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(plain.encode("utf-8")).hexdigest() == row.sha256
    columns = FrozenCase.__table__.c
    wanted = ("case_center_id", "case_id", "version", "parts", "sums", "places", "number")
    rows = session.execute(
        select(*(columns[name] for name in wanted)).order_by(
            columns.case_center_id, columns.case_id
        )
    )
    lines = "".join(" ".join("" if v is None else str(v) for v in one) + "\n" for one in rows)
    assert content["cases"]["sha256"] == hashlib.sha256(lines.encode()).hexdigest()


@pytest.mark.parametrize(
    ("year", "note", "said"),
    [
        (2024, " ", ("note", "Please say what the figures are frozen for.")),
        (2024, "数" * 501, ("note", "At most 500 characters; these are 501.")),
        (2026, NOTE, ("", "2026 is not over yet; it can be frozen from 1 January 2027.")),
        (2019, NOTE, ("", "Nothing is on record of 2019, so there is nothing to freeze.")),
    ],
)
def test_what_cannot_be_frozen_is_said(
    session, center, year_on_record, monkeypatch, year, note, said
):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 31, 15, 59, tzinfo=UTC))
    with pytest.raises(Refused) as refused:
        freeze(session, center, year, note)
    assert told(refused) == [said]
    session.rollback()
    assert session.scalar(select(func.count()).select_from(FrozenYear)) == 0


def test_a_year_is_over_by_the_calendar_of_the_center(session, center, year_on_record, monkeypatch):
    """At midnight in Shanghai it is still four in the afternoon of the last day elsewhere."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 12, 31, 16, 0, tzinfo=UTC))
    assert freeze(session, center).number == 1


def test_a_year_stands_frozen_once(session, center, year_on_record, actors):
    freeze(session, center, actor=actors[Role.SUPERVISOR])
    with pytest.raises(Refused) as refused:
        freeze(session, center)
    assert told(refused) == [("", "2024 is frozen already: version 1, by supervisor.")]


def test_a_withdrawn_version_stays_and_the_next_gets_the_next_number(
    session, center, year_on_record, actors, newest_line
):
    first = freeze(session, center)
    content = first.content
    frozen_years.unfreeze(session, actors[Role.ADMIN], 2024, " 两件重复登记 ")
    session.commit()
    line = newest_line()
    assert (line.action, line.reason) == ("year.unfreeze", "两件重复登记")
    assert line.changes == {"year": 2024, "frozen_version": [1, None]}
    assert (first.unfrozen_by, first.unfrozen_reason) == ("admin", "两件重复登记")
    second = freeze(session, center)
    assert (second.number, second.unfrozen_at) == (2, None)
    assert (first.content, first.unfrozen_by) == (content, "admin")
    assert session.scalar(select(func.count()).select_from(FrozenCase)) == 4


@pytest.mark.parametrize(
    ("frozen", "reason", "said"),
    [
        (True, " ", ("reason", "Please state the reason.")),
        (False, "重复", ("", "2024 is not frozen.")),
    ],
)
def test_what_cannot_be_withdrawn_is_said(
    session, center, year_on_record, actors, frozen, reason, said
):
    if frozen:
        freeze(session, center)
    with pytest.raises(Refused) as refused:
        frozen_years.unfreeze(session, actors[Role.ADMIN], 2024, reason)
    assert told(refused) == [said]


def test_a_withdrawal_meant_for_one_version_withdraws_no_other(
    session, center, year_on_record, actors
):
    freeze(session, center)
    frozen_years.unfreeze(session, actors[Role.ADMIN], 2024, "重复", 1)
    session.commit()
    second = freeze(session, center)
    with pytest.raises(Refused) as refused:
        frozen_years.unfreeze(session, actors[Role.ADMIN], 2024, "重复", 1)
    assert told(refused) == [("", "Version 1 of 2024 does not stand; version 2 does.")]
    session.rollback()
    assert second.unfrozen_at is None
    frozen_years.unfreeze(session, actors[Role.ADMIN], 2024, "重复", 2)
    assert second.unfrozen_by == "admin"


def test_only_the_supervisor_freezes_and_only_the_administrator_withdraws(
    session, center, year_on_record, actors
):
    for role in set(Role) - {Role.SUPERVISOR}:
        with pytest.raises(Forbidden):
            frozen_years.freeze(session, actors[role], 2024, NOTE, count_year)
    freeze(session, center, actor=actors[Role.SUPERVISOR])
    for role in set(Role) - {Role.ADMIN}:
        with pytest.raises(Forbidden):
            frozen_years.unfreeze(session, actors[role], 2024, "重复")

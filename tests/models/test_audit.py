"""Rows without a trail do not commit."""

import pytest

from tests.factories import make_case
from tracker.models import AuditLine, Village
from tracker.models.audit import Untrailed


def test_rows_written_without_an_audit_line_do_not_commit(session, center):
    session.add(Village(center_id=center.id, name="无痕村"))
    with pytest.raises(Untrailed):
        session.commit()
    session.rollback()
    assert session.query(Village).filter_by(name="无痕村").count() == 0


def test_a_change_without_an_audit_line_does_not_commit(session, center):
    case = make_case(session, center)
    case.summary = "changed behind the services' back"
    with pytest.raises(Untrailed):
        session.commit()


def test_reading_needs_no_audit_line(session, center):
    before = session.query(AuditLine).count()
    make_case(session, center)
    lines = session.query(AuditLine).count()
    session.commit()
    assert session.query(AuditLine).count() == lines > before


def test_one_transactions_line_does_not_serve_the_next(session, center):
    make_case(session, center)
    session.add(Village(center_id=center.id, name="无痕村"))
    with pytest.raises(Untrailed):
        session.commit()

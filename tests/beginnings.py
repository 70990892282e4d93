"""What is on record before a test; written once a process, so that each test takes a copy.

A fixture of the same name asks for it. What the writing gives back is found at
``Ledgers.given``: plain values, since the rows themselves are those of a copy.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.databases import Fill
from tests.factories import open_office, open_two_offices
from tests.meetings import calendar_key
from tests.small_year import fill
from tests.views.matrix import rows_of
from tracker.models import Center


def filled_center(session: Session) -> None:
    """Center LS with the small year."""
    fill(session, open_office(session))


def filled_office(session: Session) -> None:
    """The same, and an empty center QJ beside it."""
    open_two_offices(session)
    fill(session, _center(session, "LS"))


def filled_offices(session: Session) -> None:
    """Two centers with the same small year."""
    filled_office(session)
    fill(session, _center(session, "QJ"))


def office_rows(session: Session) -> dict[str, str]:
    """Center LS with a row of every kind, an empty center QJ beside it; the ids of the rows."""
    open_two_offices(session)
    return _rows(session, _center(session, "LS"))


def beside_rows(session: Session) -> dict[str, str]:
    """Center QJ with a row of every kind, an empty center LS beside it; the ids of the rows."""
    open_two_offices(session)
    return _rows(session, _center(session, "QJ"))


def filled_rows(session: Session) -> dict[str, str]:
    """As ``filled_office``, and in it a row of every kind; the ids of the rows."""
    filled_office(session)
    return _rows(session, _center(session, "LS"))


def _rows(session: Session, center: Center) -> dict[str, str]:
    return rows_of(session, center) | {"calendar": calendar_key(session, center)}


def _center(session: Session, code: str) -> Center:
    return session.scalars(select(Center).where(Center.code == code)).one()


BEGINNINGS: dict[str, Fill] = {
    "filled_rows": filled_rows,
    "office_rows": office_rows,
    "beside_rows": beside_rows,
    "filled_offices": filled_offices,
    "filled_office": filled_office,
    "office": open_two_offices,
    "filled_center": filled_center,
    "center": open_office,
}
"""By the fixture's name, the most first: a test that takes several begins with the first one."""

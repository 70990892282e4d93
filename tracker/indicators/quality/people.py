"""Checks of who stands in the cases: the same people again, numbers that nobody can have."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from tracker.domain.findings import Finding
from tracker.domain.record_words import LinkKind
from tracker.domain.vocabulary import Outcome
from tracker.indicators.definitions import RESOLVING
from tracker.indicators.quality.check import Fact, check
from tracker.models import AuditLine, Case, CaseLink, CaseText, Party
from tracker.queries.check_digits import fails_as_credit_code, fails_as_resident_id
from tracker.queries.days import DayOf, DaysBetween, WrittenDay
from tracker.queries.joins import of_case

DAYS_TO_COME_BACK = 90

_Other = aliased(Case, name="other_case")


_People = aliased(CaseText, name="own_text")
_own_people = (
    select(_People.people)
    .where(_People.center_id == Case.center_id, _People.case_id == Case.id)
    .correlate(Case)
    .scalar_subquery()
)


def _of_same_people(column: SQLColumnExpression[Any], *also: ColumnElement[bool]) -> Select[Any]:
    """The column over the other cases of the center with the same parties.

    From the people to their cases: the zeros keep SQLite from going the other way, through all
    cases of the center.
    """
    twin = aliased(CaseText, name="other_text")
    its_case = and_(_Other.center_id == twin.center_id + 0, _Other.id == twin.case_id + 0)
    return (
        select(column)
        .select_from(twin)
        .join(_Other, its_case)
        .where(
            twin.center_id == Case.center_id,
            twin.people == _own_people,
            twin.case_id != Case.id,
            _Other.merged_into_id.is_(None),
            _Other.declined_reason.is_(None),
            *also,
        )
        .correlate(Case)
    )


_ParentLink = aliased(CaseLink, name="parent_link")


def _parts_of_splits() -> CTE:
    """(center, case, first): of every case that a split made, the one it came from in the end."""
    split = CaseLink.kind == LinkKind.SPLIT
    parent_is_part = and_(
        _ParentLink.kind == LinkKind.SPLIT,
        _ParentLink.center_id == CaseLink.from_center_id,
        _ParentLink.case_id == CaseLink.from_case_id,
    )
    made = select(CaseLink.center_id, CaseLink.case_id, CaseLink.from_case_id.label("first_id"))
    parts = made.where(split, not_(select(_ParentLink.id).where(parent_is_part).exists())).cte(
        "parts_of_splits", recursive=True
    )
    of_part = and_(
        CaseLink.from_center_id == parts.c.center_id, CaseLink.from_case_id == parts.c.case_id
    )
    further = select(CaseLink.center_id, CaseLink.case_id, parts.c.first_id)
    return parts.union(further.join(parts, of_part).where(split))


_parts = _parts_of_splits()


def _undivided(one: Any) -> ColumnElement[int]:
    """The case itself, or the one from which splits made it."""
    first = select(_parts.c.first_id).where(
        _parts.c.center_id == one.center_id, _parts.c.case_id == one.id
    )
    return func.coalesce(first.correlate(one).scalar_subquery(), one.id)


_same_day = and_(_Other.registered_on == Case.registered_on, _undivided(_Other) != _undivided(Case))

LOGGED_TWICE = check(
    Finding.LOGGED_TWICE,
    _l(
        "Another case of the center has parties of the same names, agents left out, and was "
        "registered on the same day; cases that a split divided are no repetition."
    ),
    _of_same_people(_Other.id, _same_day).exists(),
    Fact(_l("Registered on"), Case.registered_on),
    Fact(
        _l("Further cases of the day"),
        _of_same_people(func.count(), _same_day).scalar_subquery(),
    ),
)

_again = and_(
    _Other.registered_on > Case.registered_on,
    _Other.registered_on >= Case.closed_on,
    DaysBetween(_Other.registered_on, Case.closed_on) <= DAYS_TO_COME_BACK,
)


def _reopened(column: SQLColumnExpression[Any]) -> Select[Any]:
    """The column over the trail's lines of how the case was reopened soon after resolution."""
    before = AuditLine.changes[("closed_on", 0)].as_string()
    outcome = AuditLine.changes[("outcome", 0)].as_string()
    return (
        select(column)
        .where(
            AuditLine.center_id == Case.center_id,
            AuditLine.subject_id == Case.id,
            # written out as in the condition of its index
            AuditLine.action == literal_column("'case.reopen'"),
            outcome.in_([one.value for one in RESOLVING]),
            DaysBetween(DayOf(AuditLine.at), WrittenDay(before)) <= DAYS_TO_COME_BACK,
        )
        .correlate(Case)
    )


CAME_BACK = check(
    Finding.CAME_BACK,
    _l(
        "Closed as resolved, and within %(days)s days reopened or followed by a new case of the "
        "center with parties of the same names, agents left out.",
        days=DAYS_TO_COME_BACK,
    ),
    or_(
        and_(Case.outcome.in_(RESOLVING), _of_same_people(_Other.id, _again).exists()),
        _reopened(AuditLine.id).exists(),
    ),
    Fact(_l("Closed on"), Case.closed_on),
    Fact(
        _l("New case registered on"),
        _of_same_people(func.min(_Other.registered_on), _again).scalar_subquery(),
    ),
    Fact(_l("Reopened on"), _reopened(func.min(DayOf(AuditLine.at))).scalar_subquery()),
)

_wrong = or_(
    and_(Party.id_number.is_not(None), fails_as_resident_id(Party.id_number)),
    and_(Party.credit_code.is_not(None), fails_as_credit_code(Party.credit_code)),
)

WRONG_NUMBERS = check(
    Finding.WRONG_NUMBERS,
    _l(
        "The ID number or credit code of a party fails its check: form, birth date or check "
        "digit are wrong."
    ),
    select(Party.id).where(of_case(Party), _wrong).correlate(Case).exists(),
    Fact(
        _l("Numbers that fail"),
        select(func.count()).where(of_case(Party), _wrong).correlate(Case).scalar_subquery(),
    ),
)

ENDING_UNSTATED = check(
    Finding.ENDING_UNSTATED,
    _l("An imported ledger says that the case ended well, and not how."),
    Case.outcome.in_([outcome for outcome in Outcome if outcome.import_only]),
    Fact(_l("Outcome"), Case.outcome),
)

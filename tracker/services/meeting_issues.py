"""The list of a meeting's issues: written as a whole, and the meeting's numbers counted from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.models import Case
from tracker.permissions import Actor
from tracker.queries.meeting_issues import issues_of
from tracker.queries.register_links import id_named, names_by_id
from tracker.registers import REGISTERS
from tracker.registers.linking import CASES, Link
from tracker.registers.meeting_issues import MeetingIssue
from tracker.services import audit, registers
from tracker.services.checks import refuse_if, too_long
from tracker.services.register_links import NO_CASE, merged_away

MEETINGS = REGISTERS["meetings"]
TO_CASE = Link(CASES)
LISTED_MEANWHILE = N_(
    "Somebody has changed this meeting or its list meanwhile."
    " Saving once more puts yours in its place."
)
YES, NO = "已化解", "未化解"


@dataclass(frozen=True)
class Issue:
    """As it is entered; ``case`` is a case number, or blank."""

    text: str
    resolved: bool = False
    case: str = ""


def listed(session: Session, meeting: Any) -> list[Issue]:
    """What stands in the list."""
    rows = issues_of(session, meeting)
    numbers = names_by_id(session, TO_CASE, meeting.center_id, [one.case_id for one in rows])
    return [Issue(one.text, one.resolved, numbers.get(one.case_id, "")) for one in rows]


def write(
    session: Session, actor: Actor, meeting: Any, issues: Sequence[Issue], version: int
) -> None:
    """The list as a whole; a list without issues leaves the meeting's numbers as they are.

    Raises Refused, with ``issues-0-case`` for a field of the first issue.
    """
    registers.begin(session, actor, MEETINGS, meeting)
    if meeting.voided_at is not None:
        raise Refused(Problem("", registers.VOIDED))
    if meeting.version != version:
        raise Refused(Problem("version", LISTED_MEANWHILE))
    before = listed(session, meeting)
    rows = [_row(session, meeting, place, one) for place, one in enumerate(issues)]
    refuse_if(
        problem
        for place, row in enumerate(rows)
        for problem in (
            *_problems(place, row, issues),
            *_merged(session, place, row, issues, before),
        )
    )
    if list(issues) == before:
        return
    session.execute(
        delete(MeetingIssue).where(
            MeetingIssue.center_id == meeting.center_id, MeetingIssue.meeting_id == meeting.id
        )
    )
    session.add_all(rows)
    if rows:
        meeting.analysed, meeting.resolved = len(rows), sum(one.resolved for one in rows)
    changes = audit.changes_of(meeting)
    meeting.version += 1
    changes[registers.LISTED] = [[_told(one) for one in some] for some in (before, issues)]
    registers.record(session, actor, MEETINGS, meeting, "change", changes)


def _row(session: Session, meeting: Any, place: int, one: Issue) -> MeetingIssue:
    case_id = id_named(session, TO_CASE, meeting.center_id, one.case) if one.case else None
    return MeetingIssue(
        center_id=meeting.center_id,
        meeting_id=meeting.id,
        position=place,
        text=one.text,
        resolved=one.resolved,
        case_id=case_id,
    )


def _problems(place: int, row: MeetingIssue, issues: Sequence[Issue]) -> Iterator[Problem]:
    if not row.text:
        yield Problem(f"issues-{place}-text", registers.MISSING)
    names = {"text": f"issues-{place}-text"}
    yield from too_long(MeetingIssue, {"text": row.text}, names)
    if issues[place].case and row.case_id is None:
        yield Problem(f"issues-{place}-case", NO_CASE)


def _merged(
    session: Session,
    place: int,
    row: MeetingIssue,
    issues: Sequence[Issue],
    before: Sequence[Issue],
) -> Iterator[Problem]:
    """A case that the list named before may stay, whatever became of it."""
    if row.case_id is not None and issues[place].case not in {one.case for one in before}:
        case = session.get_one(Case, (row.center_id, row.case_id))
        yield from merged_away(session, f"issues-{place}-case", case)


def _told(one: Issue) -> str:
    """As the trail keeps it."""
    return "，".join(filter(None, (one.text, YES if one.resolved else NO, one.case)))

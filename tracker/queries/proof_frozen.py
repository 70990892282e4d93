"""That what is stored of a frozen year is what was frozen: its fingerprint tells, and the trail.

A fingerprint can be taken anew of other figures; the trail's line keeps the one of the freezing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.counted_cases import fingerprint_of_cases
from tracker.domain.frozen import canonical, fingerprint, version_of
from tracker.domain.problems import N_, Problem
from tracker.models import AuditLine, FrozenYear
from tracker.queries.frozen_years import counted_then, entries_of, read_content

FIGURES = N_("%(year)s, version %(number)s: the stored figures are not those of the fingerprint.")
CASES = N_("%(year)s, version %(number)s: the stored cases are not those that were frozen.")
ENTRIES = N_("%(year)s, version %(number)s: the stored entries are not those that were frozen.")
TEXT = N_("%(year)s, version %(number)s: the stored text of the report is not the one frozen.")
FACTS = N_("%(year)s, version %(number)s: year, number or definitions are not those frozen.")

UNTOLD = N_("%(year)s, version %(number)s: it is not stored as the trail tells of its freezing.")
WITHDRAWAL = N_("%(year)s, version %(number)s: its withdrawal is not what the trail tells of it.")
GONE = N_("The trail tells of version %(number)s of %(year)s, which is not there.")
FREEZE, UNFREEZE = "year.freeze", "year.unfreeze"

Lines = Sequence[AuditLine]


def broken_seals(session: Session) -> Iterator[Problem]:
    """Of all frozen years, also of those that are withdrawn, and those of the trail alone."""
    told: dict[tuple[int, int | None], list[AuditLine]] = defaultdict(list)
    lines = select(AuditLine).where(AuditLine.action.in_((FREEZE, UNFREEZE)))
    for line in session.scalars(lines.order_by(AuditLine.center_id, AuditLine.id)):
        told[line.center_id, line.subject_id].append(line)
    order = FrozenYear.center_id, FrozenYear.year, FrozenYear.number
    for row in session.scalars(select(FrozenYear).order_by(*order)):
        yield from _stored(session, row)
        yield from _trail(row, told.pop((row.center_id, row.id), ()))
    for line in (one for left in told.values() for one in left if one.action == FREEZE):
        _none, number = line.changes["frozen_version"]
        yield Problem("", GONE, {"year": line.changes["year"], "number": number})


def seal_problems(session: Session, row: FrozenYear) -> Iterator[Problem]:
    """Of one frozen year."""
    own = AuditLine.center_id == row.center_id, AuditLine.subject_id == row.id
    lines = select(AuditLine).where(*own, AuditLine.action.in_((FREEZE, UNFREEZE)))
    yield from _stored(session, row)
    yield from _trail(row, session.scalars(lines).all())


def _stored(session: Session, row: FrozenYear) -> Iterator[Problem]:
    """The content is asked first: what it says of the rest can be believed only then."""
    values: dict[str, object] = {"year": row.year, "number": row.number}
    if fingerprint(row.content) != row.sha256:
        yield Problem("", FIGURES, values)
        return
    try:
        content = read_content(row)
        frozen = content["year"], content["number"], version_of(content["definitions"])
        cases = content["cases"]
    except (json.JSONDecodeError, KeyError, TypeError):  # a fingerprint of something else
        yield Problem("", FIGURES, values)
        return
    if frozen != (row.year, row.number, row.definitions):
        yield Problem("", FACTS, values)
    count, digest = fingerprint_of_cases(counted_then(session, row))
    if cases != {"count": count, "sha256": digest}:
        yield Problem("", CASES, values)
    for kind, sealed in content.get("registers", {}).items():
        found = fingerprint_of_cases(counted_then(session, row, entries_of(kind)))
        if (sealed["count"], sealed["sha256"]) != found:
            yield Problem("", ENTRIES, values)
    text = None if row.annual_text is None else fingerprint(canonical(row.annual_text))
    if content.get("annual_text") != text:
        yield Problem("", TEXT, values)


def _trail(row: FrozenYear, lines: Lines) -> Iterator[Problem]:
    """One line tells of its freezing, and one of its withdrawal just where it is withdrawn."""
    values: dict[str, object] = {"year": row.year, "number": row.number}
    frozen = [_told(one) for one in lines if one.action == FREEZE]
    number = [None, row.number]
    if frozen != [(row.year, number, row.frozen_by, row.note, row.sha256)]:
        yield Problem("", UNTOLD, values)
    withdrawn = [_told(one) for one in lines if one.action == UNFREEZE]
    stored = row.year, number[::-1], row.unfrozen_by, row.unfrozen_reason, None
    if withdrawn != ([] if row.unfrozen_at is None else [stored]):
        yield Problem("", WITHDRAWAL, values)


def _told(line: AuditLine) -> tuple[object, ...]:
    facts = line.changes
    version = facts.get("frozen_version")
    return facts.get("year"), version, line.actor_name, line.reason, facts.get("sha256")

"""The annual report's text is written: each time a revision, nothing is overwritten.

What the bound figures state is handed in by whoever calls: services and figures do not know each
other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.annual_paragraphs import PARAGRAPHS
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.problems import N_, Problem, Refused
from tracker.formatting import moment
from tracker.models import AnnualRevision, AuditLine
from tracker.models.annual_revisions import LONGEST, ROOM
from tracker.models.keys import hold_clock
from tracker.permissions import Actor, Permission, demand
from tracker.queries.annual_revisions import last_of
from tracker.queries.frozen_years import standing
from tracker.services import audit
from tracker.services.checks import refuse_if

WRITE, PUT_BACK, CONFIRM = "annual.write", "annual.put_back", "annual.confirm"
"""Why a revision is written: a text, a former one again, or the same with the figures of now."""
NO_PARAGRAPH = N_("The annual report has no such paragraph.")
NOT_A_YEAR = N_("The year must lie between %(least)s and %(most)s.")
TOO_LONG = N_("At most %(most)s characters; these are %(count)s.")
OTHERS = N_(
    "%(by)s has written this paragraph meanwhile (revision %(number)s, %(at)s). That text stands"
    " below; saving once more puts yours in its place."
)
FROZEN = N_(
    "%(year)s is frozen (version %(number)s), and the report's text with it; it can be written"
    " once that is withdrawn."
)


@dataclass(frozen=True)
class Place:
    """A paragraph of a year's report."""

    year: int
    paragraph: str


def write(
    session: Session,
    actor: Actor,
    place: Place,
    text: str,
    figures: Mapping[str, Any],
    based_on: int,
    action: str = WRITE,
    typed: int | None = None,
) -> AnnualRevision:
    """The next revision of the paragraph in the actor's center; ``text`` with keys in its fields.

    ``based_on`` is the number of the revision that was looked at, 0 for none; ``typed`` how many
    characters somebody typed, if not those of ``text``. The same text with the same figures is not
    written again. Raises Refused for a frozen year, and where somebody else has written meanwhile.
    """
    demand(actor, Permission.WRITE_ANNUAL)
    text = text.replace("\r\n", "\n").strip()
    refuse_if(_problems(place, text, len(text) if typed is None else typed))
    hold_clock(session, actor.center_id)
    if (frozen := standing(session, actor.center_id, place.year)) is not None:
        raise Refused(Problem("", FROZEN, {"year": place.year, "number": frozen.number}))
    last = last_of(session, actor.center_id, place.year, place.paragraph)
    number = last.number if last is not None else 0
    if number != based_on:
        raise Refused(Problem("based_on", OTHERS, _told(last)))
    plain = audit.plain(figures)
    if last is not None and (last.text, last.figures) == (text, plain):
        return last
    row = AnnualRevision(
        center_id=actor.center_id,
        year=place.year,
        paragraph=place.paragraph,
        number=number + 1,
        text=text,
        figures=plain,
        written_by=actor.name,
        written_at=clock.now(),
    )
    session.add(row)
    changes = {
        "year": place.year,
        "annual_paragraph": place.paragraph,
        "annual_revision": [number or None, row.number],
    }
    audit.record(session, actor, action, row, changes=changes)
    session.flush()
    return row


def record_export(session: Session, actor: Actor, center: str, year: int, form: str) -> AuditLine:
    """The audit line of a report that was taken along."""
    demand(actor, Permission.SEE_REGISTERS)
    changes = {"center": center, "year": year, "format": form}
    return audit.record(session, actor, "annual.export", changes=changes)


def _problems(place: Place, text: str, typed: int) -> list[Problem]:
    found = []
    if place.paragraph not in PARAGRAPHS:
        found.append(Problem("", NO_PARAGRAPH))
    if not MIN_YEAR <= place.year <= MAX_YEAR:
        found.append(Problem("", NOT_A_YEAR, {"least": MIN_YEAR, "most": MAX_YEAR}))
    if typed > LONGEST or len(text) > ROOM:
        found.append(Problem("text", TOO_LONG, {"most": LONGEST, "count": typed}))
    return found


def _told(last: AnnualRevision | None) -> dict[str, object]:
    if last is None:
        return {"by": "—", "number": 0, "at": "—"}
    return {"by": last.written_by, "number": last.number, "at": moment(last.written_at)}

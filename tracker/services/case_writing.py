"""What every change of a case begins and ends with: the right, the version, the rules, the trail.

The verbs themselves stand in ``services/cases.py``; nothing else calls what is here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.drafts import CaseDraft, CaseState, PaymentDraft
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.rules import check_case
from tracker.domain.states import problem_of_state
from tracker.domain.vocabulary import Status
from tracker.models import Case, CaseText, CoMediator, Party
from tracker.models.cases import RECORDS
from tracker.models.keys import next_id
from tracker.permissions import Actor, Forbidden, may_help, may_write
from tracker.queries.persons import people_key
from tracker.queries.search import search_text
from tracker.services import audit, parties, referrals
from tracker.services.checks import too_long

PLAIN_FIELDS = (
    "registered_on",
    "organisation_id",
    "mediator_id",
    "dispute_type_id",
    "village_id",
    "source",
    "channel",
    "difficulty",
    "summary",
    "claims",
    "remarks",
    "amount_claimed",
)
"""What of a draft goes into the case's row as it is."""

MERGED = N_("The case is merged into another one; it takes no step unless that is undone.")
ARCHIVED = N_("The file of the case is archived; take it out of the archive first.")
OFFERED = N_("A transfer of the case waits for its answer; take it back first.")
AGREED = N_("An agreement stands in this case; please withdraw it first.")
FOUND_BY = frozenset({"number", "summary", "parties"})
"""What a search looks through."""

TOLD_TO_ORIGIN = frozenset({"declined_reason", "outcome", "merged_into_id"})
"""What decides what became of a case that came from another center; see ``referrals``."""


class Stale(Exception):
    """Somebody else changed the case since the actor opened it; ``case`` is what stands now."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"case {case.id} is at version {case.version}")
        self.case = case


def open_for_writing(actor: Actor, case: Case, version: int, by_helpers: bool = False) -> None:
    """``by_helpers``: what is done is open to the organisations that help in the case as well."""
    open_as_it_is(actor, case, version, by_helpers)
    if (sentence := why_untouched(case)) is not None:
        raise Refused(Problem("", sentence))


def why_untouched(case: Case) -> str | None:
    """Why nothing in the case is changed as it is now; None for a case that can be worked on."""
    if case.merged_into_id is not None:
        return MERGED
    return None if case.archived_on is None else ARCHIVED


def open_as_it_is(actor: Actor, case: Case, version: int, by_helpers: bool = False) -> None:
    """The same, also for a merged or an archived case."""
    helpers = case.helper_ids if by_helpers else ()
    if not may_help(actor, case.center_id, case.organisation_id, helpers):
        raise Forbidden("WRITE_CASES")
    if case.version != version:
        raise Stale(case)


def demand_no_offer(case: Case) -> None:
    """Who is asked to take a case finds it as it was offered."""
    if case.offer is not None:
        raise Refused(Problem("", OFFERED))


def demand_no_agreement(case: Case) -> None:
    """Who signed stays in the case, and the case where it was signed."""
    if case.agreement is not None:
        raise Refused(Problem("", AGREED))


def demand_writer(actor: Actor, center_id: int, organisation_id: int | None) -> None:
    if not may_write(actor, center_id, organisation_id):
        raise Forbidden("WRITE_CASES")


def demand_status(case: Case, *expected: Status) -> None:
    problem = problem_of_state(case.status, expected)
    if problem is not None:
        raise Refused(problem)


def problems_of(draft: CaseDraft, state: CaseState) -> list[Problem]:
    """Everything that is wrong with the draft, were the case in that state."""
    state = replace(state, registered_on=draft.registered_on, amount_claimed=draft.amount_claimed)
    found = [*check_case(state, clock.today()), *too_long(Case, plain_values(draft))]
    found += parties.check(draft.parties)
    for index, party in enumerate(draft.parties):
        names = {name: f"parties-{index}-{name}" for name in vars(party)}
        judged = {problem.field for problem in found}
        found += [one for one in too_long(Party, vars(party), names) if one.field not in judged]
    return found


def write_new(
    session: Session, actor: Actor, draft: CaseDraft, submission_key: str | None = None
) -> Case:
    """The draft as a registered case; the right and the rules were asked before."""
    now = clock.now()
    case = Case(
        center_id=actor.center_id,
        id=next_id(session, actor.center_id),
        submission_key=submission_key,
        created_at=now,
        updated_at=now,
        **plain_values(draft),
        **{name: [] for name in RECORDS},
        origin=None,
    )
    session.add(case)
    write_people(session, case, draft)
    index(case)
    audit.record(session, actor, "case.register", case, changes=first_values(case))
    return case


def state_of(case: Case) -> CaseState:
    """What the rules look at, as the case stands."""
    return CaseState(
        registered_on=case.registered_on,
        accepted_on=case.accepted_on,
        declined_reason=case.declined_reason,
        closed_on=case.closed_on,
        outcome=case.outcome,
        amount_claimed=case.amount_claimed,
        amount_agreed=case.amount_agreed,
        judicial_confirmed_on=case.judicial_confirmed_on,
        visited_on=case.visited_on,
        satisfaction=case.satisfaction,
        payments=[PaymentDraft(one.paid_on, one.amount) for one in case.payments],
        agreement=case.agreement,
    )


def plain_values(draft: CaseDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in PLAIN_FIELDS}


def first_values(case: Case) -> dict[str, Any]:
    """The changes of a new case, for the trail: everything from nothing."""
    return {
        name: [None, value]
        for name in PLAIN_FIELDS
        if (value := getattr(case, name)) not in (None, "")
    } | {"parties": [None, [party.name for party in case.parties]]}


def write_people(session: Session, case: Case, draft: CaseDraft) -> dict[str, Any]:
    """Parties and co-mediators as the draft says; what changed, for the trail."""
    changes = parties.write(case, draft.parties)
    before = [one.mediator_id for one in case.co_mediators]
    wanted = [one for one in dict.fromkeys(draft.co_mediator_ids) if one != draft.mediator_id]
    if set(before) != set(wanted):
        case.co_mediators = [one for one in case.co_mediators if one.mediator_id in wanted]
        case.co_mediators += [
            CoMediator(center_id=case.center_id, mediator_id=one)
            for one in wanted
            if one not in before
        ]
        changes["co_mediators"] = [before, wanted]
    session.flush()
    return changes


def written(
    session: Session,
    actor: Actor,
    case: Case,
    action: str,
    reason: str | None = None,
    changes: dict[str, Any] | None = None,
) -> Case:
    """The common end of every change: the trail, the search text, the version."""
    changed = audit.changes_of(case) if changes is None else changes
    if not changed:
        return case
    case.updated_at = clock.now()
    audit.record(session, actor, action, case, reason=reason, changes=changed)
    if FOUND_BY & changed.keys():
        index(case)
    session.flush()
    if TOLD_TO_ORIGIN & changed.keys():
        referrals.follow(session, actor, case)
    return case


def index(case: Case) -> None:
    """Keep what a search looks through, and who is in it, in step with the case."""
    text = search_text(case.number, (party.name for party in case.parties), case.summary)
    people = people_key((party.side, party.name) for party in case.parties)
    kept = case.search_text
    if kept is None:
        case.search_text = CaseText(center_id=case.center_id, text=text, people=people)
    elif (kept.text, kept.people) != (text, people):
        kept.text, kept.people = text, people

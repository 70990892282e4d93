"""A planned case is lived: each step is the verb that a mediator would have used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from tracker.demo.afterwards import afterwards_of
from tracker.demo.planned import PlannedCase
from tracker.demo.records import performed_in_kind, proceedings_of
from tracker.domain.drafts import CaseDraft, Closing, ExtensionDraft
from tracker.domain.vocabulary import MEDIATION_DAYS, Outcome
from tracker.models import Center
from tracker.permissions import Actor
from tracker.services import cases, performance, time_limits

CONSENT = "双方当事人同意延长调解期限"
NOT_YET = "双方分歧较大，尚需继续调解"
WENT_BACK = "一方当事人反悔，申请继续调解"


@dataclass(frozen=True)
class Office:
    """The ids of the lists, by the names of the plan; ``actors`` by mediator.

    ``center`` is kept at hand for the services, which would otherwise look it up for each number.
    """

    center: Center
    organisations: dict[str, int]
    mediators: dict[str, int]
    villages: dict[str, int]
    dispute_types: dict[str, int]
    actors: dict[str, Actor]


def life_of(session: Session, office: Office, plan: PlannedCase) -> Iterator[None]:
    """Writes one step; whoever iterates flushes between the steps."""
    actor = office.actors[plan.mediator]
    case = cases.register(session, actor, draft_of(office, plan))
    yield
    if plan.declined_reason:
        cases.decline(session, actor, case, plan.declined_reason, case.version)
    if plan.accepted_on is None:
        return
    cases.accept(session, actor, case, plan.accepted_on, case.version)
    yield
    if plan.earlier_closing:
        settled = Closing(plan.earlier_closing, Outcome.SETTLED_PRIVATELY)
        cases.close(session, actor, case, settled, case.version)
        yield
        cases.reopen(session, actor, case, WENT_BACK, case.version)
        yield
    if plan.extended_to:
        shortly_before = plan.accepted_on + timedelta(days=MEDIATION_DAYS - 2)
        extension = ExtensionDraft(shortly_before, plan.extended_to, CONSENT, NOT_YET)
        time_limits.extend(session, actor, case, extension, case.version)
        yield
    if plan.recorded:
        yield from proceedings_of(session, actor, case, plan)
    if plan.closed_on is None or plan.outcome is None:
        return
    end = Closing(plan.closed_on, plan.outcome, plan.amount_agreed)
    cases.close(session, actor, case, end, case.version)
    for payment in plan.payments:
        performance.record_payment(session, actor, case, payment, case.version)
    yield
    yield from performed_in_kind(session, actor, case, plan)
    yield from afterwards_of(session, actor, case, plan)


def draft_of(office: Office, plan: PlannedCase) -> CaseDraft:
    return CaseDraft(
        registered_on=plan.registered_on,
        organisation_id=office.organisations[plan.desk],
        parties=plan.parties,
        mediator_id=office.mediators[plan.mediator],
        co_mediator_ids=tuple(office.mediators[name] for name in plan.co_mediators),
        dispute_type_id=office.dispute_types[plan.story.code],
        village_id=office.villages[plan.village] if plan.village else None,
        source=plan.source,
        channel=plan.channel,
        difficulty=plan.difficulty,
        summary=plan.summary,
        claims=plan.claims,
        amount_claimed=plan.amount_claimed,
    )

"""The papers of an agreement: drawn up, revised, withdrawn.

They may be drawn up while the mediation goes on; the case then ends as they say. A case that was
closed with an agreement may get its papers afterwards, an imported one too. One agreement stands
at a time; those that were withdrawn stay in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.afterwards import UNDECIDED, problems_of_effect
from tracker.domain.agreements import AgreementDraft, check_agreement
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.rules import check_case
from tracker.domain.vocabulary import Status
from tracker.models import Agreement, Case, Instalment, Term
from tracker.permissions import Actor
from tracker.services import audit
from tracker.services.case_writing import (
    demand_no_offer,
    demand_status,
    open_for_writing,
    state_of,
    written,
)
from tracker.services.checks import refuse_if, stated, too_long

PLAIN = (
    "form",
    "agreed_on",
    "effective_on",
    "facts",
    "manner",
    "place",
    "perform_by",
    "copies",
)
"""What of the papers stands in their own row."""

CONFIRMED = N_("A court has confirmed this agreement; it is neither changed nor withdrawn.")

BESIDE = {"outcome": "form", "closed_on": "agreed_on"}
"""Beside which entry of the papers a rule of the case is told."""


def draw_up(
    session: Session, actor: Actor, case: Case, draft: AgreementDraft, version: int
) -> Agreement:
    """The papers of the agreement; a closed case without a stated amount gets theirs.

    So does one whose agreement was withdrawn since: the amount was that of the old papers.
    """
    open_for_writing(actor, case, version)
    _demand_an_agreeing_case(case)
    demand_no_offer(case)
    if case.agreement is not None:
        raise Refused(
            Problem("", N_("An agreement stands already: revise it, or withdraw it first."))
        )
    amount = _followed(case, draft) if _takes_their_amount(case) else case.amount_agreed
    in_effect = problems_of_effect(
        draft.in_effect_on, case.confirmations, case.judicial_confirmed_on
    )
    refuse_if([*_problems(case, draft, amount), *in_effect])
    case.amount_agreed = amount
    changes = audit.changes_of(case)
    agreement = Agreement(center_id=case.center_id, facts="", manner="", place="")
    case.agreements.append(agreement)
    changes = _write(agreement, draft) | changes
    written(session, actor, case, "case.draw_up_agreement", changes=changes)
    return agreement


def revise(
    session: Session, actor: Actor, case: Case, draft: AgreementDraft, version: int
) -> Agreement:
    """Change the papers that stand; of a closed case the agreed amount follows the plan."""
    open_for_writing(actor, case, version)
    _demand_an_agreeing_case(case)
    agreement = standing(case)
    _demand_no_court(case)
    amount = case.amount_agreed if case.closed_on is None else _followed(case, draft)
    refuse_if([*_problems(case, draft, amount), *_ticks_stay(agreement, draft)])
    case.amount_agreed = amount
    changes = audit.changes_of(case)
    changes = _write(agreement, draft) | changes
    written(session, actor, case, "case.revise_agreement", changes=changes)
    return agreement


def withdraw(session: Session, actor: Actor, case: Case, reason: str, version: int) -> Case:
    """The papers do not stand any more; they stay in the file, as the reason does."""
    open_for_writing(actor, case, version)
    demand_status(case, Status.OPEN, Status.CLOSED)
    standing(case)
    reason = stated(reason)
    _demand_no_court(case)
    changes = mark_withdrawn(case)
    return written(session, actor, case, "case.withdraw_agreement", reason=reason, changes=changes)


def mark_withdrawn(case: Case) -> dict[str, Any]:
    """Withdraw the agreement that stands, if one does; what changed, for the trail."""
    agreement = case.agreement
    if agreement is None:
        return {}
    agreement.withdrawn_on = clock.today()
    return {
        "agreed_on": [agreement.agreed_on, None],
        "withdrawn_on": [None, agreement.withdrawn_on],
    }


def standing(case: Case) -> Agreement:
    """The agreement that stands. Refused where there is none."""
    if case.agreement is None:
        raise Refused(Problem("", N_("No agreement stands in the file of this case.")))
    return case.agreement


def why_fixed(case: Case) -> str | None:
    """Why the agreement stays as it is; None where no court has it or has confirmed it."""
    if case.judicial_confirmed_on is not None:
        return CONFIRMED
    return UNDECIDED if any(one.result is None for one in case.confirmations) else None


def _demand_no_court(case: Case) -> None:
    if (sentence := why_fixed(case)) is not None:
        raise Refused(Problem("", sentence))


def _demand_an_agreeing_case(case: Case) -> None:
    demand_status(case, Status.OPEN, Status.CLOSED)
    if case.outcome is not None and not case.outcome.is_agreement:
        raise Refused(Problem("", N_("This case was closed without an agreement.")))


def _takes_their_amount(case: Case) -> bool:
    """No amount was stated at the closing, or it was that of papers withdrawn afterwards."""
    closed_on = case.closed_on
    if closed_on is None:
        return False
    withdrawn = [
        one.amount or 0
        for one in case.agreements
        if one.withdrawn_on is not None and one.withdrawn_on >= closed_on
    ]
    return case.amount_agreed is None or case.amount_agreed in withdrawn


def _followed(case: Case, draft: AgreementDraft) -> Decimal | None:
    """The agreed amount as the plan has it; a stated zero stays one."""
    return draft.amount if draft.amount is not None or case.amount_agreed else case.amount_agreed


def _problems(case: Case, draft: AgreementDraft, amount: Decimal | None) -> Iterator[Problem]:
    """What the papers break, by themselves and beside the case."""
    yield from check_agreement(draft, case.accepted_on, clock.today())
    yield from too_long(Agreement, {name: getattr(draft, name) for name in PLAIN})
    for index, term in enumerate(draft.terms):
        yield from too_long(Term, {"text": term.text.strip()}, {"text": f"terms-{index}-text"})
    state = replace(state_of(case), agreement=draft, amount_agreed=amount)
    for one in check_case(state, clock.today()):
        yield replace(one, field=BESIDE.get(one.field, one.field))


def _ticks_stay(agreement: Agreement, draft: AgreementDraft) -> Iterator[Problem]:
    """What is ticked off stays an item in kind of the agreement, and came after it."""
    kept = {one.id: (index, one) for index, one in enumerate(draft.terms)}
    for term in agreement.terms:
        if term.performed_on is None:
            continue
        index, wanted = kept.get(term.id, (0, None))
        if wanted is None or not wanted.in_kind:
            yield Problem(
                f"terms-{index}-text",
                N_("“%(text)s” is ticked off as performed: take that back first."),
                {"text": term.text},
            )
        if term.performed_on < draft.agreed_on:
            yield Problem(
                "agreed_on",
                N_("An item was performed on %(date)s, before this day."),
                {"date": term.performed_on},
            )


def _write(agreement: Agreement, draft: AgreementDraft) -> dict[str, Any]:
    """Make the rows those of the draft; ``{field: [before, after]}`` of what changed."""
    before = _facts(agreement)
    for name in PLAIN:
        value = getattr(draft, name)
        setattr(agreement, name, value.strip() if type(value) is str else value)
    agreement.effective_on = draft.in_effect_on
    agreement.terms = _rows(Term, agreement, agreement.terms, draft.terms)
    for position, term in enumerate(agreement.terms):
        term.text, term.position = term.text.strip(), position
    agreement.instalments = _rows(Instalment, agreement, agreement.instalments, draft.instalments)
    after = _facts(agreement)
    return {
        name: [before[name], value]
        for name, value in after.items()
        if before[name] != value and (before[name] or value)
    }


def _rows(
    model: type[Any], agreement: Agreement, rows_before: Sequence[Any], drafts: Sequence[Any]
) -> list[Any]:
    """The rows of the drafts in their order: known ones keep their id and what was ticked off."""
    known = {one.id: one for one in rows_before}
    rows = []
    for draft in drafts:
        row = known.pop(draft.id, None) if draft.id is not None else None
        if row is None:
            row = model(center_id=agreement.center_id)
        for name, value in vars(draft).items():
            if name != "id":
                setattr(row, name, value)
        rows.append(row)
    return rows


def _facts(agreement: Agreement) -> dict[str, Any]:
    """The papers as the trail keeps them."""
    facts = {name: getattr(agreement, name) for name in PLAIN}
    terms = [_stated(one, "text", "in_kind", "due_on") for one in agreement.terms]
    plan = [_stated(one, "due_on", "amount") for one in agreement.instalments]
    return facts | {"terms": terms, "instalments": plan}


def _stated(row: Any, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(row, name))}

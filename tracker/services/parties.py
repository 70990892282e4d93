"""The parties of a case: checked as they were typed, written with what their ID says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from tracker import clock
from tracker.domain.drafts import PartyDraft
from tracker.domain.identity import is_credit_code, read_resident_id
from tracker.domain.problems import N_, Problem
from tracker.domain.rules import after_today
from tracker.domain.vocabulary import PartyKind, Side
from tracker.models import Case, Party


def check(drafts: Sequence[PartyDraft]) -> list[Problem]:
    """Problems name their field as ``parties-<index>-<field>``."""
    problems, today = [], clock.today()
    if not any(draft.side is Side.APPLICANT for draft in drafts):
        problems.append(Problem("parties", N_("A case has at least one applicant.")))
    for index, draft in enumerate(drafts):
        at = f"parties-{index}-"
        if not draft.name.strip():
            problems.append(Problem(at + "name", N_("Please enter the name.")))
        if draft.birth_date and draft.birth_date > today:
            problems.append(after_today(at + "birth_date", today))
        if draft.id_number and read_resident_id(draft.id_number, today) is None:
            problems.append(
                Problem(
                    at + "id_number",
                    N_("This ID number is not right: please check its 18 characters."),
                )
            )
        if draft.credit_code and not is_credit_code(draft.credit_code):
            problems.append(
                Problem(
                    at + "credit_code",
                    N_("This credit code is not right: please check its 18 characters."),
                )
            )
    return problems


def write(case: Case, drafts: Sequence[PartyDraft]) -> dict[str, Any]:
    """Make the case's parties those of the drafts; ``{"parties": [before, after]}`` if changed."""
    before = [_facts(party) for party in case.parties]
    known = {party.id: party for party in case.parties}
    parties = []
    for position, draft in enumerate(drafts):
        party = known.pop(draft.id, None) if draft.id is not None else None
        if party is None:
            party = Party(center_id=case.center_id)
        for name, value in _values(draft).items():
            setattr(party, name, value)
        party.position = position
        parties.append(party)
    case.parties = parties
    after = [_facts(party) for party in parties]
    return {} if before == after else {"parties": [before, after]}


def draft_of(party: Party) -> PartyDraft:
    """The party as it stands, to be kept (it knows its ``id``) or copied."""
    return PartyDraft(**{one.name: getattr(party, one.name) for one in fields(PartyDraft)})


def copy_of(party: Party) -> PartyDraft:
    """The same for another case."""
    return replace(draft_of(party), id=None)


def beside(those: Sequence[Party], others: Sequence[Party]) -> list[Party]:
    """The others that are not among those; namesakes on a side are one unless their IDs differ."""
    left, found = list(those), []
    for one in others:
        same = next((each for each in left if _is_same(each, one)), None)
        if same is None:
            found.append(one)
        else:
            left.remove(same)
    return found


def _is_same(one: Party, other: Party) -> bool:
    if (one.side, one.kind, one.name) != (other.side, other.kind, other.name):
        return False
    ids = {one.id_number, other.id_number} | {one.credit_code, other.credit_code}
    return len(ids - {None}) <= 1


def _values(draft: PartyDraft) -> dict[str, Any]:
    """The draft's columns; the ID speaks for sex and birth date, each kind keeps its own fields."""
    values = {name: value or None for name, value in vars(draft).items() if name != "id"}
    values |= {
        "name": draft.name.strip(),
        "side": draft.side,
        "kind": draft.kind,
        "out_of_town": draft.out_of_town,
    }
    if draft.kind is PartyKind.ORGANISATION:
        values |= dict.fromkeys(("id_number", "sex", "birth_date", "ethnic_group", "occupation"))
        values["credit_code"] = draft.credit_code.strip().upper() if draft.credit_code else None
        return values
    values |= {"credit_code": None, "legal_representative": None}
    resident = read_resident_id(draft.id_number) if draft.id_number else None
    if resident:
        values |= {
            "id_number": resident.number,
            "sex": resident.sex,
            "birth_date": resident.birth_date,
        }
    return values


def _facts(party: Party) -> dict[str, Any]:
    """A party as the trail keeps it: whole; the pages that show the trail mask it."""
    facts: dict[str, Any] = {"side": party.side, "name": party.name, "kind": party.kind}
    for name in (
        "phone",
        "address",
        "occupation",
        "ethnic_group",
        "legal_representative",
        "credit_code",
        "sex",
        "birth_date",
    ):
        if getattr(party, name):
            facts[name] = getattr(party, name)
    if party.id_number:
        facts["id_number"] = party.id_number
    if party.out_of_town:
        facts["out_of_town"] = True
    return facts

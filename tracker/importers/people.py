"""The parties of a row: names, IDs and phones of one side, in the same order in three cells."""

from __future__ import annotations

import re
from datetime import date
from itertools import zip_longest

from tracker.domain.drafts import PartyDraft
from tracker.domain.identity import is_credit_code, read_resident_id
from tracker.domain.problems import N_
from tracker.domain.vocabulary import PartyKind, Side
from tracker.importers.cells import Unclear, digits_lost, read_parts, whole_number
from tracker.importers.grid import Value
from tracker.models import Party

NAME_LENGTH: int = Party.__table__.c["name"].type.length  # type: ignore[attr-defined] # a String
PHONE_LENGTH: int = Party.__table__.c["phone"].type.length  # type: ignore[attr-defined] # a String

_DAMAGED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")


def read_names(value: Value, most: int = NAME_LENGTH) -> list[str]:
    """The names in a cell. Raises Unclear for one that is too long."""
    names = read_parts(value)
    for name in names:
        if len(name) > most:
            raise too_long(name, most)
    return names


def read_numbers(value: Value, people: int) -> list[str]:
    """As many IDs or phones as people, in their order; all blank when the cell is.

    Raises Unclear: which of two people a single number belongs to would be a guess.
    """
    if value == "":
        return [""] * people
    parts = [_whole(part) for part in read_parts(whole_number(value))]
    if not any(parts):
        return [""] * people
    if len(parts) != people:
        raise Unclear(
            N_(
                "There are %(people)s people, but %(numbers)s numbers here. Please write one for "
                "each, in the same order; an empty place stays empty between the separators."
            ),
            people=people,
            numbers=len(parts),
        )
    return parts


def read_party(side: Side, name: str, number: str, phone: str, today: date) -> PartyDraft:
    """One party; a credit code in the ID column makes it an organisation. Raises Unclear."""
    if len(phone) > PHONE_LENGTH:
        raise too_long(phone, PHONE_LENGTH)
    if not number:
        return PartyDraft(side, name, phone=phone or None)
    resident = read_resident_id(number, today)
    if resident:
        return PartyDraft(
            side,
            name,
            id_number=resident.number,
            sex=resident.sex,
            birth_date=resident.birth_date,
            phone=phone or None,
        )
    if is_credit_code(number):
        return PartyDraft(
            side,
            name,
            PartyKind.ORGANISATION,
            credit_code=number.strip().upper(),
            phone=phone or None,
        )
    if "*" in number:
        raise Unclear(N_("This number is masked. Please import an unmasked ledger."))
    raise Unclear(
        N_(
            "%(number)s is neither a right ID number nor a right credit code: "
            "please check its 18 characters."
        ),
        number=number[:40],
    )


def read_side(
    side: Side, names: list[str], ids: list[str], phones: list[str], today: date
) -> list[PartyDraft]:
    """The parties of a side. Raises Unclear."""
    parties = []
    for name, number, phone in zip_longest(names, ids, phones, fillvalue=""):
        if name:
            parties.append(read_party(side, name, number, phone, today))
        elif number or phone:
            raise Unclear(N_("A number stands here, but its person has no name."))
    return parties


def too_long(text: str, most: int) -> Unclear:
    return Unclear(
        N_("The text has %(length)s characters; at most %(most)s fit here."),
        length=f"{len(text):,}",
        most=f"{most:,}",
    )


def _whole(part: str) -> str:
    if _DAMAGED.fullmatch(part):
        raise digits_lost()
    return part

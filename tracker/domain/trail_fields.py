"""What the fields of a change are called, and what kind of value stands in them.

The trail keeps the names of columns; people read these words.
"""

from __future__ import annotations

from tracker.domain.problems import N_
from tracker.domain.vocabulary import (
    Difficulty,
    OrganisationKind,
    Outcome,
    PartyKind,
    Role,
    Satisfaction,
    Sex,
    Side,
    Source,
    Word,
)

FIELDS = {
    "accepted": N_("Rows imported"),
    "accepted_on": N_("Accepted on"),
    "active": N_("In use"),
    "added": N_("Entries added"),
    "address": N_("Address"),
    "amount": N_("Amount"),
    "amount_agreed": N_("Amount agreed"),
    "amount_claimed": N_("Amount claimed"),
    "birth_date": N_("Birth date"),
    "cases": N_("Number of cases"),
    "channel": N_("Channel"),
    "chosen": N_("Chosen by"),
    "claims": N_("What is claimed"),
    "closed_on": N_("Closed on"),
    "co_mediators": N_("Further mediators"),
    "code": N_("Code"),
    "created": N_("Added to the lists"),
    "credit_code": N_("Credit code"),
    "declined_reason": N_("Reason for declining"),
    "difficulty": N_("Difficulty"),
    "dispute_type_id": N_("Dispute type"),
    "duplicates": N_("There already"),
    "ethnic_group": N_("Ethnic group"),
    "extended_to": N_("Extended to"),
    "file": N_("File"),
    "filename": N_("File"),
    "format": N_("Format"),
    "id_number": N_("ID number"),
    "import_batch_id": N_("Import"),
    "judicial_confirmed_on": N_("Judicial confirmation on"),
    "kind": N_("Kind"),
    "legal_representative": N_("Legal representative"),
    "mediator_id": N_("Lead mediator"),
    "mediators": N_("Mediators"),
    "name": N_("Name"),
    "number": N_("Case number"),
    "occupation": N_("Occupation"),
    "organisation_id": N_("Organisation"),
    "organisations": N_("Organisations"),
    "out_of_town": N_("From out of town"),
    "outcome": N_("Outcome"),
    "paid_on": N_("Paid on"),
    "parent_id": N_("Parent"),
    "parties": N_("Parties"),
    "payment": N_("Payment"),
    "phone": N_("Phone"),
    "position": N_("Place in the list"),
    "q": N_("Search"),
    "registered_on": N_("Registered on"),
    "rejected": N_("With problems"),
    "remarks": N_("Remarks"),
    "removed": N_("Taken from the lists"),
    "resident": N_("Resident at the center"),
    "role": N_("Role"),
    "satisfaction": N_("Satisfaction"),
    "sex": N_("Sex"),
    "side": N_("Side"),
    "source": N_("Source"),
    "summary": N_("What the dispute is about"),
    "unmasked": N_("With personal data"),
    "valid_from": N_("Valid from"),
    "valid_to": N_("Valid to"),
    "village_id": N_("Village or community"),
    "villages": N_("Villages and communities"),
    "visited_on": N_("Return visit on"),
    "year": N_("Year"),
}
UNTOLD = frozenset({"number_year", "number_serial"})
"""Said by the number itself."""

WORDS: dict[str, tuple[type[Word], ...]] = {
    "outcome": (Outcome,),
    "source": (Source,),
    "difficulty": (Difficulty,),
    "satisfaction": (Satisfaction,),
    "role": (Role,),
    "side": (Side,),
    "sex": (Sex,),
    "kind": (PartyKind, OrganisationKind),
}
"""Fields that hold one of the field's own words."""

NOUNS = {
    "co_mediators": "mediator",
    "dispute_type_id": "dispute_type",
    "import_batch_id": "import",
    "mediator_id": "mediator",
    "organisation_id": "organisation",
    "parent_id": "dispute_type",
    "village_id": "village",
}
"""Fields that hold ids of rows of that noun."""

MONEY = frozenset({"amount", "amount_agreed", "amount_claimed"})
FREE_TEXTS = frozenset({"summary", "claims", "remarks", "declined_reason"})


def member_of(name: str, value: object) -> Word | None:
    """The word that the value of the field stands for."""
    members = (member for words in WORDS.get(name, ()) for member in words)
    return next((member for member in members if member.value == value), None)

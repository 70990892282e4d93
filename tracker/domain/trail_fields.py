"""What the fields of a change are called, and what kind of value stands in them.

The trail keeps the names of columns; people read these words.
"""

from __future__ import annotations

from tracker.domain.problems import N_
from tracker.domain.vocabulary import (
    Basis,
    Difficulty,
    OrganisationKind,
    Outcome,
    PartyKind,
    Role,
    Satisfaction,
    Sex,
    Side,
    Source,
    Status,
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
    "basis": N_("Basis of the resolution rate"),
    "batch": N_("Import"),
    "birth_date": N_("Birth date"),
    "by": N_("Breakdown"),
    "cases": N_("Number of cases"),
    "center": N_("Center"),
    "channel": N_("Channel"),
    "chosen": N_("Chosen by"),
    "claims": N_("What is claimed"),
    "closed_on": N_("Closed on"),
    "co_mediators": N_("Further mediators"),
    "code": N_("Code"),
    "created": N_("Added to the lists"),
    "credit_code": N_("Credit code"),
    "date": N_("Period"),
    "declined_reason": N_("Reason for declining"),
    "difficulty": N_("Difficulty"),
    "dispute_type_id": N_("Dispute type"),
    "duplicates": N_("There already"),
    "end": N_("To day"),
    "ethnic_group": N_("Ethnic group"),
    "extended_to": N_("Extended to"),
    "figure": N_("Figure"),
    "file": N_("File"),
    "filename": N_("File"),
    "format": N_("Format"),
    "from": N_("From day"),
    "id_number": N_("ID number"),
    "import_batch_id": N_("Import"),
    "judicial_confirmed_on": N_("Judicial confirmation on"),
    "key": N_("Row"),
    "kind": N_("Kind"),
    "least": N_("At least (yuan)"),
    "legal_representative": N_("Legal representative"),
    "mediator": N_("Lead mediator"),
    "mediator_id": N_("Lead mediator"),
    "mediators": N_("Mediators"),
    "money": N_("Amount"),
    "most": N_("At most (yuan)"),
    "name": N_("Name"),
    "number": N_("Case number"),
    "occupation": N_("Occupation"),
    "organisation": N_("Organisation"),
    "organisation_id": N_("Organisation"),
    "organisations": N_("Organisations"),
    "out_of_town": N_("From out of town"),
    "outcome": N_("Outcome"),
    "overdue": N_("Overdue"),
    "paid_on": N_("Paid on"),
    "parent_id": N_("Parent"),
    "part": N_("Part"),
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
    "since": N_("From day"),
    "source": N_("Source"),
    "start": N_("From day"),
    "status": N_("Status"),
    "summary": N_("What the dispute is about"),
    "to": N_("To day"),
    "type": N_("Dispute type"),
    "unmasked": N_("With personal data"),
    "until": N_("To day"),
    "valid_from": N_("Valid from"),
    "valid_to": N_("Valid to"),
    "village": N_("Village or community"),
    "village_id": N_("Village or community"),
    "villages": N_("Villages and communities"),
    "visited_on": N_("Return visit on"),
    "year": N_("Year"),
}
UNTOLD = frozenset({"number_year", "number_serial"})
"""Said by the number itself."""

WORDS: dict[str, tuple[type[Word], ...]] = {
    "basis": (Basis,),
    "outcome": (Outcome,),
    "source": (Source,),
    "difficulty": (Difficulty,),
    "satisfaction": (Satisfaction,),
    "role": (Role,),
    "side": (Side,),
    "status": (Status,),
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

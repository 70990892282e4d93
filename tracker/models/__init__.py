"""Tables, relations and the named constraints that state the business rules."""

from tracker.models.accounts import Account
from tracker.models.audit import AuditLine
from tracker.models.cases import Case, CaseCounter, CaseText, CoMediator
from tracker.models.centers import Center
from tracker.models.dispute_types import DisputeType
from tracker.models.imports import ImportBatch
from tracker.models.keys import IdClock
from tracker.models.organisations import Mediator, Organisation, Village
from tracker.models.parties import Party
from tracker.models.payments import Payment

__all__ = [
    "Account",
    "AuditLine",
    "Case",
    "CaseCounter",
    "CaseText",
    "Center",
    "CoMediator",
    "DisputeType",
    "IdClock",
    "ImportBatch",
    "Mediator",
    "Organisation",
    "Party",
    "Payment",
    "Village",
]

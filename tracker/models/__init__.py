"""Tables, relations and the named constraints that state the business rules."""

from tracker.models.accounts import Account
from tracker.models.afterwards import Confirmation, Visit
from tracker.models.agreements import Agreement, Instalment, NonPerformance, Term
from tracker.models.annual_revisions import AnnualRevision
from tracker.models.attachments import Attachment
from tracker.models.audit import AuditLine
from tracker.models.case_links import CaseLink, CaseOrganisation, Transfer
from tracker.models.case_parts import CaseCounter, CaseText, CoMediator
from tracker.models.cases import Case
from tracker.models.centers import Center
from tracker.models.dismissals import Dismissal
from tracker.models.dispute_types import DisputeType
from tracker.models.fast_entry import CaseTemplate, FormDraft
from tracker.models.frozen_years import FrozenCase, FrozenEntry, FrozenYear
from tracker.models.imports import ImportBatch
from tracker.models.keys import IdClock
from tracker.models.organisations import Mediator, Organisation, Village
from tracker.models.paper_templates import PaperTemplate
from tracker.models.parties import Party
from tracker.models.payments import Payment
from tracker.models.phrases import Phrase
from tracker.models.saved_views import ReportRun, SavedView, Subscription
from tracker.models.sessions import Appointment, MediationSession, SessionMediator
from tracker.models.subsidies import SubsidyLine, SubsidyList, SubsidyRule
from tracker.models.targets import Target
from tracker.models.time_limits import Extension

__all__ = [
    "Account",
    "Agreement",
    "AnnualRevision",
    "Appointment",
    "Attachment",
    "AuditLine",
    "Case",
    "CaseCounter",
    "CaseLink",
    "CaseOrganisation",
    "CaseTemplate",
    "CaseText",
    "Center",
    "CoMediator",
    "Confirmation",
    "Dismissal",
    "DisputeType",
    "Extension",
    "FormDraft",
    "FrozenCase",
    "FrozenEntry",
    "FrozenYear",
    "IdClock",
    "ImportBatch",
    "Instalment",
    "MediationSession",
    "Mediator",
    "NonPerformance",
    "Organisation",
    "PaperTemplate",
    "Party",
    "Payment",
    "Phrase",
    "ReportRun",
    "SavedView",
    "SessionMediator",
    "Subscription",
    "SubsidyLine",
    "SubsidyList",
    "SubsidyRule",
    "Target",
    "Term",
    "Transfer",
    "Village",
    "Visit",
]

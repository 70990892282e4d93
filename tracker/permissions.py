"""Who may do what: the whole policy on one screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from tracker.domain.vocabulary import Role


class Permission(Enum):
    """A right; its value is what it lets a person do."""

    SEE_CASES = "see the cases of one's scope, personal data masked outside one's organisation"
    WRITE_CASES = "log, edit, close and reopen the cases of one's organisation"
    REVEAL_PERSONAL = "see masked personal data of a case, after stating a reason on record"
    SEE_FIGURES = "see statistics and yearly summaries of one's scope"
    DISMISS_FINDINGS = "set aside findings of data quality, with a reason on record"
    IMPORT_CASES = "import ledgers and undo imports"
    EXPORT_CASES = "export cases and summaries as files, personal data masked"
    EXPORT_UNMASKED = "export personal data unmasked, after stating a reason on record"
    MANAGE_ACCOUNTS = "add, change and disable accounts"
    MANAGE_ORGANISATIONS = "keep the lists of organisations, mediators and villages"
    MANAGE_CODE_LISTS = "keep the lists of dispute types and of common disputes"
    MANAGE_SETTINGS = "set the center's time limits and warnings"
    SET_SUBSIDIES = "keep the rules of the subsidy per case"
    APPROVE_SUBSIDIES = "approve the center's monthly lists of the subsidy per case"
    SET_TARGETS = "set the year's targets of the center and of its organisations"
    CHOOSE_MEANINGS = "say what the words of published reports mean, and take that back"
    FREEZE_YEARS = "freeze the figures of a year that has ended"
    UNFREEZE_YEARS = "withdraw a frozen year, with a reason on record"
    SUBSCRIBE = "save views of the statistics and have them sent every month"
    MANAGE_PAPERS = "replace the templates of papers"
    SEE_REGISTERS = "see the registers of the office's other work"
    KEEP_REGISTERS = "enter, import, change and void entries of the registers"
    WRITE_ANNUAL = "write the text of the annual report"
    SEE_TRAIL = "read the audit trail"


P = Permission
ROLE_GRANTS: dict[Role, frozenset[Permission]] = {
    Role.MEDIATOR: frozenset({P.SEE_CASES, P.WRITE_CASES, P.SEE_FIGURES}),
    Role.SUPERVISOR: frozenset(
        {
            P.SEE_CASES,
            P.REVEAL_PERSONAL,
            P.SEE_FIGURES,
            P.DISMISS_FINDINGS,
            P.EXPORT_CASES,
            P.APPROVE_SUBSIDIES,
            P.SET_TARGETS,
            P.FREEZE_YEARS,
            P.SUBSCRIBE,
            P.SEE_REGISTERS,
        }
    ),
    Role.CLERK: frozenset(
        {
            P.SEE_CASES,
            P.REVEAL_PERSONAL,
            P.SEE_FIGURES,
            P.IMPORT_CASES,
            P.EXPORT_CASES,
            P.EXPORT_UNMASKED,
            P.CHOOSE_MEANINGS,
            P.SEE_REGISTERS,
            P.KEEP_REGISTERS,
            P.WRITE_ANNUAL,
        }
    ),
    Role.ADMIN: frozenset(
        {
            P.MANAGE_ACCOUNTS,
            P.MANAGE_ORGANISATIONS,
            P.MANAGE_CODE_LISTS,
            P.MANAGE_SETTINGS,
            P.SET_SUBSIDIES,
            P.MANAGE_PAPERS,
            P.UNFREEZE_YEARS,
        }
    ),
    Role.AUDITOR: frozenset({P.SEE_CASES, P.SEE_FIGURES, P.SEE_REGISTERS, P.SEE_TRAIL}),
}
"""Roles that see more than their own organisation see it masked; only a mediator writes cases."""

SEES_BELOW = frozenset({Role.SUPERVISOR, Role.AUDITOR})
"""Roles that see the centers below their own as well."""


@dataclass(frozen=True)
class Actor:
    """Who is asking: an account, or the operator at the terminal (``role`` is None)."""

    center_id: int
    name: str
    role: Role | None
    account_id: int | None = None
    organisation_id: int | None = None

    @classmethod
    def system(cls, center_id: int, name: str = "tracker") -> Actor:
        """The operator at the terminal, who holds the database file anyway: may do everything."""
        return cls(center_id, name, None)

    @property
    def key(self) -> str:
        """Whose something is that lies outside of the ledger: two centers may have one id each."""
        return f"{self.center_id}-{self.account_id or 0}"


class Forbidden(Exception):
    """The actor lacks the permission."""


def allows(actor: Actor, permission: Permission) -> bool:
    return actor.role is None or permission in ROLE_GRANTS[actor.role]


def demand(actor: Actor, permission: Permission) -> None:
    """Raise Forbidden unless the actor holds the permission."""
    if not allows(actor, permission):
        raise Forbidden(permission.name)


def may_write(actor: Actor, center_id: int, organisation_id: int | None) -> bool:
    """Whether the actor may write a case of that center and organisation."""
    if not allows(actor, Permission.WRITE_CASES) or actor.center_id != center_id:
        return False
    return actor.role is None or actor.organisation_id == organisation_id


def may_help(
    actor: Actor, center_id: int, organisation_id: int | None, helper_ids: Iterable[int]
) -> bool:
    """Whether the actor may record what happens in the case 联合调解: its own organisation, and
    those that help it.
    """
    return any(may_write(actor, center_id, one) for one in (organisation_id, *helper_ids))


def may_receive(actor: Actor, center_id: int, organisation_id: int | None) -> bool:
    """Whether the actor may take a case that is offered to the center; None: to any of its
    organisations.
    """
    if organisation_id is not None:
        return may_write(actor, center_id, organisation_id)
    return allows(actor, Permission.WRITE_CASES) and actor.center_id == center_id


def sees_personal(actor: Actor, center_id: int, organisation_id: int | None) -> bool:
    """Personal data stays masked for everyone outside the case's organisation."""
    if actor.role is None:
        return True
    return (
        actor.role is Role.MEDIATOR
        and actor.center_id == center_id
        and actor.organisation_id == organisation_id
    )

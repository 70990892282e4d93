"""Every file that leaves the program is on record: who took which cases along, masked or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.models import AuditLine
from tracker.permissions import Actor, Permission, demand
from tracker.services import audit
from tracker.services.checks import stated

_NOTHING: Mapping[str, object] = MappingProxyType({})


def demand_people(actor: Actor, reason: str | None) -> str | None:
    """The reason, as it goes on record, for which people are taken along by their full names.

    Raises Forbidden without the right, Refused when an account states none.
    """
    demand(actor, Permission.EXPORT_UNMASKED)
    needed = actor.account_id is not None
    return stated(reason or "") if needed or (reason or "").strip() else None


def record_export(
    session: Session,
    actor: Actor,
    *,
    cases: int,
    form: str,
    unmasked: bool = False,
    reason: str | None = None,
    chosen: Mapping[str, object] | None = None,
) -> AuditLine:
    """The audit line of an export of case rows; ``chosen`` says by which filter.

    Raises Forbidden without the right, and as ``demand_people`` does where they are unmasked.
    """
    demand(actor, Permission.EXPORT_CASES)
    return audit.record(
        session,
        actor,
        "export.cases",
        reason=demand_people(actor, reason) if unmasked else None,
        changes={
            "cases": cases,
            "format": form,
            "unmasked": unmasked,
            "chosen": dict(chosen or {}),
        },
    )


@dataclass(frozen=True)
class Taken:
    """Which figures are taken along: of which center and days, on which basis, in which form."""

    center: str
    period: Period
    basis: Basis
    form: str

    @property
    def changes(self) -> dict[str, object]:
        return {
            "center": self.center,
            "start": self.period.start,
            "end": self.period.end,
            "basis": self.basis.value,
            "format": self.form,
        }


def record_summary(
    session: Session,
    actor: Actor,
    taken: Taken,
    cases: int,
    *,
    unmasked: bool = False,
    reason: str | None = None,
) -> AuditLine:
    """The audit line of a summary that was taken along; ``cases`` of it stand in the file.

    Raises Forbidden without the right to see figures, and as ``demand_people`` does.
    """
    demand(actor, Permission.SEE_FIGURES)
    said = demand_people(actor, reason) if unmasked else None
    changes = taken.changes | {"cases": cases}
    if unmasked:
        changes |= {"unmasked": True}
    return audit.record(session, actor, "summary.export", reason=said, changes=changes)


def record_figures(
    session: Session, actor: Actor, action: str, taken: Taken, more: Mapping[str, object] = _NOTHING
) -> AuditLine:
    """The audit line of a page of statistics that was taken along; ``more`` says what it shows.

    Raises Forbidden without the right to export.
    """
    demand(actor, Permission.EXPORT_CASES)
    return audit.record(session, actor, action, changes=taken.changes | dict(more))

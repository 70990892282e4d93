"""Every file that leaves the program is on record: who took which cases along, masked or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.models import AuditLine
from tracker.permissions import Actor, Permission, demand
from tracker.services import audit
from tracker.services.checks import stated


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

    Raises Forbidden without the right, Refused when an account asks for personal data unmasked
    without stating a reason.
    """
    demand(actor, Permission.EXPORT_CASES)
    needed = unmasked and actor.account_id is not None
    if unmasked:
        demand(actor, Permission.EXPORT_UNMASKED)
    said = stated(reason or "") if needed or (reason or "").strip() else None
    return audit.record(
        session,
        actor,
        "export.cases",
        reason=said,
        changes={
            "cases": cases,
            "format": form,
            "unmasked": unmasked,
            "chosen": dict(chosen or {}),
        },
    )


def record_summary(
    session: Session,
    actor: Actor,
    *,
    center: str,
    period: Period,
    basis: Basis,
    form: str,
    cases: int,
    unmasked: bool = False,
) -> AuditLine:
    """The audit line of a summary that was taken along; ``cases`` of it stand in the file.

    Raises Forbidden without the right to see figures, or to take people along by full names.
    """
    demand(actor, Permission.SEE_FIGURES)
    if unmasked:
        demand(actor, Permission.EXPORT_UNMASKED)
    changes = _asked(center, period, basis, form) | {"cases": cases}
    if unmasked:
        changes |= {"unmasked": True}
    return audit.record(session, actor, "summary.export", changes=changes)


def record_comparison(
    session: Session,
    actor: Actor,
    *,
    center: str,
    period: Period,
    basis: Basis,
    form: str,
    compared: Sequence[str],
) -> AuditLine:
    """The audit line of figures side by side that were taken along; ``compared`` are their names.

    Raises Forbidden without the right to export.
    """
    demand(actor, Permission.EXPORT_CASES)
    changes = _asked(center, period, basis, form) | {"compared": "、".join(compared)}
    return audit.record(session, actor, "summary.compare", changes=changes)


def record_cohorts(
    session: Session, actor: Actor, *, center: str, period: Period, basis: Basis, form: str
) -> AuditLine:
    """The audit line of cohorts that were taken along. Raises Forbidden without the right."""
    demand(actor, Permission.EXPORT_CASES)
    changes = _asked(center, period, basis, form)
    return audit.record(session, actor, "summary.cohorts", changes=changes)


def record_workload(
    session: Session, actor: Actor, *, center: str, period: Period, basis: Basis, form: str
) -> AuditLine:
    """The audit line of a workload that was taken along. Raises Forbidden without the right."""
    demand(actor, Permission.EXPORT_CASES)
    changes = _asked(center, period, basis, form)
    return audit.record(session, actor, "summary.workload", changes=changes)


def _asked(center: str, period: Period, basis: Basis, form: str) -> dict[str, object]:
    return {
        "center": center,
        "start": period.start,
        "end": period.end,
        "basis": basis.value,
        "format": form,
    }

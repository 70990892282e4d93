"""Every file that leaves the program is on record: who took which cases along, masked or not."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

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

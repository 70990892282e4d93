"""What the entries of the lists were called, as the trail tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import AuditLine
from tracker.queries.trail import Key

VERBS = ("add", "change")


def former_names(
    session: Session, center_ids: Collection[int], nouns: Collection[str]
) -> Mapping[Key, set[str]]:
    """By (noun, center, id) every name that somebody ever gave; entries never renamed may lack."""
    actions = [f"{noun}.{verb}" for noun in nouns for verb in VERBS]
    own = AuditLine.center_id.in_(center_ids), AuditLine.action.in_(actions)
    found: dict[Key, set[str]] = defaultdict(set)
    columns = AuditLine.action, AuditLine.center_id, AuditLine.subject_id, AuditLine.changes
    for action, center_id, id_, changes in session.execute(select(*columns).where(*own)):
        told = {name for name in (changes or {}).get("name", ()) if name}
        found[action.partition(".")[0], center_id, id_].update(told)
    return found

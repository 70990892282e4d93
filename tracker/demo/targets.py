"""The sample's targets: of its last whole year, reached and missed, and of the year that runs."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from tracker.demo.life import Office
from tracker.demo.office import ENTERPRISE, STUDIO, TOWN, TRADE
from tracker.demo.subsidies import account_of
from tracker.demo.years import YEARS
from tracker.domain.targets import TargetDraft
from tracker.domain.vocabulary import Role
from tracker.services import targets

Aims = tuple[tuple[str | None, str, str], ...]
"""Organisation (None: the whole center), figure, and what is to be reached."""

OF_THE_YEAR: Aims = (
    (None, "resolution_rate", "99.5"),
    (None, "resolved", "1350"),
    (None, "mediated_success", "800"),
    (None, "overdue", "0"),
    (None, "satisfaction_rate", "99"),
    (None, "median_days", "12"),
    (TOWN, "resolution_rate", "99.5"),
    (TOWN, "mediated_success", "420"),
    (TRADE, "resolution_rate", "99"),
    (TRADE, "return_visit_rate", "95"),
    (STUDIO, "mediation_success_rate", "90"),
    (ENTERPRISE, "performance_rate", "90"),
)
OF_THIS_YEAR: Aims = (
    (None, "resolution_rate", "99.6"),
    (None, "resolved", "40"),
    (None, "overdue", "0"),
    (TOWN, "resolved", "20"),
    (TRADE, "median_days", "10"),
)


def set_targets(session: Session, office: Office, today: date) -> None:
    """As the supervisor would have set them."""
    supervisor = account_of(session, office.center.id, Role.SUPERVISOR)
    for year, aims in ((YEARS[-1].year, OF_THE_YEAR), (today.year, OF_THIS_YEAR)):
        for organisation, figure, value in aims:
            id_ = None if organisation is None else office.organisations[organisation]
            targets.add(session, supervisor, TargetDraft(year, figure, value, id_))

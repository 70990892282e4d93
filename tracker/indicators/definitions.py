"""Every figure of the office, declared once.

From a declaration follow the number, the cases behind it, its line on the help page, its column in
every file and its key in the JSON. To add a figure, add a declaration and its words in the
catalogue; nothing else names figures one by one.

Source: the office's counting rules; only accepted cases count, declined ones never do.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, ColumnElement, and_, or_, type_coerce

from tracker.domain.vocabulary import Basis, Outcome, Satisfaction
from tracker.formatting import word
from tracker.indicators import anchors
from tracker.indicators.kinds import (
    Cases,
    Count,
    Indicator,
    Median,
    Rate,
    Reading,
    Reason,
    Roster,
    Section,
    Sum,
    Unit,
)
from tracker.indicators.windows import Window
from tracker.models import Case
from tracker.queries import performance

RESOLVING = [outcome for outcome in Outcome if outcome.resolved]
MEDIATED = [outcome for outcome in Outcome if outcome.mediated]
CONCLUDING = [outcome for outcome in Outcome if outcome.concluded]
SATISFIED = [word for word in Satisfaction if word.counts_as_satisfied]


def _open_at_end(window: Window) -> ColumnElement[bool]:
    return or_(Case.closed_on.is_(None), Case.closed_on > window.end)


def _past_due_at_end(window: Window) -> ColumnElement[bool]:
    return Case.due_on < window.end


def _resolved_by_end(window: Window) -> ColumnElement[bool]:
    return and_(Case.closed_on <= window.end, Case.outcome.in_(RESOLVING))


registered = Cases(anchors.REGISTERED)
accepted = Cases(anchors.ACCEPTED)
closed = Cases(anchors.CLOSED)
caseload = Cases(anchors.IN_HAND)
carried_over = caseload.also(lambda window: Case.accepted_on < window.start)
pending = caseload.also(_open_at_end)
resolved = closed.also(lambda _: Case.outcome.in_(RESOLVING))
mediated = closed.also(lambda _: Case.outcome.in_(MEDIATED))
concluded = closed.also(lambda _: Case.outcome.in_(CONCLUDING))
visited = Cases(anchors.VISITED)


def _ended_with(outcome: Outcome) -> Reason:
    def test(window: Window) -> ColumnElement[bool]:
        return and_(Case.closed_on <= window.end, Case.outcome == outcome)

    return Reason(outcome.value, lambda: word(outcome), test)


WHY_NOT_RESOLVED = (
    Reason("pending", lambda: str(_l("Pending when the period ends")), _open_at_end),
    *(_ended_with(outcome) for outcome in Outcome if not outcome.resolved),
)
WHY_NOT_MEDIATED = tuple(_ended_with(outcome) for outcome in CONCLUDING if not outcome.mediated)

performed_in_full = mediated.also(lambda _: performance.in_full())

INDICATORS: tuple[Indicator, ...] = (
    Count(
        key="registered",
        section=Section.INTAKE,
        name=_l("Cases registered"),
        text=_l("Cases registered in the period, declined ones included."),
        cases=registered,
    ),
    Count(
        key="declined",
        section=Section.INTAKE,
        name=_l("Cases declined"),
        text=_l("Cases registered in the period and declined. They count nowhere else."),
        cases=registered.also(lambda _: Case.declined_reason.is_not(None)),
    ),
    Count(
        key="accepted",
        section=Section.INTAKE,
        name=_l("Cases accepted"),
        text=_l("Cases accepted in the period."),
        cases=accepted,
    ),
    Count(
        key="carried_over",
        section=Section.INTAKE,
        name=_l("Cases carried over"),
        text=_l("Cases accepted before the period and not closed before it starts."),
        cases=carried_over,
    ),
    Count(
        key="caseload",
        section=Section.INTAKE,
        name=_l("Caseload"),
        text=_l("Cases carried over and cases accepted in the period."),
        cases=caseload,
    ),
    Count(
        key="closed",
        section=Section.RESOLUTION,
        name=_l("Cases closed"),
        text=_l("Cases closed in the period, whatever the outcome."),
        cases=closed,
    ),
    Count(
        key="resolved",
        section=Section.RESOLUTION,
        name=_l("Cases resolved"),
        text=_l("Cases closed in the period with an outcome that counts as resolved."),
        cases=resolved,
    ),
    Count(
        key="unresolved",
        section=Section.RESOLUTION,
        name=_l("Cases not resolved"),
        text=_l("Cases closed in the period with an outcome that does not count as resolved."),
        cases=closed.also(lambda _: Case.outcome.not_in(RESOLVING)),
    ),
    Count(
        key="pending",
        section=Section.RESOLUTION,
        name=_l("Cases pending"),
        text=_l("Cases accepted and not closed when the period ends: caseload less closed."),
        cases=pending,
    ),
    Count(
        key="overdue",
        section=Section.RESOLUTION,
        name=_l("Cases overdue"),
        text=_l(
            "Cases pending and past their due date when the period ends. It follows from the "
            "center's time limit at acceptance and from the extensions the parties agreed to."
        ),
        cases=pending.also(_past_due_at_end),
    ),
    Rate(
        key="resolution_rate",
        section=Section.RESOLUTION,
        name=_l("Resolution rate"),
        text=_l(
            "Cases resolved, of the denominator of the chosen basis: of the caseload; of the "
            "cases closed; or, of the cases accepted in the period, those resolved by its end."
        ),
        reading=Reading(resolved, caseload),
        by_basis={
            Basis.CASELOAD: Reading(resolved, caseload),
            Basis.CLOSED: Reading(resolved, closed),
            Basis.ACCEPTED: Reading(accepted.also(_resolved_by_end), accepted),
        },
        reasons=WHY_NOT_RESOLVED,
    ),
    Count(
        key="mediated_success",
        section=Section.MEDIATION,
        name=_l("Cases mediated successfully"),
        text=_l("Cases closed in the period with an agreement."),
        cases=mediated,
    ),
    Count(
        key="mediation_concluded",
        section=Section.MEDIATION,
        name=_l("Mediations ended"),
        text=_l(
            "Cases closed in the period by an agreement, a failed mediation, or guidance to "
            "court or arbitration."
        ),
        cases=concluded,
    ),
    Rate(
        key="mediation_success_rate",
        section=Section.MEDIATION,
        name=_l("Mediation success rate"),
        text=_l("Cases mediated successfully, of the mediations ended."),
        reading=Reading(mediated, concluded),
        reasons=WHY_NOT_MEDIATED,
    ),
    Sum(
        key="amount_claimed",
        section=Section.AMOUNTS,
        name=_l("Amount claimed"),
        text=_l("Sum of the amounts claimed in the cases accepted in the period."),
        cases=accepted.also(lambda _: Case.amount_claimed.is_not(None)),
        value=type_coerce(Case.amount_claimed, BigInteger),
        among=accepted,
    ),
    Sum(
        key="amount_agreed",
        section=Section.AMOUNTS,
        name=_l("Amount agreed"),
        text=_l("Sum of the amounts agreed in the cases mediated successfully in the period."),
        cases=mediated.also(lambda _: Case.amount_agreed.is_not(None)),
        value=type_coerce(Case.amount_agreed, BigInteger),
        among=mediated,
    ),
    Sum(
        key="amount_performed",
        section=Section.AMOUNTS,
        name=_l("Amount performed"),
        text=_l("Sum of the payments made in the period under agreements of any date."),
        cases=Cases(anchors.PAID),
        value=anchors.PAID_IN_PERIOD,
    ),
    Rate(
        key="performance_rate",
        section=Section.AMOUNTS,
        name=_l("Performance rate"),
        text=_l(
            "Cases performed in full, of the cases mediated successfully in the period: the "
            "payments reach the agreed amount and every item in kind is ticked off. An "
            "agreement with neither amount nor item in kind is not counted as performed."
        ),
        reading=Reading(performed_in_full, mediated),
    ),
    Count(
        key="judicial_confirmations",
        section=Section.AFTERWARDS,
        name=_l("Judicial confirmations"),
        text=_l("Cases whose agreement a court confirmed in the period."),
        cases=Cases(anchors.CONFIRMED),
    ),
    Rate(
        key="return_visit_rate",
        section=Section.AFTERWARDS,
        name=_l("Return visit rate"),
        text=_l("Cases with a return visit, of the cases mediated successfully in the period."),
        reading=Reading(mediated.also(lambda _: Case.visited_on.is_not(None)), mediated),
    ),
    Rate(
        key="satisfaction_rate",
        section=Section.AFTERWARDS,
        name=_l("Satisfaction rate"),
        text=_l("Visits answered satisfied or very satisfied, of the return visits in the period."),
        reading=Reading(visited.also(lambda _: Case.satisfaction.in_(SATISFIED)), visited),
    ),
    Median(
        key="median_days",
        section=Section.EFFORT,
        name=_l("Median days taken"),
        text=_l("Median of the days from acceptance to closing of the cases closed in the period."),
        cases=closed,
        value=anchors.DAYS_TAKEN,
    ),
    Sum(
        key="parties",
        section=Section.EFFORT,
        name=_l("Parties involved"),
        text=_l("Parties of the caseload, on every side."),
        cases=caseload,
        value=anchors.PARTY_COUNT,
        unit=Unit.PEOPLE,
    ),
)

BY_KEY = {indicator.key: indicator for indicator in INDICATORS}
RATES = tuple(one for one in INDICATORS if isinstance(one, Rate))

RESIDENT_MEDIATORS = Roster(
    key="resident_mediators",
    section=Section.EFFORT,
    name=_l("Resident mediators"),
    text=_l("Mediators on the roster who sit at the center, as the roster stands today."),
)

GLOSSARY: tuple[Indicator, ...] = (*INDICATORS, RESIDENT_MEDIATORS)
"""Every figure that a summary shows, in its order."""

CHARTED = next(one for one in INDICATORS if isinstance(one, Count) and one.key == "resolved")
"""The count that the chart of months draws, beside that of the year before."""

"""Checks of money: amounts that contradict each other, or are too smooth to be true."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    BigInteger,
    Select,
    and_,
    case,
    extract,
    func,
    not_,
    or_,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.orm import aliased

from tracker.domain.findings import Finding
from tracker.domain.money import to_fen
from tracker.domain.vocabulary import Outcome
from tracker.indicators.quality.check import Fact, check
from tracker.models import Agreement, Case, Payment
from tracker.models.types import Fen
from tracker.queries.joins import of_case
from tracker.queries.performance import AGREED, STANDING, paid, promises_in_kind

ROUND_YUAN = Decimal(10_000)
ROUND_CASES = 8
ROUND_PERCENT = 50
ROUND_TIMES = 2

_paid = paid()

AGREED_ABOVE_CLAIMED = check(
    Finding.AGREED_ABOVE_CLAIMED,
    _l("The amount agreed is larger than the amount claimed."),
    Case.amount_agreed > Case.amount_claimed,
    Fact(_l("Amount claimed"), Case.amount_claimed),
    Fact(_l("Amount agreed"), Case.amount_agreed),
)

_papers = select(Agreement.agreed_on).where(STANDING)

EMPTY_AGREEMENT = check(
    Finding.EMPTY_AGREEMENT,
    _l(
        "A written agreement has neither an amount nor an item in kind. Of imported cases it is "
        "asked only where an amount was claimed or the papers are drawn up here."
    ),
    and_(
        Case.outcome == Outcome.WRITTEN_AGREEMENT,
        AGREED == 0,
        not_(promises_in_kind()),
        or_(
            Case.import_batch_id.is_(None),
            type_coerce(Case.amount_claimed, BigInteger) > 0,
            _papers.correlate(Case).exists(),
        ),
    ),
    Fact(_l("Amount claimed"), Case.amount_claimed),
    Fact(_l("Agreed on"), _papers.correlate(Case).scalar_subquery()),
)

_last_payment = (
    select(type_coerce(Payment.amount, BigInteger))
    .where(of_case(Payment))
    .order_by(Payment.paid_on.desc(), Payment.id.desc())
    .limit(1)
    .correlate(Case)
    .scalar_subquery()
)

PAID_AFTER_PERFORMANCE = check(
    Finding.PAID_AFTER_PERFORMANCE,
    _l("A payment was recorded after the payments had reached the amount agreed."),
    and_(AGREED > 0, _paid - _last_payment >= AGREED),
    Fact(_l("Amount agreed"), Case.amount_agreed),
    Fact(_l("Paid in all"), type_coerce(_paid, Fen)),
    Fact(
        _l("Last paid on"),
        select(func.max(Payment.paid_on)).where(of_case(Payment)).correlate(Case).scalar_subquery(),
    ),
)


def _smooth_years() -> Select[tuple[int, int | None, int]]:
    """(center, mediator, year) in which far more amounts are round than those of the others.

    Where nobody else states any, the own share is held against none.
    """
    one = aliased(Case, name="agreed_case")
    amount = type_coerce(one.amount_agreed, BigInteger)
    year = extract("year", one.closed_on)
    counts = (
        func.count().label("all_cases"),
        func.sum(case((amount % to_fen(ROUND_YUAN) == 0, 1), else_=0)).label("round_cases"),
    )
    stated = amount > 0, one.closed_on.is_not(None), one.merged_into_id.is_(None)
    own = (
        select(one.center_id, one.mediator_id, year.label("year"), *counts)
        .where(*stated, one.mediator_id.is_not(None))
        .group_by(one.center_id, one.mediator_id, year)
        .subquery("of_mediator")
    )
    whole = (
        select(one.center_id, year.label("year"), *counts)
        .where(*stated)
        .group_by(one.center_id, year)
        .subquery("of_center")
    )
    same = and_(whole.c.center_id == own.c.center_id, whole.c.year == own.c.year)
    others = whole.c.all_cases - own.c.all_cases
    round_others = whole.c.round_cases - own.c.round_cases
    return (
        select(own.c.center_id, own.c.mediator_id, own.c.year)
        .join_from(own, whole, same)
        .where(
            own.c.all_cases >= ROUND_CASES,
            100 * own.c.round_cases >= ROUND_PERCENT * own.c.all_cases,
            own.c.round_cases * others >= ROUND_TIMES * round_others * own.c.all_cases,
        )
    )


ROUND_AMOUNTS = check(
    Finding.ROUND_AMOUNTS,
    _l(
        "The amount agreed is a multiple of %(yuan)s yuan, and so are at least %(percent)s%% of "
        "the mediator's amounts of the calendar year, of at least %(cases)s, and %(times)s times "
        "the share in the center's other cases, if these state any.",
        yuan=f"{ROUND_YUAN:,}",
        percent=ROUND_PERCENT,
        cases=ROUND_CASES,
        times=ROUND_TIMES,
    ),
    and_(
        AGREED > 0,
        AGREED % to_fen(ROUND_YUAN) == 0,
        tuple_(Case.center_id, Case.mediator_id, extract("year", Case.closed_on)).in_(
            _smooth_years()
        ),
    ),
    Fact(_l("Amount agreed"), Case.amount_agreed),
    Fact(_l("Closed on"), Case.closed_on),
)

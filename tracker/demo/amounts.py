"""Money of the planned cases: what is claimed, agreed and paid; whole fen throughout."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tracker.demo.planned import PlannedCase
from tracker.demo.seasons import near
from tracker.demo.stories import Money
from tracker.domain.drafts import PaymentDraft
from tracker.domain.money import CENT

LARGE = Decimal(50_000)
"""Above this (yuan) an agreement takes its part in making up the year's sum."""


def raw_amount(rng: Random, money: Money) -> Decimal:
    """An amount as people name them: mostly round, some to the fen."""
    drawn = Decimal(str(round(money.median * rng.lognormvariate(0, money.spread), 2)))
    return rounded(rng, max(drawn, Decimal(100)))


def rounded(rng: Random, amount: Decimal) -> Decimal:
    steps = (CENT, Decimal(1), Decimal(100), Decimal(500 if amount < 20_000 else 1000))
    step = rng.choices(steps, weights=(14, 16, 35, 35))[0]
    return max((amount / step).quantize(Decimal(1)) * step, step).quantize(CENT)


def make_up(rng: Random, amounts: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """The same amounts, the large ones stretched or shrunk alike, so that they add up to total."""
    large = [amount for amount in amounts if amount > LARGE]
    factor = (total - (sum(amounts, Decimal(0)) - sum(large, Decimal(0)))) / sum(large, Decimal(0))
    made = [rounded(rng, one * factor) if one > LARGE else one for one in amounts]
    largest = max(range(len(made)), key=made.__getitem__)
    made[largest] += total - sum(made, Decimal(0))
    return made


def claim(rng: Random, case: PlannedCase) -> None:
    """What the applicant asks for: at least what was agreed on, where there is money in it."""
    if case.amount_agreed is not None:
        asked = case.amount_agreed * Decimal(str(round(rng.uniform(1, 1.7), 2)))
        case.amount_claimed = max(rounded(rng, asked), case.amount_agreed)
    elif not _agreed(case) and rng.random() < case.story.money.often:
        case.amount_claimed = raw_amount(rng, case.story.money)
    wish = case.scene.wish
    if case.amount_claimed is None:
        case.claims = f"请求{wish}。"
    else:
        case.claims = f"请求{wish}，涉及金额{case.amount_claimed:,.2f}元。"


def _agreed(case: PlannedCase) -> bool:
    return case.outcome is not None and case.outcome.is_agreement


def payments(rng: Random, closed_on: date, agreed: Decimal, until: date) -> list[PaymentDraft]:
    """Mostly all at once, large amounts often by instalments; a few pay a part, a few nothing."""
    fate = rng.random()
    if fate < 0.04:
        return []
    parts = rng.randint(2, 6) if agreed > 20_000 and rng.random() < 0.35 else 1
    whole = [(agreed / parts).quantize(Decimal(1)).quantize(CENT)] * (parts - 1)
    amounts = [*whole, agreed - sum(whole, Decimal(0))]
    if fate < 0.1 and parts > 1:
        amounts.pop()
    first = closed_on + timedelta(days=0 if rng.random() < 0.45 else rng.randint(1, 21))
    planned = (
        PaymentDraft(near(first + timedelta(days=30 * turn), first, date.max), amount)
        for turn, amount in enumerate(amounts)
    )
    return [one for one in planned if one.paid_on <= until]

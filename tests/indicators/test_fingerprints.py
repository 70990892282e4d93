"""The fingerprint of a definition changes with what is counted, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import BigInteger, func, select

from tracker.domain.frozen import BREAKDOWN, canonical, fingerprint
from tracker.domain.vocabulary import Outcome
from tracker.indicators import anchors
from tracker.indicators.definitions import BY_KEY, GLOSSARY, closed
from tracker.indicators.dimensions import DIMENSIONS
from tracker.indicators.fingerprints import _figure, definitions, sql_of
from tracker.indicators.kinds import Cases, Indicator
from tracker.indicators.register_figures import declared
from tracker.models import Case, Payment

PAID = BY_KEY["amount_performed"]


def of(one: Indicator) -> str:
    return fingerprint(canonical(_figure(one)))


def test_every_figure_and_every_breakdown_has_one_of_its_own():
    keys = [one.key for one in GLOSSARY] + [f"{BREAKDOWN}{one.key}" for one in DIMENSIONS]
    assert list(definitions()) == [*keys, *declared()]
    assert len(set(definitions().values())) == len(definitions())


def _largest_payment(_anchor, windows, scope):
    largest = func.max(Payment.amount, type_=BigInteger).label(anchors.PAID_IN_PERIOD.name)
    key = windows.c.place, Payment.center_id, Payment.case_id
    paid_on = Payment.paid_on.between(windows.c.first_day, windows.c.last_day)
    paid = (
        select(*key, largest)
        .join_from(windows, Payment, paid_on)
        .where(Payment.center_id.in_(scope.center_ids))
        .group_by(*key)
        .subquery("paid")
    )
    same = (paid.c.center_id == Case.center_id) & (paid.c.case_id == Case.id)
    return windows.join(paid, paid.c.place == windows.c.place).join(Case, same)


OTHERWISE: dict[str, Callable[[], Indicator]] = {
    "the largest payment instead of their sum": lambda: replace(
        PAID, cases=Cases(replace(anchors.PAID, rows=_largest_payment))
    ),
    "another day": lambda: replace(BY_KEY["closed"], cases=Cases(anchors.ACCEPTED)),
    "one more condition": lambda: replace(
        BY_KEY["closed"], cases=closed.also(lambda _: Case.outcome != Outcome.FAILED)
    ),
    "another value": lambda: replace(BY_KEY["amount_claimed"], value=Case.amount_agreed),
    "others asked": lambda: replace(BY_KEY["amount_claimed"], among=closed),
}


@pytest.mark.parametrize("made", OTHERWISE.values(), ids=OTHERWISE)
def test_what_is_counted_otherwise_has_another_one(made):
    one = made()
    assert of(one) != of(BY_KEY[one.key])
    assert of(BY_KEY[one.key]) == definitions()[one.key]


def test_words_are_no_part_of_it():
    assert of(replace(BY_KEY["closed"], name="别名", text="别的说法")) == definitions()["closed"]


def test_the_order_of_a_list_is_no_part_of_it():
    outcomes = [Outcome.FAILED, Outcome.WITHDRAWN, Outcome.EXPLAINED]
    one, other = (sql_of(Case.outcome.in_(some)) for some in (outcomes, outcomes[::-1]))
    assert one == other
    assert one != sql_of(Case.outcome.in_(outcomes[:2]))


def test_merged_duplicates_are_left_out_and_the_fingerprint_says_so():
    assert "merged_into_id IS NULL" in _figure(BY_KEY["closed"])["counted"]

"""The checks once more, over plain dictionaries, to hold the program against.

This shares no code with ``tracker``. Of people, sessions and numbers the random ledgers say
nothing, so what is asked of those is found nowhere.
"""

from __future__ import annotations

from datetime import date
from typing import Any

Facts = dict[str, Any]
WRITTEN = date(2026, 1, 1)
"""The day on which the random ledgers were written."""


def plain_findings(ledger: list[Facts]) -> list[tuple[Facts, set[str]]]:
    """Each case with the keys of the checks that find it."""
    counted = [case for case in ledger if not case["merged"]]
    return [
        (
            case,
            {
                *_of_amounts(case),
                *(["round_amounts"] if _is_smooth(case, counted) else []),
                *_of_days(case, counted),
            },
        )
        for case in ledger
    ]


def _of_amounts(case: Facts) -> list[str]:
    found = []
    agreed, claimed = case["agreed"], case["claimed"]
    if agreed is not None and claimed is not None and agreed > claimed:
        found.append("agreed_above_claimed")
    in_kind = case["papers"] and case["in_kind"]
    if case["outcome"] == "written_agreement" and not agreed and not in_kind:
        found.append("empty_agreement")
    paid = [amount for _day, amount in sorted(case["payments"], key=lambda one: one[0])]
    if agreed and len(paid) > 1 and sum(paid[:-1]) >= agreed:
        found.append("paid_after_performance")
    return found


def _is_smooth(case: Facts, counted: list[Facts]) -> bool:
    if not case["agreed"] or case["agreed"] % 1_000_000 or case["mediator"] is None:
        return False
    center = [
        one
        for one in counted
        if one["center"] == case["center"]
        and one["agreed"]
        and one["closed"].year == case["closed"].year
    ]
    own = [one for one in center if one["mediator"] == case["mediator"]]
    others = [one for one in center if one["mediator"] != case["mediator"]]
    rounds = [sum(one["agreed"] % 1_000_000 == 0 for one in some) for some in (own, others)]
    share_of_own = rounds[0] / len(own) if own else 0
    return (
        len(own) >= 8
        and share_of_own >= 0.5
        and (not others or share_of_own >= 2 * rounds[1] / len(others))
    )


def _of_days(case: Facts, counted: list[Facts]) -> list[str]:
    found = []
    closed = case["closed"]
    stated = [case["accepted"], closed, case["confirmed"], case["visited"]]
    stated += [day for day, _amount in case["payments"]]
    if any(day is not None and day > WRITTEN for day in stated):
        found.append("impossible_dates")
    if closed is None:
        return found
    here = [one for one in counted if one["center"] == case["center"] and one["closed"]]
    at_once = [
        one
        for one in here
        if one["closed"] == one["accepted"] == closed and one["mediator"] == case["mediator"]
    ]
    if closed == case["accepted"] and case["mediator"] is not None and len(at_once) >= 5:
        found.append("closed_in_bulk")
    that_day = [one for one in here if one["closed"] == closed]
    usual = [
        one["closed"]
        for one in here
        if one["closed"].year == closed.year and not _at_the_end(one["closed"])
    ]
    crowded = _at_the_end(closed) and len(that_day) >= 10
    if crowded and (not usual or len(that_day) >= 3 * len(usual) / len(set(usual))):
        found.append("year_end_bulk")
    if case["outcome"] in ("agreement_form_unstated", "resolved_manner_unstated"):
        found.append("ending_unstated")
    return found


def _at_the_end(day: date) -> bool:
    return day.month == 12 and day.day >= 20

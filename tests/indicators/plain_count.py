"""The office's counting rules once more, over plain dictionaries, to hold the program against.

This shares no code with ``tracker``: it knows the rules from the office's table alone, and counts
case by case as a clerk would with a pencil.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

RESOLVED = {
    "written_agreement",
    "oral_agreement",
    "settled_privately",
    "explained",
    "resolved_elsewhere",
    "agreement_form_unstated",
    "resolved_manner_unstated",
}
AGREEMENT = {"written_agreement", "oral_agreement", "agreement_form_unstated"}
CONCLUDED = AGREEMENT | {"failed", "guided_to_court"}
PLEASED = {"satisfied", "very_satisfied"}

Facts = dict[str, Any]


def figures(cases: list[Facts], start: date, end: date, basis: str) -> dict[str, Facts]:
    """``{key: {"value": …}}``, rates with numerator and denominator, exactly as JSON has it.

    A merged duplicate counts nowhere.
    """
    cases = [case for case in cases if not case.get("merged")]

    def those(test: Callable[[Facts], bool]) -> list[Facts]:
        return [case for case in cases if test(case)]

    def within(day: date | None) -> bool:
        return day is not None and start <= day <= end

    registered = those(lambda c: within(c["registered"]))
    accepted = those(lambda c: within(c["accepted"]))
    carried = those(
        lambda c: (
            c["accepted"] is not None
            and c["accepted"] < start
            and (c["closed"] is None or c["closed"] >= start)
        )
    )
    caseload = carried + accepted
    closed = those(lambda c: within(c["closed"]))
    resolved = [c for c in closed if c["outcome"] in RESOLVED]
    pending = [c for c in caseload if c not in closed]
    mediated = [c for c in closed if c["outcome"] in AGREEMENT]
    concluded = [c for c in closed if c["outcome"] in CONCLUDED]
    visits = those(lambda c: within(c["visited"]))
    in_time = [
        c
        for c in accepted
        if c["outcome"] in RESOLVED and c["closed"] is not None and c["closed"] <= end
    ]
    of_basis = {
        "caseload": (resolved, caseload),
        "closed": (resolved, closed),
        "accepted": (in_time, accepted),
    }[basis]
    return {
        "registered": count(registered),
        "declined": count([c for c in registered if c["declined"]]),
        "accepted": count(accepted),
        "carried_over": count(carried),
        "caseload": count(caseload),
        "closed": count(closed),
        "resolved": count(resolved),
        "unresolved": count([c for c in closed if c not in resolved]),
        "pending": count(pending),
        "overdue": count([c for c in pending if c["due"] < end]),
        "resolution_rate": rate(*of_basis),
        "mediated_success": count(mediated),
        "mediation_concluded": count(concluded),
        "mediation_success_rate": rate(mediated, concluded),
        "amount_claimed": money(c["claimed"] or 0 for c in accepted),
        "amount_agreed": money(c["agreed"] or 0 for c in mediated),
        "amount_performed": money(
            fen for c in cases for day, fen in c["payments"] if start <= day <= end
        ),
        "performance_rate": rate([c for c in mediated if performed(c)], mediated),
        "judicial_confirmations": count(those(lambda c: within(c["confirmed"]))),
        "return_visit_rate": rate([c for c in mediated if c["visited"]], mediated),
        "satisfaction_rate": rate([c for c in visits if c["satisfaction"] in PLEASED], visits),
        "median_days": median([(c["closed"] - c["accepted"]).days for c in closed]),
        "parties": {"value": sum(c["parties"] for c in caseload)},
    }


def performed(case: Facts) -> bool:
    """Something was promised, the money is there, and each thing in kind was done."""
    paid = sum(fen for _day, fen in case["payments"])
    agreed = case["agreed"] or 0
    done = [performed_on is not None for performed_on in case["in_kind"]]
    return (agreed > 0 or len(done) > 0) and paid >= agreed and all(done)


def count(cases: list[Facts]) -> Facts:
    return {"value": len(cases)}


def money(fens: Any) -> Facts:
    total = sum(fens)
    return {"value": f"{total // 100}.{total % 100:02d}"}


def rate(part: list[Facts], whole: list[Facts]) -> Facts:
    value = None
    if whole:
        share = Fraction(len(part), len(whole))
        value = two_decimals(share * 100)
        if share < 1 and value == "100.00":
            value = "99.99"
        if share > 0 and value == "0.00":
            value = "0.01"
    return {"value": value, "numerator": len(part), "denominator": len(whole)}


def two_decimals(number: Fraction) -> str:
    """Half up, away from zero."""
    hundredths = int(abs(number) * 100 + Fraction(1, 2))
    sign = "-" if number < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def median(days: list[int]) -> Facts:
    if not days:
        return {"value": None}
    days = sorted(days)
    middle = len(days) // 2
    twice = 2 * days[middle] if len(days) % 2 else days[middle - 1] + days[middle]
    return {"value": f"{twice // 2}.{'5' if twice % 2 else '0'}"}


def compared(now: Facts, before: Facts) -> Facts:
    """A count or sum against the year before: the change in percent and where it went."""
    old, new = (Fraction(str(one["value"])) for one in (before, now))
    return {
        "previous": before["value"],
        "change_percent": two_decimals((new - old) * 100 / old) if old else None,
        "direction": "level" if new == old else "up" if new > old else "down",
    }

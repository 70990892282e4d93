"""Random entries of every register, and what they come to, counted by hand in plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tracker.registers import REGISTERS
from tracker.registers.declaring import Field, Register, Shape
from tracker.registers.meetings import MeetingKind
from tracker.registers.penalties import DOCUMENTS, SIMPLE_MOST_PERSON, Procedure
from tracker.registers.petitions import Level
from tracker.registers.trainings import Trained
from tracker.registers.votes import VoteKind

Entry = dict[str, Any]
days = st.dates(date(2023, 12, 1), date(2025, 1, 31)) | st.sampled_from(
    [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
)


@st.composite
def entries(draw: st.DrawFn, register: Register) -> Entry:
    """One that the rules allow."""
    made = {one.name: draw(_value(one)) for one in register.fields.values()}
    for smaller, larger in LESS.get(register.kind, ()):
        made[smaller] = min(made[smaller], made[larger])
    if made.get("procedure") is Procedure.SIMPLE:
        made["amount"] = min(made["amount"], SIMPLE_MOST_PERSON)
    start = made[register.day]
    for name in AFTER.get(register.kind, ()):
        if made[name] is not None:
            made[name] = start + timedelta(days=draw(st.integers(0, 200)))
            start = made[name] if register.kind == "petitions" else start
        elif register.kind == "petitions":
            made["returned_on"] = None
            break
    return made


LESS = {
    "exams": (("sat", "due"), ("passed", "sat")),
    "meetings": (("resolved", "analysed"),),
    "votes": (("in_favour", "votes"),),
}
AFTER = {
    "penalties": DOCUMENTS,
    "petitions": ("resolved_on", "returned_on"),
    "findings": ("due_on", "resolved_on"),
}


def _value(one: Field) -> st.SearchStrategy[Any]:
    kinds: Mapping[Shape, st.SearchStrategy[Any]] = {
        Shape.DAY: days,
        Shape.NUMBER: st.integers(0, 9),
        Shape.MONEY: st.integers(0, 10**6).map(lambda fen: Decimal(fen) / 100),
        Shape.YES_NO: st.booleans(),
        Shape.TEXT: st.text("甲乙丙=%", min_size=1, max_size=3),
        Shape.LONG_TEXT: st.just(""),
        Shape.LINK: st.none(),
    }
    value = st.sampled_from(list(one.choices)) if one.shape is Shape.WORD else kinds[one.shape]
    return value if not one.column.nullable else st.none() | value


books = st.fixed_dictionaries(
    {kind: st.lists(entries(one), max_size=5) for kind, one in REGISTERS.items()}
)


def by_hand(book: Mapping[str, list[Entry]], first: date, last: date) -> dict[str, Any]:
    """Key -> number, (numerator, denominator) of a share, or None where no entry tells of it."""

    def within(day: date | None) -> bool:
        return day is not None and first <= day <= last

    def of(kind: str, day: str, test: Callable[[Entry], bool] = lambda _one: True) -> list[Entry]:
        return [one for one in book[kind] if within(one[day]) and test(one)]

    def total(found: list[Entry], name: str) -> Any:
        stated = [one[name] for one in found if one[name] is not None]
        if found and not stated:
            return None  # nobody said how many: that is not none
        return sum(stated, Decimal(0) if name == "amount" else 0)

    def share(above: Any, below: Any) -> tuple[int, int]:
        return above or 0, below or 0

    penalties, exams = of("penalties", "decided_on"), of("exams", "held_on")
    simple = [one for one in penalties if one["procedure"] is Procedure.SIMPLE]
    ordinary = [one for one in penalties if one["procedure"] is Procedure.ORDINARY]
    enterprises = [one for one in penalties if one["enterprise"]]
    whole = [
        one
        for one in enterprises
        if all(one[name] is not None and one[name] <= last for name in DOCUMENTS)
    ]
    assigned = of(
        "petitions", "received_on", lambda one: one["level"] is Level.STATE and one["repeated"]
    )
    resolved = [one for one in assigned if one["resolved_on"] and one["resolved_on"] <= last]
    backlog = [
        one
        for one in book["petitions"]
        if one["received_on"] <= last and not (one["resolved_on"] and one["resolved_on"] <= last)
    ]
    meetings = of("meetings", "held_on")
    surveys = of("votes", "held_on", lambda one: one["kind"] is VoteKind.SURVEY)
    trainings, due = of("trainings", "held_on"), of("findings", "due_on")
    told = {kind: bool(of(kind, register.day)) for kind, register in REGISTERS.items()}
    told["petitions"] |= bool(backlog or of("petitions", "returned_on"))
    told["findings"] |= bool(due or of("findings", "resolved_on"))
    counted = {
        "publicity_activities": len(of("publicity", "held_on")),
        "materials_distributed": total(of("publicity", "held_on"), "materials"),
        "cadre_trainings": len([one for one in trainings if one["trained"] is Trained.CADRES]),
        "citizen_trainings": len(
            [one for one in trainings if one["trained"] is Trained.LAW_AWARE_CITIZENS]
        ),
        "exam_attendance_rate": share(total(exams, "sat"), total(exams, "due")),
        "exam_pass_rate": share(total(exams, "passed"), total(exams, "sat")),
        "penalties": len(penalties),
        "penalties_simple": len(simple),
        "penalties_simple_amount": total(simple, "amount"),
        "penalties_ordinary": len(ordinary),
        "penalties_ordinary_amount": total(ordinary, "amount"),
        "three_documents": len(enterprises),
        "three_documents_rate": (len(whole), len(enterprises)),
        "legality_reviews": len(of("reviews", "reviewed_on")),
        "assigned_petitions": len(assigned),
        "assigned_petitions_resolved": len(resolved),
        "assigned_petitions_rate": (len(resolved), len(assigned)),
        "petitions_returned": len(of("petitions", "returned_on")),
        "petition_backlog": len(backlog),
        "receptions": len(of("receptions", "held_on")),
        "reception_visitors": total(of("receptions", "held_on"), "visitors"),
        "reception_petitions": total(of("receptions", "held_on"), "petitions"),
        "stability_meetings": len([m for m in meetings if m["kind"] is MeetingKind.STABILITY]),
        "special_meetings": len([m for m in meetings if m["kind"] is MeetingKind.SPECIAL]),
        "issues_analysed": total(meetings, "analysed"),
        "issues_resolved": total(meetings, "resolved"),
        "supervision_findings": len(of("findings", "found_on")),
        "supervision_findings_resolved": len(of("findings", "resolved_on")),
        "findings_in_time_rate": (
            len([one for one in due if one["resolved_on"] and one["resolved_on"] <= one["due_on"]]),
            len(due),
        ),
        "window_services": total(of("windows", "served_on"), "served"),
        "lawsuits": total(of("lawsuits", "until"), "received"),
        "disclosures": len(of("disclosures", "published_on")),
        "votes": len(of("votes", "held_on")),
        "survey_satisfaction_rate": share(total(surveys, "in_favour"), total(surveys, "votes")),
    }
    return {
        figure.key: counted[figure.key] if told[kind] or figure.among else None
        for kind, register in REGISTERS.items()
        for figure in register.figures
    }


def printed(numerator: int, denominator: int) -> Decimal | None:
    """Half up from the exact fraction; a part is never all, and never nothing."""
    if denominator == 0:
        return None
    hundredths = int(Fraction(10_000 * numerator, denominator) + Fraction(1, 2))
    if numerator < denominator:
        hundredths = min(hundredths, 9_999)
    return Decimal(max(hundredths, 1 if numerator else 0)) / 100

"""A row of a case ledger -> a CaseRecord, or every problem that keeps it from being one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from tracker.domain.drafts import PartyDraft, PaymentDraft
from tracker.domain.ledger import CaseRecord
from tracker.domain.numbers import read_case_number
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.problems import N_, Problem
from tracker.domain.rules import check_case
from tracker.domain.time_limits import CUSTOMARY, TimeLimits, check_stated
from tracker.domain.vocabulary import Side
from tracker.importers import words
from tracker.importers.cells import (
    NOTHING,
    Unclear,
    read_amount,
    read_date,
    read_parts,
    read_text,
)
from tracker.importers.grid import Value
from tracker.importers.headings import HeadingRow
from tracker.importers.people import read_names, read_numbers, read_side, too_long
from tracker.importers.rows import RowReader
from tracker.models import Case, Mediator, Organisation, Village

T = TypeVar("T")
MAX_SERIAL = 9_999_999
"""No center reaches it in a year; a longer serial is a slip of the keyboard."""


def _length(model: Any, column: str) -> int:
    return int(model.__table__.c[column].type.length)


LENGTHS = {
    **{
        key: _length(Case, key)
        for key in ("number", "channel", "summary", "claims", "remarks", "declined_reason")
    },
    "organisation": _length(Organisation, "name"),
    "mediators": _length(Mediator, "name"),
    "village": _length(Village, "name"),
}
"""Characters that fit, from the tables themselves."""

BESIDE = {"payments": "paid"}
"""The column beside which a rule's problem stands when the rule's field is no column."""


@dataclass(frozen=True)
class Lists:
    """What the center knows: every wording of its dispute types, its name in case numbers, and
    how long a mediation may take.
    """

    dispute_types: Mapping[str, int]
    short_name: str
    limits: TimeLimits = CUSTOMARY


class CaseReader(RowReader[CaseRecord]):
    """``number`` is the case number of the row read last."""

    def __init__(self, sheet: str, found: HeadingRow, lists: Lists, today: date) -> None:
        super().__init__(sheet, found)
        self.lists, self.today = lists, today
        self.further = [one for one in found.headings if one.key is None]
        self.sides = [
            side
            for side in Side
            if side.value in self.columns
            or f"{side.value}_id" in self.columns
            or f"{side.value}_phone" in self.columns
        ]

    def _broken(self, record: CaseRecord) -> Iterator[Problem]:
        stated = check_stated(record, self.lists.limits)
        for problem in (*check_case(record, self.today), *stated):
            yield replace(problem, field=BESIDE.get(problem.field, problem.field))

    def _record(self) -> CaseRecord:
        reason = self._text("declined_reason")
        declined = None if reason in NOTHING else reason
        waiting = self._cell("acceptance", words.read_waiting)
        registered, accepted = self._date("registered_on"), self._date("accepted_on")
        if registered is None and accepted is None:
            if not self.problems:
                self._add("registered_on", Problem("", N_("The registration date is missing.")))
            registered = self.today
        stated = registered or accepted or self.today
        if waiting and accepted:
            self._add(
                "acceptance",
                Problem("", N_("A case that waits to be accepted has no acceptance date.")),
            )
        return CaseRecord(
            registered_on=stated,
            accepted_on=accepted or (None if declined or waiting else stated),
            number=self._number(),
            due_on=self._date("due_on"),
            extended_to=self._date("extended_to"),
            declined_reason=declined,
            closed_on=self._date("closed_on"),
            outcome=self._cell(
                "outcome",
                lambda value: words.read_outcome(
                    value, self._value("agreement_form"), declined=bool(declined)
                ),
            ),
            organisation=self._name("organisation"),
            mediators=tuple(dict.fromkeys(self._names("mediators"))),
            dispute_type_id=self._cell("dispute_type", self._dispute_type),
            village=self._name("village"),
            source=self._cell("source", words.read_source),
            channel=self._name("channel"),
            difficulty=self._cell("difficulty", words.read_difficulty),
            summary=self._text("summary"),
            claims=self._text("claims"),
            remarks=self._text("remarks"),
            amount_claimed=self._amount("amount_claimed"),
            amount_agreed=self._amount("amount_agreed"),
            judicial_confirmed_on=self._date("judicial_confirmed_on"),
            visited_on=self._date("visited_on"),
            satisfaction=self._cell("satisfaction", words.read_satisfaction),
            parties=[party for side in self.sides for party in self._side(side)],
            payments=self._payments(),
            further={
                one.text: text for one in self.further if (text := read_text(self.row[one.index]))
            },
        )

    def _text(self, key: str) -> str:
        text = read_text(self._value(key))
        if len(text) > LENGTHS[key]:
            self._add(key, too_long(text, LENGTHS[key]).problem)
        return text

    def _name(self, key: str) -> str | None:
        text = self._text(key)
        return None if text in NOTHING else " ".join(text.split())

    def _names(self, key: str) -> list[str]:
        if self._value(key) == "":
            return []
        names = self._cell(key, lambda value: read_names(value, LENGTHS.get(key, 100))) or []
        return [" ".join(name.split()) for name in names if name]

    def _dispute_type(self, value: Value) -> int | None:
        return words.read_dispute_type(self.lists.dispute_types, value)

    def _number(self) -> str | None:
        text = self._name("number")
        if text is None:
            return None
        series = read_case_number("".join(text.split()), self.lists.short_name)
        if series and not (MIN_YEAR <= series[0] <= MAX_YEAR and 1 <= series[1] <= MAX_SERIAL):
            self._add(
                "number",
                Problem("", N_("The year or the serial of this case number cannot be right.")),
            )
        else:
            self.number = text
        return text

    def _side(self, side: Side) -> list[PartyDraft]:
        keys = (side.value, f"{side.value}_id", f"{side.value}_phone")
        if all(self._value(key) == "" for key in keys):
            return []
        before = len(self.problems)
        names = self._cell(keys[0], read_names)
        if names is None:
            return []
        while names and not names[-1]:
            names.pop()
        numbers = [
            self._cell(key, lambda value: read_numbers(value, len(names))) for key in keys[1:]
        ]
        if len(self.problems) > before:
            return []
        ids, phones = ((one or []) for one in numbers)
        beside = keys[1] if any(ids) else keys[2] if any(phones) else keys[0]
        try:
            return read_side(side, names, ids, phones, self.today)
        except Unclear as unclear:
            self._add(beside, unclear.problem)
            return []

    def _payments(self) -> list[PaymentDraft]:
        """Each needs its date and its amount; 0 without a date says that nothing was paid."""
        dates, amounts = self._value("paid_on"), self._value("paid")
        if dates == "" and amounts == "":
            return []
        before = len(self.problems)
        days = self._cell("paid_on", lambda value: _each(value, read_date)) or []
        in_wan = "paid" in self.columns and self.columns["paid"].in_wan
        sums = (
            self._cell(
                "paid", lambda value: _each(value, lambda part: read_amount(part, in_wan=in_wan))
            )
            or []
        )
        if len(self.problems) > before or not any((*days, *sums)):
            return []
        if len(days) != len(sums) or None in days or None in sums:
            lacking = "paid" if len(days) > len(sums) or None in sums else "paid_on"
            self._add(lacking, Problem("", N_("A payment needs both its date and its amount.")))
            return []
        return [
            PaymentDraft(day, amount)
            for day, amount in zip(days, sums, strict=True)
            if day is not None and amount is not None
        ]


def _each(value: Value, read: Callable[[Value], T]) -> list[T]:
    """A cell with one value, or several in one text."""
    return [read(part) for part in read_parts(value)] if isinstance(value, str) else [read(value)]

"""The rows of an import, written in bulk: ids reserved at once, one statement a table and step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.content import identity_of
from tracker.domain.ledger import OWN_FIELDS, CaseRecord, ImportPlan
from tracker.domain.numbers import case_number
from tracker.domain.telling import Tell
from tracker.domain.time_limits import due_as_stated, due_before_extension
from tracker.models import (
    AuditLine,
    Case,
    CaseText,
    Center,
    CoMediator,
    Extension,
    Party,
    Payment,
)
from tracker.models.keys import reserve_ids
from tracker.permissions import Actor
from tracker.queries.persons import people_key
from tracker.queries.search import search_text
from tracker.services.import_lists import Names
from tracker.services.import_sorting import FreshRow, chunks
from tracker.services.numbers import raise_counter, take_serials

Rows = dict[str, Any]
STEP = 1000
TABLES: tuple[Any, ...] = (Case, Party, CoMediator, Payment, Extension, CaseText, AuditLine)
AS_THE_LEDGER_SAYS = "原台账所载"
"""Consent and reason of an extension of which an imported ledger states the day alone."""

_OF_PARTY = ("side", "kind", "name", "id_number", "sex", "birth_date", "phone", "credit_code")


def highest_held(center: Center, plan: ImportPlan[CaseRecord]) -> dict[int, int]:
    """Year -> the highest serial among the numbers of the rows that will come back mended."""
    found = (identity_of(number, center.short_name) for number in plan.held)
    return _highest(one for one in found if isinstance(one, tuple))


def _highest(series: Iterable[tuple[int, int]]) -> dict[int, int]:
    highest: dict[int, int] = {}
    for year, serial in series:
        highest[year] = max(highest.get(year, 0), serial)
    return highest


def give_numbers(
    session: Session, center: Center, fresh: list[FreshRow], held: Mapping[int, int]
) -> list[str]:
    """Raise the counters above the ledger's own numbers, then number what is accepted without one.

    A number that is held is nobody else's either. The new numbers follow the dates of acceptance;
    they are returned.
    """
    highest = _highest([*(row.series for row in fresh if row.series), *held.items()])
    for year, serial in sorted(highest.items()):
        raise_counter(session, center.id, year, serial)
    lacking = [
        (row.record.accepted_on, place, row)
        for place, row in enumerate(fresh)
        if row.record.accepted_on and not row.record.number
    ]
    years = Counter(day.year for day, _place, _row in lacking)
    serials = {
        year: take_serials(session, center.id, year, count) for year, count in sorted(years.items())
    }
    given = []
    for day, _place, row in sorted(lacking, key=lambda one: one[:2]):
        row.series = (day.year, serials[day.year])
        serials[day.year] += 1
        row.record.number = case_number(day.year, center.short_name, row.series[1])
        given.append(row.record.number)
    return given


class Writer:
    """Turns records into rows of the tables and writes them step by step."""

    def __init__(
        self, session: Session, actor: Actor, center: Center, names: Names, batch_id: int
    ) -> None:
        self.session, self.actor, self.center = session, actor, center
        self.names, self.batch_id = names, batch_id
        self.now: datetime = clock.now()
        self.rows: dict[Any, list[Rows]] = {}

    def write(self, fresh: list[FreshRow], progress: Tell | None) -> None:
        done = 0
        for some in chunks(fresh, STEP):
            self.rows = {model: [] for model in TABLES}
            needed = sum(
                3 + len(one.record.parties) + len(one.record.payments) + len(one.record.mediators)
                for one in some
            )
            first = reserve_ids(self.session, self.center.id, needed)
            ids = iter(range(first, first + needed))
            for row in some:
                self._add(row, ids.__next__)
            for model, rows in self.rows.items():
                if rows:
                    self.session.execute(insert(model.__table__), rows)
            done += len(some)
            if progress:
                progress(done, len(fresh))

    def _add(self, row: FreshRow, next_id: Callable[[], int]) -> None:
        record = row.record
        center_id, case_id = self.center.id, next_id()
        lead, *others = [self.names.id_of("mediators", name) for name in record.mediators] or [None]
        year, serial = row.series or (None, None)
        self.rows[Case].append(
            {
                **{name: getattr(record, name) for name in OWN_FIELDS},
                "center_id": center_id,
                "id": case_id,
                "due_on": due_as_stated(record, self.center.time_limits),
                "version": 1,
                "number": record.number,
                "number_year": year,
                "number_serial": serial,
                "organisation_id": self.names.id_of("organisations", record.organisation),
                "mediator_id": lead,
                "village_id": self.names.id_of("villages", record.village),
                "submission_key": None,
                "import_batch_id": self.batch_id,
                "import_fingerprint": row.fingerprint,
                "extra_columns": record.further or None,
                "created_at": self.now,
                "updated_at": self.now,
            }
        )
        own = {"center_id": center_id, "case_id": case_id}
        self.rows[Party] += [
            {
                **own,
                "id": next_id(),
                "position": position,
                "out_of_town": False,
                **{name: getattr(party, name) for name in _OF_PARTY},
            }
            for position, party in enumerate(record.parties)
        ]
        self.rows[CoMediator] += [{**own, "id": next_id(), "mediator_id": one} for one in others]
        self.rows[Payment] += [
            {**own, "id": next_id(), "paid_on": one.paid_on, "amount": one.amount}
            for one in record.payments
        ]
        if record.extended_to:
            self.rows[Extension].append(
                {
                    **own,
                    "id": next_id(),
                    "agreed_on": record.accepted_on,
                    "until": record.extended_to,
                    "due_before": due_before_extension(record, self.center.time_limits),
                    "consent": AS_THE_LEDGER_SAYS,
                    "reason": AS_THE_LEDGER_SAYS,
                }
            )
        text = search_text(record.number, (party.name for party in record.parties), record.summary)
        people = people_key((party.side, party.name) for party in record.parties)
        texts = {"center_id": center_id, "id": case_id, "text": text, "people": people}
        self.rows[CaseText].append(texts)
        self.rows[AuditLine].append(
            {
                "center_id": center_id,
                "id": next_id(),
                "at": self.now,
                "actor_id": self.actor.account_id,
                "actor_name": self.actor.name,
                "action": "case.import",
                "subject_id": case_id,
                "reason": None,
                "changes": {
                    "number": [None, record.number],
                    "import_batch_id": [None, self.batch_id],
                },
            }
        )

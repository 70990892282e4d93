"""When the file of a case 卷宗 can be archived, and how long it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tracker.domain.problems import N_, Problem
from tracker.domain.record_words import Retention
from tracker.domain.rules import after_today


@dataclass(frozen=True)
class Archiving:
    """What the cover says: 立卷日期, 立卷人, 保管期限."""

    archived_on: date
    archived_by: str
    retention: Retention | None = None


class ClosedCase(Protocol):
    @property
    def closed_on(self) -> date | None: ...
    @property
    def visited_on(self) -> date | None: ...
    @property
    def judicial_confirmed_on(self) -> date | None: ...


def problems_of_archiving(case: ClosedCase, day: date, today: date) -> Iterator[Problem]:
    """The file is put away when nothing more comes into it: after closing and return visit."""
    if day > today:
        yield after_today("archived_on", today)
    for earlier, sentence in (
        (case.closed_on, N_("This date is before the closing date (%(date)s).")),
        (case.visited_on, N_("This date is before the return visit (%(date)s).")),
        (
            case.judicial_confirmed_on,
            N_("This date is before the judicial confirmation (%(date)s)."),
        ),
    ):
        if earlier is not None and day < earlier:
            yield Problem("archived_on", sentence, {"date": earlier})
            return

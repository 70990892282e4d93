"""A filter of cases read from the arguments of an address; what cannot be read is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import Any, Protocol, TypeVar

from tracker import clock
from tracker.domain.problems import N_, Problem
from tracker.domain.reading import Unreadable, read_amount, read_date
from tracker.domain.vocabulary import Difficulty, Outcome, Source, Status
from tracker.queries.case_filter import STATES, CaseFilter, Dated, Money, Pair
from tracker.queries.conditions import UNSTATED
from tracker.queries.paging import LARGEST

LONGEST = 100
"""Characters of a search or a code that are looked at."""

Read = TypeVar("Read")
Kind = TypeVar("Kind", bound=Enum)


class Args(Protocol):
    """A request's arguments."""

    def get(self, name: str, /) -> str | None: ...


class Unknown(ValueError):
    """The value is none of the choices."""


def read_filter(args: Args, center_id: int) -> tuple[CaseFilter, list[Problem]]:
    """The filter, and one problem for each argument that was left out because it says nothing.

    An organisation, mediator, village, batch or person (a party's row) is ``center-id``; an ``id``
    alone is one of ``center_id``, the reader's own center.
    """
    problems: list[Problem] = []

    def read(name: str, how: Callable[[str], Read]) -> Read | None:
        written = (args.get(name) or "").strip()[:LONGEST]
        try:
            return how(written) if written else None
        except Unreadable as error:
            problems.append(replace(error.problem, field=name))
        except ValueError:
            problems.append(Problem(name, N_("This is not one of the choices.")))
        return None

    def pair(written: str) -> Pair | str:
        return _pair(written, center_id)

    today = clock.today()
    wanted = CaseFilter(
        q=read("q", str) or "",
        status=read("status", _state),
        overdue=read("overdue", lambda written: written != "0") or False,
        dated=read("date", _one_of(Dated)) or Dated.REGISTERED,
        since=read("since", lambda written: read_date(written, today)),
        until=read("until", lambda written: read_date(written, today)),
        type=read("type", str),
        organisation=read("organisation", pair),
        mediator=read("mediator", pair),
        village=read("village", pair),
        source=read("source", _or_unstated(Source)),
        difficulty=read("difficulty", _or_unstated(Difficulty)),
        outcome=read("outcome", _one_of(Outcome)),
        money=read("money", _one_of(Money)) or Money.CLAIMED,
        least=read("least", read_amount),
        most=read("most", read_amount),
        center=read("center", str),
        batch=read("batch", pair),
        person=read("person", lambda written: _row(written, center_id)),
    )
    problems += _reversed("until", wanted.since, wanted.until)
    problems += _reversed("most", wanted.least, wanted.most)
    return wanted, problems


def _state(written: str) -> Status:
    """One that a list can hold. Raises ValueError."""
    status = _one_of(Status)(written)
    if status not in STATES:
        raise ValueError(written)
    return status


def _one_of(kind: type[Kind]) -> Callable[[str], Kind]:
    return kind


def _or_unstated(kind: type[Kind]) -> Callable[[str], Kind | str]:
    return lambda written: UNSTATED if written == UNSTATED else kind(written)


def _pair(written: str, center_id: int) -> Pair | str:
    return UNSTATED if written == UNSTATED else _row(written, center_id)


def _row(written: str, center_id: int) -> Pair:
    center, dash, row = written.rpartition("-")
    if not (row.isascii() and row.isdecimal() and (center or "0").isdecimal()):
        raise Unknown(written)
    pair = (int(center) if dash else center_id, int(row))
    if max(pair) > LARGEST:
        raise Unknown(written)
    return pair


def _reversed(name: str, first: Any, last: Any) -> list[Problem]:
    if first is None or last is None or first <= last:
        return []
    return [Problem(name, N_("The end of this range lies before its start."))]

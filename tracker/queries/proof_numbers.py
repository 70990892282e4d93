"""Whether the case numbers of each center and year run without gaps up to the counter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.numbers import read_case_number
from tracker.domain.problems import N_, Problem
from tracker.models import AuditLine, Case, CaseCounter, Center
from tracker.queries.findings import Check, of_case, stream
from tracker.queries.imports import held_numbers

Place: TypeAlias = tuple[int, int]
"""Center and year."""


def numbers(session: Session) -> Check:
    """Series without gaps up to the counter.

    A missing number is a note where an import explains it: an imported ledger keeps its own
    numbers, with the gaps they have, and the series continues after the highest of them.
    """
    check = Check("numbers", N_("The case numbers have no gap."))
    centers = {one.id: one for one in session.scalars(select(Center))}
    found: dict[Place, list[int]] = defaultdict(list)
    imported: dict[Place, int] = defaultdict(int)
    for case in stream(session, _numbered()):
        own = read_case_number(case.number, centers[case.center_id].short_name)
        stated = None if case.number_serial is None else (case.number_year, case.number_serial)
        if own != stated:
            check.errors.append(
                of_case(N_("The number of case %(case)s and its place in the series differ."), case)
            )
        if stated:
            found[(case.center_id, case.number_year)].append(case.number_serial)
            if case.import_batch_id:
                _raise(imported, (case.center_id, case.number_year), case.number_serial)
    for center_id, year, serial in _undone_numbers(session, centers):
        _raise(imported, (center_id, year), serial)
    for place, serial in held_numbers(session).items():
        _raise(imported, place, serial)
    counters = {(one.center_id, one.year): one.last_serial for one in _counters(session)}
    for place in sorted(found.keys() | counters.keys()):
        center = centers[place[0]]
        _check_series(
            check, center, place[1], sorted(found[place]), counters.get(place, 0), imported[place]
        )
    return check


def _check_series(
    check: Check, center: Center, year: int, serials: list[int], counter: int, imported: int
) -> None:
    where: dict[str, object] = {"center": center.code, "year": year}
    if serials and serials[-1] > counter:
        check.errors.append(
            Problem(
                "",
                N_("%(center)s %(year)s: number %(serial)s is ahead of the counter (%(counter)s)."),
                {**where, "serial": serials[-1], "counter": counter},
            )
        )
    for first, last in _gaps(serials, max(counter, serials[-1] if serials else 0)):
        if first <= imported:
            sentence = N_("%(center)s %(year)s: the imported ledger lacks numbers %(gap)s.")
            check.notes.append(_gap(sentence, where, first, min(last, imported)))
        if last > imported:
            sentence = N_("%(center)s %(year)s: numbers %(gap)s are missing.")
            check.errors.append(_gap(sentence, where, max(first, imported + 1), last))


def _gap(sentence: str, where: dict[str, object], first: int, last: int) -> Problem:
    gap = f"{first:04d}" if first == last else f"{first:04d}-{last:04d}"
    return Problem("", sentence, {**where, "gap": gap})


def _gaps(serials: list[int], last: int) -> Iterator[tuple[int, int]]:
    """Runs of missing serials from 1 to ``last``."""
    expected = 1
    for serial in [*serials, last + 1]:
        if serial > expected:
            yield expected, serial - 1
        expected = serial + 1


def _numbered() -> Any:
    return select(
        Case.center_id,
        Case.id,
        Case.number,
        Case.number_year,
        Case.number_serial,
        Case.import_batch_id,
    ).where(Case.number.is_not(None))


def _counters(session: Session) -> Iterable[Any]:
    return session.execute(
        select(CaseCounter.center_id, CaseCounter.year, CaseCounter.last_serial)
    ).all()


def _undone_numbers(session: Session, centers: dict[int, Center]) -> Iterator[tuple[int, int, int]]:
    lines = select(AuditLine.center_id, AuditLine.changes).where(
        AuditLine.action == "case.undo_import"
    )
    for line in stream(session, lines):
        number = (line.changes.get("number") or [None])[0]
        own = read_case_number(number or "", centers[line.center_id].short_name)
        if own:
            yield line.center_id, *own


def _raise(highest: dict[Place, int], place: tuple[int, int], serial: int) -> None:
    highest[place] = max(highest[place], serial)

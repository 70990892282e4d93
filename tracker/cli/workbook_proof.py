"""Proving a summary's workbook: the frozen version it states, and every number on its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.problems import N_, Problem, Refused
from tracker.formatting import NOTHING, moment
from tracker.importers.live_sheets import read_wanted
from tracker.models import Center, FrozenYear
from tracker.queries.findings import Check
from tracker.queries.frozen_years import read_content
from tracker.queries.proof_frozen import seal_problems
from tracker.queries.scope import Scope, centers_below
from tracker.reports.workbook.proof import KeyedSheet, keyed, prove_sheets
from tracker.reports.workbook.proof_about import prove_about
from tracker.reports.workbook.proof_formulas import prove_formulas
from tracker.reports.workbook.proof_names import names_known
from tracker.reports.workbook.stamp import Stamp, stamp_in

PACKED = b"PK\x03\x04"
STATES = N_("The file states the frozen figures of %(year)s, version %(number)s.")
SEALED = N_("What is stored of this version is what was frozen.")
STANDS = N_("The version stands.")
AGREE = N_("Frozen figures of %(year)s, version %(number)s: all %(count)s numbers agree.")
SAME = N_("Every number of the file is that of %(year)s, version %(number)s.")
NO_STAMP = N_(
    "%(file)s states no frozen version. Only the workbook of a year that is frozen can be proved;"
    " take the file once more after freezing."
)
STRANGE = N_("No year with this fingerprint was ever frozen in this ledger: %(sha256)s.")
OTHERWISE = N_("This fingerprint belongs to version %(number)s of %(year)s of center %(center)s.")
WITHDRAWN = N_("Withdrawn %(at)s by %(by)s: %(reason)s")
FORMULAS = N_("Behind every number stands the formula that the program writes there.")
ABOUT = N_("Center, period and basis stand in the file as they were frozen.")
NOT_ROWS = N_(
    "Not compared: the rows and lists over which the formulas count, texts that are none of the"
    " above, and the sheets %(sheets)s."
)
NOT_BEFORE = N_("What the file says of the year before was not frozen with this year.")
NOT_ROSTER = N_("The number of people on the roster has no period and is not compared.")


def is_workbook(file: Path) -> bool:
    """By its content, whatever it is called."""
    with file.open("rb") as opened:
        return opened.read(len(PACKED)) == PACKED


def prove_workbook(session: Session, file: Path) -> list[Check]:
    """Raises Refused for a workbook that is damaged or states no frozen version."""
    sheets, passed = read_wanted(file, lambda head: keyed(head) is not None)
    stamp = stamp_in(sheets[0].rows if sheets else ())
    if stamp is None:
        raise Refused(Problem("", NO_STAMP, {"file": file}))
    known: dict[str, object] = {"year": stamp.year, "number": stamp.number}
    row = session.scalar(select(FrozenYear).where(FrozenYear.sha256 == stamp.sha256))
    states = Check("states", STATES, list(_strange(session, stamp, row)), values=known)
    if row is None:
        return [states]
    sealed = Check("seal", SEALED, list(seal_problems(session, row)))
    stands = Check("standing", STANDS, list(_withdrawn(row)))
    checks = [states, sealed, stands]
    if not sealed.holds:
        return checks
    tables = [table for table in map(keyed, sheets) if table is not None]
    center, period = session.get_one(Center, row.center_id), Period.year(row.year)
    figures = _figures(session, row, tables)
    figures.notes.append(Problem("", NOT_ROWS, {"sheets": "、".join(passed) or NOTHING}))
    formulas = Check("formulas", FORMULAS, list(prove_formulas(tables, period)))
    about = Check("about", ABOUT, prove_about(sheets[0], tables, center, period))
    return [*checks, figures, formulas, about]


def _strange(session: Session, stamp: Stamp, row: FrozenYear | None) -> Iterator[Problem]:
    if row is None:
        yield Problem("", STRANGE, {"sha256": stamp.sha256})
        return
    center = session.get_one(Center, row.center_id).code
    if (stamp.center, stamp.year, stamp.number) != (center, row.year, row.number):
        values = {"center": center, "year": row.year, "number": row.number}
        yield Problem("", OTHERWISE, values)


def _withdrawn(row: FrozenYear) -> Iterator[Problem]:
    if row.unfrozen_at is not None:
        values: dict[str, object] = {
            "at": moment(row.unfrozen_at),
            "by": row.unfrozen_by,
            "reason": row.unfrozen_reason,
        }
        yield Problem("", WITHDRAWN, values)


def _figures(session: Session, row: FrozenYear, sheets: Sequence[KeyedSheet]) -> Check:
    scope = Scope(centers_below(session, row.center_id))
    proof = prove_sheets(sheets, read_content(row), names_known(session, scope, row))
    values: dict[str, object] = {"year": row.year, "number": row.number, "count": proof.agree}
    title = SAME if proof.problems else AGREE
    check = Check("figures", title, proof.problems, values=values)
    check.notes += [Problem("", said) for said in (NOT_BEFORE, NOT_ROSTER)]
    return check

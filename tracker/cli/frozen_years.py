"""``tracker freeze``, ``frozen``, ``unfreeze``: a year's figures kept, and what changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from tracker.cli.context import (
    WrongUse,
    center_option,
    chosen_center,
    operator,
    reads_ledger,
    with_ledger,
)
from tracker.cli.words import say, sentence
from tracker.domain.counted_cases import Counts
from tracker.domain.frozen import Difference
from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.problems import N_
from tracker.extensions import db
from tracker.formatting import NOTHING, moment
from tracker.indicators.frozen_years import Compared, compare
from tracker.indicators.whole_year import count_year
from tracker.models import Center, FrozenYear
from tracker.queries.frozen_years import CaseChange, counted_then, read_content, versions
from tracker.queries.paging import AnyRow
from tracker.queries.scope import Scope, centers_below
from tracker.queries.trail import lines_since
from tracker.reports.action_words import action_word
from tracker.reports.annual_text.keeping import text_to_freeze
from tracker.reports.content import Cell, written
from tracker.reports.frozen import totals_table
from tracker.reports.frozen_moves import change_name, moves_of, moves_words
from tracker.services import frozen_years as service

year_argument = click.argument("year", type=click.IntRange(MIN_YEAR, MAX_YEAR))
json_option = click.option("--json", "as_json", is_flag=True, help=N_("For programs."))
SHOWN = 20
"""As many changed cases as the terminal names; ``--json`` has all of them."""


@click.command(help=N_("Freeze the figures of a year that is over, and the cases behind them."))
@year_argument
@center_option
@click.option("--note", required=True, help=N_("What they are frozen for."))
@json_option
@with_ledger
def freeze(year: int, center_code: str | None, note: str, as_json: bool) -> None:
    center = chosen_center(center_code)
    row = service.freeze(db.session(), operator(center), year, note, count_year, text_to_freeze)
    told = _version(row)
    db.session.commit()
    if as_json:
        click.echo(json.dumps({"center": center.code, "year": year, **told}, ensure_ascii=False))
        return
    say(
        N_("The figures of %(year)s are frozen as version %(number)s, fingerprint %(sha256)s."),
        year=year,
        number=told["number"],
        sha256=told["sha256"],
    )


@click.command(help=N_("Withdraw the frozen figures of a year; they are kept with the reason."))
@year_argument
@center_option
@click.option("--reason", required=True, help=N_("Why they are withdrawn."))
@click.option(
    "--number", type=click.IntRange(1), help=N_("That version, if it is the one in force.")
)
@with_ledger
def unfreeze(year: int, center_code: str | None, reason: str, number: int | None) -> None:
    actor = operator(chosen_center(center_code))
    number = service.unfreeze(db.session(), actor, year, reason, number).number
    db.session.commit()
    say(N_("Version %(number)s of %(year)s is withdrawn."), number=number, year=year)


@click.command(help=N_("What is frozen of a year, and what has changed since."))
@year_argument
@center_option
@click.option("--number", type=click.IntRange(1), help=N_("That version, instead of the latest."))
@click.option(
    "--cases", is_flag=True, help=N_("Only the lines of the cases, of which the fingerprint is.")
)
@json_option
@reads_ledger
def frozen(
    year: int, center_code: str | None, number: int | None, cases: bool, as_json: bool
) -> None:
    if cases and as_json:
        raise WrongUse(sentence(N_("Either --cases or --json.")))
    session, center = db.session(), chosen_center(center_code)
    rows = versions(session, center.id, year)
    row = _chosen(rows, year, number)
    if cases and row is not None:
        for one in counted_then(session, row):
            click.echo(one.line(), nl=False)
        return
    found = compare(session, Scope(centers_below(session, center.id)), row) if row else None
    if as_json:
        click.echo(json.dumps(_as_json(center, year, rows, found), ensure_ascii=False))
    elif found is None:
        say(N_("%(year)s was never frozen."), year=year)
    else:
        for line in _lines(rows, found):
            click.echo(line)


def _chosen(rows: Sequence[FrozenYear], year: int, number: int | None) -> FrozenYear | None:
    if number is None:
        return rows[0] if rows else None
    for one in rows:
        if one.number == number:
            return one
    said = N_("There is no version %(number)s of %(year)s.")
    raise WrongUse(sentence(said, number=number, year=year))


def _lines(rows: Sequence[FrozenYear], found: Compared) -> Iterator[str]:
    for one in rows:
        yield _named(one)
    yield ""
    yield sentence(N_("Version %(number)s beside the ledger of now:"), number=found.row.number)
    if not found.differences:
        yield sentence(N_("Every figure is as it was frozen."))
    for row in totals_table(found).rows:
        name, then, now, difference, cases = (_told(cell) for cell in row)
        yield f"  {name}  {then} → {now}  ({difference})  {cases}"
    if found.rows:
        yield sentence(N_("Rows of the breakdowns: %(count)s"), count=len(found.rows))
    if found.redefined:
        said = N_("What %(count)s figures count has been defined anew since.")
        yield sentence(said, count=len(found.redefined))
    yield sentence(N_("Cases and entries that count otherwise: %(count)s"), count=len(found.moved))
    shown = found.moved[:SHOWN]
    edits = _edits(found, shown)
    for change in shown:
        said = "；".join(moves_words(moves_of(change)))
        yield f"  {change_name(change) or '#' + str(change.key[1])}  {said}".rstrip()
        for line in edits.get(change.key, ()):
            yield f"    {moment(line.at)}  {line.actor_name}  {action_word(line.action)}"
    said = N_("Written to since the year was frozen, and counted as before: %(count)s.")
    yield sentence(said, count=len(found.went_on))


def _edits(found: Compared, cases: Sequence[CaseChange]) -> Mapping[tuple[int, int], list[AnyRow]]:
    """What was done to each of these cases since, by their keys."""
    session, row = db.session(), found.row
    scope = Scope(centers_below(session, row.center_id))
    edits: dict[tuple[int, int], list[AnyRow]] = {}
    for line in lines_since(session, scope, [one.key for one in cases], row.frozen_at):
        edits.setdefault((line.center_id, line.subject_id), []).append(line)
    return edits


def _named(row: FrozenYear) -> str:
    known = {"number": row.number, "at": moment(row.frozen_at), "by": row.frozen_by}
    said = sentence(
        N_("Version %(number)s, frozen %(at)s by %(by)s: %(note)s"), **known, note=row.note
    )
    if row.unfrozen_at is None:
        return f"{said}  {row.sha256}"
    why = {"at": moment(row.unfrozen_at), "by": row.unfrozen_by, "reason": row.unfrozen_reason}
    withdrawn = sentence(N_("Withdrawn %(at)s by %(by)s: %(reason)s"), **why)
    return f"{said}  {withdrawn}"


def _told(cell: Cell) -> str:
    """A rate with its fraction."""
    text = written(cell)
    if not cell.parts:
        return text
    above, below, *_missing = (written(part) for part in cell.parts)
    return f"{text}{'' if text == NOTHING else '%'} ({above}/{below})"


def _as_json(
    center: Center, year: int, rows: Sequence[FrozenYear], found: Compared | None
) -> dict[str, Any]:
    """``compared`` is null where nothing is frozen; the fingerprint is of its ``content``."""
    return {
        "center": center.code,
        "year": year,
        "versions": [_version(one) for one in rows],
        "compared": None if found is None else _compared(found),
    }


def _version(row: FrozenYear) -> dict[str, Any]:
    withdrawn = None
    if row.unfrozen_at is not None:
        withdrawn = {
            "at": row.unfrozen_at.isoformat(),
            "by": row.unfrozen_by,
            "reason": row.unfrozen_reason,
        }
    return {
        "number": row.number,
        "at": row.frozen_at.isoformat(),
        "by": row.frozen_by,
        "note": row.note,
        "sha256": row.sha256,
        "definitions": row.definitions,
        "withdrawn": withdrawn,
    }


def _compared(found: Compared) -> dict[str, Any]:
    edits = _edits(found, found.moved)
    return {
        "number": found.row.number,
        "unchanged": not found.differences,
        "redefined": list(found.redefined),
        "figures": [_difference(one) for one in found.totals],
        "breakdowns": [_difference(one) for one in found.rows],
        "cases": [_case(one, edits.get(one.key, ())) for one in found.moved],
        "went_on": len(found.went_on),
        "content": read_content(found.row),
    }


def _difference(one: Difference) -> dict[str, Any]:
    where = {} if one.dimension is None else {"breakdown": one.dimension, "key": one.row}
    return {**where, "figure": one.figure, "then": one.then, "now": one.now}


def _case(one: CaseChange, edits: Sequence[AnyRow]) -> dict[str, Any]:
    """``then`` and ``now`` are its versions; figures by their keys; an entry has its register."""
    moves = moves_of(one)
    return {
        "center_id": one.key[0],
        "id": one.key[1],
        **({"register": one.kind} if one.kind else {}),
        "number": one.number,
        "then": _version_of(one.then),
        "now": _version_of(one.now),
        "no_longer_counted": list(moves.gone),
        "counted_since": list(moves.come),
        "another_number": list(moves.other),
        "edits": [
            {"at": line.at.isoformat(), "by": line.actor_name, "action": line.action}
            for line in edits
        ],
    }


def _version_of(counts: Counts | None) -> int | None:
    """Null where the case was or is none of the year's."""
    return None if counts is None else counts.version

"""Many reports at once: one workbook of what each states, and of those that cannot be read, why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from flask_babel import gettext as _

from tracker.domain.problems import Refused
from tracker.domain.telling import Tell
from tracker.domain.verdicts import Verdict
from tracker.formatting import word
from tracker.i18n import told
from tracker.indicators.kinds import Unit
from tracker.reconcile.result import Result
from tracker.reconcile.tables import (
    changes_table,
    checks_table,
    counted,
    figures_table,
    readings_table,
)
from tracker.reconcile.telling import left_out_words
from tracker.reconcile.texts import text_of
from tracker.reports.content import Cell, Column, Table
from tracker.reports.table_xlsx import write_tables

Ask = Callable[[str], Result]
"""From a text to what comes of it, held against a ledger or alone."""


@dataclass(frozen=True)
class Report:
    """``result`` None: the file could not be read, and ``problem`` says why."""

    name: str
    result: Result | None
    problem: str = ""

    @property
    def sound(self) -> bool:
        return self.result is not None and self.result.sound


@dataclass(frozen=True)
class Source:
    """A file by its name; its content is read when its turn comes, and may raise Refused."""

    name: str
    content: Callable[[], bytes]


def read_reports(sources: Sequence[Source], ask: Ask, tell: Tell) -> list[Report]:
    """One that cannot be read keeps no other from being read."""
    found = []
    for place, source in enumerate(sources, 1):
        found.append(_report(source, ask))
        tell(place, len(sources))
    return found


def _report(source: Source, ask: Ask) -> Report:
    try:
        return Report(source.name, ask(text_of(source.content(), source.name)))
    except Refused as refused:
        return Report(source.name, None, " ".join(told(one) for one in refused.problems))


def write_reports(reports: Sequence[Report], above: Sequence[str], target: BinaryIO) -> None:
    """Sheets: the files, their figures, their checks of themselves, their ambiguous rates, and the
    changes where any are stated.
    """
    its = [(one.name, one.result) for one in reports if one.result is not None]
    sheets = {
        _("Numbers"): figures_table,
        _("Self-check"): checks_table,
        _("Readings"): readings_table,
        _("Changes"): changes_table,
    }
    *joined, changes = [_joined(its, name, table_of) for name, table_of in sheets.items()]
    joined += [changes] if changes.rows else []
    write_tables(above, [_files_table(reports), *joined], target)


def _files_table(reports: Sequence[Report]) -> Table:
    held = any(one.result is not None and not one.result.alone for one in reports)
    verdicts = list(Verdict) if held else []
    columns = [
        Column(_("File")),
        Column(_("Characters"), Unit.CASES.value),
        Column(_("Figures"), Unit.CASES.value),
        *(Column(word(one), Unit.CASES.value) for one in verdicts),
        Column(_("Checks"), Unit.CASES.value),
        Column(_("Do not hold"), Unit.CASES.value),
        Column(_("Why it was not read")),
    ]
    rows = [
        [
            Cell(one.name),
            *_numbers(one.result, verdicts),
            Cell(one.problem or _left_out(one.result)),
        ]
        for one in reports
    ]
    return Table("files", _("Files"), columns, rows)


def _left_out(result: Result | None) -> str:
    return left_out_words(result) if result is not None else ""


def _numbers(result: Result | None, verdicts: Sequence[Verdict]) -> Iterator[Cell]:
    numbers: list[int | None] = [None] * (len(verdicts) + 4)
    if result is not None:
        found = dict(counted(result))
        wrong = sum(not one.holds for one in result.agreements)
        numbers = [len(result.text), len(result.held), *(found.get(one, 0) for one in verdicts)]
        numbers += [len(result.agreements), wrong]
    return (Cell(one, Unit.CASES.value) for one in numbers)


def _joined(
    its: Iterable[tuple[str, Result]], caption: str, table_of: Callable[[Result], Table]
) -> Table:
    """The tables of all results as one, the file's name before each row."""
    rows: list[Sequence[Cell]] = []
    for name, result in its:
        rows += [[Cell(name), *row] for row in table_of(result).rows]
    one = table_of(Result.of_nothing())
    return Table(one.key, caption, [Column(_("File")), *one.columns], rows)

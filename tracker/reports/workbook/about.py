"""The first sheet: whose figures these are, how they are counted, and whether they all agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from tracker import clock
from tracker.domain.telling import Tell
from tracker.formatting import moment, word
from tracker.indicators.definitions import GLOSSARY
from tracker.indicators.year import Summary
from tracker.reports.heading import frozen_words, sample_mark
from tracker.reports.workbook.compared import BEFORE
from tracker.reports.workbook.fields import MARKS
from tracker.reports.workbook.sheet import Book, agrees, write_above
from tracker.reports.workbook.stamp import stamp_of
from tracker.reports.workbook.tables import PERIOD

WIDTHS = (20, 22, 22, 22, 22, 22)
LAST = len(WIDTHS) - 1
LINE, WIDE_LINE = 18, 62
"""Points a line of text is high, and how many characters of it fit beside its name."""


@dataclass(frozen=True)
class Made:
    """Who has the file made, whether people stand in it by their full names, and who is told how
    far it is.
    """

    by: str = ""
    unmasked: bool = False
    tell: Tell | None = None


NOBODY = Made()
"""People masked, and nobody named who had it made."""


def add_about(book: Book) -> Any:
    """The sheet comes first, but what it says of the others is known only after them."""
    return book.sheet(str(_("About these figures")))


def write_about(sheet: Any, book: Book, summary: Summary, made: Made, cases: int) -> None:
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    row = write_above(sheet, book)
    for name, value in _facts(summary, made, cases):
        row += 1
        _write_fact(sheet, book, row, name, value)
    row = _write_days(sheet, book, row + 1, summary)
    _write_verdict(sheet, book, row)
    row = _write_advice(sheet, book, row + 2)
    row = _write_lists(sheet, book, row + 1)
    row = _write_definitions(sheet, book, row + 1)
    sheet.print_area(0, 0, row, LAST)
    sheet.fit_to_pages(1, 0)


def _facts(summary: Summary, made: Made, cases: int) -> Iterator[tuple[str, str]]:
    yield _("Center"), summary.center.name
    if len(summary.centers) > 1:
        yield _("Centers counted"), "、".join(one.name for one in summary.centers)
    if summary.organisation:
        yield _("Organisation"), summary.organisation
    yield _("Basis of the resolution rate"), word(summary.basis)
    yield _("Data"), sample_mark() if summary.sample else _("The center's own ledger")
    said = " ".join(frozen_words(summary.frozen))
    yield _("State"), said or _("Not frozen: the figures follow the ledger")
    if summary.frozen:
        yield _("Frozen version"), stamp_of(summary.center.code, summary.frozen).text
    yield _("Made"), f"{moment(clock.now())}  {made.by}".rstrip()
    yield (
        _("People"),
        _("Names, IDs and phones in full") if made.unmasked else _("Names, IDs and phones masked"),
    )
    yield _("Cases in the rows"), str(cases)


def _write_fact(sheet: Any, book: Book, row: int, name: str, value: str) -> None:
    sheet.write_string(row, 0, name, book.formats["caption"])
    sheet.write_string(row, 1, value)


def _write_days(sheet: Any, book: Book, row: int, summary: Summary) -> int:
    """The days that every formula asks: change one, and the figures are those of other days."""
    period, before = summary.period, summary.year_before
    days: tuple[tuple[str, str, date], ...] = (
        (_("Period begins"), PERIOD.first, period.start),
        (_("Period ends"), PERIOD.last, period.end),
        (_("A year before, begins"), BEFORE.first, before.start),
        (_("A year before, ends"), BEFORE.last, before.end),
    )
    for name, cell, day in days:
        sheet.write_string(row, 0, name, book.formats["caption"])
        sheet.write_datetime(row, 1, day, book.formats["day"])
        book.define(cell, sheet.name, (row, 1), (row, 1))
        row += 1
    return row


def _write_verdict(sheet: Any, book: Book, row: int) -> None:
    """Counts the rows of all sheets whose formulas give what the program counted."""
    wanted = sum(number for _cells, number in book.checked)
    found = "+".join(f'COUNTIF({cells},"{agrees()}")' for cells, _number in book.checked)
    well = _("all %(number)s rows agree", number=wanted)
    ill = _("some rows differ: see the sheets")
    sheet.write_string(row, 0, _("Checked"), book.formats["caption"])
    sheet.write_formula(row, 1, f'=IF({found}={wanted},"{well}","{ill}")', None, well)


def _write_advice(sheet: Any, book: Book, row: int) -> int:
    for text in (
        _(
            "Every figure is a formula over the rows of cases and of payments, and stands there as"
            " the program counted it. The check compares the two, row by row."
        ),
        _(
            "Change a date, an outcome or an amount in the rows, and the figures follow; the check"
            " then shows which ones. What the program counted is folded away on the right."
        ),
        _(
            "The rows hold every case of which anything counts in the period or in the same period"
            " a year before. A number at their end says in which row of each sheet a case counts."
        ),
    ):
        row = _write_text(sheet, book, row, 0, text)
    return row


def _write_text(sheet: Any, book: Book, row: int, column: int, text: str) -> int:
    """A text across the sheet, with room for its lines."""
    lines = 1 + len(text) // (WIDE_LINE if column else WIDE_LINE + 8)
    sheet.set_row(row, LINE * lines)
    sheet.merge_range(row, column, row, LAST, "", book.formats["words"])
    sheet.write_string(row, column, text, book.formats["words"])
    return row + 1


def _write_lists(sheet: Any, book: Book, row: int) -> int:
    """Which words count as what: the marks in the rows look them up here."""
    sheet.write_string(row, 0, _("What counts as what"), book.formats["caption"])
    row += 1
    for place, mark in enumerate(MARKS):
        sheet.write_string(row, place, mark.heading, book.formats["heading"])
    columns = [[one.term for one in mark.words] for mark in MARKS]
    longest = max(len(words) for words in columns)
    for line in range(longest):
        for place, words in enumerate(columns):
            if line < len(words):
                sheet.write_string(row + 1 + line, place, words[line])
    for place, mark in enumerate(MARKS):
        book.define(mark.list, sheet.name, (row + 1, place), (row + longest, place))
    return row + longest + 1


def _write_definitions(sheet: Any, book: Book, row: int) -> int:
    sheet.write_string(row, 0, _("How the figures are counted"), book.formats["caption"])
    for one in GLOSSARY:
        row += 1
        sheet.write_string(row, 0, str(one.name), book.formats["words"])
        row = _write_text(sheet, book, row, 1, str(one.text)) - 1
    return row

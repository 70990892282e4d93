"""What a summary's workbook says of itself: center, period and basis, on each of its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from tracker.config import LOCALES
from tracker.domain.frozen import OF_BASIS
from tracker.domain.live_sheets import LiveSheet
from tracker.domain.periods import Period
from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Basis
from tracker.formatting import NOTHING, word
from tracker.indicators.drill import BASES
from tracker.models import Center
from tracker.reports.heading import Heading, days_of, sample_mark, title_of
from tracker.reports.workbook.proof import KeyedSheet
from tracker.reports.workbook.proof_formulas import day_of

MISSING = N_("%(sheet)s: nowhere above the table stands “%(text)s”.")
ANOTHER = N_("%(sheet)s: beside “%(name)s” stands %(found)s instead of %(wanted)s.")


def prove_about(
    about: LiveSheet, sheets: Sequence[KeyedSheet], center: Center, period: Period
) -> list[Problem]:
    """In the language in which the fewest things are wrong: the file is made in one of them."""
    basis = _basis(sheets)
    found = []
    for locale in LOCALES:
        with force_locale(locale):
            facts = _facts(center, period, basis)
            lines = _lines(center, period, basis)
            found.append([*_headings(about, sheets, lines), *_beside(about, facts)])
    return min(found, key=len)


def _basis(sheets: Sequence[KeyedSheet]) -> Basis:
    """The one of the first figure that has one."""
    for sheet in sheets:
        for _column, key in (*_rows_of(sheet), *sheet.columns):
            basis = key.partition(OF_BASIS)[2].partition(".")[0]
            if basis in BASES:
                return BASES[basis]
    return Basis.CASELOAD


def _rows_of(sheet: KeyedSheet) -> Iterator[tuple[int, str]]:
    for row in sheet.rows[sheet.top + 2 :]:
        yield sheet.keys, str(row[sheet.keys])


def _lines(center: Center, period: Period, basis: Basis) -> list[str]:
    return Heading(
        title=title_of(period),
        center=center.name,
        period=days_of(period.start, period.end),
        basis=word(basis),
        sample=sample_mark() if center.is_sample else None,
    ).lines()


def _facts(center: Center, period: Period, basis: Basis) -> dict[str, Any]:
    """What stands beside each name; None where the name must not stand at all."""
    return {
        _("Center"): center.name,
        _("Organisation"): None,
        _("Basis of the resolution rate"): word(basis),
        _("Data"): sample_mark() if center.is_sample else _("The center's own ledger"),
        _("Period begins"): period.start,
        _("Period ends"): period.end,
    }


def _headings(
    about: LiveSheet, sheets: Sequence[KeyedSheet], lines: Sequence[str]
) -> Iterator[Problem]:
    above = [(about.name, about.rows[: len(lines) + 1])]
    above += [(sheet.title, sheet.rows[: sheet.top + 1]) for sheet in sheets]
    for title, rows in above:
        stand = {row[0] for row in rows if row}
        for line in lines:
            if line not in stand:
                yield Problem("", MISSING, {"sheet": title, "text": line})


def _beside(about: LiveSheet, facts: dict[str, Any]) -> Iterator[Problem]:
    for name, wanted in facts.items():
        found: list[Any] = [row[1] for row in about.rows if len(row) > 1 and row[0] == name]
        if isinstance(wanted, date):
            found = [day_of(one) if isinstance(one, float) else one for one in found]
        if found != ([] if wanted is None else [wanted]):
            told = "、".join(str(one) for one in found) or NOTHING
            values = {"name": name, "wanted": wanted or NOTHING, "found": told}
            yield Problem("", ANOTHER, {"sheet": about.name, **values})

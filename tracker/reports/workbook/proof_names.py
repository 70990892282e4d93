"""What the rows and columns of a workbook may be called, in whatever language it was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from tracker.config import LOCALES
from tracker.formatting import word
from tracker.indicators.counted_parts import readings
from tracker.indicators.definitions import GLOSSARY
from tracker.indicators.dimensions import DIMENSIONS, MONTH
from tracker.reports.workbook.live import PARTS
from tracker.reports.workbook.tables import (
    COMPARED,
    OVERVIEW,
    TOTAL,
    columns_of_figures,
    heading_of,
)

Known = dict[tuple[str, str], set[str]]


@dataclass
class Names:
    """Of a sheet's key and a row's or a column's every name that it has."""

    rows: Known = field(default_factory=lambda: defaultdict(set))
    columns: Known = field(default_factory=lambda: defaultdict(set))

    def is_row(self, sheet: str, key: str, name: Any) -> bool:
        return str(name) in self.rows.get((sheet, key), ())

    def is_column(self, sheet: str, key: str, name: Any) -> bool:
        return str(name) in self.columns.get((sheet, key), ())


def names_of(*rows: Mapping[str, Iterable[Sequence[str]]]) -> Names:
    """``rows`` have (key, name) by breakdown: as they were called when frozen, and are now."""
    names = Names()
    for locale in LOCALES:
        with force_locale(locale):
            _add_words(names)
    for known in rows:
        for kind, pairs in known.items():
            for key, name in pairs:
                names.rows[kind, key].add(name)
    return names


def _add_words(names: Names) -> None:
    """Those of the language that is spoken now."""
    for one in GLOSSARY:
        for key, basis in readings(one):
            for kind in (OVERVIEW, COMPARED):
                names.rows[kind, key].add(str(one.name))
                if key != one.key:
                    names.rows[kind, key].add(word(basis))
    parts = [_("Value"), _("Numerator"), _("Denominator"), _("Not in the numerator")]
    parts += [_("Cases that state one"), _("Cases asked")]
    for part, name in zip(PARTS, parts, strict=True):
        names.columns[OVERVIEW, part].add(str(name))
        names.columns[COMPARED, part].add(str(name))
    names.columns[COMPARED, PARTS[0]].add(str(_("This period")))
    for kind in (MONTH, *(one.key for one in DIMENSIONS)):
        names.rows[kind, TOTAL].add(str(_("Whole period")))
        for one, part in columns_of_figures():
            for key, _basis in readings(one):
                names.columns[kind, f"{key}.{part}"].add(heading_of(one, part))

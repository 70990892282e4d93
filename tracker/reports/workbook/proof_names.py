"""What the rows and columns of a workbook may be called, whenever it was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.config import LOCALES
from tracker.domain.periods import Period
from tracker.formatting import word
from tracker.indicators.breakdowns import centers_of, month_key, month_label, named_in, names_in
from tracker.indicators.counted_parts import readings
from tracker.indicators.definitions import GLOSSARY
from tracker.indicators.dimensions import DIMENSIONS, MONTH
from tracker.indicators.drill import part_name
from tracker.indicators.register_figures import declared
from tracker.models import DisputeType, FrozenYear
from tracker.queries.conditions import UNSTATED
from tracker.queries.former_names import former_names
from tracker.queries.scope import Scope
from tracker.reports.workbook.live import PARTS
from tracker.reports.workbook.tables import (
    ANNUAL,
    COMPARED,
    OF_WHOLE,
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


def names_known(session: Session, scope: Scope, row: FrozenYear) -> Names:
    """Every name that the rows and columns of the year had since it was frozen, and before.

    A workbook may have been taken at any time between two renamings, in any language.
    """
    names = Names()
    for kind, pairs in row.names.items():
        for key, name in pairs:
            names.rows[kind, key].add(name)
    months = list(Period.year(row.year).months())
    lists = list(_lists(session, scope))
    centers = centers_of(session, scope)
    for locale in LOCALES:
        with force_locale(locale):
            _add_words(names)
            for month in months:
                names.rows[MONTH, month_key(month)].add(month_label(month, with_year=False))
            for kind, key, center_id, text in lists:
                names.rows[kind, key].add(text)
                names.rows[kind, key].add(named_in(text, center_id, centers))
    return names


def _lists(session: Session, scope: Scope) -> Iterator[tuple[str, str, int, str]]:
    """(breakdown, row, center, name) of every entry of a list, under each name that it had."""
    entries = names_in(session, scope)
    former = former_names(session, scope.center_ids, list(entries))
    for one in DIMENSIONS:
        for (center_id, id_), name in entries[one.key].items():
            key = name.code if one.model is DisputeType else f"{center_id}-{id_}"
            for text in {name.text, *former.get((one.key, center_id, id_), ())}:
                yield one.key, key or "", center_id, text


def _add_words(names: Names) -> None:
    """Those of the language that is spoken now."""
    for one in GLOSSARY:
        for key, basis in readings(one):
            for kind in OF_WHOLE:
                names.rows[kind, key].add(str(one.name))
                if key != one.key:
                    names.rows[kind, key].add(word(basis))
    parts = [_("Value"), _("Numerator"), _("Denominator"), _("Not in the numerator")]
    parts += [_("Cases that state one"), _("Cases asked")]
    for part, name in zip(PARTS, parts, strict=True):
        names.columns[OVERVIEW, part].add(str(name))
        names.columns[COMPARED, part].add(str(name))
    names.columns[COMPARED, PARTS[0]].add(str(_("This period")))
    for key, (_register, figure) in declared().items():
        names.rows[ANNUAL, key].add(word(figure))
    names.columns[ANNUAL, PARTS[0]].add(str(_("This period")))
    for part in PARTS[1:3]:
        names.columns[ANNUAL, part].add(f"{_('This period')} · {part_name(part)}")
    for kind in (MONTH, *(one.key for one in DIMENSIONS)):
        names.rows[kind, TOTAL].add(str(_("Whole period")))
        for one, part in columns_of_figures():
            for key, _basis in readings(one):
                names.columns[kind, f"{key}.{part}"].add(heading_of(one, part))
    for dimension in DIMENSIONS:
        names.rows[dimension.key, UNSTATED].add(str(_("Not stated")))
        for value in dimension.words or ():
            names.rows[dimension.key, value.value].add(word(value))

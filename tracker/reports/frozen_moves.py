"""What a case that the year counts otherwise moved: figures that it left, entered, or changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from flask_babel import gettext as _

from tracker.domain.counted_cases import Counts
from tracker.domain.frozen import figure_of
from tracker.domain.trail_fields import FIELDS
from tracker.indicators import INDICATORS
from tracker.indicators.anchors import DAYS
from tracker.indicators.counted_parts import MONTH_OF
from tracker.indicators.register_figures import declared
from tracker.queries.frozen_years import CaseChange
from tracker.registers import REGISTERS
from tracker.reports.content import figure_name

NO_COUNTS = Counts(0, frozenset(), {}, {})


@dataclass(frozen=True)
class Moves:
    """Keys of the figures in which a case no longer counts, of those in which it does since, and of
    those to which it adds another number; then (day, month then, month now) where a day of the case
    is in another month, blank for outside of the year.
    """

    gone: Sequence[str]
    come: Sequence[str]
    other: Sequence[str]
    months: Sequence[tuple[str, str, str]]


def moves_of(case: CaseChange) -> Moves:
    then, now = case.then or NO_COUNTS, case.now or NO_COUNTS
    both = then.parts & now.parts
    changed = {name for name in then.sums if then.sums[name] != now.sums.get(name)}
    return Moves(
        _figures(then.parts - now.parts),
        _figures(now.parts - then.parts),
        _figures({part for part in both if changed & {part, part.rpartition(".")[0]}}),
        list(_months(case)),
    )


def _figures(parts: AbstractSet[str]) -> list[str]:
    """Their keys in the order of the pages, each once, whatever the basis."""
    keys = {figure_of(part.rpartition(".")[0]) for part in parts}
    return [key for key in (*INDICATORS, *declared()) if key in keys]


def _months(case: CaseChange) -> Iterator[tuple[str, str, str]]:
    if case.then is None or case.now is None:
        return
    for key, day in DAYS.items():
        before, after = (side.places.get(MONTH_OF + key, "") for side in (case.then, case.now))
        if before != after:
            yield day.key, before, after


def change_name(case: CaseChange) -> str:
    """The case's number, or what the entry is called behind its register; blank without either."""
    name = case.number or ""
    return f"{REGISTERS[case.kind].term} {name}" if case.kind else name


def moves_words(moves: Moves) -> list[str]:
    """``不再计入：未结件数``, a sentence for each kind of move."""
    told = [
        (moves.gone, _("No longer counted in: %(figures)s")),
        (moves.come, _("Counted since in: %(figures)s")),
        (moves.other, _("Another number in: %(figures)s")),
    ]
    said = [
        text % {"figures": "、".join(figure_name(key) for key in keys)}
        for keys, text in told
        if keys
    ]
    outside = _("not in the year")
    months = [
        f"{_(FIELDS[day])} {then or outside} → {now or outside}" for day, then, now in moves.months
    ]
    return [*said, *months]

"""Which of the report's numbers come from outside of the office, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.indicators.register_figures import counted_in
from tracker.queries.outside_numbers import Told, told_outside
from tracker.queries.scope import Scope
from tracker.reports.annual import AnnualFigures

Outside = Mapping[str, Sequence[Told]]
"""Figure -> who told its numbers, of this year and of the year before."""


def outside_numbers(session: Session, scope: Scope, found: AnnualFigures) -> Outside:
    told: dict[str, Sequence[Told]] = {}
    periods = (found.period, found.summary.year_before)
    for key, line in found.lines.items():
        register, figure = line.register, line.declared
        if register is None or figure is None or register.told_by is None or not figure.part.of:
            continue
        its = {
            one
            for period in periods
            for one in told_outside(
                session,
                register,
                scope,
                counted_in(register, figure, next(iter(figure.parts)), period),
                figure.part.of,
            )
        }
        if its:
            told[key] = sorted(its)
    return told


def outside_words(name: str, told: Sequence[Told]) -> str:
    """``诉讼收案系外单位提供的数字：来源“柳河市人民法院函”，内勤录入。``"""
    sources = _("; ").join(_source(one) for one in told)
    return str(_("%(name)s: told from outside; %(sources)s.", name=name, sources=sources))


def _source(one: Told) -> str:
    if not one.by:
        return str(_("source: “%(source)s”", source=one.source))
    return str(_("source: “%(source)s”, entered by %(by)s", source=one.source, by=one.by))

"""Figures of the office's other work held against its registers.

A register without any entry in the days in question tells nothing: it may not be kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.verdicts import Because, Verdict
from tracker.indicators.figures import Figure
from tracker.indicators.register_figures import declared, register_figures
from tracker.queries.scope import Scope
from tracker.reconcile.comparing import SURE_ENOUGH, change_between
from tracker.reconcile.fitting import fit, is_cut_off
from tracker.reconcile.held import Held, HeldChange, Likely, Read
from tracker.reconcile.remembering import is_sure
from tracker.reconcile.stated import StatedChange, StatedFigure

Figures = Mapping[str, Figure]


def hold_in_registers(session: Session, scope: Scope, held: Sequence[Held]) -> list[Held]:
    """The same with those that the registers count held against them, and all others as they are.

    A fixed number of statements whatever their number; none where nothing of the registers is
    stated.
    """
    known = declared()
    own = {one.stated.period for one in held if is_sure(one.stated) and _key(one) in known}
    periods = sorted(own | {one.year_before() for one in own}, key=lambda one: (one.start, one.end))
    counted = dict(zip(periods, register_figures(session, scope, periods), strict=True))
    return [
        _held(one, counted) if _key(one) in known and one.stated.period in own else one
        for one in held
    ]


def changes_in_registers(
    session: Session, scope: Scope, held: Sequence[HeldChange]
) -> list[HeldChange]:
    """The same with the changes of what the registers count held against both their years."""
    known = declared()
    own = {one.stated.period for one in held if _is_told(one.stated) and _key(one) in known}
    periods = sorted(own | {one.year_before() for one in own}, key=lambda one: (one.start, one.end))
    counted = dict(zip(periods, register_figures(session, scope, periods), strict=True))
    return [
        _changed(one, counted) if _key(one) in known and one.stated.period in own else one
        for one in held
    ]


def _is_told(change: StatedChange) -> bool:
    return change.indicator is not None and change.confidence >= SURE_ENOUGH


def _changed(held: HeldChange, counted: Mapping[Period, Figures]) -> HeldChange:
    stated = held.stated
    now = _read(stated, stated.period, counted)
    then = _read(stated, stated.period.year_before(), counted)
    if now is None or then is None or not _is_told(stated):
        return held
    return change_between(stated, now, then)


def _key(held: Held | HeldChange) -> str:
    return held.stated.indicator or ""


def _held(held: Held, counted: Mapping[Period, Figures]) -> Held:
    stated = held.stated
    read = _read(stated, stated.period, counted)
    if read is None or read.exact is None:
        return held
    found = fit(stated, read.exact)
    if found is not Verdict.DIFFERS:
        return replace(held, verdict=found, read=read, likely=())
    likely = [Likely(Because.CUT_OFF)] if is_cut_off(stated, read.exact) else []
    before = _read(stated, stated.period.year_before(), counted)
    exact = before.exact if before is not None else None
    if exact is not None and fit(stated, exact) is not Verdict.DIFFERS:
        likely.insert(0, Likely(Because.OTHER_DAYS, before))
    return Held(stated, Verdict.DIFFERS, read, tuple(likely))


def _read(
    stated: StatedFigure | StatedChange, period: Period, counted: Mapping[Period, Figures]
) -> Read | None:
    """None where the register has no entry in those days, and where its reader may not see it."""
    figure = counted.get(period, {}).get(stated.indicator or "")
    return None if figure is None or figure.value is None else Read(figure, None, period)

"""The bases of the resolution rate taken apart: which cases one counts and another does not.

The caseload falls into groups by when a case was accepted and what became of it. The cases of one
group count alike, so that a way leads from each basis to each other by taking groups away and
adding some.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.anchors import Test
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import BY_KEY, RESOLVING, caseload
from tracker.indicators.dimensions import Pick
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Count, Section
from tracker.indicators.windows import Window
from tracker.models import Case
from tracker.queries.scope import Scope


@dataclass(frozen=True, kw_only=True, eq=False)
class Group(Count):
    """``bases`` are those whose denominator has these cases; its numerator too if ``resolved``."""

    bases: frozenset[Basis]
    resolved: bool


@dataclass(frozen=True)
class Step:
    """From one basis to another: a group that comes to the denominator, or that goes."""

    group: Group
    cases: int
    adds: bool

    @property
    def denominator(self) -> int:
        return self.cases if self.adds else -self.cases

    @property
    def numerator(self) -> int:
        return self.denominator if self.group.resolved else 0


@dataclass(frozen=True)
class Bases:
    """The rate on every basis, and how many cases of the period each group has."""

    rates: Mapping[Basis, Figure]
    cases: Mapping[Group, int]

    def way(self, start: Basis, end: Basis) -> Iterator[Step]:
        """The groups that count on one of the two only: from ``start`` they lead to ``end``."""
        for group, number in self.cases.items():
            if (start in group.bases) != (end in group.bases):
                yield Step(group, number, adds=end in group.bases)


def _before(window: Window) -> ColumnElement[bool]:
    return Case.accepted_on < window.start


def _within(window: Window) -> ColumnElement[bool]:
    return Case.accepted_on >= window.start


def _resolved(window: Window) -> ColumnElement[bool]:
    return and_(Case.closed_on <= window.end, Case.outcome.in_(RESOLVING))


def _unresolved(window: Window) -> ColumnElement[bool]:
    return and_(Case.closed_on <= window.end, Case.outcome.not_in(RESOLVING))


def _later(window: Window) -> ColumnElement[bool]:
    return Case.closed_on > window.end


def _open(_window: Window) -> ColumnElement[bool]:
    return Case.closed_on.is_(None)


def _group(key: str, name: LazyString, accepted: Test, became: Test) -> Group:
    bases = {Basis.CASELOAD}
    bases |= {Basis.ACCEPTED} if accepted is _within else set()
    bases |= {Basis.CLOSED} if became in (_resolved, _unresolved) else set()
    return Group(
        key=key,
        section=Section.RESOLUTION,
        name=name,
        text=name,
        cases=caseload.also(accepted).also(became),
        bases=frozenset(bases),
        resolved=became is _resolved,
    )


GROUPS: Sequence[Group] = (
    _group(
        "carried_resolved",
        _l("Carried over, resolved in the period"),
        _before,
        _resolved,
    ),
    _group(
        "carried_unresolved",
        _l("Carried over, closed in the period without being resolved"),
        _before,
        _unresolved,
    ),
    _group("carried_later", _l("Carried over, closed only after the period"), _before, _later),
    _group("carried_open", _l("Carried over, open to this day"), _before, _open),
    _group(
        "accepted_resolved",
        _l("Accepted in the period, resolved in it"),
        _within,
        _resolved,
    ),
    _group(
        "accepted_unresolved",
        _l("Accepted in the period, closed in it without being resolved"),
        _within,
        _unresolved,
    ),
    _group("accepted_later", _l("Accepted in the period, closed only after it"), _within, _later),
    _group("accepted_open", _l("Accepted in the period, open to this day"), _within, _open),
)
"""Each case of the caseload is in exactly one."""

RATE = BY_KEY["resolution_rate"]


def taken_apart(
    session: Session, scope: Scope, period: Period, picks: Sequence[Pick] = ()
) -> Bases:
    """The bases of the scope's cases in the period, of the picked rows only if any."""
    asked = Asked(scope, [period], picks, dimensions=())
    found = tally(session, asked, (RATE, *GROUPS)).windows[0]
    return Bases(
        rates={basis: RATE.figure(found, basis) for basis in Basis},
        cases={one: one.figure(found, Basis.CASELOAD).rows or 0 for one in GROUPS},
    )

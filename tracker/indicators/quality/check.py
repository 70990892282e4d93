"""A check of the figures: what makes a finding, the facts to show for it, and who set it aside.

A finding is a property of the case and not of the period: it stands in every period that has the
case in its caseload, and what a supervisor said of it holds in all of them. A supervisor's word is
worth as long as the facts are the same (docs/decisions/0013).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel.speaklater import LazyString
from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    String,
    and_,
    cast,
    func,
    literal,
    not_,
    select,
)

from tracker.domain.findings import Finding
from tracker.domain.vocabulary import Basis
from tracker.formatting import word
from tracker.indicators.anchors import IN_HAND
from tracker.indicators.kinds import Cases, Indicator, Section
from tracker.models import Case, Dismissal
from tracker.queries.joins import of_case

DISMISSED = "dismissed"
"""The part of a check with the cases whose finding was set aside."""


@dataclass(frozen=True, eq=False)
class Fact:
    """A value that made the finding; it names nobody."""

    name: LazyString
    value: SQLColumnExpression[Any]


@dataclass(frozen=True, kw_only=True, eq=False)
class Check(Indicator):
    """How many cases of the caseload have the finding, and nobody set it aside.

    ``assess`` counts all checks together, because each is dear.
    """

    finding: Finding
    found: ColumnElement[bool]
    facts: tuple[Fact, ...]

    @cached_property
    def fingerprint(self) -> ColumnElement[str]:
        """The facts as one text, by which they are known again."""
        text: ColumnElement[str] = literal("", String)
        for fact in self.facts:
            text = text + func.coalesce(cast(fact.value, String), "") + literal("|", String)
        return text

    @cached_property
    def is_dismissed(self) -> ColumnElement[bool]:
        return (
            select(Dismissal.id)
            .where(
                of_case(Dismissal),
                Dismissal.finding == self.finding,
                Dismissal.facts == self.fingerprint,
            )
            .correlate(Case)
            .exists()
        )

    @cached_property
    def is_open(self) -> ColumnElement[bool]:
        return and_(self.found, not_(self.is_dismissed))

    @cached_property
    def _parts(self) -> Mapping[str, Cases]:
        return {
            "value": Cases(IN_HAND, lambda _window: self.is_open),
            DISMISSED: Cases(IN_HAND, lambda _window: and_(self.found, self.is_dismissed)),
        }

    def parts(self, _basis: Basis) -> Mapping[str, Cases]:
        return self._parts


def check(finding: Finding, text: LazyString, found: ColumnElement[bool], *facts: Fact) -> Check:
    """``text`` says the rule with its thresholds."""
    return Check(
        key=finding.value,
        name=LazyString(word, finding),
        text=text,
        section=Section.QUALITY,
        finding=finding,
        found=found,
        facts=facts,
    )

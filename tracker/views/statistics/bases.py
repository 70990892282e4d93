"""``/statistics/bases``: the three bases side by side, and the cases that make the difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.formatting import NOTHING, count, word
from tracker.indicators.bases import RATE, Bases, Group, Step, taken_apart
from tracker.indicators.drill import drill_args, part_name
from tracker.indicators.figures import Figure
from tracker.permissions import Permission
from tracker.reports.question import Question
from tracker.views.figure_cards import Card, card
from tracker.views.figure_tables import PageCell, PageTable
from tracker.views.guard import permit
from tracker.views.statistics.frame import bp, page
from tracker.views.statistics.question import asked_question

MINUS = "−"


@dataclass(frozen=True)
class Asked:
    """What was asked, and what was found."""

    question: Question
    bases: Bases

    def link(self, figure: str, number: int, part: str, basis: Basis, text: str = "") -> PageCell:
        """The number as a link to exactly its cases."""
        args = drill_args(figure, part, self.question.period, basis, self.question.picks)
        href = url_for("cases.index", **args)  # type: ignore[arg-type] # values may be lists
        key = figure if part == "value" else f"{figure}.{part}"
        return PageCell(text or count(number), href, key, str(number))

    def of_rate(self, basis: Basis, part: str) -> PageCell:
        return self.link(RATE.key, getattr(self.bases.rates[basis], part), part, basis)

    def of_group(self, group: Group, text: str = "") -> PageCell:
        return self.link(group.key, self.bases.cases[group], "value", Basis.CASELOAD, text)


@bp.get("/statistics/bases")
@permit(Permission.SEE_FIGURES)
def show_bases() -> ResponseReturnValue:
    question = asked_question()
    bases = taken_apart(db.session(), question.scope, question.period, question.picks)
    asked = Asked(question, bases)
    return page(
        "statistics/bases.html",
        question,
        cards=[_card(question, basis, rate) for basis, rate in bases.rates.items()],
        groups=_groups(asked),
        ways=[_way(asked, *pair) for pair in combinations(Basis, 2)],
    )


def _card(question: Question, basis: Basis, rate: Figure) -> Card:
    """The rate on one basis; its note is the exact fraction in lowest terms."""
    found = card(RATE, rate, question.period, basis, question.picks)
    return replace(found, label=word(basis), note=_exactly(rate))


def _exactly(rate: Figure) -> str | None:
    if not rate.denominator:
        return None
    share = Fraction(rate.numerator or 0, rate.denominator)
    terms = f"{count(share.numerator)}/{count(share.denominator)}"
    return str(_("in lowest terms %(fraction)s", fraction=terms))


def _groups(asked: Asked) -> PageTable:
    """A row for each group: how many cases, and where each basis counts them."""
    rows = [
        [
            PageCell(str(group.name)),
            asked.of_group(group),
            *(PageCell(_counted(group, basis)) for basis in Basis),
        ]
        for group in asked.bases.cases
    ]
    columns = _columns([_("Cases"), _("Number of cases"), *map(word, Basis)], numbers=[1])
    return PageTable("groups", _("What each basis counts"), columns, rows, None)


def _counted(group: Group, basis: Basis) -> str:
    if basis not in group.bases:
        return NOTHING
    return str(_("numerator and denominator") if group.resolved else part_name("denominator"))


def _way(asked: Asked, start: Basis, end: Basis) -> PageTable:
    """From the fraction of one basis to that of the other, a row for each group between them."""
    rows = [
        [
            PageCell(str(step.group.name)),
            _change(asked, step) if step.group.resolved else PageCell(NOTHING),
            _change(asked, step),
        ]
        for step in asked.bases.way(start, end)
    ]
    labels = [_("Cases"), part_name("numerator"), part_name("denominator")]
    return PageTable(
        f"{start}-{end}",
        f"{word(start)} → {word(end)}",
        _columns(labels, numbers=[1, 2]),
        [_fraction(asked, start), *rows],
        _fraction(asked, end),
    )


def _fraction(asked: Asked, basis: Basis) -> Sequence[PageCell]:
    parts = (asked.of_rate(basis, part) for part in ("numerator", "denominator"))
    return [PageCell(word(basis)), *parts]


def _change(asked: Asked, step: Step) -> PageCell:
    """``−2`` as a link to the two cases."""
    sign = "" if step.cases == 0 else "+" if step.adds else MINUS
    return asked.of_group(step.group, f"{sign}{count(step.cases)}")


def _columns(labels: Sequence[str], numbers: Sequence[int]) -> list[dict[str, object]]:
    return [
        {"label": label, "numeric": place in numbers, "key": str(place)}
        for place, label in enumerate(labels)
    ]

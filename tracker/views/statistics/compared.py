"""What an address asks to be put side by side; what makes no sense is told and replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_babel import gettext as _

from tracker.extensions import db
from tracker.forms.comparison import ARG, ComparisonForm
from tracker.indicators.candidates import LEAST, MOST, YEARS, Candidates, candidates, kinds_for
from tracker.indicators.comparison import Side
from tracker.reports.comparison import Compared
from tracker.reports.content import dimension_name
from tracker.views.figure_pages import same_page
from tracker.views.statistics.question import Question, heading_of, kept_args

KIND = "compare"


@dataclass
class Columns:
    """``slots`` has for each field of the form a key or None; ``problems`` go by their places."""

    slots: list[str | None] = field(default_factory=list)
    problems: dict[int, str] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        return [key for key in self.slots if key is not None]

    def leave_out(self, sentence: str) -> None:
        self.problems[len(self.slots)] = sentence
        self.slots.append(None)

    def fill_up(self, key: str) -> None:
        """Put the key into the first free place, and say that it was not chosen."""
        place = self.slots.index(None) if None in self.slots else len(self.slots)
        self.slots[place : place + 1] = [key]
        added = _("At least two are compared: this one was added.")
        self.problems[place] = f"{self.problems.get(place, '')} {added}".strip()


@dataclass(frozen=True)
class Choice:
    """What is compared: of which kind, in which columns, out of what."""

    kind: str
    columns: Columns
    found: Candidates
    sides: Sequence[Side]

    @property
    def args(self) -> dict[str, Any]:
        """The whole question as an address says it, also where it asked for what is usual."""
        return {**kept_args(), KIND: self.kind, ARG: self.columns.keys}


def asked_choice(question: Question) -> Choice:
    kind = asked_kind(question)
    asked = question.scope, kind, question.period, question.basis, question.picks
    found = candidates(db.session(), *asked)
    columns = chosen_columns(request.args.getlist(ARG), found)
    return Choice(kind, columns, found, found.sides(columns.keys))


def asked_kind(question: Question) -> str:
    """The kind of the address, the first that there is for none or an unknown one."""
    kinds = kinds_for(question.scope)
    kind = request.args.get(KIND, "")
    return kind if kind in kinds else kinds[0]


def chosen_columns(sent: Sequence[str], found: Candidates) -> Columns:
    """Two to five different ones that there are; what is usual where none was sent."""
    if not any(sent):
        return Columns(list(found.usual))
    columns = Columns()
    for key in sent[:MOST]:
        if not key:
            columns.slots.append(None)
        elif key not in found.names:
            columns.leave_out(_("This is not one of the choices."))
        elif key in columns.slots:
            columns.leave_out(_("It stands in another column already."))
        else:
            columns.slots.append(key)
    if any(sent[MOST:]):
        columns.problems[MOST - 1] = _("At most five are compared.")
    for key in found.usual:
        if len(columns.keys) < LEAST and key not in columns.keys:
            columns.fill_up(key)
    return columns


def form_of(choice: Choice) -> ComparisonForm:
    form = ComparisonForm()
    form.fill(
        choice.columns.slots, choice.found.names, choice.found.offered, choice.columns.problems
    )
    return form


def kind_name(kind: str) -> str:
    return str(_("Year")) if kind == YEARS else dimension_name(kind)


def kind_tabs(question: Question) -> list[dict[str, Any]]:
    """The kinds; each begins with what is usual of it."""
    current = asked_kind(question)
    return [
        {
            "label": kind_name(kind),
            "href": same_page(**{KIND: kind, ARG: None}),
            "current": kind == current,
        }
        for kind in kinds_for(question.scope)
    ]


def compared_of(question: Question, choice: Choice) -> Compared:
    """The sides with what stands above them in files."""
    above = heading_of(question, _("Comparison by %(kind)s", kind=kind_name(choice.kind)))
    return Compared(above, question.basis, choice.sides)

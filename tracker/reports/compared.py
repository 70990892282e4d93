"""What is asked to be put side by side; what makes no sense is told and replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.indicators.candidates import (
    ARG,
    KIND,
    LEAST,
    MOST,
    YEARS,
    Candidates,
    candidates,
    kinds_for,
)
from tracker.indicators.comparison import Side
from tracker.reports.comparison import Compared
from tracker.reports.content import dimension_name
from tracker.reports.question import Question, heading_of


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


def choice_of(session: Session, question: Question) -> Choice:
    kind = kind_of(question)
    asked = question.scope, kind, question.period, question.basis, question.picks
    found = candidates(session, *asked)
    columns = chosen_columns(question.args.getlist(ARG), found)
    return Choice(kind, columns, found, found.sides(columns.keys))


def kind_of(question: Question) -> str:
    """The kind that is asked for, the first that there is for none or an unknown one."""
    kinds = kinds_for(question.scope)
    kind = question.args.get(KIND, "")
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


def kind_name(kind: str) -> str:
    return str(_("Year")) if kind == YEARS else dimension_name(kind)


def compared_of(session: Session, question: Question, choice: Choice) -> Compared:
    """The sides with what stands above them in files."""
    title = _("Comparison by %(kind)s", kind=kind_name(choice.kind))
    return Compared(heading_of(session, question, title), question.basis, choice.sides)

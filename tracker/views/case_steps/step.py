"""A step in a case's life as the pages and the API offer it.

A step is one declaration: its words, its form, the service behind it, and when it can be taken. Its
address, its page, its place on the case's page and its address in the API follow from that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import Status
from tracker.forms.case_steps import StepForm
from tracker.models import Case
from tracker.permissions import Actor

NOT_NOW = N_("The case is not in the state for this step any more.")


@dataclass(frozen=True)
class Work:
    """What a step is taken with; ``row`` is the record of the case that it is about."""

    session: Session
    actor: Actor
    case: Case
    form: Any
    row: Any = None

    @property
    def version(self) -> int:
        version: int = self.form.opened_version
        return version


@dataclass(frozen=True)
class Rows:
    """The records of a case that a step is about, one at a time: ``/cases/1/payments/2/…``."""

    path: str
    of: Callable[[Case], Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class Step:
    """``name`` names its endpoint and its line in the trail (``case.<name>``).

    ``hint`` quotes the rule. ``leads`` makes it the next step; ``section`` puts it into that part
    of the case's page and not among the general steps. ``begins`` gives what the form begins with,
    from the case and the row. ``when`` narrows ``statuses``; it too is asked with both.
    ``by_helpers`` opens it to the organisations that help in the case. ``adds`` says that a record
    comes of it: nothing of what is typed stands in the case beforehand. ``in_archive`` marks what
    is done to an archived case, with which nothing else can be done.
    """

    name: str
    label: str
    hint: str
    done: str
    form: type[StepForm]
    take: Callable[[Work], object]
    statuses: Sequence[Status]
    rows: Rows | None = None
    leads: bool = False
    by_helpers: bool = False
    adds: bool = False
    section: str = ""
    begins: Callable[[Case, Any], dict[str, Any]] = lambda _case, _row: {}
    when: Callable[[Case, Any], bool] = lambda _case, _row: True
    in_archive: bool = False
    template: str = "cases/step.html"

    @property
    def path(self) -> str:
        """Behind the address of the case."""
        verb = self.name.replace("_", "-")
        return verb if self.rows is None else f"{self.rows.path}/<int:row_id>/{self.verb}"

    @property
    def verb(self) -> str:
        """``remove`` of ``remove_payment``: what is done to the row."""
        return self.name.partition("_")[0]

    @property
    def action(self) -> str:
        return f"case.{self.name}"

    def is_possible(self, case: Case, row: Any = None) -> bool:
        archived = case.archived_on is not None
        return case.status in self.statuses and self.in_archive == archived and self.when(case, row)

    def carry_out(self, work: Work) -> None:
        """Take the step, whoever sends it. Raises Refused also where no page offers it.

        The service is asked all the same, for it may say more exactly why; what it did is undone
        by whoever catches the refusal.
        """
        possible = self.is_possible(work.case, work.row)
        self.take(work)
        if not possible:
            raise Refused(Problem("", NOT_NOW))


def of_agreement(case: Case, _row: Any = None) -> bool:
    """The case ended with an agreement."""
    return case.outcome is not None and case.outcome.is_agreement

"""A paper 文书 as one declaration: its name, when it exists, its fields and its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.models import Case
from tracker.reports.papers.common import COMMON
from tracker.reports.papers.docx_form import own_template
from tracker.reports.papers.fields import Context, Fields, Subject, context_of
from tracker.reports.papers.fillable import Fillable
from tracker.reports.papers.layout import Block
from tracker.reports.papers.sample import sample_subject

Rows = Callable[[Case], Sequence[Any]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Paper(Fillable):
    """``of`` gives the records of the case of which each has a paper of its own; (None,) stands for
    one paper of the case, () for none yet. ``lacks`` says what is to be done to have it.
    ``told`` tells several apart.
    """

    form: Sequence[Block]
    own: Fields = ()
    of: Rows = lambda _case: (None,)
    lacks: str = ""
    told: Callable[[Any], object] = lambda _row: ""

    @property
    def fields(self) -> Fields:
        return (*COMMON, *self.own)

    def context(self, subject: Subject) -> Context:
        return context_of(self.fields, subject)

    def template(self) -> bytes:
        return own_template(self)

    def example(self) -> Context:
        return self.context(sample_subject(self))

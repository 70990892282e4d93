"""A paper 文书 as one declaration: its name, when it exists, its fields and its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.domain.papers import PaperKind
from tracker.models import Case
from tracker.reports.papers.common import COMMON
from tracker.reports.papers.fields import Context, Field, Fields, Subject, context_of
from tracker.reports.papers.layout import Block

Rows = Callable[[Case], Sequence[Any]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Paper:
    """``of`` gives the records of the case of which each has a paper of its own; (None,) stands for
    one paper of the case, () for none yet. ``lacks`` says what is to be done to have it.
    ``told`` tells several apart.
    """

    kind: PaperKind
    form: Sequence[Block]
    own: Fields = ()
    of: Rows = lambda _case: (None,)
    lacks: str = ""
    told: Callable[[Any], object] = lambda _row: ""

    @property
    def key(self) -> str:
        return str(self.kind)

    @property
    def term(self) -> str:
        """The official title."""
        return self.kind.term

    @property
    def fields(self) -> Fields:
        return (*COMMON, *self.own)

    def context(self, subject: Subject) -> Context:
        return context_of(self.fields, subject)

    @property
    def plain_names(self) -> tuple[str, ...]:
        """The fields that are written by themselves, ``{{ 案号 }}``."""
        return tuple(one.name for one in self.fields if isinstance(one, Field))

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """List -> the fields of its entries."""
        return {one.name: one.names for one in self.fields if not isinstance(one, Field)}

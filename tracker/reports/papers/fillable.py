"""What is filled into a Word template that an office may replace by its own."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.papers import PaperKind
from tracker.reports.papers.fields import Context, Field, Fields


@dataclass(frozen=True, kw_only=True, eq=False)
class Fillable:
    """Its title, its fields, the program's own template, and an example to try others out with."""

    kind: PaperKind

    @property
    def key(self) -> str:
        return str(self.kind)

    @property
    def term(self) -> str:
        """The official title."""
        return self.kind.term

    @property
    def fields(self) -> Fields:
        raise NotImplementedError

    def template(self) -> bytes:
        """The program's own docx, with the fields' names in their places."""
        raise NotImplementedError

    def example(self) -> Context:
        """What stands in the fields of something invented that has everything."""
        raise NotImplementedError

    @property
    def plain_names(self) -> tuple[str, ...]:
        """The fields that are written by themselves, ``{{ 案号 }}``."""
        return tuple(one.name for one in self.fields if isinstance(one, Field))

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """List -> the fields of its entries."""
        return {one.name: one.names for one in self.fields if not isinstance(one, Field)}

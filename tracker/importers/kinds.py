"""What can be imported: cases, and the entries of each register; the same steps for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.ledger import ImportPlan, ImportReport
from tracker.domain.telling import Tell
from tracker.importers.case_layout import CASES
from tracker.importers.layout import Layout
from tracker.importers.plan import Book, Choices, open_book, plan_cases
from tracker.importers.reading import lists_of
from tracker.importers.registers import layout_of, names_of, plan_register
from tracker.models import Center
from tracker.permissions import Actor, Permission
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register
from tracker.services.import_batches import CASES as OF_CASES
from tracker.services.imports import import_cases
from tracker.services.register_imports import import_entries

Planner: TypeAlias = Callable[[Book, Tell | None], ImportPlan[Any]]


class Write(Protocol):
    """Puts the good rows of a plan into the ledger."""

    def __call__(
        self,
        session: Session,
        actor: Actor,
        plan: ImportPlan[Any],
        *,
        dry_run: bool = False,
        strict: bool = False,
        progress: Tell | None = None,
    ) -> ImportReport: ...


@dataclass(frozen=True)
class ImportKind:
    """``name`` is that of its batches and ``register`` None for cases.

    ``planner`` asks the center what reading a file needs to know; what it returns reads a book
    without asking anything more.
    """

    name: str
    register: Register | None
    layout: Layout
    needs: Permission
    planner: Callable[[Session, Center], Planner]
    write: Write

    def open(
        self, path: Path, filename: str, choices: Choices | None = None, *, checked: bool = True
    ) -> Book:
        """As ``open_book`` does."""
        return open_book(path, filename, choices, self.layout, checked=checked)


def kind_of(name: str) -> ImportKind | None:
    """By the name that a batch keeps; None for a register that is not declared."""
    if name == OF_CASES:
        return CASE_KIND
    register = REGISTERS.get(name)
    return None if register is None else of_register(register)


def of_register(register: Register) -> ImportKind:
    def planner(_session: Session, center: Center) -> Planner:
        names = names_of(center)
        return lambda book, tell: plan_register(book, register, names, tell)

    def write(session: Session, actor: Actor, plan: ImportPlan[Any], **how: Any) -> ImportReport:
        return import_entries(session, actor, register, plan, **how)

    return ImportKind(register.kind, register, layout_of(register), register.keeps, planner, write)


def _plan_cases(session: Session, center: Center) -> Planner:
    lists = lists_of(session, center)
    return lambda book, tell: plan_cases(book, lists, clock.today(), tell)


CASE_KIND = ImportKind(OF_CASES, None, CASES, Permission.IMPORT_CASES, _plan_cases, import_cases)

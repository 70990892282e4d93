"""The list of a register's entries: what its address asks for, headings, cells and totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import abort, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tracker import clock
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Word
from tracker.formatting import NOTHING, count, day, grouped, word
from tracker.forms.registers import filter_form
from tracker.indicators.drill import part_name
from tracker.indicators.register_figures import counted_in
from tracker.queries.outside_numbers import Entered
from tracker.queries.register_links import LinkKey
from tracker.queries.registers import RowFilter, RowTotals, watch_counts
from tracker.queries.scope import Scope
from tracker.registers.declaring import Field, Register, Shape
from tracker.registers.watching import Watch
from tracker.reports.heading import days_of
from tracker.services.register_undo import of_batch
from tracker.views.register_batch import BATCH, asked_batch
from tracker.views.register_links import LinkCell

NUMERIC = (Shape.NUMBER, Shape.MONEY)
CURSOR = "at"
FIGURE_ARGS = ("figure", "part", "from", "to")


def address(page: str, register: Register, asked: Mapping[str, str | None], **named: Any) -> str:
    """``asked`` stands behind the question mark: a field of the register may be called as a part
    of the address itself is. What is None is left out.
    """
    query = urlencode({name: value for name, value in asked.items() if value})
    path = url_for(f"registers.{page}", kind=register.kind, **named)
    return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Column:
    """What ``components/table.html`` asks of a heading."""

    label: str
    key: str
    numeric: bool
    sort_href: str | None = None
    sorted: str | None = None
    card: str | None = None


@dataclass(frozen=True)
class WantedRows:
    """What the address asks for; ``form`` shows it, with what could not be read."""

    register: Register
    args: MultiDict[str, str]
    filter: RowFilter
    sort: str
    form: Any

    def href(self, **changes: str | None) -> str:
        """This list with some arguments changed, from its first page; None leaves one out."""
        kept = {name: value for name, value in self.args.items() if name != CURSOR}
        changed = {name: value for name, value in {**kept, **changes}.items() if value}
        return address("index_of", self.register, changed)

    def file(self, form: str) -> str:
        """Where the entries of the list are to be had as a file."""
        return address("export", self.register, dict(self.args.items()), form=form)

    def page(self, cursor: str | None) -> str | None:
        return cursor and self.href(**{CURSOR: cursor})


def wanted_rows(register: Register, args: MultiDict[str, str]) -> WantedRows:
    """An argument that cannot be read is told beside its field, and asks for nothing."""
    form: Any = filter_form(register)(args)
    form.validate()
    read = {one.name: one.data for one in form if not one.errors}
    chosen = {
        name: value
        for name, value in read.items()
        if name in register.fields and value not in (None, "")
    }
    found = RowFilter(
        q=read.get("q") or "",
        since=read.get("since"),
        until=read.get("until"),
        chosen=chosen,
        voided=args.get("voided") == "1",
        **_counted(register, args),
    )
    sort = args.get("sort", "")
    if sort.removeprefix("-") not in {one.name for one in register.listed}:
        sort = f"-{register.day}"
    return WantedRows(register, args, found, sort, form)


def _counted(register: Register, args: MultiDict[str, str]) -> dict[str, Any]:
    """The figure behind which the list shows the entries, or the import with which they came; 404
    for one that there is not.
    """
    if batch := asked_batch(register, args):
        return {"figure": f"{BATCH} {batch.id}", "counted": of_batch(register, batch)}
    if "figure" not in args:
        return {}
    figures = {one.key: one for one in register.figures}
    try:
        days = Period(date.fromisoformat(args["from"]), date.fromisoformat(args["to"]))
        counted = counted_in(register, figures[args["figure"]], args.get("part", "value"), days)
    except (KeyError, ValueError):
        abort(404)
    told = " ".join(args.get(name, "") for name in FIGURE_ARGS)
    return {"figure": told, "counted": counted}


def figure_words(wanted: WantedRows) -> str | None:
    """``行政处罚 2024-01-01 至 2024-12-31``, or the file of an import: whose entries the list
    shows.
    """
    args = wanted.args
    if batch := asked_batch(wanted.register, args):
        return batch.filename
    found = (one for one in wanted.register.figures if one.key == args.get("figure"))
    figure = next(found, None)
    if figure is None:
        return None
    name = word(figure)
    if figure.among is not None:
        name = f"{name} · {part_name(args['part'])}"
    return f"{name} · {days_of(date.fromisoformat(args['from']), date.fromisoformat(args['to']))}"


def headings(wanted: WantedRows, *, several: bool) -> Iterator[Column]:
    """A click sorts the other way round; ``several`` centers have a column of their own."""
    for one in wanted.register.listed:
        current = wanted.sort.removeprefix("-") == one.name
        down = wanted.sort.startswith("-")
        sort = f"{'' if current and down else '-'}{one.name}"
        direction = ("down" if down else "up") if current else None
        numeric = one.shape in NUMERIC
        card = "title" if one.name == wanted.register.title else None
        yield Column(word(one.words), one.name, numeric, wanted.href(sort=sort), direction, card)
    if wanted.register.told_by:
        yield Column(_("Entered by"), "entered", numeric=False)
    if several:
        yield Column(_("Center"), "center", numeric=False)


def lines(
    register: Register,
    rows: Sequence[Any],
    own: int,
    links: Mapping[LinkKey, LinkCell],
    entered: Mapping[tuple[int, int], Entered],
    *,
    several: bool,
) -> list[Any]:
    """Each row is a link to its entry; ``own`` is the reader's center, and ``entered`` says who
    entered what others told.
    """
    found = []
    for row in rows:
        cells = [field_cell(one, row, links) for one in register.listed]
        if register.told_by:
            cells.append(entered_words(entered.get((row.center_id, row.id))))
        cells += [row.center_name] if several else []
        found.append({"cells": cells, "href": entry_href(register, row, own)})
    return found


def entry_href(register: Register, row: Any, own: int) -> str:
    """The page of an entry of a list; another center than the reader's own is named."""
    elsewhere = {} if row.center_id == own else {"center": row.center_code}
    return url_for("registers.show", kind=register.kind, row_id=row.id, **elsewhere)


def entered_words(entered: Entered | None) -> str:
    """``内勤 2024-03-05``"""
    return (
        NOTHING
        if entered is None
        else f"{entered.by} {day(entered.at.astimezone(clock.zone()).date())}"
    )


def field_cell(one: Field, row: Any, links: Mapping[LinkKey, LinkCell]) -> Any:
    """A text, or a link to what the entry is linked to."""
    value = getattr(row, one.name)
    if one.shape is Shape.LINK and value is not None:
        return links[one.name, row.center_id, value]
    return cell_of(one, value)


def cell_of(one: Field, value: Any) -> str:
    """As the pages write it; what is not stated is no nought."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, Word):
        return word(value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, date):
        return day(value)
    if one.shape is Shape.MONEY:
        return grouped(Decimal(value))
    return count(value) if one.shape is Shape.NUMBER else str(value)


def totals(register: Register, found: RowTotals, *, several: bool) -> list[str]:
    """Under the numbers their sums, under the first column what this row is."""
    cells = [
        cell_of(one, found.sums[one.name]) if one.name in found.sums else ""
        for one in register.listed
    ]
    cells[0] = cells[0] or str(_("Total"))
    return [*cells, *([""] if register.told_by else []), *([""] if several else [])]


@dataclass(frozen=True)
class Reminder:
    """So many entries wait, and ``href`` lists them."""

    watch: Watch
    count: int
    href: str


def reminders_of(session: Session, scope: Scope, wanted: WantedRows) -> list[Reminder]:
    """What waits in the register today, or did on the last day that the list asks for."""
    register, until = wanted.register, wanted.filter.until
    to = until.isoformat() if until else None
    asked = {"to": to, "center": wanted.args.get("center")}
    found = watch_counts(session, register, scope, until or clock.today())
    return [
        Reminder(one, number, address("waiting", register, asked, key=one.key))
        for one in register.watches
        if (number := found[one.key])
    ]


def chosen_words(wanted: WantedRows) -> Mapping[str, str]:
    """The filter as the trail keeps it."""
    return {name: value for name, value in wanted.args.items() if name not in ("sort", CURSOR)}

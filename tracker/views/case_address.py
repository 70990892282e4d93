"""The address of a list of cases: what it asks for, and the addresses that ask for a bit else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import abort, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tracker.domain.problems import N_, Problem
from tracker.extensions import db
from tracker.indicators.anchors import PAID
from tracker.indicators.drill import BadDrill, Drill, drill_of
from tracker.permissions import Actor
from tracker.queries.case_filter import CaseFilter
from tracker.queries.cases import NEWEST_FIRST, SORTS
from tracker.queries.filter_args import read_filter
from tracker.queries.persons import party_of
from tracker.queries.scope import Scope
from tracker.views.guard import current_scope

FIGURE_ARGS = ("figure", "part", "from", "to", "basis", "by", "key")
FILTER_ARGS = (
    "q",
    "status",
    "overdue",
    "date",
    "since",
    "until",
    "type",
    "organisation",
    "mediator",
    "village",
    "source",
    "difficulty",
    "outcome",
    "money",
    "least",
    "most",
    "center",
    "batch",
    "person",
)
KNOWN = (*FIGURE_ARGS, *FILTER_ARGS, "sort", "at")
CURSOR = "at"
USUAL = {"date": "registered", "money": "claimed", "sort": NEWEST_FIRST}
NEEDS = {"date": ("since", "until"), "money": ("least", "most")}
"""Arguments that say nothing without one of the others."""

Args = MultiDict[str, str]


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: the filter, the figure it came from, the order."""

    args: Args
    filter: CaseFilter
    problems: list[Problem]
    drill: Drill | None
    sort: str

    def differs_from(self, given: Args) -> bool:
        """Whether the address says more than it needs to."""
        return sorted(self.args.items(multi=True)) != sorted(given.items(multi=True))

    def href(self, **changes: str | None) -> str:
        """This list with some arguments changed, from its first page; None leaves one out."""
        return self.link("cases.index", CURSOR, **changes)

    def without(self, *names: str) -> str:
        return self.link("cases.index", CURSOR, *names)

    def page(self, cursor: str | None) -> str | None:
        """Another page of this list."""
        return cursor and self.link("cases.index", **{CURSOR: cursor})

    def link(self, endpoint: str, *left_out: str, **changes: str | None) -> str:
        kept = {
            name: values
            for name, values in self.args.lists()
            if name not in left_out and name not in changes
        }
        added = {name: value for name, value in changes.items() if value is not None}
        values: Mapping[str, list[str] | str] = {**kept, **added}
        return url_for(endpoint, **values)  # type: ignore[arg-type] # names are those of KNOWN


def wanted_of(given: Args, actor: Actor) -> Wanted:
    """404 for a figure that does not exist; everything else that cannot be read is a problem."""
    args = tidy(given)
    found, problems = read_filter(args, actor.center_id)
    try:
        drill = drill_of(args)
    except BadDrill:
        abort(404)
    if drill is not None:
        key = tuple(value for name in FIGURE_ARGS for value in args.getlist(name))
        paid_in = drill.span if drill.cases.anchor is PAID else None
        found = replace(found, extra=drill.condition, extra_key=key, paid_in=paid_in)
    if found.person and party_of(db.session(), current_scope(), found.person) is None:
        problems.append(Problem("person", N_("This is not one of the choices.")))
        found = replace(found, person=None)
    sort = args.get("sort", NEWEST_FIRST)
    sort = sort if sort.removeprefix("-") in SORTS else NEWEST_FIRST
    return Wanted(args, found, problems, drill, sort)


def tidy(given: Args) -> Args:
    """Only what says something; control characters, which no database takes, say nothing."""
    args: Args = MultiDict()
    for name in KNOWN:
        args.setlist(name, [value for value in map(_printable, given.getlist(name)) if value])
    for name, usual in USUAL.items():
        if args.get(name) == usual or not any(args.get(one) for one in NEEDS.get(name, (name,))):
            args.poplist(name)
    return MultiDict((name, value) for name, value in args.items(multi=True))


def describe(session: Session, scope: Scope, wanted: Wanted) -> str | None:
    """What the figure is, for people."""
    return None if wanted.drill is None else wanted.drill.describe(session, scope)


def _printable(value: str) -> str:
    return "".join(one for one in value if one.isprintable()).strip()

"""What stands around the rows of a list of cases: tabs, headings, chips, the form of filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.domain.masking import mask_name
from tracker.domain.problems import N_
from tracker.domain.vocabulary import PartyKind, Status
from tracker.formatting import NOTHING, day, word, yuan
from tracker.forms.case_filter import CaseFilterForm
from tracker.forms.problems import put_beside
from tracker.indicators.dimensions import CENTER
from tracker.permissions import sees_personal
from tracker.queries.case_filter import CaseFilter, Money, Pair
from tracker.queries.case_lists import centers_of, chosen_center, lists_of, name_of
from tracker.queries.conditions import UNSTATED
from tracker.queries.persons import party_of
from tracker.queries.scope import Scope
from tracker.views.case_address import FIGURE_ARGS, Wanted, describe
from tracker.views.guard import current_actor

KEPT = (*FIGURE_ARGS, "status", "overdue", "batch", "person")
"""Arguments that the form of filters carries along: they are chosen elsewhere."""

HEADINGS = (
    ("number", N_("Number"), "number"),
    ("parties", N_("Parties"), None),
    ("mediator", N_("Mediator"), None),
    ("registered", N_("Registered"), "registered"),
    ("accepted", N_("Accepted"), "accepted"),
    ("closed", N_("Closed"), "closed"),
    ("claimed", N_("Claimed (yuan)"), "claimed"),
    ("agreed", N_("Agreed (yuan)"), "agreed"),
)
"""Column, its words, and the order it stands for."""

PERIODS = {
    "registered": N_("Registered: %(range)s"),
    "accepted": N_("Accepted: %(range)s"),
    "closed": N_("Closed: %(range)s"),
}


@dataclass(frozen=True)
class Heading:
    """``sorted`` is up or down where the list is in the order of this column."""

    key: str
    label: str
    sort_href: str | None
    sorted: str | None
    numeric: bool


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the list without it."""

    text: str
    href: str


def origin(wanted: Wanted) -> tuple[str, str] | None:
    """The page with the figure that the list shows the cases of: its words and its address."""
    drill = wanted.drill
    if drill is None:
        return None
    kept = {"basis": drill.basis.value, "center": dict(drill.picks).get(CENTER)}
    if drill.period.is_year:
        year = drill.period.start.year
        href = url_for("summaries.show", year=year, **kept)
        return _("Summary of the year %(year)s", year=year), href
    start, end = drill.period.start.isoformat(), drill.period.end.isoformat()
    kept |= {"span": "custom", "from": start, "to": end}
    return _("Statistics"), url_for("statistics.show", **kept)


def headings(wanted: Wanted) -> Iterator[Heading]:
    """A click sorts the other way round; the first one puts the latest or largest first."""
    for key, label, sort in HEADINGS:
        current = wanted.sort.removeprefix("-") == sort
        down = wanted.sort.startswith("-")
        href = wanted.href(sort=f"{'' if current and down else '-'}{sort}") if sort else None
        direction = ("down" if down else "up") if current else None
        yield Heading(key, _(label), href, direction, key in ("claimed", "agreed"))


def tabs(wanted: Wanted) -> list[dict[str, Any]]:
    """All cases, then one tab for each state, with the overdue ones beside those in mediation."""
    entries: list[tuple[str, Status | None, bool]] = [
        (_("All"), None, False),
        (word(Status.REGISTERED), Status.REGISTERED, False),
        (word(Status.OPEN), Status.OPEN, False),
        (_("Overdue"), None, True),
        (word(Status.CLOSED), Status.CLOSED, False),
        (word(Status.DECLINED), Status.DECLINED, False),
    ]
    current = wanted.filter.status, wanted.filter.overdue
    return [
        {
            "label": label,
            "href": wanted.href(status=status and status.value, overdue="1" if overdue else None),
            "current": current == (status, overdue),
        }
        for label, status, overdue in entries
    ]


def filter_form(session: Session, scope: Scope, wanted: Wanted) -> CaseFilterForm:
    """The form with its choices, what was asked for, and what of it could not be read."""
    lists = lists_of(session, scope, chosen_center(session, scope, wanted.filter))
    form = CaseFilterForm(wanted.args)
    form.offer(lists, centers_of(session, scope))
    form.sort.data = wanted.sort
    put_beside(form, wanted.problems)
    return form


def kept_args(wanted: Wanted) -> list[tuple[str, str]]:
    return [(name, value) for name in KEPT for value in wanted.args.getlist(name)]


def chips(session: Session, scope: Scope, wanted: Wanted, form: CaseFilterForm) -> list[Chip]:
    """The filters in force; the states are told by the tabs."""
    found = []
    figure = describe(session, scope, wanted)
    if figure:
        found.append(Chip(figure, wanted.without(*FIGURE_ARGS)))
    chosen = wanted.filter
    if chosen.q:
        found.append(Chip(_("Search: %(words)s", words=chosen.q), wanted.without("q")))
    if chosen.since or chosen.until:
        days = _range(day(chosen.since), day(chosen.until))
        text = _(PERIODS[chosen.dated.value], range=days)
        found.append(Chip(text, wanted.without("date", "since", "until")))
    for name, label, value in _named(session, scope, chosen, form):
        found.append(Chip(_("%(what)s: %(value)s", what=label, value=value), wanted.without(name)))
    if chosen.least is not None or chosen.most is not None:
        label = _("Amount agreed") if chosen.money is Money.AGREED else _("Amount claimed")
        amounts = _range(yuan(chosen.least), yuan(chosen.most))
        found.append(
            Chip(
                _("%(what)s: %(value)s", what=label, value=amounts),
                wanted.without("money", "least", "most"),
            )
        )
    return found


def _named(
    session: Session, scope: Scope, chosen: CaseFilter, form: CaseFilterForm
) -> Iterator[tuple[str, str, str]]:
    """(argument, what it is, what was chosen) of the filters that are one entry of a list."""
    labels = {
        "center": _("Center"),
        "type": _("Dispute type"),
        "organisation": _("Organisation"),
        "mediator": _("Lead mediator"),
        "village": _("Village or community"),
        "source": _("Source"),
        "difficulty": _("Difficulty"),
        "outcome": _("Outcome"),
        "batch": _("Import"),
        "person": _("Person"),
    }
    for name, label in labels.items():
        value = getattr(chosen, name)
        if value is None:
            continue
        if name == "person":
            yield name, label, _person(session, scope, value)
        elif value == UNSTATED:
            yield name, label, _("Not stated")
        elif isinstance(value, tuple):
            yield name, label, name_of(session, scope, name, value) or NOTHING
        else:
            yield name, label, _choice(form, name, str(value))


def _person(session: Session, scope: Scope, person: Pair) -> str:
    """The name of the party, masked for readers outside the organisation of its case."""
    party = party_of(session, scope, person)
    if party is None:
        return NOTHING
    open_to_all = party.kind is PartyKind.ORGANISATION
    case = party.case
    if open_to_all or sees_personal(current_actor(), case.center_id, case.organisation_id):
        return party.name
    return mask_name(party.name)


def _choice(form: CaseFilterForm, name: str, value: str) -> str:
    """The name that the form gives the value; the value itself where it has none."""
    choices = form[name].choices if name in form else ()
    return next((str(one.label).strip() for one in choices if one.value == value), value)


def _range(first: str, last: str) -> str:
    if first == NOTHING:
        return str(_("up to %(last)s", last=last))
    if last == NOTHING:
        return str(_("from %(first)s", first=first))
    return str(_("%(first)s to %(last)s", first=first, last=last))

"""What a list of cases can be narrowed by; ``queries/filter_args`` reads what the fields send."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import html_params

from tracker.domain.vocabulary import Difficulty, Outcome, Source, Word
from tracker.formatting import word
from tracker.queries.case_lists import Choice, Lists
from tracker.queries.conditions import UNSTATED

SORTED = {
    "registered": (_l("Registered, latest first"), _l("Registered, earliest first")),
    "accepted": (_l("Accepted, latest first"), _l("Accepted, earliest first")),
    "closed": (_l("Closed, latest first"), _l("Closed, earliest first")),
    "claimed": (_l("Amount claimed, largest first"), _l("Amount claimed, smallest first")),
    "agreed": (_l("Amount agreed, largest first"), _l("Amount agreed, smallest first")),
    "number": (_l("Number, last first"), _l("Number, first first")),
}
CHILD_INDENT = "\u3000"


class PlainSelect:
    """A list whose entries have no attributes: the page of cases shows some two hundred."""

    def __call__(self, field: SelectField, **attributes: Any) -> Markup:
        named = html_params(id=field.id, name=field.name, **attributes)
        options = "".join(_option(one, field.data) for one in field.choices)
        return Markup(f"<select {named}>{options}</select>")  # noqa: S704 - all of it is escaped


def _option(choice: SelectChoice, chosen: str | None) -> str:
    mark = "selected " if choice.value == chosen else ""
    return f'<option {mark}value="{escape(choice.value)}">{escape(choice.label)}</option>'


class ChoiceField(SelectField):
    """One entry or none; what is no entry is told by the reader of the filter."""

    widget = PlainSelect()

    def __init__(self, label: Any, choices: Any = (), **options: Any) -> None:
        entries = [SelectChoice(value, text) for value, text in choices]
        super().__init__(label, choices=entries, validate_choice=False, **options)

    def offer(self, choices: Iterable[Choice], *, unstated: bool = True) -> None:
        """The entries of a list, after "all"."""
        entries = [
            SelectChoice(one.value, f"{CHILD_INDENT if one.child else ''}{one.name}")
            for one in choices
        ]
        self.choices = [SelectChoice("", _("All")), *entries]
        if unstated and entries:
            self.choices.append(SelectChoice(UNSTATED, _("Not stated")))


class CaseFilterForm(Form):
    """The filters of the list; the states stand above the list as tabs."""

    q = StringField(_l("Number, name or words of the summary"))
    date = ChoiceField(
        _l("Period"),
        [
            ("registered", _l("Registered")),
            ("accepted", _l("Accepted")),
            ("closed", _l("Closed")),
        ],
    )
    since = StringField(_l("From day"))
    until = StringField(_l("To day"))
    type = ChoiceField(_l("Dispute type"))
    organisation = ChoiceField(_l("Organisation"))
    mediator = ChoiceField(_l("Lead mediator"))
    village = ChoiceField(_l("Village or community"))
    source = ChoiceField(_l("Source"))
    difficulty = ChoiceField(_l("Difficulty"))
    outcome = ChoiceField(_l("Outcome"))
    money = ChoiceField(
        _l("Amount"), [("claimed", _l("Amount claimed")), ("agreed", _l("Amount agreed"))]
    )
    least = StringField(_l("At least (yuan)"))
    most = StringField(_l("At most (yuan)"))
    center = ChoiceField(_l("Center"))
    sort = ChoiceField(
        _l("Sorted by"),
        [
            (sign + name, words[place])
            for name, words in SORTED.items()
            for place, sign in enumerate(("-", ""))
        ],
    )

    def offer(self, lists: Lists, centers: Sequence[Choice]) -> None:
        """Fill the choices; a list with nothing to choose is left out of the page."""
        for name in ("type", "organisation", "mediator", "village"):
            self[name].offer(lists.of(name))
        for name, words in (("source", Source), ("difficulty", Difficulty)):
            self[name].offer(_entries(words))
        self.outcome.offer(_entries(Outcome), unstated=False)
        self.center.offer(centers, unstated=False)
        for name in ("organisation", "mediator", "village", "center"):
            if len(self[name].choices) == 1:
                del self[name]


def _entries(words: Iterable[Word]) -> list[Choice]:
    return [Choice(one.value, word(one)) for one in words]

"""What is compared: two to five entries of one kind, chosen in the order of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.indicators.candidates import ARG


def _column(place: int) -> SelectField:
    label = _l("First column") if place == 1 else _l("Column %(place)s", place=place)
    return SelectField(label, name=ARG, id=f"{ARG}-{place}", choices=[], validate_choice=False)


class ComparisonForm(Form):
    """The kind stands above as tabs; here is a field for each column that there can be."""

    first, second, third, fourth, fifth = map(_column, range(1, 6))

    @property
    def columns(self) -> list[SelectField]:
        return list(self)

    def fill(
        self,
        chosen: Sequence[str | None],
        names: Mapping[str, str],
        offered: Sequence[str],
        problems: Mapping[int, str],
    ) -> None:
        """``chosen`` has a key for each column or None; ``problems`` a sentence by its place."""
        listed = dict.fromkeys([*offered, *filter(None, chosen)])
        choices = [SelectChoice(key, names[key]) for key in listed]
        for place, field in enumerate(self.columns):
            field.choices = [SelectChoice("", _("Not used")), *choices]
            field.data = chosen[place] if place < len(chosen) else ""
            field.errors = [problems[place]] if place in problems else []

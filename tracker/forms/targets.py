"""Forms of the year's targets: a new one, and another value for one that stands."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.domain.periods import MAX_YEAR, MIN_YEAR
from tracker.domain.targets import TARGETED, TargetDraft
from tracker.formatting import word
from tracker.forms.fields import NOT_IN_THE_LIST, NumberField, Required, RowField, TextField
from tracker.indicators.definitions import BY_KEY

WRITTEN = _l("Cases as a whole number, rates in percent with up to two decimals, days with one.")


def _figures() -> list[SelectChoice]:
    """``化解率 · 不低于``"""
    return [
        SelectChoice(key, f"{BY_KEY[key].name} · {word(one.aim)}") for key, one in TARGETED.items()
    ]


class TargetForm(FlaskForm):
    year = NumberField(_l("Year"), [Required()], least=MIN_YEAR, most=MAX_YEAR)
    organisation_id = RowField(_l("Organisation"))
    figure = SelectField(_l("Figure"), choices=_figures, invalid_choice_message=NOT_IN_THE_LIST)
    value = TextField(_l("Target"), [Required()], description=WRITTEN)

    def offer(self, organisations: Iterable[tuple[int, str]]) -> None:
        rows = [SelectChoice(str(id_), name) for id_, name in organisations]
        self.organisation_id.offer(rows, _l("Whole center"))

    def draft(self) -> TargetDraft:
        return TargetDraft(
            year=self.year.data,
            figure=self.figure.data,
            value=self.value.data or "",
            organisation_id=self.organisation_id.data,
        )


class TargetValueForm(FlaskForm):
    """``version`` is that of the target on the page: another one is not changed unseen."""

    value = TextField(_l("Target"), [Required()], description=WRITTEN)
    version = HiddenField()


class TargetVersionForm(FlaskForm):
    version = HiddenField()


class CopyForm(FlaskForm):
    year = NumberField(_l("Year"), [Required()], least=MIN_YEAR, most=MAX_YEAR)

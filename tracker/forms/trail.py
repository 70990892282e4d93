"""What the trail can be narrowed by; days are read as everywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField

from tracker import clock
from tracker.forms.fields import DateField, TextField
from tracker.queries.trail import TrailFilter


class TrailForm(Form):
    """The end of the range is a day that is still shown."""

    since = DateField(_l("From day"))
    until = DateField(_l("To day"))
    actor = TextField(_l("Who"))
    action = SelectField(_l("Action"), validate_choice=False)
    number = TextField(_l("Case number"))

    def offer(self, actions: Iterable[tuple[str, str]]) -> None:
        """``(action, its words)``"""
        self.action.choices = [("", _("All")), *actions]

    @property
    def wanted(self) -> TrailFilter:
        return TrailFilter(
            since=_midnight(self.since.data),
            until=_midnight(self.until.data and self.until.data + timedelta(days=1)),
            actor=self.actor.data or None,
            action=self.action.data or None,
            number=_as_stored(self.number.data or "") or None,
        )


def _midnight(day: date | None) -> datetime | None:
    """Where the day begins at the center."""
    return datetime.combine(day, time(), clock.zone()) if day else None


def _as_stored(number: str) -> str:
    """Numbers are kept with full-width brackets, but not everybody types them so."""
    return number.replace("(", "（").replace(")", "）")

"""What the statistics page can be asked for: days, basis, and rows of the center's lists."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from tracker.domain.vocabulary import Basis, Difficulty, Source
from tracker.formatting import word
from tracker.forms.case_filter import ChoiceField
from tracker.queries.case_lists import Choice, Lists


class StatisticsForm(Form):
    """The kind of period stands above as tabs; here are the fields that go with it."""

    year = StringField(_l("Year"))
    quarter = SelectField(
        _l("Quarter"),
        choices=[SelectChoice(str(one), str(one)) for one in range(1, 5)],
        validate_choice=False,
    )
    month = SelectField(
        _l("Month"),
        choices=[SelectChoice(str(one), str(one)) for one in range(1, 13)],
        validate_choice=False,
    )
    since = StringField(_l("From day"), name="from")
    until = StringField(_l("To day"), name="to")
    basis = SelectField(_l("Basis of the resolution rate"), validate_choice=False)
    dispute_type = ChoiceField(_l("Dispute type"))
    source = ChoiceField(_l("Source"))
    organisation = ChoiceField(_l("Organisation"))
    mediator = ChoiceField(_l("Lead mediator"))
    village = ChoiceField(_l("Village or community"))
    difficulty = ChoiceField(_l("Difficulty"))
    center = SelectField(_l("Center"), validate_choice=False)

    def offer(self, lists: Lists, centers: Sequence[Choice]) -> None:
        """Fill the choices; a list with nothing to choose is left out of the page."""
        self.basis.choices = [SelectChoice(one.value, word(one)) for one in Basis]
        self.source.offer([Choice(one.value, word(one)) for one in Source])
        self.difficulty.offer([Choice(one.value, word(one)) for one in Difficulty])
        self.dispute_type.offer(lists.of("type"))
        for name in ("organisation", "mediator", "village"):
            self[name].offer(lists.of(name))
        self.center.choices = [
            SelectChoice("", _("All")),
            *(SelectChoice(one.value, one.name) for one in centers),
        ]
        for name in ("organisation", "mediator", "village", "center"):
            if len(self[name].choices) < 2:
                del self[name]

    def keep_fields_of(self, span: str) -> None:
        """Only the fields by which that kind of period is told."""
        kept = {
            "year": {"year"},
            "quarter": {"year", "quarter"},
            "month": {"year", "month"},
            "custom": {"since", "until"},
        }
        for name in ("year", "quarter", "month", "since", "until"):
            if name not in kept.get(span, ()):
                del self[name]

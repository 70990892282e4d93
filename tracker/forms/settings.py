"""What a center sets for itself."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from tracker.domain.time_limits import RANGES, CenterSettings
from tracker.forms.fields import NumberField, Required


class SettingsForm(FlaskForm):
    mediation_days = NumberField(
        _l("Time limit (days)"),
        [Required()],
        least=RANGES["mediation_days"][0],
        most=RANGES["mediation_days"][1],
        description=_l(
            "From acceptance, weekends and public holidays included. Usually 30; longer only with"
            " the parties' consent."
        ),
    )
    court_mediation_days = NumberField(
        _l("Time limit when a court delegates (days)"),
        [Required()],
        least=RANGES["court_mediation_days"][0],
        most=RANGES["court_mediation_days"][1],
        description=_l("For cases whose source is the court, as the court has set it."),
    )
    warning_days = NumberField(
        _l("Warning (working days before)"),
        [Required()],
        least=RANGES["warning_days"][0],
        most=RANGES["warning_days"][1],
        description=_l(
            "So many working days before the due date a case stands among what is due soon;"
            " 0 warns on the day itself. This holds at once, for all cases."
        ),
    )

    def settings(self) -> CenterSettings:
        """What was typed; ask once the form is valid."""
        return CenterSettings(
            self.mediation_days.data, self.court_mediation_days.data, self.warning_days.data
        )

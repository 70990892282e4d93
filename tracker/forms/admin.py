"""Forms of the administrator: accounts, organisations, mediators, villages, dispute types."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length

from tracker.domain.vocabulary import OrganisationKind, Role
from tracker.forms.fields import DateField, Required, RowField, TextField, WordField
from tracker.queries.office import Rows

NOT_THE_SAME = _l("The two passwords are not the same.")


class PlaceForm(FlaskForm):
    """Role and place of an account."""

    role = WordField(_l("Role"), [Required()], words=Role, blank=_l("please choose"))
    organisation = RowField(
        _l("Organisation"), description=_l("For mediators: whose cases they see and write.")
    )
    mediator = RowField(
        _l("On the roster as"), description=_l("For mediators: their own name among the mediators.")
    )

    def offer(self, organisations: Rows, mediators: Rows) -> None:
        self.organisation.offer(entries(organisations))
        self.mediator.offer(entries(mediators))


class NewPasswordForm(FlaskForm):
    password = PasswordField(
        _l("New password"),
        [InputRequired(), Length(max=1000)],
        description=_l("At least 10 characters, letters and digits or signs, without the name."),
        render_kw={"autocomplete": "new-password"},
    )
    repeated = PasswordField(
        _l("New password, once more"),
        [InputRequired(), EqualTo("password", NOT_THE_SAME)],
        render_kw={"autocomplete": "new-password"},
    )


class AccountForm(PlaceForm):
    """A new account: the name first, the password last."""

    name = TextField(
        _l("Account name"),
        [Required()],
        description=_l("It is used to sign in and stands in the trail."),
        render_kw={"autocomplete": "off"},
    )
    password = NewPasswordForm.password
    repeated = NewPasswordForm.repeated
    field_order = ("name", "role", "organisation", "mediator", "password", "repeated")


class OrganisationForm(FlaskForm):
    name = TextField(_l("Name"), [Required()])
    kind = WordField(_l("Kind"), [Required()], words=OrganisationKind, blank=_l("please choose"))


class MediatorForm(FlaskForm):
    name = TextField(_l("Full name"), [Required()])
    organisation = RowField(_l("Organisation"))
    resident = BooleanField(_l("Resident at the center"))


class VillageForm(FlaskForm):
    name = TextField(_l("Name"), [Required()])


class DisputeTypeForm(FlaskForm):
    name = TextField(_l("Name"), [Required()])
    parent = RowField(
        _l("Belongs to"),
        description=_l("Reports count it under that type. Blank: a type of the first level."),
    )
    valid_from = DateField(_l("Valid from"), description=_l("Blank: always."))
    valid_to = DateField(
        _l("Valid until"),
        description=_l("The last day on which it can be chosen. Blank: without end."),
    )


class NewDisputeTypeForm(DisputeTypeForm):
    code = TextField(
        _l("Code"),
        [Required()],
        description=_l("Small letters, digits and _, such as labour_wages. It never changes."),
    )
    field_order = ("code", "name", "parent", "valid_from", "valid_to")


def entries(rows: Rows) -> list[SelectChoice]:
    return [SelectChoice(row.id, row.name) for row in rows]


def in_order(form: Any) -> list[Any]:
    """The visible fields as the page shows them."""
    names = getattr(form, "field_order", None) or [
        field.name for field in form if field.type != "CSRFTokenField"
    ]
    return [form[name] for name in names]

"""Forms of saved views: a view to be kept, and how it is sent."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField

from tracker.domain.saved_views import FileForm, Span, SubscriptionDraft, ViewDraft, Way
from tracker.forms.fields import Required, TextField, WordField


class NewViewForm(FlaskForm):
    """``page`` and ``args`` say what is saved."""

    name = TextField(_l("Name of the view"), [Required()])
    span = WordField(
        _l("Days"),
        [Required()],
        words=Span,
        blank=None,
        description=_l("Told anew whenever it is opened or sent, unless they stay the same."),
    )
    page = HiddenField()
    args = HiddenField()

    def draft(self) -> ViewDraft:
        return ViewDraft(self.name.data or "", self.span.data)


class ViewForm(FlaskForm):
    """``active``: it is sent every month."""

    name = TextField(_l("Name of the view"), [Required()])
    span = WordField(_l("Days"), [Required()], words=Span, blank=None)
    active = BooleanField(_l("Send it every month"))
    form = WordField(_l("File"), [Required()], words=FileForm, blank=None)
    way = WordField(_l("Sent by"), [Required()], words=Way, blank=None)
    address = TextField(
        _l("E-mail address"), description=_l("Needed for e-mail only; one address.")
    )

    def draft(self) -> ViewDraft:
        return ViewDraft(self.name.data or "", self.span.data)

    def subscription(self) -> SubscriptionDraft:
        return SubscriptionDraft(
            self.form.data, self.way.data, self.address.data or "", self.active.data
        )

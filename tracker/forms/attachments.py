"""The form with which files are attached to a case."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import MultipleFileField
from wtforms.validators import ValidationError

from tracker.domain.record_words import AttachmentKind
from tracker.forms.fields import Required, TextField, WordField
from tracker.services.attachments import Sent

ACCEPTED = "image/*,application/pdf,.docx,audio/*"
"""What a browser offers, on phones the camera and the recorder too; the content alone decides."""


class AttachForm(FlaskForm):
    kind = WordField(
        _l("What it is"), [Required()], words=AttachmentKind, blank=_l("please choose")
    )
    files = MultipleFileField(
        _l("Files"),
        [Required(_l("Please choose a file."))],
        render_kw={"accept": ACCEPTED, "multiple": True},
    )
    note = TextField(_l("Note"), description=_l("For example whom or what it shows."))

    def validate_files(self, _field: MultipleFileField) -> None:
        """A browser sends one without a name where none was chosen."""
        if not self.sent:
            raise ValidationError(_("Please choose a file."))

    @property
    def sent(self) -> list[Sent]:
        """The files that were chosen."""
        files = [one for one in self.files.data or () if getattr(one, "filename", None)]
        return [Sent(one.filename, one.stream) for one in files]

"""The form of a meeting's issues: as many rows as are listed, and some blank ones."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, FormField, HiddenField

from tracker.domain.problems import Problem
from tracker.forms.fields import RowList, TextField
from tracker.forms.whole_numbers import whole
from tracker.i18n import told
from tracker.services.meeting_issues import Issue

BLANK, MOST = 3, 200


class IssueForm(Form):
    text = TextField(_l("Issue"))
    resolved = BooleanField(_l("Issue resolved"))
    case = TextField(_l("Case number"))


class IssuesForm(FlaskForm):
    """``version`` is that of the meeting on the page."""

    version = HiddenField()
    issues = RowList(FormField(IssueForm), max_entries=MOST)

    @property
    def seen(self) -> int:
        """0, which no meeting has, for what is no number."""
        return whole(self.version.data) or 0

    def more(self) -> None:
        """Blank rows at the end."""
        for _place in range(min(BLANK, MOST - len(self.issues.entries))):
            self.issues.append_entry()

    @property
    def rows(self) -> list[IssueForm]:
        """Those in which something stands."""
        forms = (one.form for one in self.issues.entries)
        return [one for one in forms if one.text.data or one.case.data or one.resolved.data]

    @property
    def wanted(self) -> list[Issue]:
        return [
            Issue(one.text.data or "", bool(one.resolved.data), one.case.data or "")
            for one in self.rows
        ]

    def tell(self, problems: Sequence[Problem]) -> None:
        """Each beside its field; ``issues-0-text`` is that of the first row of ``rows``."""
        for problem in problems:
            _list, _dash, rest = problem.field.partition("issues-")
            place, _dash, name = rest.partition("-")
            if rest:
                field = self.rows[int(place)][name]
                field.errors = [*field.errors, told(problem)]
            else:
                self.form_errors.append(told(problem))

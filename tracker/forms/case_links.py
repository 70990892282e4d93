"""Forms of what connects a case with other organisations, centers and cases."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.formatting import day, word
from tracker.forms.case_steps import StepForm
from tracker.forms.fields import (
    NOT_IN_THE_LIST,
    LongTextField,
    MoneyField,
    Required,
    RowField,
    RowsField,
    TextField,
)
from tracker.models import Case, Center, Organisation
from tracker.queries.case_links import centers_after, centers_before, look_alikes
from tracker.queries.transfers import receivers, receivers_elsewhere

PLEASE_CHOOSE = _l("please choose")


class HelperForm(StepForm):
    organisation_id = RowField(_l("Organisation"), [Required()])

    def offer(self, session: Session, case: Case) -> None:
        others = (one for one in receivers(session, case) if one.id not in case.helper_ids)
        self.organisation_id.offer(map(_entry, others), blank=PLEASE_CHOOSE)


class TransferForm(StepForm):
    organisation_id = RowField(_l("Organisation that is to take the case"), [Required()])
    reason = LongTextField(_l("Reason"), [Required()])

    def offer(self, session: Session, case: Case) -> None:
        self.organisation_id.offer(map(_entry, receivers(session, case)), blank=PLEASE_CHOOSE)


class ReferForm(StepForm):
    """``to`` is a center's code, or ``CODE/id`` for one of its organisations."""

    to = SelectField(
        _l("Center that is to take the case"),
        [Required()],
        choices=[],
        invalid_choice_message=NOT_IN_THE_LIST,
    )
    reason = LongTextField(_l("Reason"), [Required()])

    def offer(self, session: Session, case: Case) -> None:
        passed = centers_before(session, case) | centers_after(session, case)
        if passed:
            names = session.scalars(select(Center.name).where(Center.id.in_(passed)))
            self.to.description = _(
                "Not in the list, as they have had the dispute: %(centers)s. Where it came from,"
                " the case can be reopened once it has ended here unresolved.",
                centers="、".join(names),
            )
        self.places: dict[str, tuple[int, int | None]] = {}
        choices = [SelectChoice("", str(PLEASE_CHOOSE))]
        for center, organisations in receivers_elsewhere(session, {case.center_id} | passed):
            self.places[center.code] = (center.id, None)
            choices.append(SelectChoice(center.code, _whole(center), optgroup=center.name))
            for one in organisations:
                value = f"{center.code}/{one.id}"
                self.places[value] = (center.id, one.id)
                choices.append(SelectChoice(value, one.name, optgroup=center.name))
        self.to.choices = choices

    @property
    def place(self) -> tuple[int, int | None]:
        """(center, organisation or None) of what was chosen; asked once the form is valid."""
        return self.places[self.to.data]


class SplitForm(StepForm):
    going = RowsField(
        _l("Parties of the new case"),
        [Required()],
        description=_l("They also stay in this case, unless you tick them below."),
    )
    leaving = RowsField(_l("No longer in this case"))
    summary = LongTextField(_l("What the new case is about"), [Required()])
    claims = LongTextField(_l("What is claimed in the new case"))
    amount_claimed = MoneyField(
        _l("Amount claimed in the new case (yuan)"),
        description=_l("This case keeps the rest, so that nothing counts twice."),
    )
    reason = LongTextField(_l("Reason"), [Required()])

    def offer(self, session: Session, case: Case) -> None:
        parties = [
            SelectChoice(str(one.id), f"{word(one.side)} {one.name}") for one in case.parties
        ]
        self.going.offer(parties)
        self.leaving.offer(parties)


class MergeForm(StepForm):
    """The case that stays: one that names the same parties, or any other by its number."""

    into_id = RowField(
        _l("Case that stays"), description=_l("Cases with a party of the same name.")
    )
    number = TextField(_l("Or its case number"))
    reason = LongTextField(_l("Reason"), [Required()])

    def offer(self, session: Session, case: Case) -> None:
        self.into_id.offer(
            (SelectChoice(str(one.id), _line(one)) for one in look_alikes(session, case)),
            blank=PLEASE_CHOOSE,
        )


def _entry(organisation: Organisation) -> SelectChoice:
    return SelectChoice(str(organisation.id), organisation.name)


def _whole(center: Center) -> str:
    return str(_("%(center)s (the center decides who takes it)", center=center.name))


def _line(case: Case) -> str:
    names = "、".join(party.name for party in case.parties)
    return f"{case.number or _('Not yet numbered')} · {day(case.registered_on)} · {names}"

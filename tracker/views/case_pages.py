"""A case's own pages: its sheet, and the form it is logged and edited with."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from tracker.domain.problems import Problem, Refused
from tracker.domain.vocabulary import Sex, Side
from tracker.extensions import db
from tracker.forms.cases import CaseForm, PartyForm, new_values, values_of
from tracker.forms.conflicts import differences, take
from tracker.models import Case, Organisation
from tracker.permissions import Permission, may_write
from tracker.queries.case_forms import case_choices, last_change
from tracker.queries.trail import trail_of
from tracker.services import cases
from tracker.views.case_finding import Conflict, address, found, writable
from tracker.views.case_sheet import sheet_of
from tracker.views.case_steps import possible_steps
from tracker.views.cases import bp
from tracker.views.guard import current_actor, permit
from tracker.views.revealed import is_unmasked
from tracker.views.trail_lines import lines_of


@bp.get("/cases/<int:case_id>")
@permit(Permission.SEE_CASES)
def show(case_id: int) -> ResponseReturnValue:
    case = found(case_id)
    sheet = sheet_of(db.session(), case, is_unmasked(case))
    return render_template(
        "cases/show.html",
        case=case,
        sheet=sheet,
        history=lines_of(
            db.session(),
            current_actor(),
            trail_of(db.session(), case.center_id, case.id),
            lambda _line: not sheet.masked,
        ),
        steps=possible_steps(case, current_actor()),
        writes=may_write(current_actor(), case.center_id, case.organisation_id),
        address=address,
    )


@bp.route("/cases/new", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def create() -> ResponseReturnValue:
    actor = current_actor()
    form = CaseForm(data=_unless_sent(new_values(current_user.mediator_id)))
    form.offer(case_choices(db.session(), actor.center_id, actor.organisation_id, form.day))
    if not form.is_submitted() or _rows_changed(form):
        return _form_page(form)
    earlier = cases.registered_with(db.session(), actor, form.key)
    if earlier is not None:
        flash(_("This case was registered already; here it is."), "message")
        return redirect(address(earlier))
    draft = form.draft(actor.organisation_id)
    if _is_sound(form, cases.check(draft, form.accepted_on.data)):
        try:
            case = cases.register(db.session(), actor, draft, form.key, form.accepted_on.data)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.tell(refused.problems)
        except IntegrityError:
            db.session.rollback()
            twin = cases.registered_with(db.session(), actor, form.key)
            if twin is None:
                raise
            return redirect(address(twin))
        else:
            flash(_registered(case), "success")
            return redirect(address(case))
    return _form_page(form), 422


@bp.route("/cases/<int:case_id>/edit", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def edit(case_id: int) -> ResponseReturnValue:
    actor, case = current_actor(), writable(case_id)
    form = CaseForm(data=_unless_sent(values_of(case)))
    del form.accepted_on
    form.offer(case_choices(db.session(), case.center_id, case.organisation_id, form.day, case))
    if not form.is_submitted() or _rows_changed(form):
        return _form_page(form, case)
    take(form, request.form.getlist("take"), values_of(case))
    draft = form.draft(case.organisation_id)
    sound = _is_sound(form, cases.check(draft, case=case))
    if form.opened_version != case.version:
        return _conflict_page(form, case)
    if sound:
        try:
            cases.edit(db.session(), actor, case, draft, form.opened_version)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.tell(refused.problems)
        except (cases.Stale, StaleDataError):
            db.session.rollback()
            return _conflict_page(form, case)
        else:
            flash(_("The changes are saved."), "success")
            return redirect(address(case))
    return _form_page(form, case), 422


def _unless_sent(values: dict[str, Any]) -> dict[str, Any] | None:
    """What a page starts with; once it was sent, only what was typed counts."""
    return None if request.method == "POST" else values


def _rows_changed(form: CaseForm) -> bool:
    """Whether a button for the rows was pressed, or Enter where there are no scripts."""
    sent = request.form
    return form.change_rows(sent.get("add_party"), sent.get("remove_party")) or "stay" in sent


def _is_sound(form: CaseForm, problems: list[Problem]) -> bool:
    """Everything that is wrong, of the form and of the rules, shown at once."""
    form.validate()
    form.tell(problems)
    return not form.errors


def _conflict_page(form: CaseForm, case: Case) -> ResponseReturnValue:
    differing = differences(form, values_of(case))
    if not (differing or form.errors):  # the same form once more, or the same change by another
        flash(_("The changes are saved."), "success")
        return redirect(address(case))
    form.version.data = case.version
    conflict = Conflict(last_change(db.session(), case), differing)
    return _form_page(form, case, conflict), 409


def _form_page(form: CaseForm, case: Case | None = None, conflict: Conflict | None = None) -> str:
    organisation = (
        case.organisation
        if case is not None
        else db.session.get(
            Organisation, (current_actor().center_id, current_actor().organisation_id)
        )
    )
    return render_template(
        "cases/form.html",
        form=form,
        blank_party=PartyForm(prefix="parties-__n__-"),
        case=case,
        organisation=organisation,
        sides=Side,
        sexes=Sex,
        conflict=conflict,
        back=address(case) if case else url_for("cases.index"),
    )


def _registered(case: Case) -> str:
    said = (
        _("The case is registered and accepted: %(number)s.", number=case.number)
        if case.number
        else _("The case is registered.")
    )
    return str(said)

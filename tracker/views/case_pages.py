"""A case's own pages: its sheet, and the form it is logged and edited with."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from tracker import clock
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import Sex, Side
from tracker.extensions import db
from tracker.forms.cases import OF_NEW, CaseForm, initials, new_values, values_of
from tracker.forms.conflicts import differences, take
from tracker.forms.parties import PartyForm
from tracker.models import Case, Organisation
from tracker.permissions import Permission
from tracker.queries.case_forms import (
    case_choices,
    last_change,
    last_used,
    offered_templates,
)
from tracker.queries.case_links import links_of
from tracker.queries.persons import other_cases
from tracker.queries.trail import trail_of
from tracker.services import cases
from tracker.services.case_writing import why_untouched
from tracker.views import case_entry
from tracker.views.alike_cases import alike_to
from tracker.views.attachment_lines import attachments_of
from tracker.views.case_afterwards import afterwards_of
from tracker.views.case_finding import Conflict, address, found, may_take_part, writable
from tracker.views.case_meetings import meetings_of
from tracker.views.case_papers import papers_of
from tracker.views.case_sheet import sheet_of
from tracker.views.case_steps import possible_steps
from tracker.views.cases import bp
from tracker.views.drafting import begin, drafting, forget
from tracker.views.guard import current_actor, current_scope, permit
from tracker.views.register_links import entries_of_case, linkable
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
        others=other_cases(db.session(), current_scope(), case),
        steps=possible_steps(case, current_actor()),
        meetings=meetings_of(sheet),
        attachments=attachments_of(case),
        papers=papers_of(case),
        afterwards=afterwards_of(case, clock.today()),
        helps=may_take_part(case, by_helpers=True) and why_untouched(case) is None,
        links=links_of(db.session(), current_scope(), case),
        entries=entries_of_case(db.session(), case),
        linkable=linkable(case),
        writes=may_take_part(case) and why_untouched(case) is None,
        address=address,
    )


@bp.route("/cases/new", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def create() -> ResponseReturnValue:
    actor = current_actor()
    form = CaseForm(**begin(_first_values()))
    form.offer(case_choices(db.session(), actor.center_id, actor.organisation_id, form.day))
    if not form.is_submitted() or _rows_changed(form):
        return _form_page(form)
    earlier = cases.registered_with(db.session(), actor, form.key)
    if earlier is not None:
        forget()
        db.session.commit()
        flash(_("This case was registered already; here it is."), "message")
        return redirect(address(earlier))
    draft = form.draft(actor.organisation_id)
    accepted_on, closing = form.accepted_on.data, form.closing
    problems = cases.check(draft, accepted_on, closing=closing)
    if _is_sound(form, [*problems, *form.half_closed()]):
        try:
            case = cases.register(db.session(), actor, draft, form.key, accepted_on, closing)
            forget()
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.tell(refused.problems)
        except IntegrityError:
            db.session.rollback()
            twin = cases.registered_with(db.session(), actor, form.key)
            if twin is not None:
                return redirect(address(twin))
            form.submission_key.data = uuid.uuid4().hex
            form.tell([Problem("", N_("Nothing was saved; please send the form again."))])
        else:
            flash(_registered(case), "success")
            return redirect(address(case))
    return _form_page(form), 422


@bp.route("/cases/<int:case_id>/edit", methods=["GET", "POST"])
@permit(Permission.WRITE_CASES)
def edit(case_id: int) -> ResponseReturnValue:
    actor, case = current_actor(), writable(case_id)
    if (sentence := why_untouched(case)) is not None:
        flash(_(sentence), "warning")
        return redirect(address(case))
    form = CaseForm(**begin(values_of(case)))
    for name in OF_NEW:
        del form[name]
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
            forget()
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


def _first_values() -> dict[str, Any]:
    """What a new case begins with: the usual, and the common dispute that was chosen."""
    actor, mediator_id = current_actor(), current_user.mediator_id
    values = new_values(mediator_id, last_used(db.session(), actor, mediator_id))
    template = case_entry.template_asked_for(request.args.get("template"))
    return values | (case_entry.values_of(template) if template else {})


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
        forget()
        db.session.commit()
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
        drafting=drafting(),
        initials=initials,
        templates=[] if case else offered_templates(db.session(), current_actor().center_id),
        alike=alike_to(form, case) if form.is_submitted() else [],
        alike_at=address(case, "alike") if case else url_for("cases.alike"),
        back=address(case) if case else url_for("cases.index"),
    )


def _registered(case: Case) -> str:
    if case.closed_on:
        said = _("The case is registered, accepted and closed: %(number)s.", number=case.number)
    elif case.number:
        said = _("The case is registered and accepted: %(number)s.", number=case.number)
    else:
        said = _("The case is registered.")
    return str(said)

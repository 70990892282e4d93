"""The rules of the subsidy per case: added, changed until a list rests on them, ended."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.extensions import db
from tracker.forms.subsidies import RuleEndForm, RuleForm
from tracker.models import SubsidyRule
from tracker.permissions import Permission
from tracker.queries.subsidies import last_approved
from tracker.queries.subsidy_rules import rules_of
from tracker.reports.subsidies import rule_words
from tracker.services import subsidy_rules as service
from tracker.views.admin import bp, form_page, own, written
from tracker.views.guard import current_actor, permit


@bp.get("/subsidy-rules")
@permit(Permission.SET_SUBSIDIES)
def subsidy_rules() -> ResponseReturnValue:
    rules = rules_of(db.session(), current_actor().center_id).values()
    return render_template(
        "admin/subsidy_rules.html", rules=rules, rule_words=rule_words, now=clock.today()
    )


@bp.route("/subsidy-rules/new", methods=["GET", "POST"])
@permit(Permission.SET_SUBSIDIES)
def add_subsidy_rule() -> ResponseReturnValue:
    form = RuleForm()
    if written(
        form,
        lambda: service.add(db.session(), current_actor(), form.draft()),
        _("The rule is added."),
    ):
        return redirect(url_for(".subsidy_rules"))
    return form_page("admin/subsidy_rule.html", form)


@bp.route("/subsidy-rules/<int:rule_id>", methods=["GET", "POST"])
@permit(Permission.SET_SUBSIDIES)
def subsidy_rule(rule_id: int) -> ResponseReturnValue:
    row = own(SubsidyRule, rule_id)
    form = RuleForm(obj=row)
    if written(
        form,
        lambda: service.change(db.session(), current_actor(), row, form.draft()),
        _("The change is saved."),
    ):
        return redirect(url_for(".subsidy_rules"))
    approved = last_approved(db.session(), row.center_id)
    in_force = approved is not None and row.valid_from <= approved.end
    return form_page(
        "admin/subsidy_rule.html", form, row=row, words=rule_words(row), in_force=in_force
    )


@bp.route("/subsidy-rules/<int:rule_id>/end", methods=["GET", "POST"])
@permit(Permission.SET_SUBSIDIES)
def end_subsidy_rule(rule_id: int) -> ResponseReturnValue:
    row = own(SubsidyRule, rule_id)
    form = RuleEndForm(obj=row)
    if written(
        form,
        lambda: service.end(db.session(), current_actor(), row, form.valid_to.data),
        _("The rule has a last day."),
    ):
        return redirect(url_for(".subsidy_rules"))
    return form_page("admin/subsidy_rule_end.html", form, row=row, words=rule_words(row))

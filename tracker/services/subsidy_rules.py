"""The rules of the subsidy per case: added, changed while no approved list rests on them, ended."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from sqlalchemy.orm import Session

from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.subsidies import RuleDraft, check_end, check_rule
from tracker.models import SubsidyRule
from tracker.models.keys import hold_clock
from tracker.permissions import Actor, Forbidden, Permission, demand
from tracker.queries.subsidies import last_approved
from tracker.services import audit
from tracker.services.checks import refuse_if, too_long

IN_FORCE = N_("The lists until %(month)s are approved by this rule; end it and add another one.")
OVER = N_("This rule has ended; the lists of its time are approved.")


def add(session: Session, actor: Actor, draft: RuleDraft) -> SubsidyRule:
    demand(actor, Permission.SET_SUBSIDIES)
    hold_clock(session, actor.center_id)
    _check(session, actor, draft)
    rule = SubsidyRule(center_id=actor.center_id)
    _fill(rule, draft)
    session.add(rule)
    audit.record(session, actor, "subsidy_rule.add", rule, changes=audit.first_values(rule))
    return rule


def change(session: Session, actor: Actor, rule: SubsidyRule, draft: RuleDraft) -> None:
    """Anything of a rule that no approved list rests on."""
    _open(session, actor, rule)
    approved = last_approved(session, actor.center_id)
    if approved is not None and rule.valid_from <= approved.end:
        raise Refused(Problem("", IN_FORCE, {"month": approved}))
    _check(session, actor, draft)
    _fill(rule, draft)
    if changes := audit.changes_of(rule):
        audit.record(session, actor, "subsidy_rule.change", rule, changes=changes)


def end(session: Session, actor: Actor, rule: SubsidyRule, last_day: date) -> None:
    """It pays nothing that is closed after the last day; what it paid stands."""
    _open(session, actor, rule)
    approved = last_approved(session, actor.center_id)
    if approved is not None and rule.valid_to is not None and rule.valid_to < approved.end:
        raise Refused(Problem("", OVER))
    refuse_if(check_end(last_day, rule.valid_from, approved))
    rule.valid_to = last_day
    if changes := audit.changes_of(rule):
        audit.record(session, actor, "subsidy_rule.end", rule, changes=changes)


def _open(session: Session, actor: Actor, rule: SubsidyRule) -> None:
    """Nobody approves a list while a rule changes: both hold the center's clock."""
    demand(actor, Permission.SET_SUBSIDIES)
    if rule.center_id != actor.center_id:
        raise Forbidden("another center's rule")
    hold_clock(session, actor.center_id)


def _check(session: Session, actor: Actor, draft: RuleDraft) -> None:
    approved = last_approved(session, actor.center_id)
    refuse_if([*check_rule(draft, approved), *too_long(SubsidyRule, asdict(draft))])


def _fill(rule: SubsidyRule, draft: RuleDraft) -> None:
    for name, value in asdict(draft).items():
        setattr(rule, name, value)

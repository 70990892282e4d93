"""What the trail's actions are called on the pages; the trail itself keeps ``noun.verb``."""

from __future__ import annotations

from flask_babel import gettext as _

from tracker.domain.problems import N_

ACTIONS = {
    "account.add": N_("Account added"),
    "account.change": N_("Account changed"),
    "account.disable": N_("Account disabled"),
    "account.enable": N_("Account enabled"),
    "account.password": N_("Password changed"),
    "account.sign_in": N_("Signed in"),
    "account.sign_in_refused": N_("Sign-in refused"),
    "account.sign_out": N_("Signed out"),
    "case.accept": N_("Case accepted"),
    "case.close": N_("Case closed"),
    "case.decline": N_("Case declined"),
    "case.edit": N_("Case edited"),
    "case.extend": N_("Time limit extended"),
    "case.follow_up": N_("Follow-up noted"),
    "case.import": N_("Case imported"),
    "case.pay": N_("Payment noted"),
    "case.register": N_("Case registered"),
    "case.remove_payment": N_("Payment removed"),
    "case.reopen": N_("Case reopened"),
    "case.reveal": N_("Personal data shown"),
    "case.undo_import": N_("Imported case removed"),
    "center.open": N_("Center opened"),
    "dispute_type.add": N_("Dispute type added"),
    "dispute_type.add_standard": N_("Standard dispute types added"),
    "dispute_type.change": N_("Dispute type changed"),
    "dispute_type.move": N_("Dispute type moved"),
    "export.cases": N_("Cases exported"),
    "import.cases": N_("Ledger imported"),
    "import.undo": N_("Import undone"),
    "ledger.backup": N_("Ledger copied"),
    "ledger.restore": N_("Ledger put back from a copy"),
    "mediator.activate": N_("Mediator back in use"),
    "mediator.add": N_("Mediator added"),
    "mediator.change": N_("Mediator changed"),
    "mediator.deactivate": N_("Mediator no longer in use"),
    "organisation.activate": N_("Organisation back in use"),
    "organisation.add": N_("Organisation added"),
    "organisation.change": N_("Organisation changed"),
    "organisation.deactivate": N_("Organisation no longer in use"),
    "sample.complete": N_("Sample ledger made"),
    "summary.export": N_("Summary taken as a file"),
    "village.activate": N_("Village back in use"),
    "village.add": N_("Village added"),
    "village.change": N_("Village changed"),
    "village.deactivate": N_("Village no longer in use"),
}


def action_word(action: str) -> str:
    """``受理案件`` for ``case.accept``; an action without words stands as it is."""
    return str(_(ACTIONS[action])) if action in ACTIONS else action

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
    "case.amend_confirmation": N_("Judicial confirmation corrected"),
    "case.amend_visit": N_("Return visit corrected"),
    "case.apply_for_confirmation": N_("Judicial confirmation applied for"),
    "case.attach": N_("Files attached"),
    "case.cancel_appointment": N_("Appointment cancelled"),
    "case.change_appointment": N_("Appointment changed"),
    "case.close": N_("Case closed"),
    "case.complete_confirmation": N_("Imported confirmation put on record"),
    "case.complete_visit": N_("Imported return visit put on record"),
    "case.decide_confirmation": N_("Court's decision noted"),
    "case.decline": N_("Case declined"),
    "case.detach": N_("Attachment removed"),
    "case.draw_up_agreement": N_("Agreement drawn up"),
    "case.edit": N_("Case edited"),
    "case.edit_session": N_("Record corrected"),
    "case.extend": N_("Time limit extended"),
    "case.import": N_("Case imported"),
    "case.keep_appointment": N_("Appointment kept"),
    "case.note_non_performance": N_("Non-performance noted"),
    "case.pay": N_("Payment noted"),
    "case.plan_appointment": N_("Appointment planned"),
    "case.record_session": N_("Session recorded"),
    "case.register": N_("Case registered"),
    "case.remove_non_performance": N_("Note of non-performance removed"),
    "case.remove_payment": N_("Payment removed"),
    "case.remove_session": N_("Record removed"),
    "case.remove_visit": N_("Return visit removed"),
    "case.reopen": N_("Case reopened"),
    "case.reveal": N_("Personal data shown"),
    "case.revise_agreement": N_("Agreement revised"),
    "case.tick_term": N_("Item ticked off as performed"),
    "case.undo_import": N_("Imported case removed"),
    "case.untick_term": N_("Tick taken back"),
    "case.visit": N_("Return visit noted"),
    "case.withdraw_agreement": N_("Agreement withdrawn"),
    "case_template.activate": N_("Template of a common dispute back in use"),
    "case_template.add": N_("Template of a common dispute added"),
    "case_template.add_standard": N_("Standard templates of common disputes added"),
    "case_template.change": N_("Template of a common dispute changed"),
    "case_template.deactivate": N_("Template of a common dispute no longer in use"),
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
    "mediator.calendar": N_("Calendar address replaced"),
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

FORMER = {"case.follow_up": N_("Follow-up noted")}
"""What earlier versions wrote; their ledgers are read on."""


def action_word(action: str) -> str:
    """``受理案件`` for ``case.accept``; an action without words stands as it is."""
    words = ACTIONS.get(action) or FORMER.get(action)
    return str(_(words)) if words else action

"""The papers of an agreement through the services, and how the case's ending follows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tests.agreements import ACCEPTED, AGREED, ORAL, PAPERS, agreed_case
from tests.factories import make_case, trail
from tracker import clock
from tracker.domain.agreements import AgreementDraft, InstalmentDraft, TermDraft
from tracker.domain.drafts import Closing, ConfirmationDraft, PaymentDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import AgreementForm
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import AuditLine, Case
from tracker.permissions import Actor, Forbidden
from tracker.services import agreements, cases, confirmations, performance


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


@pytest.fixture
def drawn(session, center, actor):
    """An open case with its agreement's papers."""
    case = make_case(session, center, accepted=ACCEPTED)
    agreements.draw_up(session, actor, case, PAPERS, case.version)
    session.commit()
    return case


@pytest.fixture
def ended(session, center, actor, drawn):
    """The same, closed as the agreement says."""
    closing = Closing(AGREED, Outcome.WRITTEN_AGREEMENT, Decimal("800.50"))
    cases.close(session, actor, drawn, closing, drawn.version)
    session.commit()
    return drawn


def refused(call: Any, *arguments: Any) -> list[tuple[str, str]]:
    """(field, sentence) of each problem."""
    with pytest.raises(Refused) as found:
        call(*arguments)
    return [(one.field, str(one)) for one in found.value.problems]


def drafts_of(case: Case) -> AgreementDraft:
    """The papers that stand, as a form would send them again."""
    standing = case.agreement
    terms = [TermDraft(one.text, one.in_kind, one.due_on, one.id) for one in standing.terms]
    plan = [InstalmentDraft(one.due_on, one.amount, one.id) for one in standing.instalments]
    return replace(PAPERS, form=standing.form, terms=tuple(terms), instalments=tuple(plan))


def changes(session: Any, case: Case) -> dict[str, Any]:
    """What the newest line of the case's trail says."""
    lines = select(AuditLine).where(AuditLine.subject_id == case.id).order_by(AuditLine.id.desc())
    return dict(session.scalars(lines).first().changes)


def test_papers_stand_in_the_file_and_in_the_trail(session, drawn):
    standing = drawn.agreement
    assert [one.text for one in standing.terms] == ["乙方分两期赔偿", "乙方修好楼板"]
    assert (standing.amount, standing.effective_on) == (Decimal("800.50"), None)
    assert drawn.amount_agreed is None
    told = changes(session, drawn)
    assert told["instalments"] == [
        [],
        [
            {"due_on": "2024-04-01", "amount": "300.25"},
            {"due_on": "2024-05-01", "amount": "500.25"},
        ],
    ]
    assert told["terms"][1][1] == {
        "text": "乙方修好楼板", "in_kind": True, "due_on": "2024-04-30",
    }  # fmt: skip
    assert "place" not in told


def test_an_oral_agreement_is_in_effect_since_the_day_it_was_reached(session, center, actor):
    case = make_case(session, center, accepted=ACCEPTED)
    agreements.draw_up(session, actor, case, ORAL, case.version)
    assert case.agreement.effective_on == AGREED


def test_one_agreement_stands_at_a_time(session, actor, drawn):
    assert refused(agreements.draw_up, session, actor, drawn, PAPERS, drawn.version)[0][0] == ""


@pytest.mark.parametrize(
    ("closing", "field"),
    [
        (Closing(AGREED, Outcome.ORAL_AGREEMENT, Decimal("800.50")), "outcome"),
        (Closing(AGREED, Outcome.FAILED), "outcome"),
        (Closing(AGREED, Outcome.WRITTEN_AGREEMENT, Decimal("800.00")), "amount_agreed"),
        (Closing(AGREED, Outcome.WRITTEN_AGREEMENT), "amount_agreed"),
        (
            Closing(date(2024, 3, 19), Outcome.WRITTEN_AGREEMENT, Decimal("800.50")),
            "closed_on",
        ),
    ],
)
def test_a_case_does_not_end_otherwise_than_its_agreement_says(
    session, actor, drawn, closing, field
):
    told = refused(cases.close, session, actor, drawn, closing, drawn.version)
    assert [one for one, _sentence in told] == [field]


def test_once_the_agreement_is_withdrawn_the_case_may_end_without_one(session, actor, drawn):
    agreements.withdraw(session, actor, drawn, "一方拒绝签字", drawn.version)
    cases.close(session, actor, drawn, Closing(AGREED, Outcome.FAILED), drawn.version)
    session.commit()
    assert drawn.agreement is None
    assert [one.withdrawn_on for one in drawn.agreements] == [clock.today()]
    assert trail(session, drawn)[-2:] == ["case.withdraw_agreement", "case.close"]


def test_without_an_agreement_there_is_nothing_to_revise_or_withdraw(session, center, actor):
    case = make_case(session, center, accepted=ACCEPTED)
    assert refused(agreements.revise, session, actor, case, PAPERS, case.version)
    assert refused(agreements.withdraw, session, actor, case, "无", case.version)


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.SETTLED_PRIVATELY])
def test_a_case_that_ended_without_an_agreement_gets_no_papers(session, center, actor, outcome):
    case = make_case(session, center, accepted=ACCEPTED, closed=AGREED, outcome=outcome)
    assert refused(agreements.draw_up, session, actor, case, PAPERS, case.version)


def closed_case(session: Any, center: Any, **changes: Any) -> Case:
    values = {"accepted": ACCEPTED, "closed": AGREED, "agreed": Decimal("800.50")}
    return make_case(session, center, **values | changes)


def test_a_closed_case_gets_papers_that_say_how_it_was_closed(session, center, actor):
    case = closed_case(session, center)
    papers = [
        (replace(PAPERS, instalments=PAPERS.instalments[:1]), "amount_agreed"),
        (ORAL, "form"),
        (replace(PAPERS, agreed_on=date(2024, 3, 21)), "agreed_on"),
    ]
    for draft, field in papers:
        told = refused(agreements.draw_up, session, actor, case, draft, case.version)
        assert [one for one, _sentence in told] == [field]
    agreements.draw_up(session, actor, case, PAPERS, case.version)
    assert case.amount_agreed == Decimal("800.50")


def test_where_the_ledger_states_no_amount_the_papers_do(session, center, actor):
    case = closed_case(session, center, agreed=None)
    agreements.draw_up(session, actor, case, PAPERS, case.version)
    session.commit()
    assert case.amount_agreed == Decimal("800.50")
    assert changes(session, case)["amount_agreed"] == [None, "800.50"]


@pytest.mark.parametrize("draft", [PAPERS, ORAL])
def test_an_imported_agreement_of_unstated_form_takes_papers_of_either(
    session, center, actor, draft
):
    case = closed_case(session, center)
    case.outcome = Outcome.AGREEMENT_FORM_UNSTATED
    agreements.draw_up(session, actor, case, draft, case.version)
    assert case.outcome is Outcome.AGREEMENT_FORM_UNSTATED


def test_revising_the_plan_of_a_closed_case_changes_the_agreed_amount(session, actor, ended):
    draft = drafts_of(ended)
    agreements.revise(
        session,
        actor,
        ended,
        replace(draft, instalments=draft.instalments[:1]),
        ended.version,
    )
    session.commit()
    assert ended.amount_agreed == Decimal("300.25")
    told = changes(session, ended)
    assert told["amount_agreed"] == ["800.50", "300.25"]
    assert told.keys() == {"amount_agreed", "instalments"}
    agreements.revise(session, actor, ended, replace(draft, instalments=()), ended.version)
    assert ended.amount_agreed is None


def test_the_form_of_a_closed_case_cannot_be_revised_away_from_its_outcome(session, actor, ended):
    draft = replace(drafts_of(ended), form=AgreementForm.ORAL)
    told = refused(agreements.revise, session, actor, ended, draft, ended.version)
    assert [one for one, _sentence in told] == ["form"]


def test_revising_keeps_the_rows_and_what_was_ticked_off(session, actor, ended):
    repair = ended.agreement.terms[1]
    performance.tick_off(session, actor, ended, repair, date(2024, 4, 2), ended.version)
    session.commit()
    ids = [one.id for one in ended.agreement.terms]
    draft = drafts_of(ended)
    terms = (draft.terms[1], TermDraft("双方不再追究"), replace(draft.terms[0], text="改过"))
    agreements.revise(session, actor, ended, replace(draft, terms=terms), ended.version)
    session.commit()
    standing = ended.agreement.terms
    assert [one.text for one in standing] == ["乙方修好楼板", "双方不再追究", "改过"]
    assert (standing[0].id, standing[2].id) == (ids[1], ids[0])
    assert standing[0].performed_on == date(2024, 4, 2)


def test_nothing_changed_is_no_line_in_the_trail(session, actor, drawn):
    before = trail(session, drawn)
    agreements.revise(session, actor, drawn, drafts_of(drawn), drawn.version)
    session.commit()
    assert trail(session, drawn) == before


def test_what_is_ticked_off_stays_an_item_in_kind_and_after_the_agreement(session, actor, ended):
    repair = ended.agreement.terms[1]
    performance.tick_off(session, actor, ended, repair, AGREED, ended.version)
    session.commit()
    draft = drafts_of(ended)
    without = replace(draft, terms=draft.terms[:1])
    spoken = replace(draft, terms=(draft.terms[0], replace(draft.terms[1], in_kind=False)))
    for one in (without, replace(spoken, terms=(replace(spoken.terms[1], due_on=None),))):
        told = refused(agreements.revise, session, actor, ended, one, ended.version)
        assert [field for field, _sentence in told] == ["terms-0-text"]
        assert "乙方修好楼板" in told[0][1]


def test_reopening_withdraws_the_agreement_and_keeps_it_in_the_file(session, actor, ended):
    cases.reopen(session, actor, ended, "一方反悔", ended.version)
    session.commit()
    assert ended.agreement is None
    assert len(ended.agreements) == 1
    assert changes(session, ended)["withdrawn_on"] == [None, clock.today().isoformat()]
    agreements.draw_up(session, actor, ended, ORAL, ended.version)
    session.commit()
    assert len(ended.agreements) == 2


def test_what_a_court_has_confirmed_is_neither_revised_nor_withdrawn(session, actor, ended):
    ended.judicial_confirmed_on = date(2024, 4, 1)
    for verb, said in ((agreements.withdraw, "录错"), (agreements.revise, drafts_of(ended))):
        told = refused(verb, session, actor, ended, said, ended.version)
        assert "confirmed this agreement" in told[0][1]


def test_what_a_court_has_before_it_is_neither_revised_nor_withdrawn(session, center, actor):
    papers = replace(PAPERS, effective_on=AGREED)
    case = agreed_case(session, center, papers)
    application = ConfirmationDraft(date(2024, 4, 1), "柳市人民法院")
    confirmations.apply_for(session, actor, case, application, case.version)
    for verb, said in ((agreements.withdraw, "录错"), (agreements.revise, drafts_of(case))):
        told = refused(verb, session, actor, case, said, case.version)
        assert "before the court" in told[0][1]


def test_too_long_a_text_is_told_beside_its_item(session, center, actor):
    case = make_case(session, center, accepted=ACCEPTED)
    draft = replace(PAPERS, terms=(TermDraft("一"), TermDraft("长" * 4001)), place="远" * 101)
    told = refused(agreements.draw_up, session, actor, case, draft, case.version)
    assert [field for field, _sentence in told] == ["place", "terms-1-text"]


def test_others_and_latecomers_write_no_agreement(session, center, actors, drawn):
    for role, actor in actors.items():
        if role is not Role.MEDIATOR:
            with pytest.raises(Forbidden):
                agreements.revise(session, actor, drawn, PAPERS, drawn.version)
    with pytest.raises(cases.Stale):
        agreements.revise(session, actors[Role.MEDIATOR], drawn, PAPERS, drawn.version - 1)


def test_payments_stand_against_the_amount_of_the_papers(session, actor, ended):
    payment = PaymentDraft(date(2024, 4, 1), Decimal("800.50"))
    performance.record_payment(session, actor, ended, payment, ended.version)
    assert refused(cases.reopen, session, actor, ended, "反悔", ended.version)
    assert ended.agreement is not None


def test_a_row_sent_twice_becomes_two_rows_and_the_amount_is_theirs(session, actor, ended):
    draft = drafts_of(ended)
    twice = replace(draft, instalments=(draft.instalments[0], draft.instalments[0]))
    agreements.revise(session, actor, ended, twice, ended.version)
    session.commit()
    session.refresh(ended.agreement)
    assert ended.agreement.amount == ended.amount_agreed == Decimal("600.50")


def test_other_papers_of_a_closed_case_change_the_agreed_amount(session, actor, ended):
    agreements.withdraw(session, actor, ended, "另行约定", ended.version)
    fewer = replace(PAPERS, instalments=PAPERS.instalments[:1])
    agreements.draw_up(session, actor, ended, fewer, ended.version)
    assert changes(session, ended)["amount_agreed"] == ["800.50", "300.25"]


def test_an_amount_stated_since_the_papers_were_withdrawn_is_not_replaced(session, actor, ended):
    """Reopened and closed with an earlier day: the papers were withdrawn after that day."""
    cases.reopen(session, actor, ended, "一方反悔", ended.version)
    closing = Closing(date(2024, 4, 1), Outcome.WRITTEN_AGREEMENT, Decimal(5000))
    cases.close(session, actor, ended, closing, ended.version)
    told = refused(agreements.draw_up, session, actor, ended, PAPERS, ended.version)
    assert [field for field, _sentence in told] == ["amount_agreed"]
    assert ended.amount_agreed == Decimal(5000)

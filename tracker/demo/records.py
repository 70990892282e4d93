"""What a planned case of these weeks gathers in its file: sessions, agreement, appointments.

The thousands of cases of the years before have none, so that the sample is made in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random

from sqlalchemy.orm import Session

from tracker import clock
from tracker.demo.planned import PlannedCase
from tracker.domain.agreements import AgreementDraft, InstalmentDraft, TermDraft
from tracker.domain.drafts import SessionDraft
from tracker.domain.record_words import AgreementForm, SessionKind, SessionResult
from tracker.domain.vocabulary import Outcome
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import agreements, performance, sessions

ROOMS = ("一号调解室", "二号调解室", "村便民服务中心", "矛盾纠纷现场")
HOURS = (time(9, 0), time(9, 30), time(14, 0), time(15, 30))

IN_KIND = ("修复", "清理", "恢复", "移动", "降低", "赔礼", "规范", "停止", "拆除", "更换", "排除")
"""Words of a wish that is done and not paid."""

FORMS = {
    Outcome.WRITTEN_AGREEMENT: AgreementForm.WRITTEN,
    Outcome.ORAL_AGREEMENT: AgreementForm.ORAL,
}
PEACE = "双方就本纠纷再无其他争议，今后互谅互让、和睦相处。"
PAID_BY = "被申请人按履行计划向申请人支付约定款项。"


def proceedings_of(session: Session, actor: Actor, case: Case, plan: PlannedCase) -> Iterator[None]:
    """An inquiry for a hard case, the sessions, and the agreement before the case is closed by it.

    Writes one step; whoever iterates flushes between the steps.
    """
    if plan.accepted_on is None:
        return
    rng = _dice(plan)
    if plan.hardness > 2:
        yield from _held(session, actor, case, _inquiry(plan, case, plan.accepted_on, rng))
    if plan.closed_on is None:
        yield from _under_way(session, actor, case, plan, rng)
        return
    middle = plan.accepted_on + (plan.closed_on - plan.accepted_on) / 2
    if plan.accepted_on < middle < plan.closed_on:
        yield from _held(session, actor, case, _session(plan, case, middle, rng, None))
    yield from _held(session, actor, case, _session(plan, case, plan.closed_on, rng, plan.outcome))
    if plan.outcome in FORMS:
        draft = _agreement(plan, FORMS[plan.outcome], plan.closed_on, len(case.parties))
        agreements.draw_up(session, actor, case, draft, case.version)
        yield


def performed_in_kind(
    session: Session, actor: Actor, case: Case, plan: PlannedCase
) -> Iterator[None]:
    """What was promised in kind is done within days; now and then it is not."""
    if case.agreement is None or plan.closed_on is None:
        return
    for term in case.agreement.terms:
        done_on = plan.closed_on + timedelta(days=4)
        if term.in_kind and done_on <= clock.today() and _dice(plan).random() < 0.7:
            performance.tick_off(session, actor, case, term, done_on, case.version)
            yield


def _dice(plan: PlannedCase) -> Random:
    """The same for the same case, however often it is asked."""
    return Random(f"{plan.registered_on} {plan.mediator} {plan.summary}")  # noqa: S311 - no secret


def _held(session: Session, actor: Actor, case: Case, draft: SessionDraft) -> Iterator[None]:
    sessions.record_session(session, actor, case, draft, case.version)
    yield


def _under_way(
    session: Session, actor: Actor, case: Case, plan: PlannedCase, rng: Random
) -> Iterator[None]:
    if plan.accepted_on and plan.hardness > 1.5:
        yield from _held(session, actor, case, _session(plan, case, plan.accepted_on, rng, None))


def _attended(case: Case) -> str:
    return "、".join(party.name for party in case.parties)


def _inquiry(plan: PlannedCase, case: Case, on: date, rng: Random) -> SessionDraft:
    return SessionDraft(
        SessionKind.INQUIRY,
        on,
        f"到现场了解情况：{plan.scene.event}。向周边住户核实，{rng.choice(plan.scene.troubles)}。"
        "已拍照留存，相关票据由申请人提供。",
        rng.choice(HOURS),
        rng.choice(ROOMS[2:]),
        case.mediator_id,
        attended=case.parties[0].name,
    )


def _session(
    plan: PlannedCase, case: Case, on: date, rng: Random, outcome: Outcome | None
) -> SessionDraft:
    said = (
        f"调解员宣布调解纪律，告知双方权利义务。申请人陈述：{plan.scene.event}，请求{plan.scene.wish}。"
        f"被申请人对经过无异议，但{rng.choice(plan.scene.troubles)}。"
    )
    if outcome is None:
        said += "调解员分别做双方工作，分歧缩小，双方同意择日再次调解。"
        result = SessionResult.CONTINUES
    elif outcome.is_agreement:
        said += "经调解员释法说理，双方互谅互让，自愿达成协议。"
        result = SessionResult.AGREED
    elif outcome.resolved:
        said += "调解员就相关规定作了说明，申请人表示理解，不再坚持原请求。"
        result = SessionResult.AGREED
    else:
        said += "双方差距较大，经多次协调仍不能达成一致。"
        result = SessionResult.FAILED
    return SessionDraft(
        SessionKind.MEDIATION,
        on,
        said,
        rng.choice(HOURS),
        rng.choice(ROOMS[:3]),
        case.mediator_id,
        tuple(one.mediator_id for one in case.co_mediators),
        _attended(case),
        result,
    )


def _agreement(plan: PlannedCase, form: AgreementForm, on: date, parties: int) -> AgreementDraft:
    instalments = _instalments(plan, on)
    terms = [TermDraft(PAID_BY)] if instalments else []
    if any(word in plan.scene.wish for word in IN_KIND):
        done = f"被申请人负责落实：{plan.scene.wish}。"
        terms.append(TermDraft(done, in_kind=True, due_on=on + timedelta(days=7)))
    deadlines = [on, *(one.due_on for one in instalments)]
    deadlines += [term.due_on for term in terms if term.due_on]
    return AgreementDraft(
        form,
        on,
        (*terms, TermDraft(PEACE)),
        instalments,
        effective_on=on,
        facts=plan.summary,
        manner="银行转账" if instalments else "当面履行",
        place="示例镇",
        perform_by=max(deadlines),
        copies=parties + 1,
    )


def _instalments(plan: PlannedCase, on: date) -> tuple[InstalmentDraft, ...]:
    """The payments as they were made; what is still open is due a month after the agreement."""
    if not plan.amount_agreed:
        return ()
    promised = [InstalmentDraft(one.paid_on, one.amount) for one in plan.payments]
    rest = plan.amount_agreed - sum(one.amount for one in plan.payments)
    if rest > 0:
        last = max((one.due_on for one in promised), default=on)
        promised.append(InstalmentDraft(last + timedelta(days=30), rest))
    return tuple(promised)

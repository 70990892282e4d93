"""A case with others: helping organisations, transfers, one case split in two, duplicates."""

from __future__ import annotations

from typing import Any

from tracker.domain.drafts import SplitDraft, TransferDraft
from tracker.domain.problems import N_, Problem, Refused
from tracker.domain.vocabulary import Status
from tracker.forms.case_links import HelperForm, MergeForm, ReferForm, SplitForm, TransferForm
from tracker.forms.case_steps import ReasonForm
from tracker.models import Case
from tracker.queries.case_links import numbered
from tracker.services import case_helpers, case_merging, case_splitting, transfers
from tracker.views.case_steps.step import Rows, Step, Work

GOING_ON = (Status.REGISTERED, Status.OPEN)
EVERY = tuple(one for one in Status if one is not Status.MERGED)


def _is_not_offered(case: Case, _row: Any = None) -> bool:
    return case.offer is None


def _is_unsigned(case: Case, _row: Any = None) -> bool:
    return case.offer is None and case.agreement is None


def _has_no_agreement(case: Case, _row: Any = None) -> bool:
    agreed = case.outcome is not None and case.outcome.is_agreement
    return _is_unsigned(case) and not (agreed or case.payments)


def _transfer(work: Work) -> object:
    form, case = work.form, work.case
    wanted = TransferDraft(case.center_id, form.organisation_id.data, form.reason.data)
    return transfers.ask(work.session, work.actor, case, wanted, work.version)


def _refer(work: Work) -> object:
    center_id, organisation_id = work.form.place
    wanted = TransferDraft(center_id, organisation_id, work.form.reason.data)
    return transfers.ask(work.session, work.actor, work.case, wanted, work.version)


def _split(work: Work) -> object:
    form = work.form
    wanted = SplitDraft(
        tuple(form.going.data),
        tuple(form.leaving.data or ()),
        form.summary.data,
        form.claims.data or "",
        form.amount_claimed.data,
        form.reason.data,
    )
    return case_splitting.split(work.session, work.actor, work.case, wanted, work.version)


def _merge(work: Work) -> object:
    form, case = work.form, work.case
    into = None
    if form.number.data:
        into = numbered(work.session, case, form.number.data)
    elif form.into_id.data:
        into = work.session.get(Case, (case.center_id, form.into_id.data))
    if into is None:
        field = "number" if form.number.data else "into_id"
        raise Refused(Problem(field, N_("Please choose a case of your organisation.")))
    reason = form.reason.data
    return case_merging.merge(work.session, work.actor, case, into, reason, work.version)


ADD_HELPER = Step(
    name="add_helper",
    label=N_("Add a helping organisation"),
    hint=N_(
        "Its mediators see the case in full and record what happens in it. The case stays with"
        " your organisation and counts there."
    ),
    done=N_("The organisation helps in this case."),
    form=HelperForm,
    take=lambda work: case_helpers.add(
        work.session, work.actor, work.case, work.form.organisation_id.data, work.version
    ),
    statuses=GOING_ON,
    section="links",
)
REMOVE_HELPER = Step(
    name="remove_helper",
    label=N_("End the help of an organisation"),
    hint=N_("What it has recorded stays; from then on it no longer sees the case."),
    done=N_("The organisation no longer helps in this case."),
    form=ReasonForm,
    take=lambda work: case_helpers.remove(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=EVERY,
    rows=Rows("helpers", lambda case: case.helpers),
    section="links",
)
TRANSFER = Step(
    name="transfer",
    label=N_("Transfer within the center"),
    hint=N_("The case stays with your organisation until the other one has taken it."),
    done=N_("The other organisation is asked to take the case."),
    form=TransferForm,
    take=_transfer,
    statuses=transfers.WITHIN,
    when=_is_not_offered,
    section="links",
)
REFER = Step(
    name="refer",
    label=N_("Refer to another center"),
    hint=N_(
        "Once the other center takes the case, it registers one of its own and this one closes"
        " as referred. It counts as resolved when that one is."
    ),
    done=N_("The other center is asked to take the case."),
    form=ReferForm,
    take=_refer,
    statuses=transfers.ELSEWHERE,
    when=_is_unsigned,
    section="links",
)
WITHDRAW_TRANSFER = Step(
    name="withdraw_transfer",
    label=N_("Take the transfer back"),
    hint=N_("Nobody is asked any more; the case goes on with your organisation."),
    done=N_("The transfer is taken back."),
    form=ReasonForm,
    take=lambda work: transfers.withdraw(
        work.session, work.actor, work.case, work.row, work.form.reason.data, work.version
    ),
    statuses=EVERY,
    rows=Rows("transfers", lambda case: [case.offer] if case.offer else []),
    section="links",
)
SPLIT = Step(
    name="split",
    label=N_("Split the case"),
    hint=N_(
        "For two disputes in one case: the new case gets a number of its own, with the same days"
        " of registration and acceptance."
    ),
    done=N_("The case is split in two."),
    form=SplitForm,
    take=_split,
    statuses=GOING_ON,
    when=_is_unsigned,
    section="links",
)
MERGE = Step(
    name="merge",
    label=N_("Merge into another case"),
    hint=N_(
        "For a dispute that was logged twice: this case stays readable, but no longer counts."
        " The other one goes on; if the two were one before a split, with all people and amounts."
    ),
    done=N_("The case is merged into the other one."),
    form=MergeForm,
    take=_merge,
    statuses=EVERY,
    when=_has_no_agreement,
    section="links",
)
UNMERGE = Step(
    name="unmerge",
    label=N_("Undo the merge"),
    hint=N_("The case counts again, in the state in which it was merged."),
    done=N_("The case stands by itself again."),
    form=ReasonForm,
    take=lambda work: case_merging.unmerge(
        work.session, work.actor, work.case, work.form.reason.data, work.version
    ),
    statuses=(Status.MERGED,),
)
STEPS = (ADD_HELPER, REMOVE_HELPER, TRANSFER, REFER, WITHDRAW_TRANSFER, SPLIT, MERGE, UNMERGE)

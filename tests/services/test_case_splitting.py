"""Two disputes in one case become two cases; nothing counts twice."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.agreements import PAPERS
from tests.factories import extend, make_case, trail
from tracker.domain.drafts import PartyDraft, SplitDraft
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Outcome, Side, Status
from tracker.models import CaseLink
from tracker.permissions import Actor
from tracker.services import agreements, case_splitting

PEOPLE = [
    PartyDraft(Side.APPLICANT, "张小三", phone="13812345678"),
    PartyDraft(Side.APPLICANT, "王五"),
    PartyDraft(Side.RESPONDENT, "李四"),
]


@pytest.fixture
def case(session, center):
    return make_case(
        session, center, accepted=date(2024, 3, 6), parties=PEOPLE, amount_claimed=Decimal(3000)
    )


def wanted(case, going=(0, 2), leaving=(0,), amount="1000", **changes):
    ids = [one.id for one in case.parties]
    values = {
        "going": tuple(ids[place] for place in going),
        "leaving": tuple(ids[place] for place in leaving),
        "summary": "工资",
        "claims": "",
        "amount_claimed": Decimal(amount) if amount else None,
        "reason": "两起纠纷",
    }
    return SplitDraft(**values | changes)


def split(session, case, draft):
    actor = Actor.system(case.center_id)
    new = case_splitting.split(session, actor, case, draft, case.version)
    session.commit()
    return new


def test_both_cases_keep_their_days_and_divide_people_and_amount(session, case):
    new = split(session, case, wanted(case))
    assert (new.registered_on, new.accepted_on) == (case.registered_on, case.accepted_on)
    assert (case.number[-5:], new.number[-5:]) == ("0001号", "0002号")
    assert (case.amount_claimed, new.amount_claimed) == (Decimal(2000), Decimal(1000))
    assert [one.name for one in case.parties] == ["王五", "李四"]
    assert [(one.name, one.phone) for one in new.parties] == [
        ("张小三", "13812345678"),
        ("李四", None),
    ]
    link = session.scalars(select(CaseLink)).one()
    assert (link.case_id, link.from_case_id, link.kind.value) == (new.id, case.id, "split")
    assert trail(session, case)[-1] == "case.split"
    assert trail(session, new) == ["case.register", "case.accept"]


def test_a_case_not_yet_accepted_is_split_into_two_such(session, center):
    case = make_case(session, center, parties=PEOPLE)
    new = split(session, case, wanted(case, amount=None))
    assert (new.status, new.number, new.amount_claimed) == (Status.REGISTERED, None, None)
    assert case.amount_claimed == Decimal("1000.00")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"going": (2,), "leaving": ()}, "going"),
        ({"going": (), "leaving": ()}, "going"),
        ({"leaving": (1,)}, "leaving"),
        ({"going": (0, 1), "leaving": (0, 1)}, "leaving"),
        ({"amount": "3000.01"}, "amount_claimed"),
        ({"amount": "-1"}, "amount_claimed"),
        ({"summary": " "}, "summary"),
        ({"summary": "长" * 4001}, "summary"),
        ({"reason": ""}, "reason"),
    ],
)
def test_what_cannot_be_divided_is_refused_and_nothing_changes(session, case, changes, field):
    with pytest.raises(Refused) as refused:
        split(session, case, wanted(case, **changes))
    assert field in [one.field for one in refused.value.problems]
    session.rollback()
    assert len(case.parties) == 3


def test_a_closed_case_is_not_split(session, center):
    closed = make_case(
        session, center, accepted=date(2024, 3, 6), closed=date(2024, 3, 7), outcome=Outcome.FAILED
    )
    with pytest.raises(Refused):
        split(session, closed, wanted(closed, going=(0,), leaving=()))


def test_nobody_leaves_a_case_whose_agreement_stands(session, case):
    """What they signed is in its file."""
    actor = Actor.system(case.center_id)
    agreements.draw_up(session, actor, case, PAPERS, case.version)
    with pytest.raises(Refused, match="withdraw it first"):
        split(session, case, wanted(case))
    agreements.withdraw(session, actor, case, "一方反悔", case.version)
    assert split(session, case, wanted(case)).agreements == []


def test_both_cases_have_the_time_to_which_the_parties_consented(session, case):
    for until in (date(2024, 5, 1), date(2024, 6, 1)):
        extend(session, case, until)
    new = split(session, case, wanted(case))
    assert new.due_on == case.due_on == date(2024, 6, 1)
    told = [[(one.until, one.consent) for one in each.extensions] for each in (case, new)]
    assert told[0] == told[1]
    assert trail(session, new) == ["case.register", "case.accept", "case.extend"]

"""How nearly a value or a change is meant, held against the ledger."""

from __future__ import annotations

import pytest

from tests.small_year import fill
from tracker.domain.verdicts import Verdict
from tracker.domain.vocabulary import Basis
from tracker.queries.scope import Scope
from tracker.reconcile.result import reconcile


def _held(session, center, text):
    return reconcile(session, Scope((center.id,)), text, 2024, Basis.CASELOAD)


LIMITS = ["不超过{}件", "{}件以内", "{}件以下", "少于{}件", "低于{}件", "不足{}件", "不到{}件"]


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_holds_however_far_below_it_the_ledger_is(session, center, limit):
    fill(session, center)
    far, passed = _held(
        session, center, f"化解矛盾纠纷{limit.format(200)}。化解矛盾纠纷{limit.format(1)}。"
    ).held
    assert (far.verdict, passed.verdict) == (Verdict.WITHIN_BOUND, Verdict.DIFFERS)


BOUNDS = {
    "受理纠纷超过5件": True,
    "受理纠纷超过10件": False,
    "受理纠纷突破9件": True,
    "受理纠纷10余件": True,
    "受理纠纷5余件": False,
    "受理纠纷近11件": True,
    "受理纠纷近20件": False,
    "受理纠纷不到20件": True,
    "受理纠纷不足10件": False,
    "受理纠纷10件以上": True,
    "化解率不足90%": True,
    "化解率不到七成": True,
    "化解率超过50%": True,
    "化解率超过70%": False,
    "受理纠纷同比上升超过160%": False,
    "受理纠纷同比上升超过120%": True,
    "受理纠纷同比上升近140%": False,
    "受理纠纷同比上升近160%": True,
    "受理纠纷同比上升160%以上": False,
    "受理纠纷同比增加超7件": False,
    "受理纠纷同比增加超5件": True,
    "受理纠纷同比增加不到8件": True,
    "受理纠纷同比减少不到8件": False,
}
"""Of 10 cases accepted, 4 the year before, and 6 of 11 resolved."""


def test_bounds_have_a_direction_and_some_of_them_lie_near(session, center):
    fill(session, center)
    result = _held(session, center, "。".join(BOUNDS) + "。")
    told = sorted([*result.held, *result.changes], key=lambda one: one.stated.start)
    assert dict(zip(BOUNDS, (one.verdict for one in told), strict=True)) == {
        said: Verdict.WITHIN_BOUND if true else Verdict.DIFFERS for said, true in BOUNDS.items()
    }

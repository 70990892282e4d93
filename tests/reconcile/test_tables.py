"""The result as tables: every figure by its name, every value as people write it."""

from __future__ import annotations

import pytest

from tests.small_year import fill
from tracker.domain.vocabulary import Basis
from tracker.indicators import INDICATORS
from tracker.indicators.register_figures import declared
from tracker.queries.scope import Scope
from tracker.reconcile.marked import pieces
from tracker.reconcile.reading import stated_figures
from tracker.reconcile.result import read_alone, reconcile
from tracker.reconcile.rules import RULES
from tracker.reconcile.tables import changes_table
from tracker.reconcile.telling import figure_words, stated_words


@pytest.fixture(autouse=True)
def page(app):
    with app.test_request_context():
        yield


def test_every_figure_that_words_may_state_has_one_name():
    stated = {rule.indicator for rule in RULES} - {None}
    assert stated <= INDICATORS.keys() | declared().keys()
    assert not INDICATORS.keys() & declared().keys()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("协议涉及金额9,160万元。", "91,600,000元"),
        ("满意率不低于97.5%。", "≥97.5%"),
        ("分发资料3万余册。", ">30,000册"),
        ("近300件。", "<300件"),
        ("约300件。", "≈300件"),
        ("化解率98%～99%。", "98–99%"),
    ],
)
def test_a_value_is_told_with_its_bound_and_its_unit(text, value):
    (one,) = stated_figures(text, 2024)
    assert stated_words(one) == value


def test_a_figure_is_told_by_its_name_in_every_ledger():
    result = read_alone("化解矛盾纠纷5件。行政处罚7起。收到锦旗3面。", 2024)
    names = [figure_words(place, result) for place in range(1, len(result.held) + 1)]
    assert names[:2] == ["化解件数", "行政处罚"]


def test_a_change_is_told_beside_the_ledgers_two_years(session, center, app):
    fill(session, center)
    text = "受理矛盾纠纷10件，同比上升900%。"
    result = reconcile(session, Scope((center.id,)), text, 2024, Basis.CASELOAD)
    (row,) = changes_table(result).rows
    now, then = row[3].value, row[4].value
    assert row[2].value == "受理件数"
    assert row[5].value == f"{(now - then) * 100 / then:+,.2f}%".replace(".00%", "%")
    assert row[6].value == "不一致"
    (marked,) = [one.mark for one in pieces(result) if one.mark and one.mark.key == "change"]
    assert marked.words == f"变1 不一致 台账：{row[5].value}"

"""What stands above figures: lines that only say that they follow, and lines that say of whom."""

from __future__ import annotations

import pytest

from tracker.reconcile import result
from tracker.reconcile.reading import stated_figures
from tracker.reconcile.remembering import is_sure
from tracker.reconcile.result import read_alone

FIGURES = "受理矛盾纠纷275件，化解273件，化解率99.27%。"


def sure(text: str) -> list[str | None]:
    return [one.indicator for one in stated_figures(text, 2024) if is_sure(one)]


@pytest.mark.parametrize(
    "heading",
    ["一、总体情况", "（二）矛盾纠纷化解情况", "三、与上年比较", "2024年度矛盾纠纷化解情况汇总"],
)
def test_a_heading_that_only_says_what_follows_takes_nothing_away(heading):
    assert sure(f"报告如下。\n{heading}\n{FIGURES}") == ["accepted", "resolved", "resolution_rate"]


@pytest.mark.parametrize("heading", ["二、石桥镇情况", "三、养犬纠纷化解情况"])
def test_below_a_heading_of_some_alone_nothing_is_sure(heading):
    assert sure(f"报告如下。\n{heading}\n{FIGURES}") == []


def test_each_row_of_a_table_tells_of_the_whole_anew():
    rows = "诉求金额\t1,000\t元\t\t12 件中 9 件填写金额\n化解率\t99.27%\t\t273/275"
    assert sure(rows)[-1] == "resolution_rate"


def test_a_text_of_more_figures_than_are_told_is_cut_between_sentences(monkeypatch):
    monkeypatch.setattr(result, "MOST_FIGURES", 5)
    found = read_alone(f"{FIGURES}受理纠纷11件，化解11件，化解率99.27%（273/275）。", 2024)
    assert [one.stated.text for one in found.held][-1] == "化解率99.27%"
    assert found.left_out == 5
    assert all(one.holds for one in found.agreements)

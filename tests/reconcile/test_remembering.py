"""Words known again: by what they are, and what a choice about them changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.domain.phrases import LONGEST_WORDS, Chosen, Wording
from tracker.domain.verdicts import Check, Verdict
from tracker.indicators import INDICATORS
from tracker.indicators.kinds import Unit
from tracker.reconcile.reading import stated_figures
from tracker.reconcile.remembering import guesses, wordings
from tracker.reconcile.result import read_alone

WHEN = datetime(2025, 1, 6, tzinfo=UTC)
UNSURE = "全镇妥处矛盾纠纷{}件。"


def known(text: str) -> list[Wording]:
    return wordings(text, stated_figures(text, 2024), 2024)


def with_choice(text: str, wording: Wording, figure: str | None):
    return read_alone(text, 2024, {wording: Chosen(figure, "陈静", WHEN)})


@pytest.mark.parametrize(
    "other",
    [
        "全镇妥处矛盾纠纷1,250件。",
        "全镇妥处矛盾纠纷８０件。",
        "2024年全镇共妥处矛盾纠纷一百二十件。",
        "全年，全镇妥处矛盾纠纷 12 件，化解率97%。",
        "全镇妥处\n矛盾纠纷12余件。",
    ],
)
def test_words_are_the_same_whatever_the_number_the_days_and_the_blanks(other):
    (wording,) = known(UNSURE.format(5))
    assert known(other)[0] == wording
    assert wording == Wording("全镇妥处矛盾纠纷", "件", part=False, read_as="")


@pytest.mark.parametrize(
    "other",
    ["全镇妥处信访积案5件。", "全镇妥处矛盾纠纷5人。", "其中，全镇妥处婚姻纠纷5件。"],
)
def test_other_words_and_another_unit_are_others(other):
    assert known(other)[0] != known(UNSURE.format(5))[0]


def test_of_two_numbers_in_one_clause_the_second_is_known_by_the_unit_of_the_first_too():
    first, second = known("受理来信来访78批次156人次。")
    assert (first.words, first.unit) == ("受理来信来访", "批次")
    assert (second.words, second.unit) == ("受理来信来访批次", "人次")


def test_long_words_are_kept_where_they_stand_next_to_the_number():
    (wording,) = known("妥处" + "各类矛盾纠纷" * 20 + "5件。")
    assert len(wording.words) == LONGEST_WORDS
    assert wording.words.endswith("矛盾纠纷")


def test_what_was_chosen_is_certain_and_says_by_whom():
    (wording,) = known(UNSURE.format(5))
    result = with_choice(UNSURE.format(77), wording, "resolved")
    (held,) = result.held
    assert (held.stated.indicator, held.stated.confidence) == ("resolved", 1)
    assert result.chosen[0].by == "陈静"


def test_what_is_none_of_ours_is_in_no_ledger():
    (wording,) = known(UNSURE.format(5))
    (held,) = with_choice(UNSURE.format(77), wording, None).held
    assert (held.stated.indicator, held.verdict) == (None, Verdict.NOT_COMPUTABLE)


def test_a_choice_of_what_was_unsure_leaves_what_is_read_surely_alone():
    unsure = Wording("成功化解", "件", part=False, read_as="")
    result = with_choice("成功化解5件。", unsure, "closed")
    assert (result.held[0].stated.indicator, result.chosen) == ("resolved", [None])


def test_a_choice_may_correct_what_is_read_surely():
    result = with_choice("成功化解5件。", unsure := known("成功化解5件。")[0], "closed")
    assert unsure.read_as == "resolved"
    assert result.held[0].stated.indicator == "closed"


def test_a_choice_of_a_part_is_none_of_the_whole():
    whole, part = known("共妥处矛盾纠纷20件。其中妥处婚姻家庭矛盾纠纷5件。")
    assert (whole.part, part.part) == (False, True)


def test_the_likeliest_figures_come_first_and_none_of_another_unit():
    text = "全年妥善处置并办结各类矛盾纠纷5件。"
    (one,) = stated_figures(text, 2024)
    found = guesses(one, 2024)
    assert set(found[:2]) == {"resolved", "closed"}
    units = {INDICATORS[key].unit for key in found}
    assert units <= {Unit.CASES, Unit.PEOPLE}
    (rate,) = stated_figures("兑现率97%。", 2024)
    assert {INDICATORS[key].unit for key in guesses(rate, 2024)} == {Unit.PERCENT}


def test_the_text_is_checked_against_itself_with_what_was_chosen():
    text = "应办矛盾纠纷1372件，全镇妥处矛盾纠纷1366件，化解率99.56%。"
    wording = known(text)[1]
    before = read_alone(text, 2024).agreements
    after = with_choice(text, wording, "resolved").agreements
    assert Check.FRACTION not in {one.check for one in before}
    assert [one.holds for one in after if one.check is Check.FRACTION] == [True]


@pytest.mark.parametrize(
    "other", ["信访工作：全年办理236件。", "行政执法方面，全年办理120件。", "2025年，办理300件。"]
)
def test_a_choice_for_cases_says_nothing_of_other_work_nor_of_days_to_come(other):
    (wording,) = known(text := "矛盾纠纷方面，全年办理275件。")
    assert with_choice(text, wording, "accepted").held[0].stated.indicator == "accepted"
    (held,) = with_choice(other, wording, "accepted").held
    assert held.stated.indicator != "accepted"

"""Texts that a spreadsheet would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.formulas import guarded, unguarded


@pytest.mark.parametrize(
    "text",
    ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"],
)
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["张三", "3-5", "", "'老'字号", "13812345678"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == unguarded(text) == text


@given(st.text(st.sampled_from("'=+-@\t＝甲1"), max_size=6))
def test_every_text_comes_back_as_it_was(text):
    assert unguarded(guarded(text)) == text

"""What each outcome counts as."""

import pytest

from tracker.domain.vocabulary import Outcome

COUNTS = {  # term: resolved, mediated, concluded
    "书面协议": (True, True, True),
    "口头协议": (True, True, True),
    "自行和解": (True, False, False),
    "释法说理息诉": (True, False, False),
    "转办化解": (True, False, False),
    "转办(待化解)": (False, False, False),
    "调解不成": (False, False, True),
    "引导诉讼仲裁": (False, False, True),
    "撤回申请": (False, False, False),
    "终止": (False, False, False),
    "达成协议(形式未注明)": (True, True, True),
    "化解(方式未注明)": (True, False, False),
}


@pytest.mark.parametrize("outcome", Outcome)
def test_an_outcome_counts_as_the_office_says(outcome):
    assert (outcome.resolved, outcome.mediated, outcome.concluded) == COUNTS[outcome.term]


def test_every_term_of_the_office_is_an_outcome():
    assert {outcome.term for outcome in Outcome} == set(COUNTS)

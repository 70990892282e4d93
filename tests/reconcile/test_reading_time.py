"""Texts without an end are read in a time that grows with their length, not with its square."""

from __future__ import annotations

from time import process_time

import pytest

from tracker.reconcile.agreement import agreements, readings
from tracker.reconcile.reading import read

ODD = (
    "1",
    "1,111",
    "一百二十三万",
    "受理纠纷12件",
    "受理纠纷12件、",
    "12\n",
    "化解率99%，",
    "受理、化解",
    "1\t2\n",
    "一",
    "受理纠纷12件，化解11件，化解率91.67%；",
    "受理纠纷12件，化解11件，化解率91.67%\n",
    "受理纠纷12件，化解11件，化解率91.67%。",
)


def _taken(text: str) -> float:
    begun = process_time()
    told = read(text, 2024)
    list(agreements(told.figures, told.changes))
    list(readings(told.figures))
    return process_time() - begun


@pytest.mark.parametrize("piece", ODD)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece):
    some = 600 // len(piece)
    _taken(piece * some)
    assert _taken(piece * some * 10) < 30 * max(_taken(piece * some), 0.005)


def test_a_long_list_of_rates_is_held_against_itself_in_seconds():
    rates = (f"受理纠纷{one + 12}件，化解{one + 11}件，化解率91.67%" for one in range(360))
    assert _taken("；".join(rates)) < 5


@pytest.mark.parametrize("blank", [" ", "\t", "\n"])
def test_wide_blanks_behind_a_word_of_days_take_no_longer(blank):
    assert _taken("截至" + blank * 12000) < 3

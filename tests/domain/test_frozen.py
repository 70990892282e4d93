"""The canonical form of a frozen year, its fingerprint, and what differs from it."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.counted_cases import CountedCase, fingerprint_of_cases
from tracker.domain.frozen import (
    Difference,
    canonical,
    differences,
    figure_of,
    fingerprint,
    redefined,
    version_of,
)

NOTHING = {"accepted": {"value": 0}}
ONE, TWO = {"accepted": {"value": 1}}, {"accepted": {"value": 2}}
plain = st.recursive(
    st.none() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


def test_the_form_is_bytes_that_anybody_can_write_down():
    content = {"名": "柳市", "b": [1, None, "0.50"], "a": {"z": 1, "é": 2}}
    written = '{"a":{"z":1,"é":2},"b":[1,null,"0.50"],"名":"柳市"}'
    assert canonical(content) == written
    assert fingerprint(written) == hashlib.sha256(written.encode("utf-8")).hexdigest()


@given(st.dictionaries(st.text(max_size=3), plain))
def test_what_json_reads_back_has_the_same_fingerprint(content):
    """Whatever the order of the keys, and however it was laid out meanwhile."""
    shuffled = json.loads(json.dumps(dict(reversed(list(content.items()))), indent=3))
    assert canonical(shuffled) == canonical(content)


def test_every_fact_of_a_case_is_in_the_fingerprint_of_the_cases():
    case = CountedCase(1, 2, 3, 5, "100,,4", "7,court,,,,", "（2024）柳人调字第0001号")
    assert case.line() == "1 2 3 5 100,,4 7,court,,,, （2024）柳人调字第0001号\n"
    others = [
        CountedCase(**{**vars(case), name: value})
        for name, value in {
            "center_id": 9,
            "id": 9,
            "version": 9,
            "parts": 9,
            "sums": "9",
            "places": "9",
            "number": None,
        }.items()
    ]
    assert len({fingerprint_of_cases([one]) for one in (case, *others)}) == len(others) + 1
    digest = hashlib.sha256((case.line() + others[0].line()).encode()).hexdigest()
    assert fingerprint_of_cases([case, others[0]]) == (2, digest)


@pytest.mark.parametrize(
    ("then", "now", "found"),
    [
        ((ONE, {}), (ONE, {}), []),
        ((ONE, {}), (TWO, {}), [(None, None, 1, 2)]),
        ((ONE, {"month": {"1": ONE}}), (ONE, {"month": {}}), [("month", "1", 1, 0)]),
        ((ONE, {}), (ONE, {"month": {"1": ONE}}), [("month", "1", 0, 1)]),
        ((ONE, {"month": {"1": NOTHING}}), (ONE, {}), []),
    ],
)
def test_what_differs_is_found_and_a_missing_row_is_nothing(then, now, found):
    told = [
        (one.dimension, one.row, one.then["value"], one.now["value"])
        for one in differences(then, now, NOTHING)
    ]
    assert told == found


def test_a_figure_that_one_side_does_not_know_differs():
    new = {**ONE, "visits": {"value": 3}}
    assert differences((ONE, {}), (new, {}), NOTHING) == [
        Difference(None, None, "visits", {}, {"value": 3})
    ]


def test_the_reading_of_a_rate_is_its_figure():
    assert figure_of("resolution_rate:closed") == figure_of("resolution_rate") == "resolution_rate"


def test_another_definition_is_named():
    old, new = {"closed": "1", "gone": "2"}, {"closed": "3", "new": "4"}
    assert redefined(old, new) == ["closed", "gone", "new"]
    assert redefined(old, dict(old)) == []
    assert version_of(old) != version_of(new)
    assert version_of(old) == version_of(dict(reversed(old.items())))

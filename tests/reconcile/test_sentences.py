"""Sentences as offices write them in reports, each with every figure and change that it states.

``sentences.jsonl``: ``expect`` has each figure's place in the text, kind, value, unit, bound,
period and indicator (null where it is none of the office's, or one of a part of the cases); one
that is ``open`` may be taken for either. ``changes`` has by how much a sentence says something
moved.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.reconcile.comparing import SURE_ENOUGH
from tracker.reconcile.reading import StatedChange, StatedFigure, plain, read
from tracker.reconcile.result import period_text, value_text

LINES = (Path(__file__).parent / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
SENTENCES = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("shape", sorted({one["shape"] for one in SENTENCES}))
def test_sentences_state_what_stands_in_them(shape: str) -> None:
    amiss = {
        one["text"]: found
        for one in SENTENCES
        if one["shape"] == shape and (found := list(_amiss(one)))
    }
    assert amiss == {}


def test_there_are_many_sentences_and_figures() -> None:
    assert len(SENTENCES) >= 400
    assert sum(len(one["expect"]) for one in SENTENCES) >= 900


def _amiss(sentence: dict[str, Any]) -> Iterator[str]:
    """What is not read as expected."""
    text = sentence["text"]
    told = read(text, 2024)
    places = [(one.start, one.end, one.text) for one in told.figures]
    places += [(one.start, one.end, one.text) for one in told.changes]
    yield from (f"{said} not at its place" for a, e, said in places if text[a:e] != said)
    expected = [_wanted(one) for one in sentence["expect"] if not one.get("open")]
    open_ = [range(one["start"], one["end"]) for one in sentence["expect"] if one.get("open")]
    found = [
        _figure(one) for one in told.figures if not any(one.end - 1 in place for place in open_)
    ]
    yield from (f"not found: {one}" for one in expected if one not in found)
    yield from (f"not there: {one}" for one in found if one not in expected)
    changes = [_wanted_change(one) for one in sentence.get("changes", [])]
    moved = [_change(one) for one in told.changes]
    if moved != changes:
        yield f"changes {moved} instead of {changes}"


KEYS = ("end", "kind", "value", "unit", "bound", "period", "indicator")
Facts = tuple[Any, ...]


def _wanted(one: dict[str, Any]) -> Facts:
    return tuple(one[key] for key in KEYS)


def _figure(one: StatedFigure) -> Facts:
    """A guess is offered to a person: it says no indicator."""
    sure = one.indicator if one.confidence >= SURE_ENOUGH else None
    said = one.kind.value, value_text(one), one.unit, one.bound.value, period_text(one.period)
    return (one.end, *said, sure)


def _wanted_change(one: dict[str, Any]) -> Facts:
    return tuple(one[key] for key in ("end", "value", "unit", "indicator"))


def _change(one: StatedChange) -> Facts:
    return one.end, plain(one.value), one.unit, one.indicator

"""Why a step cannot be taken with a case in its state, and what others are told of the state."""

from __future__ import annotations

from collections.abc import Collection

from tracker.domain.problems import N_, Problem
from tracker.domain.record_words import Elsewhere
from tracker.domain.vocabulary import Outcome, Status

SENTENCES = {
    Status.REGISTERED: N_("The case is not accepted yet."),
    Status.DECLINED: N_("The case was declined."),
    Status.CLOSED: N_("The case is closed already."),
    Status.MERGED: N_("The case is merged into another one."),
}


def elsewhere_of(status: Status, outcome: Outcome | None) -> Elsewhere:
    """What the center that a case came from is told of the one that took it over."""
    if status is not Status.CLOSED or outcome is None:
        return Elsewhere[status.name]
    if outcome.by_transfer:
        return Elsewhere.REFERRED
    return Elsewhere.RESOLVED if outcome.resolved else Elsewhere.UNRESOLVED


def problem_of_state(status: Status, expected: Collection[Status]) -> Problem | None:
    """What is wrong with the state for a step that needs another one; None where it fits."""
    if status in expected:
        return None
    if Status.MERGED in expected:
        return Problem("", N_("The case is not merged into another one."))
    if status is Status.OPEN:
        if Status.CLOSED in expected:
            return Problem("", N_("The case is not closed yet."))
        return Problem("", N_("The case is accepted already."))
    return Problem("", SENTENCES[status])

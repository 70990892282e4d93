"""Why a step cannot be taken with a case in its state."""

from __future__ import annotations

from collections.abc import Collection

from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Status

SENTENCES = {
    Status.REGISTERED: N_("The case is not accepted yet."),
    Status.DECLINED: N_("The case was declined."),
    Status.CLOSED: N_("The case is closed already."),
    Status.MERGED: N_("The case is merged into another one."),
}


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

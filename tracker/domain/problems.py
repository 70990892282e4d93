"""What is wrong with what somebody entered, as a value: collected and shown all at once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name for "mark, translate later"
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


@dataclass(frozen=True)
class Problem:
    """``message`` is an English msgid with ``%(name)s`` places for ``values``.

    ``field`` names the case's attribute it stands beside; empty when it concerns the whole.
    """

    field: str
    message: str
    values: dict[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values


class Refused(Exception):
    """A service was asked for something the rules forbid; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = list(problems)

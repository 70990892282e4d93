"""The ways out of the program: by mail, or into a folder.

Each way says in one sentence what kept it from going out; whoever calls it tries again later.
"""

from __future__ import annotations

from tracker.domain.problems import Problem


class NotDelivered(Exception):
    """Nothing went out, as far as anybody can tell; ``problem`` says why."""

    def __init__(self, message: str, **values: object) -> None:
        self.problem = Problem("", message, values)
        super().__init__(str(self.problem))


def in_one_line(said: object, most: int = 200) -> str:
    """What another program or the system said, without anything that a terminal would obey."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:most]

"""What a report's words mean where a person has said so: how they are known again, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

LONGEST_WORDS, LONGEST_UNIT = 60, 8
"""Characters; of longer words those next to the number are kept."""


class Wording(NamedTuple):
    """``words`` stand before a number, without digits and days; ``part``: of a part of the cases.

    ``read_as`` is the figure that the words are read as without anybody's help, empty for none: a
    choice corrects that reading and no other.
    """

    words: str
    unit: str
    part: bool
    read_as: str


@dataclass(frozen=True)
class Chosen:
    """``figure`` None: it is no figure of the office's."""

    figure: str | None
    by: str
    at: datetime

"""One sentence of a text in the forms that it is read in, each as long as the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tracker.reconcile.quantities import Quantity
from tracker.reconcile.sentences import FAR, Sentence, clause_end, clause_start


@dataclass(frozen=True)
class Line:
    """``text`` as it stands, ``even`` folded, ``bare`` without names, ``home`` with the places
    above its own told apart.
    """

    text: str
    even: str
    bare: str
    home: str
    sentence: Sentence

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def end(self) -> int:
        return self.sentence.end

    @cached_property
    def words(self) -> str:
        return self.text[self.start : self.end].strip()

    def reach(self, place: int) -> int:
        """From where on words may say what stands at the place; sentences without an end are read
        in time.
        """
        return max(self.start, place - FAR)

    def begins(self, place: int, last: int) -> int:
        """Where the words of a quantity begin: with its clause, or behind the one before."""
        return max(last, clause_start(self.bare, self.sentence, place))

    def passage_begins(self, place: int) -> int:
        """Where the clause begins, brackets and all."""
        return clause_start(self.bare, self.sentence, place, "，；")

    def behind(self, one: Quantity, following: int) -> tuple[int, int]:
        """The rest of its clause, before the next quantity."""
        return one.end, min(following, clause_end(self.bare, self.sentence, one.end))

    def clauses(self, last: int, begins: int) -> Iterator[tuple[int, int]]:
        """Those that end between two quantities, each with the mark at its end."""
        start = last
        for found in re.finditer("[，；：（）]", self.even[last:begins]):
            yield start, last + found.end()
            start = last + found.end()

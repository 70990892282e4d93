"""How far long work is: told while it goes on, by whoever does it, to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

Tell: TypeAlias = Callable[[int, int], None]
"""Is told how much is done, and of how much; may raise to end the work."""
One = TypeVar("One")


def telling(rows: Iterable[One], total: int, tell: Tell) -> Iterator[One]:
    """The same rows; each is told when it has been dealt with."""
    for done, one in enumerate(rows, 1):
        yield one
        tell(done, total)

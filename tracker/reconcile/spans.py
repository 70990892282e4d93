"""Of which days a place in a sentence speaks: the last that were named before it and still hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.periods import Period
from tracker.reconcile.days import Reach, Told
from tracker.reconcile.line import Line
from tracker.reconcile.moves import CHANGES_TO
from tracker.reconcile.respective import Head

_CARRIED_OVER = re.compile("的?(?:年?度)?(?:未结)?(?:结转|遗留|转入)")


@dataclass(frozen=True)
class Span:
    """``vague``: which days is not said; ``alone``: said of the next number alone."""

    period: Period
    vague: bool
    alone: bool = False


class Spans:
    """The days of a sentence; ``period`` is what holds before it."""

    def __init__(self, line: Line, told: Iterable[Told], period: Period) -> None:
        self.line, self.period = line, period
        self.told = list(told)

    def at(self, place: int, last: int, head: Head | None = None) -> Span:
        """``last``: where the number before ends; what was told of that alone is spent."""
        now, vague = self.period, False
        for day in self.told:
            if day.end > place or self._of_other_head(day, place, head):
                continue
            between = self.line.even[day.end : place]
            if day.period and _CARRIED_OVER.match(between):
                continue
            if self._in_brackets(day) or day.reach is Reach.NEXT:
                if not self._is_spent(day, between, last):
                    then = now.year_before() if day.same_days else day.period
                    return Span(then or now, then is None, alone=True)
            elif day.period is None:
                vague = True
            else:
                vague = day.unsure and not (now.is_year and day.reach is Reach.ON)
                now = now.year_before() if day.same_days else day.period
        return Span(now, vague)

    @property
    def behind(self) -> Period:
        """What the next sentence goes on with: the days that this one told, and no others."""
        told = [one for one in self.told if not one.nothing]
        days = {one.period for one in told if one.period}
        alone = len(days) == 1 and all(one.reach is Reach.ON for one in told)
        return days.pop() if alone else self.period

    def compared(self, start: int, end: int) -> Period | None:
        """The days of another year that the words there compare with, if they name some."""
        for day in self.told:
            if start <= day.start and day.end <= end and day.reach is Reach.NEXT:
                return None if day.same_days else day.period
        return None

    def without_days(self, start: int, end: int) -> str:
        """The words there, those that name days left out."""
        words = self.line.even[start:end]
        for day in self.told:
            if start <= day.start and day.end <= end:
                words = words.replace(self.line.even[day.start : day.end], "")
        return words

    def _is_spent(self, day: Told, between: str, last: int) -> bool:
        if self._in_brackets(day):
            return "）" in between
        if last > day.end or re.search("[，；）、]", between) or "（" in between[1:]:
            return True
        return CHANGES_TO.search(between) is not None

    def _in_brackets(self, day: Told) -> bool:
        before = self.line.even[self.line.start : day.start]
        return before.count("（") > before.count("）")

    def _of_other_head(self, day: Told, place: int, head: Head | None) -> bool:
        """2022年、2023年分别受理: the second number is not of the first year."""
        if head is None or head.start <= day.start < head.end:
            return False
        return "分别" in self.line.even[day.end : place]

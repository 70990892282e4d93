"""Of which days a place in a sentence speaks: the last that were named before it and still hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from tracker.domain.periods import Period
from tracker.reconcile.days import Reach, Told
from tracker.reconcile.line import Line
from tracker.reconcile.moves import CHANGES_TO
from tracker.reconcile.respective import Head
from tracker.reconcile.sentences import FAR

_CARRIED_OVER = re.compile("的?(?:年?度)?(?:未结)?(?:结转|遗留|转入)")

_JOINED = re.compile("[ ]?[、和与及][ ]?")
_ENDS = re.compile("[，；）、]")


@dataclass(frozen=True)
class Span:
    """``vague``: which days is not said; ``alone``: said of the next number alone."""

    period: Period
    vague: bool
    alone: bool = False

    def one_of(self, order: int, number: int) -> Span:
        """That of one of several years that were told together (近三年分别); vague where they are
        not as many.
        """
        first, last = self.period.start.year, self.period.end.year
        if self.period != Period(Period.year(first).start, Period.year(last).end):
            return replace(self, vague=True)
        if last - first + 1 != number:
            return replace(self, vague=True)
        return replace(self, period=Period.year(first + order))


class Spans:
    """The days of a sentence; ``period`` is what holds before it."""

    def __init__(self, line: Line, told: Iterable[Told], period: Period) -> None:
        self.line, self.period = line, period
        self.told = list(told)
        self.starts = [one.start for one in self.told]
        self.bracketed = list(self._bracketed())
        self.settled, self.state = 0, (period, False)

    def at(self, place: int, last: int, head: Head | None = None) -> Span:
        """``last``: where the number before ends; what was told of that alone is spent."""
        self._settle(place)
        (now, vague), alone = self.state, None
        for number in range(self.settled, len(self.told)):
            day = self.told[number]
            if day.end > place:
                break
            between = self.line.even[day.end : place]
            if self._of_other_head(day, between, head):
                continue
            if day.period and _CARRIED_OVER.match(between):
                continue
            own = head is not None and head.start <= day.start < head.end
            if self._is_of_next(number) and not own:
                if not self._is_spent(number, between, last):
                    then = _days_of(day, now)
                    unsure = then is None or (day.unsure and not day.same_days)
                    alone = Span(then or now, unsure, alone=True)
            else:
                alone = None
                now, vague = self._moved(number, now, vague, joined=head is None)
        return alone or Span(now, vague)

    def _settle(self, place: int) -> None:
        """Days that stand far before the place have said what holds from there on."""
        if self.settled and self.told[self.settled - 1].end >= place - FAR:
            self.settled, self.state = 0, (self.period, False)
        while self.settled < len(self.told) and self.told[self.settled].end < place - FAR:
            if not self._is_of_next(self.settled):
                self.state = self._moved(self.settled, *self.state, joined=True)
            self.settled += 1

    def _is_of_next(self, number: int) -> bool:
        return self.bracketed[number] or self.told[number].reach is Reach.NEXT

    def _moved(self, number: int, now: Period, vague: bool, *, joined: bool) -> tuple[Period, bool]:
        """What holds behind the days of that number, and whether it is vague."""
        day = self.told[number]
        if day.period is None:
            return now, True
        vague = day.unsure and not (now.is_year and day.reach is Reach.ON)
        before = self.told[number - 1] if number else None
        if (
            joined
            and before
            and before.period
            and _JOINED.fullmatch(self.line.even, before.end, day.start)
        ):
            if now.end + timedelta(1) != day.period.start:
                return day.period, True
            return Period(now.start, day.period.end), vague
        return _days_of(day, now) or now, vague

    @property
    def behind(self) -> Period:
        """What the next sentence goes on with: the days that this one told, and no others."""
        told = [one for one in self.told if not one.nothing]
        days = {one.period for one in told if one.period}
        alone = len(days) == 1 and all(one.reach is Reach.ON for one in told)
        return days.pop() if alone else self.period

    def compared(self, start: int, end: int) -> Period | None:
        """The last days of another year that the words there compare with, if they name some."""
        days = [one for one in self._inside(start, end) if one.reach is Reach.NEXT]
        return days[-1].period if days and not days[-1].same_days else None

    def without_days(self, start: int, end: int) -> str:
        """The words there, those that name days left out."""
        words = self.line.even[start:end]
        for day in self._inside(start, end):
            words = words.replace(self.line.even[day.start : day.end], "")
        return words

    def bare_without_days(self, start: int, end: int) -> str:
        """The words there with a cover over each name, those that name days left out."""
        words = list(self.line.bare[start:end])
        for day in self._inside(start, end):
            words[day.start - start : day.end - start] = " " * (day.end - day.start)
        return "".join(words)

    def _is_spent(self, number: int, between: str, last: int) -> bool:
        if self.bracketed[number]:
            return "）" in between
        if last > self.told[number].end or _ENDS.search(between) or "（" in between[1:]:
            return True
        return CHANGES_TO.search(between) is not None

    def _bracketed(self) -> Iterator[bool]:
        """Of each of the days whether it stands in brackets."""
        depth, at = 0, self.line.start
        for day in self.told:
            words = self.line.even[at : day.start]
            depth, at = depth + words.count("（") - words.count("）"), day.start
            yield depth > 0

    def _of_other_head(self, day: Told, between: str, head: Head | None) -> bool:
        """2022年、2023年分别受理: the second number is not of the first year."""
        if head is None or head.of or head.start <= day.start < head.end:
            return False
        return "分别" in between

    def _inside(self, start: int, end: int) -> Iterator[Told]:
        """The days that are named between the places."""
        for number in range(bisect_left(self.starts, start), len(self.told)):
            if self.told[number].end > end:
                return
            yield self.told[number]


def _days_of(day: Told, now: Period) -> Period | None:
    """The days told of, when ``now`` was spoken of before."""
    if not day.same_days:
        return day.period
    if day.same_in is None:
        return now.year_before()
    while now.end.year > day.same_in:
        now = now.year_before()
    return now if now.end.year == day.same_in else day.period

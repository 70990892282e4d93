"""The figures that a report's text states, each with its place, its days and its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tracker.domain.periods import Period
from tracker.reconcile import meaning
from tracker.reconcile.characters import folded
from tracker.reconcile.days import Told, days_told
from tracker.reconcile.names import without_names
from tracker.reconcile.quantities import Bound, Kind, Quantity, quantities
from tracker.reconcile.rules import UNSURE
from tracker.reconcile.sentences import Sentence, clause_end, clause_start, sentences


@dataclass(frozen=True)
class StatedFigure:
    """``text`` is what stands from ``start`` to before ``end``: the words that say what it is, as
    far as they stand right before it, and the quantity, which begins at ``at``.

    ``indicator`` None: the words say none that the office counts, or only a part of it.
    """

    text: str
    start: int
    end: int
    at: int
    kind: Kind
    value: Decimal
    high: Decimal | None
    unit: str
    bound: Bound
    period: Period
    indicator: str | None
    confidence: float
    sentence: str
    part: bool
    step: Decimal


def plain(value: Decimal) -> str:
    """A value as JSON and files write it: no exponent, no noughts behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def stated_figures(text: str, year: int) -> list[StatedFigure]:
    """In the order of the text; ``year`` is the report's own, of which it speaks unless it says
    otherwise.
    """
    even = folded(text)
    bare = without_names(even)
    found = quantities(bare)
    told = list(days_told(bare, year))
    figures: list[StatedFigure] = []
    period = Period.year(year)
    for sentence in sentences(bare):
        if sentence.opens:
            period = Period.year(year)
        inside = [one for one in found if sentence.start <= one.start < sentence.end]
        days = [one for one in told if sentence.start <= one.start < sentence.end]
        passage = _Passage(text, even, bare, sentence, days, period)
        figures += passage.figures(inside)
        period = passage.period
    return figures


_ALL = re.compile(r"[，、]?(?:已|均|现已|目前)*(全部(?:得到|成功|妥善|顺利)?[一-鿿]{2,6})")
_DONE = re.compile(
    r"[，、（ ]*(?:其中)?[，：]?(?:成功|已|不予|未|调解|调处|化解|办结|受理|履行|全部){1,4}"
)
AFTERWARDS, CARRIED, WITHOUT_TOPIC = 0.75, 0.85, 0.75
"""How surely a figure is known whose words stand behind it, or before another one, or that stands
in a sentence without a noun.
"""


@dataclass(frozen=True)
class _Meaning:
    """``start``: where the words begin that say it."""

    start: int
    indicator: str | None
    confidence: float


class _Passage:
    """One sentence and what is known of it so far, from left to right."""

    def __init__(
        self,
        text: str,
        even: str,
        bare: str,
        sentence: Sentence,
        days: list[Told],
        period: Period,
    ) -> None:
        self.text, self.even, self.bare, self.sentence = text, even, bare, sentence
        self.days, self.period = days, period
        self.topic: str | None = None

    def figures(self, inside: list[Quantity]) -> Iterator[StatedFigure]:
        last = self.sentence.start
        before: StatedFigure | None = None
        changing = False
        for place, one in enumerate(inside):
            following = inside[place + 1].start if place + 1 < len(inside) else self.sentence.end
            listed = changing and re.fullmatch(
                "[ \n]*(?:和|、|与|及)[ \n]*", self.even[last : one.start]
            )
            changing = bool(listed) or self._is_change(one, last, following)
            if not changing:
                before = self._figure(one, last, following, before)
                yield before
                yield from self._all_of(before, following)
            last = one.end

    def _all_of(self, figure: StatedFigure, following: int) -> Iterator[StatedFigure]:
        """受理275件，全部化解: of as many as were stated just before, something else is said."""
        if figure.kind is not Kind.COUNT or figure.bound is not Bound.EXACT:
            return
        said = _ALL.match(self.even, figure.end, following)
        found = (
            meaning.rule_of(figure.kind, figure.unit, self.topic or "cases", said[1])
            if said
            else None
        )
        if said and found:
            yield replace(
                figure,
                text=self.text[said.start(1) : said.end()],
                start=said.start(1),
                end=said.end(),
                at=said.start(1),
                indicator=None if figure.part else found[0].indicator,
                confidence=min(found[0].confidence, AFTERWARDS),
            )

    def _is_change(self, one: Quantity, last: int, following: int) -> bool:
        """A change (下降8.3%), or what was before one without saying when (由18.5天缩短至)."""
        words = self.even[self._begins(one, last) : one.start]
        if meaning.CHANGES.search(words) and not meaning.CHANGES_TO.search(words):
            return True
        changed = meaning.CHANGES_TO.search(self.even[one.end : following])
        return bool(changed and re.search(r"(?:由|从)[^，；年]{0,6}$", words))

    def _begins(self, one: Quantity, last: int) -> int:
        """Where the words of a quantity begin: with its clause, or behind the one before."""
        return max(last, clause_start(self.bare, self.sentence, one.start))

    def _figure(
        self, one: Quantity, last: int, following: int, before: StatedFigure | None
    ) -> StatedFigure:
        begins = self._begins(one, last)
        self.topic = self._topic(one, begins) or self.topic
        period = self._period(one.start)
        meant = self._meaning(one, begins, following, before)
        part = self._is_part(one, begins, meant, before)
        confidence = meant.confidence if self.topic else min(meant.confidence, WITHOUT_TOPIC)
        return StatedFigure(
            self.text[meant.start : one.end],
            meant.start,
            one.end,
            one.start,
            one.kind,
            one.value,
            one.high,
            one.unit,
            one.bound,
            period,
            None if part else meant.indicator,
            confidence,
            self.text[self.sentence.start : self.sentence.end].strip(),
            part,
            one.step,
        )

    def _period(self, place: int) -> Period:
        """That of the last days named before the place."""
        now = self.period
        for day in self.days:
            if day.end > place or day.period is None:
                continue
            between = self.even[day.end : place]
            if re.match(r"(?:的)?(?:结转|遗留|转入)", between):
                continue
            if day.only_next:
                ended = re.search("[，；（）]", between) or meaning.CHANGES_TO.search(between)
                if not ended:
                    return now.year_before() if day.same_days else day.period
            else:
                now = day.period
        self.period = now
        return now

    def _topic(self, one: Quantity, begins: int) -> str | None:
        """What the sentence is about there; a rate is not of the last of the parts before it."""
        own = meaning.topic_of(self.even[begins : one.start])
        said = self.even[self.sentence.start : one.start]
        if one.kind is Kind.RATE:
            said = said.partition("其中")[0]
        return own if own and own != "cases" else meaning.topic_of(said) or own

    def _meaning(
        self, one: Quantity, begins: int, following: int, before: StatedFigure | None
    ) -> _Meaning:
        topic = self.topic or "cases"
        whole = self.even[self.sentence.start : one.start]
        own = begins - self.sentence.start
        named = meaning.rule_of(one.kind, one.unit, topic, self.even[one.start : one.end])
        if named and not one.value:  # 零回流: the noun stands inside of it
            return _Meaning(one.start, named[0].indicator, named[0].confidence)
        found = meaning.rule_of(one.kind, one.unit, topic, whole, own)
        if found is not None:
            start = max(begins, self.sentence.start + found[1].start())
            return _Meaning(self._first(start), found[0].indicator, found[0].confidence)
        ends = min(following, clause_end(self.bare, self.sentence, one.end))
        after = meaning.rule_of(one.kind, one.unit, topic, self.even[one.end : ends])
        if after is not None:
            return _Meaning(one.start, after[0].indicator, min(after[0].confidence, AFTERWARDS))
        if self._says_nothing(begins, one.start):
            if before and before.kind is one.kind and before.end >= begins - 1:
                return _Meaning(one.start, before.indicator, min(before.confidence, CARRIED))
            wider = meaning.rule_of(one.kind, one.unit, topic, whole)
            if wider is not None and one.value:
                return _Meaning(one.start, wider[0].indicator, min(wider[0].confidence, CARRIED))
        return _Meaning(one.start, None, UNSURE)

    def _first(self, start: int) -> int:
        """Marks that end a clause begin no words."""
        while not self.even[start].isalnum():
            start += 1
        return start

    def _says_nothing(self, begins: int, ends: int) -> bool:
        """Whether only days and words that join stand there."""
        words = self.even[begins:ends]
        for day in self.days:
            if begins <= day.start and day.end <= ends:
                words = words.replace(self.even[day.start : day.end], "")
        return not meaning.FILLER.sub("", words)

    def _is_part(
        self, one: Quantity, begins: int, meant: _Meaning, before: StatedFigure | None
    ) -> bool:
        """Whether it is a figure of a part of the cases, or one that is only hoped for."""
        if meaning.AIMS.search(self.even[self.sentence.start : one.start]):
            return True
        if meant.indicator and self.topic not in (None, "cases"):
            return False
        part_start = clause_start(self.bare, self.sentence, one.start, "；")
        said = self.even[part_start : one.start]
        own = self.even[begins : one.start]
        among = "其中" in said
        if among and one.kind is not Kind.RATE and not _is_named(own, meant, before):
            return True
        in_brackets = said.count("（") > said.count("）") and meant.start == one.start
        if in_brackets or meaning.NARROWING.search(own.replace("其中", "")):
            return True
        if before is None or not before.part or before.start < part_start or among:
            return False
        bracket = "）" in self.even[before.end : one.start]
        return not bracket and not meaning.WHOLE.search(own)


def _is_named(own: str, meant: _Meaning, before: StatedFigure | None) -> bool:
    """办结1369件，其中化解1366件: right behind 其中 stands what was done, not with which cases."""
    return bool(meant.indicator and before and not before.part and _DONE.match(own))

"""Which indicator a quantity states, by the words of its sentence before it and behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reconcile import meaning
from tracker.reconcile.line import Line
from tracker.reconcile.quantities import Quantity
from tracker.reconcile.respective import Head
from tracker.reconcile.rule import CASES, GUESS, UNSURE, Rule
from tracker.reconcile.spans import Spans
from tracker.reconcile.stated import StatedFigure
from tracker.reconcile.units import Kind

AFTERWARDS, CARRIED, WITHOUT_TOPIC = 0.75, 0.85, 0.75
"""How surely a figure is known whose words stand behind it, or before another one, or that stands
in a sentence without a noun.
"""
LONGEST_SAYING = 80
"""Characters before a clause that the words of a rule may begin in."""
_BOTH = re.compile(
    r"(?P<heads>[^，。；、\d]{2,16}(?:(?:、|和|与|及|以及)[^，。；、\d]{2,14}?)+?)"
    r"(?P<each>均|都|双双|同为|皆)?[^，。；、\d均都双同皆]{0,6}$"
)
_JOIN = re.compile("、|和|与|及|以及")


@dataclass(frozen=True)
class Saying:
    """``start``: where the words begin that say it; ``named``: they stand before the quantity."""

    start: int
    says: str | None
    confidence: float
    named: bool = False


class Sayings:
    """What is known of a sentence's topic so far, from left to right."""

    def __init__(self, line: Line, spans: Spans) -> None:
        self.line, self.spans = line, spans
        self.topic = meaning.court_of(line.even[line.start : line.end])
        self.other_object = False

    @property
    def of_cases(self) -> bool:
        return self.topic in (None, "cases")

    def hear(self, one: Quantity, last: int, begins: int) -> None:
        """Takes in what the words before a quantity are about."""
        self.topic = self._topic(one, begins) or self.topic
        named = meaning.other_object(self.line.even[last : one.start])
        self._nothing_named = named is None
        self.other_object = self.other_object if named is None else named

    def is_of_other_object(self) -> bool:
        """受理事项8652件，办结8610件: what was closed are no cases."""
        return self._nothing_named and self.other_object and self.of_cases

    def rule(self, one: Quantity, words: str, begins: int = 0) -> tuple[Rule, re.Match[str]] | None:
        return meaning.rule_of(one.kind, one.unit, self.topic or "cases", words, begins)

    def of(
        self,
        one: Quantity,
        last: int,
        begins: int,
        following: int,
        before: StatedFigure | None,
    ) -> list[Saying]:
        """Mostly one; two where 参考率、合格率均达 says two of one number."""
        even = self.line.even
        if not one.unit and one.value:  # 273/275: the rate before it says what they are
            return [Saying(one.start, None, UNSURE)]
        inside = self.rule(one, even[one.start : one.end])
        if inside and not one.value:  # 零回流: the noun stands inside of it
            return [Saying(one.start, inside[0].says, inside[0].confidence, named=True)]
        if (both := list(self._of_both(one, begins))) != []:
            return both
        return [self._by_words(one, last, begins, following) or self._carried(one, begins, before)]

    def _by_words(self, one: Quantity, last: int, begins: int, following: int) -> Saying | None:
        """Of those of its own clause, else of one that ends in a colon, else of those behind it."""
        even = self.line.even
        start = max(self.line.reach(one.start), begins - LONGEST_SAYING)
        whole = even[start : one.start]
        found = self.rule(one, whole, begins - start)
        if found is not None:
            first = self._first(max(begins, start + found[1].start()))
            known = found[0].confidence
            if self._of_something_else(one, start + found[1].end()):
                known, self.other_object, self._nothing_named = min(known, GUESS), True, False
            return Saying(first, found[0].says, known, named=True)
        if begins > start and even[begins - 1] == "：":  # 全年受理：矛盾纠纷1372件
            start = self.line.reach(one.start)
            whole = even[start : one.start]
            above = self.line.begins(begins - 1, max(start, last))
            found = self.rule(one, whole, above - start)
            if found is not None and not re.search(r"\d", even[above:begins]):
                return Saying(
                    begins, found[0].says, min(found[0].confidence, AFTERWARDS), named=True
                )
        start, end = self.line.behind(one, following)
        after = self.rule(one, even[start:end])
        if after is not None and even[end : end + 1] != "：":  # that is a label of its own
            return Saying(one.start, after[0].says, min(after[0].confidence, AFTERWARDS))
        return None

    def _of_something_else(self, one: Quantity, start: int) -> bool:
        """化解债务12笔: what was done was done with a thing that no rule knows."""
        words = self.spans.without_days(start, one.start)
        if one.kind is Kind.RATE or re.search("纠纷|矛盾|争议|案件", words):
            return False
        left = "".join(meaning.ABOUT_CASES.sub("", meaning.FILLER.sub("", words)).split())
        return len(left) > 1 and left.isalpha()

    def of_head(self, one: Quantity, head: Head) -> Saying:
        own = self.line.even[head.start : head.end]
        topic = meaning.topic_of(own + head.shared) or self.topic or "cases"
        for words in (own, head.shared):
            found = meaning.rule_of(one.kind, one.unit, topic, words)
            if found is not None:
                confidence = min(found[0].confidence, CARRIED)
                return Saying(one.start, found[0].says, confidence, named=True)
        return Saying(one.start, None, UNSURE)

    def _topic(self, one: Quantity, begins: int) -> str | None:
        """What the sentence is about there; a rate is not of the last of the parts before it."""
        words = self.line.even[begins : one.start]
        own = meaning.topic_of(words)
        said = self.line.even[self.line.reach(one.start) : one.start]
        if one.kind is Kind.RATE:
            said = said.partition("其中")[0]
        if (own and own != "cases") or meaning.NOUNS.search(words):
            return own
        return meaning.topic_of(said, meaning.VERBS.search(words) is not None) or own

    def _of_both(self, one: Quantity, begins: int) -> Iterator[Saying]:
        """Of several heads of one number: each, where 均 says so of all, else none."""
        words = self.line.even[begins : one.start]
        found = _BOTH.search(words)
        if found is None:
            return
        starts = [0, *(cut.end() for cut in _JOIN.finditer(found["heads"]))]
        ends = [*(cut.start() for cut in _JOIN.finditer(found["heads"])), len(found["heads"])]
        heads = [found["heads"][start:end] for start, end in zip(starts, ends, strict=True)]
        rules = [self.rule(one, head) for head in heads]
        if rules[-1] is None or len([rule for rule in rules if rule]) < 2:
            return
        if not found["each"]:
            if one.kind is Kind.RATE:
                yield Saying(one.start, None, UNSURE)
            return
        for start, rule in zip(starts, rules, strict=True):
            if rule is not None:
                place = begins + found.start("heads") + start + rule[1].start()
                confidence = min(rule[0].confidence, CARRIED)
                yield Saying(place, rule[0].says, confidence, named=True)

    def _carried(self, one: Quantity, begins: int, before: StatedFigure | None) -> Saying:
        """A number without words of its own goes on with what was said before it."""
        names_itself = self.line.even[one.start] in "零无没未"
        words = self.spans.without_days(begins, one.start)
        if not names_itself and not meaning.FILLER.sub("", words):
            if before and _counts_the_same(one, before) and before.end >= begins - 1:
                most = GUESS if "累计" in words else CARRIED
                return Saying(one.start, before.says, min(before.confidence, most))
            wider = self.rule(one, self.line.even[self.line.reach(one.start) : one.start])
            if wider is not None and one.value:
                confidence = min(wider[0].confidence, CARRIED)
                return Saying(one.start, wider[0].says, confidence)
        return Saying(one.start, None, UNSURE)

    def _first(self, start: int) -> int:
        """Marks that end a clause begin no words."""
        while not self.line.even[start].isalnum():
            start += 1
        return start


def _counts_the_same(one: Quantity, before: StatedFigure) -> bool:
    both_cases = one.unit in CASES and before.unit in CASES
    return one.kind is before.kind and (one.unit == before.unit or both_cases)

"""One sentence, read from left to right: what each quantity in it states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tracker.domain.periods import Period
from tracker.reconcile.changing import change, named_by
from tracker.reconcile.days import Told
from tracker.reconcile.doubts import Doubts, without_rivals
from tracker.reconcile.extents import Extents
from tracker.reconcile.line import Line
from tracker.reconcile.moves import CHANGES_TO, Move, moved
from tracker.reconcile.parts import Extent
from tracker.reconcile.plans import is_hoped_for
from tracker.reconcile.quantities import Quantity
from tracker.reconcile.respective import Head, heads
from tracker.reconcile.rule import CASES, GUESS, PAPERS, UNCOUNTED
from tracker.reconcile.saying import AFTERWARDS, WITHOUT_TOPIC, Saying, Sayings
from tracker.reconcile.spans import Spans
from tracker.reconcile.stated import StatedChange, StatedFigure
from tracker.reconcile.units import POINTS, Bound, Kind

_ALL = re.compile(r"[，、]?(?:已|均|现已|目前)*(全部(?:得到|成功|妥善|顺利)?[一-鿿]{2,6})")
_LISTED = re.compile("[ \n]*(?:和|、|与|及|，)[ \n]*")
_ROUNDED = Decimal("0.06")
"""How far a stated change may be from the one that its two values give."""
_FROM = re.compile("(?:由|从)[^，；年]{0,6}$")


class Passage:
    """``figures`` and ``changes`` are filled by ``walk``.

    ``hoped``: the sentence stands among plans; ``of_body``: the one before tells of some office.
    """

    def __init__(
        self,
        line: Line,
        days: Iterable[Told],
        period: Period,
        year: int,
        *,
        hoped: bool,
        of_body: bool,
    ) -> None:
        self.line, self.year, self.hoped = line, year, hoped
        self.spans = Spans(line, days, period)
        self.sayings = Sayings(line, self.spans)
        self.extents = Extents(line)
        self.doubts = Doubts(line, self.spans, before=of_body)
        self.figures: list[StatedFigure] = []
        self.changes: list[StatedChange] = []

    def walk(self, inside: Sequence[Quantity]) -> None:
        respective = heads(self.line.even, self.line.sentence, inside)
        last = self.line.start
        move: Move | None = None
        then: Decimal | None = None
        sources: Iterator[StatedFigure | StatedChange | None] = iter(())
        for place, one in enumerate(inside):
            following = inside[place + 1].start if place + 1 < len(inside) else self.line.end
            listed = move is not None and _LISTED.fullmatch(self.line.even, last, one.start)
            begins = self.line.begins(one.start, last)
            if not listed:
                move = moved(self._with_bracket(begins, one.start), one.unit)
            if move is not None:
                if not listed:
                    sources = self._sources(inside, place, begins, move)
                head = respective.get(place)
                told = replace(move, then=then)
                self._change(one, last, begins, told, next(sources, None), head)
            elif one.unit != POINTS:
                if self._is_then(one, begins, following):
                    then = one.value
                else:
                    self._state(one, last, begins, following, respective.get(place))
            last = one.end
        self.figures = without_rivals(self.line, self.figures)
        known = {one.at: one.confidence for one in self.figures}
        self.changes = [_no_surer(one, known) for one in self.changes]

    def _with_bracket(self, begins: int, end: int) -> str:
        in_brackets = begins > self.line.start and self.line.even[begins - 1] == "（"
        return self.line.even[begins - in_brackets : end]

    def _is_then(self, one: Quantity, begins: int, following: int) -> bool:
        """What was before a change, without saying when (由18.5天缩短至)."""
        changed = CHANGES_TO.search(self.line.even, one.end, following) or re.compile(
            "[ ]?[到至]"
        ).match(self.line.even, one.end, following)
        return bool(changed and _FROM.search(self.line.even[begins : one.start]))

    def _state(
        self, one: Quantity, last: int, begins: int, following: int, head: Head | None
    ) -> None:
        self.sayings.hear(one, last, begins)
        before = self.figures[-1] if self.figures else None
        if head is not None:
            said = [self.sayings.of_head(one, head)]
        else:
            said = self.sayings.of(one, last, begins, following, before)
        figures = self._figures(one, last, begins, following, said, head)
        self.figures += figures
        self.extents.count(figures[-1])
        self.figures += self._all_of(figures[-1], following)

    def _figures(
        self,
        one: Quantity,
        last: int,
        begins: int,
        following: int,
        said: Sequence[Saying],
        head: Head | None,
    ) -> list[StatedFigure]:
        """One for each saying."""
        span = self.spans.at(one.start, last, head)
        if head is not None and head.of:
            span = span.one_of(head.order, head.of)
        elif span.period.start.year != span.period.end.year and CHANGES_TO.search(
            self.line.even, begins, one.start
        ):
            span = replace(span, vague=True)  # 五年来增加到: that of the last of them
        part = self.extents.is_part(
            one, last, begins, following, said[-1], alone=span.alone, topic=self.sayings.topic
        )
        among = said[-1].says is None and self.extents.is_among
        part = part and (self.sayings.of_cases or among) and _may_be_part(one)
        hoped = self.hoped or is_hoped_for(self.line.even[self.line.reach(one.start) : one.start])
        lost = part or hoped or span.vague or span.period.end.year > self.year
        lost = lost or self.sayings.is_of_other_object()
        most = 1.0 if self.sayings.topic else WITHOUT_TOPIC
        of_whole = self.sayings.of_cases and not (part or hoped)
        says = of_whole and said[-1].says is not None
        alone = of_whole and said[-1].says is None and one.kind is Kind.COUNT
        doubtful = self.doubts.about(one, last, begins, following, says=says, alone=alone)
        if doubtful and self.sayings.of_cases:
            most = GUESS
        of_some = self.extents.passing or said[-1].says == "carried_over"
        if of_some and self.extents.extent is Extent.WHOLE and self.sayings.of_cases:
            told = any(one.indicator and one.confidence > GUESS for one in self.figures)
            self.doubts.of_some(one, begins, told_whole=told)
        return [
            StatedFigure(
                self.line.text[saying.start : one.end],
                saying.start,
                one.end,
                one.start,
                one.kind,
                one.value,
                one.high,
                one.unit,
                one.bound,
                span.period,
                None if lost or saying.says in UNCOUNTED else saying.says,
                min(saying.confidence, most),
                self.line.words,
                part or hoped,
                one.step,
                self.sayings.topic,
                saying.says,
            )
            for saying in said
        ]

    def _all_of(self, figure: StatedFigure, following: int) -> Iterator[StatedFigure]:
        """受理275件，全部化解: of as many as were stated just before, something else is said."""
        if figure.kind is not Kind.COUNT or figure.bound is not Bound.EXACT:
            return
        said = _ALL.match(self.line.even, figure.end, following)
        one = Quantity(figure.at, figure.end, figure.kind, figure.value, figure.unit)
        found = self.sayings.rule(one, said[1]) if said else None
        if said and found:
            lost = figure.part or figure.indicator in (None, "carried_over", "pending")
            yield replace(
                figure,
                text=self.line.text[said.start(1) : said.end()],
                start=said.start(1),
                end=said.end(),
                at=said.start(1),
                indicator=None if lost else found[0].indicator,
                says=found[0].says,
                confidence=min(found[0].confidence, AFTERWARDS, figure.confidence),
            )

    def _change(
        self,
        one: Quantity,
        last: int,
        begins: int,
        move: Move,
        source: StatedFigure | StatedChange | None,
        head: Head | None,
    ) -> None:
        self.sayings.hear(one, last, begins)
        part = self.extents.pass_over(last, begins, one.start) or self.extents.is_of_part
        span = self.spans.at(one.start, one.start + 1)
        other = self._compared(begins, one.start)
        if other is not None and other != span.period.year_before():
            move = replace(move, against_other=True)
        words = (
            self.line.even[head.start : head.end] if head else self.line.even[begins : one.start]
        )
        found = named_by(one, self.sayings.topic or "cases", words)
        if found and self.sayings.of_cases and self.doubts.of_change(one, last, begins):
            found = replace(found, confidence=GUESS)
        self.changes.append(change(self.line, one, begins, move, span, found, source, part=part))

    def _compared(self, begins: int, end: int) -> Period | None:
        """The year that a change is against where another than the year before is named: in its
        own passage, or at the head of the sentence (与2022年相比，).
        """
        if "同比" in self.line.even[begins:end]:
            return None
        return self.spans.compared(self.line.reach(end), end)

    def _sources(
        self, inside: Sequence[Quantity], place: int, begins: int, move: Move
    ) -> Iterator[StatedFigure | StatedChange | None]:
        """Of what the change at the place, and those in a list behind it, may be changes."""
        at = inside[place].start
        if "分别" not in self.line.even[begins:at]:
            one = inside[place]
            return iter((self._source(self.spans.at(at, at).period, one, move),))
        number = 1
        while place + number < len(inside) and _LISTED.fullmatch(
            self.line.even, inside[place + number - 1].end, inside[place + number].start
        ):
            number += 1
        return iter(self.figures[-number:] if len(self.figures) >= number else ())

    def _source(
        self, period: Period, one: Quantity, move: Move
    ) -> StatedFigure | StatedChange | None:
        """What the sentence stated last; before a value of the year before that of its own."""
        change = self.changes[-1] if self.changes else None
        figure = self.figures[-1] if self.figures else None
        if change and (figure is None or change.end > figure.end):
            return change
        compared = self._compared_with(figure, one, move)
        if compared is not None:
            return compared
        own = (one for one in reversed(self.figures) if one.period.end.year >= period.end.year)
        return next(own, figure)

    def _compared_with(
        self, figure: StatedFigure | None, one: Quantity, move: Move
    ) -> StatedFigure | None:
        """What is compared with the figure of the year before: the change stands in a bracket with
        that (1286件（上年同期1420件，下降9.4%）), or is the one between the two.
        """
        if figure is None or len(self.figures) < 2:
            return None
        now = self.figures[-2]
        if (now.says, now.kind, now.period.year_before()) != (
            figure.says,
            figure.kind,
            figure.period,
        ):
            return None
        apart = now.value - figure.value
        if one.unit == "%" and figure.value:
            apart *= 100 / figure.value
        in_bracket = self.line.even.find("（", now.end, figure.at) >= 0
        return now if in_bracket or abs(apart - move.sign * one.value) < _ROUNDED else None


def _may_be_part(one: Quantity) -> bool:
    """调解室5个 are no part of the cases, whatever they do."""
    return one.kind is not Kind.COUNT or not one.unit or one.unit in CASES | PAPERS


def _no_surer(change: StatedChange, known: Mapping[int, float]) -> StatedChange:
    """A change of a figure is never known more surely than the figure."""
    if change.now is None:
        return change
    return replace(change, confidence=min(change.confidence, known.get(change.now.at, 1.0)))

"""From left to right through a sentence: whether a number surely speaks of all the cases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tracker.domain.periods import Period
from tracker.reconcile import meaning
from tracker.reconcile.known import (
    all_known,
    below_headings,
    is_unknown_subject,
    names_a_body,
    names_the_whole,
)
from tracker.reconcile.line import Line
from tracker.reconcile.quantities import Quantity
from tracker.reconcile.rule import CASES, GUESS
from tracker.reconcile.spans import Spans
from tracker.reconcile.stated import StatedFigure
from tracker.reconcile.units import Kind

BEGINNING = 30
"""Characters of a sentence in which it says of whom it tells."""
_ABOUT = re.compile("(?:纠纷|争议|矛盾|案件)(?:方面|领域|问题|类|中|上|里|等)*[，：]$")
"""A clause that says of which disputes those behind it tell."""
_TITLE = re.compile(
    r"[^，；：\d]{0,12}(?P<kind>[一-鿿]{2})类?(?:矛盾)?(?:纠纷|争议)(?:化解|调处|治理|方面)?"
)
_BY_WHICH = re.compile(
    "[ \n，；]*(?:围绕|聚焦|针对|关于|就|联合|会同|借助|利用|经|由"
    "|在[^，；]{2,12}(?<!领导)(?<!指导)(?<!支持)(?<!推动)(?<!关心)(?<!努力)下"
    "|在[^，；]{1,8}(?:假期|期间|节|时|前后|之际))"
)
"""A clause that says with which cases, with whom or when something was done."""
_STORY = re.compile("双方(?:当事人)?[^，；]{0,6}(?:达成|签订|签下|握手|和解|同意)")
"""What became of one dispute."""
_ROW = re.compile("\n[^\n\t]*\t")
"""Another row of a table, which tells of the whole anew."""
_OF_A_KIND = re.compile("(?:纠纷|争议|矛盾|案件|[类”])[ 共计有达为]*$")
"""Before a number: it is that of a kind, or of something with a name of its own."""
_OF_ALL = re.compile("[按如]期|按时|诉讼|息诉|撤诉|预防|防止|避免|提前|自行")
"""How all of them are dealt with, or what became of those that were not."""
_COMES_IN = re.compile("受理|新收|接收|登记")
_ONE_OF_SEVERAL = re.compile("委员会|调委会|调解组织|中心")
"""Who may be one office beside others."""


class Doubts:
    """What is not known holds for the numbers that follow too, until the whole is named; an office
    that a sentence begins with also for the sentences behind it.

    ``before``: such an office was told of in the sentence before.
    """

    def __init__(self, line: Line, spans: Spans, *, before: bool) -> None:
        self.line, self.spans = line, spans
        words = self._words(line.start, min(line.end, line.start + BEGINNING))
        told = names_a_body(words) or _is_title_of_a_kind(words.strip())
        self.of_body = told or (before and not names_the_whole(words))
        self.held = self.of_body
        self.some: Decimal | None = None
        self.told_whole = False

    def of_some(self, one: Quantity, begins: int, *, told_whole: bool) -> None:
        """The number is one of some of the cases alone (线上受理126件, 上年结转15件): what is not
        more than it may be told of these; not rates and amounts, where figures of all stood before.
        """
        if one.unit in CASES and not _OF_ALL.search(self.line.even, begins, one.start):
            self.some, self.told_whole = one.value, told_whole

    def _is_of_some(self, one: Quantity, begins: int) -> bool:
        if self.some is None:
            return False
        if one.kind is not Kind.COUNT:
            return not self.told_whole
        if one.unit in CASES:
            if one.value > self.some or _COMES_IN.search(self.line.even, begins, one.start):
                self.some = None
                return False
            self.told_whole = False
        return True

    def _clear(self) -> None:
        self.held = self.of_body = False
        self.some = None

    def pass_over(self, last: int, begins: int) -> None:
        """The clauses between two numbers."""
        for start, end in self.line.clauses(last, begins):
            words = self._words(start, end)
            if names_the_whole(words):
                self._clear()
            elif names_a_body(words) or self._tells_of_some(words):
                self.held = True
            if self.line.even[end - 1] == "；":
                self.some = None
                self.held = self.held and not meaning.NOUNS.search(
                    self.line.even, end, self._part(end)
                )

    def _tells_of_some(self, clause: str) -> bool:
        """Whether a clause without a number says of which cases, in words not known."""
        if _STORY.search(clause):
            return True
        if _BY_WHICH.match(clause):
            return not all_known(clause)
        return _ABOUT.search(clause) is not None and is_unknown_subject(clause)

    def about(
        self, one: Quantity, last: int, begins: int, following: int, *, says: bool, alone: bool
    ) -> bool:
        """Whether the number is in doubt; ``says``: its words say a figure of the cases; ``alone``:
        they only name cases, of which the numbers behind it tell.
        """
        self.pass_over(last, begins)
        if last > self.line.start and _ROW.search(self.line.text, last, one.start):
            begins = self.line.text.rfind("\n", last, one.start)
            self.held, self.some = self.of_body, None
        words = self._words(begins, one.start)
        known = all_known(words)
        if known and names_the_whole(words):
            self._clear()
        elif names_a_body(words):
            self.held = True
        elif not known:
            kind = alone and _OF_A_KIND.search(words) and not names_the_whole(words)
            self.held = self.held or says or "涉及" in words or bool(kind)
        start, end = self.line.behind(one, following)
        behind = self.line.bare[start:end]
        said = self.line.even[self.line.reach(one.start) : one.start]
        if said.rfind("“") > said.rfind("”") or said.count('"') % 2:  # somebody else's words
            return True
        after = one.kind is Kind.COUNT and meaning.NOUNS.search(behind) and not all_known(behind)
        some = self._is_of_some(one, begins)
        return self.held or some or bool(after)

    def of_change(self, one: Quantity, last: int, begins: int) -> bool:
        """Whether a change is one of figures in doubt."""
        self.pass_over(last, begins)
        words = self._words(begins, one.start)
        return (
            (self.held or self.some is not None) and not names_the_whole(words)
        ) or not all_known(words)

    def _words(self, start: int, end: int) -> str:
        return below_headings(self.spans.bare_without_days(start, end))

    def _part(self, start: int) -> int:
        found = self.line.even.find("；", start, self.line.end)
        return found if found >= 0 else self.line.end


def _is_title_of_a_kind(sentence: str) -> bool:
    """（三）养犬纠纷。: what follows is told of these."""
    found = _TITLE.fullmatch(sentence)
    return found is not None and not all_known(found["kind"])


def without_rivals(line: Line, figures: Sequence[StatedFigure]) -> list[StatedFigure]:
    """The figures of a sentence, those in doubt of which it states several (人民调解委员会化解
    620件，行政机关化解86件): none of them is surely the whole's, unless it names the whole.
    What was passed (突破2000件，达2031件) is no other value.
    """
    sure: dict[_What, set[Decimal]] = {}
    told: dict[_What, set[Decimal]] = {}
    for one in figures:
        if one.indicator is not None and one.kind is not Kind.RATE and not _is_passed(one, figures):
            told.setdefault(_what(one), set()).add(one.value)
            if one.confidence > GUESS:
                sure.setdefault(_what(one), set()).add(one.value)
    several = {what for what, values in sure.items() if len(values) > 1}
    beside = {what for what, values in told.items() if len(values) > 1}
    return [
        replace(one, confidence=min(one.confidence, GUESS))
        if _what(one) in beside and _has_rival(line, one, _what(one) in several)
        else one
        for one in figures
    ]


_What = tuple[str | None, Period, Kind]


def _what(one: StatedFigure) -> _What:
    return one.indicator, one.period, one.kind


def _is_passed(one: StatedFigure, figures: Sequence[StatedFigure]) -> bool:
    return "突破" in one.text and any(
        _what(other) == _what(one) and other.value > one.value for other in figures
    )


def _has_rival(line: Line, one: StatedFigure, several: bool) -> bool:
    its = line.even[line.passage_begins(one.at) : one.at]
    return not names_the_whole(its) and (several or _ONE_OF_SEVERAL.search(its) is not None)

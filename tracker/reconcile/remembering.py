"""Known words: by what a stated figure is known again, and what a person has said that it is.

A choice holds for the same words, and only where they are read as they were when it was made, and
tell of the same work; what the program reads otherwise, and surely, needs a choice of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.domain.phrases import LONGEST_UNIT, LONGEST_WORDS, Chosen, Wording
from tracker.indicators.definitions import GLOSSARY
from tracker.indicators.register_figures import declared
from tracker.reconcile.characters import folded, without_wide_blanks
from tracker.reconcile.comparing import SURE_ENOUGH, UNITS
from tracker.reconcile.days import days_told
from tracker.reconcile.reading import StatedFigure
from tracker.reconcile.rules import RULES
from tracker.reconcile.sentences import FAR, Sentence, clause_start, sentences
from tracker.reconcile.units import Kind
from tracker.registers.figures import RowUnit

Meanings = Mapping[Wording, Chosen]
_SAYS_NOTHING = re.compile(r"[^\w]|[\d_]|共计|总计|累计|合计|共|其中|达到|达|为|已|了|约")
CERTAIN = 1.0
KIND_OF = {RowUnit.YUAN: Kind.AMOUNT, RowUnit.PERCENT: Kind.RATE}
"""What a register's figures are counted in, where it is no count."""


def is_sure(stated: StatedFigure) -> bool:
    """Whether it is judged without asking anybody."""
    return stated.indicator is not None and stated.confidence >= SURE_ENOUGH


def wordings(text: str, stated: Sequence[StatedFigure], year: int) -> list[Wording]:
    """By what each is known again; ``words`` are empty where nothing stands before the number."""
    even = list(folded(text))
    for one in days_told(without_wide_blanks("".join(even)), year):
        even[one.start : one.end] = "□" * (one.end - one.start)
    for figure in stated:  # of a number before another the unit alone is left
        number = figure.end - len(figure.unit)
        even[figure.at : number] = "□" * (number - figure.at)
    plain = "".join(even)
    passages = list(sentences(plain))
    starts = [one.start for one in passages]
    return [_wording(plain, passages[bisect_right(starts, one.at) - 1], one) for one in stated]


def _wording(plain: str, passage: Sentence, stated: StatedFigure) -> Wording:
    begins = clause_start(plain, passage, stated.at)
    words = _SAYS_NOTHING.sub("", plain[begins : stated.at])
    return Wording(
        words[-LONGEST_WORDS:],
        stated.unit[:LONGEST_UNIT],
        stated.part,
        stated.indicator if stated.indicator and is_sure(stated) else "",
    )


def told_by(
    stated: Sequence[StatedFigure], known: Sequence[Wording], meanings: Meanings, year: int
) -> Iterator[tuple[StatedFigure, Chosen | None]]:
    """Each figure as a person has said that it is, with that choice."""
    for one, wording in zip(stated, known, strict=True):
        chosen = meanings.get(wording) if wording.words else None
        if chosen is None or not _may_be(one, chosen.figure, year):
            yield one, None
        else:
            yield (
                replace(one, indicator=chosen.figure, says=chosen.figure, confidence=CERTAIN),
                chosen,
            )


def _may_be(stated: StatedFigure, figure: str | None, year: int) -> bool:
    """Whether that, or none of the office's, was offered for such words."""
    if figure is None:
        return stated.period.end.year <= year
    return figure in guesses(stated, year)


def guesses(stated: StatedFigure, year: int) -> list[str]:
    """The figures that its unit allows, those first whose words stand nearest: of the cases, or
    of the registers of the other work that it tells of; none for days after the report's year.
    """
    if stated.period.end.year > year:
        return []
    said = folded(stated.sentence)
    place = said.find(folded(stated.text))
    begins = max(0, place - FAR // 2)
    said, place = said[begins : place + FAR // 2], place - begins
    near: dict[str, int] = {}
    for rule in RULES:
        if rule.indicator is None or not rule.takes(stated.kind, stated.unit):
            continue
        for found in rule.words.finditer(said):
            away = abs(found.end() - place)
            near[rule.indicator] = min(near.get(rule.indicator, away), away)
    return sorted(_allowed(stated), key=lambda key: near.get(key, len(said) + 1))


def _allowed(stated: StatedFigure) -> list[str]:
    if stated.topic in (None, "cases"):
        return [one.key for one in GLOSSARY if one.unit in UNITS.get(stated.kind, ())]
    known = declared()
    said = {one.indicator or "" for one in RULES if one.topic == stated.topic}
    registers = {known[key][0] for key in said if key in known}
    return [
        key
        for key, (register, figure) in known.items()
        if register in registers and KIND_OF.get(figure.unit, Kind.COUNT) is stated.kind
    ]

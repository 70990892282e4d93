"""Quantities in a folded text: a number, how nearly it is meant, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from tracker.reconcile.numerals import (
    ARABIC,
    CHINESE,
    CHINESE_DECIMAL,
    DIGITS,
    FRONT,
    GROUPS,
    SCALE,
    SCORES,
    TENS,
    mixed_value_of,
    scale_of,
    step_of,
    value_of,
)
from tracker.reconcile.units import (
    AFTER_WORDS,
    BEFORE_WORDS,
    DURATIONS,
    KINDS,
    MORE,
    POINTS,
    UNITS,
    WEAK,
    Bound,
    Kind,
)


@dataclass(frozen=True)
class Quantity:
    """``value`` in single units, yuan or percent; ``high`` the upper end of a range.

    ``step`` is what one of its last written digit is worth: 100 of 9,160.00万元, 0.1 of 99.6%.
    """

    start: int
    end: int
    kind: Kind
    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    high: Decimal | None = None
    step: Decimal = Decimal(1)


_BEFORE = "|".join(sorted(BEFORE_WORDS, key=len, reverse=True)).replace(
    "|约|", "|(?<![签预合履违])约|"
)
_AFTER = "|".join(sorted(AFTER_WORDS, key=len, reverse=True)).replace("多", r"多(?![出了]?[ ]?\d)")
"""720件多65件: the second is the difference."""
_UNIT = "|".join(
    unit + (f"(?!{after})" if after else "")
    for unit, after in sorted(UNITS.items(), key=lambda one: -len(one[0]))
)
_NUMBER = rf"(?:{ARABIC}|{CHINESE_DECIMAL}|{CHINESE})"
_BLANK = r"[ \n]{0,2}"


def _number(name: str) -> str:
    """A numeral, perhaps with 余 and a scale: 300余万, 1.5万余."""
    return (
        rf"(?P<{name}_front>{FRONT})?(?P<{name}>{_NUMBER}){_BLANK}(?P<{name}_more>{MORE})?"
        rf"(?P<{name}_scale>{SCALE})?(?P<{name}_further>{MORE})?"
    )


_COUNTED = re.compile(
    rf"(?P<before>{_BEFORE})?{_BLANK}(?P<money>人民币|￥|¥|\$)?{_BLANK}"
    rf"(?:(?<![从由]){_number('low')}(?P<low_unit>元|%|{_UNIT})?{_BLANK}(?:-|至|到){_BLANK}(?=\d|[一二三四五六七八九十百两]))?"
    rf"(?:{_number('high')}|(?<=近|超|逾|上|约|破|过|达)(?P<bare>{SCALE})(?P<bare_more>{MORE})?)"
    rf"(?:（\d{{1,7}}）)?{_BLANK}(?:（(?P<bracketed>元|%|{_UNIT})）|(?P<unit>元|%|{'|'.join(DURATIONS)}|{_UNIT}))"
    rf"(?P<unit_more>(?<=元)[余多](?![ ]?\d))?"
    rf"(?P<after>{_AFTER})?"
)
_PERCENT = re.compile(
    rf"(?P<before>{_BEFORE})?{_BLANK}(?P<of>百|千|万)分之(?P<value>{ARABIC}|{CHINESE_DECIMAL}|{CHINESE}|百)(?P<after>{_AFTER})?"
)
_TENTHS = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<said>(?<=率|达|到|为))?(?P<tenths>[一二三四五六七八九]|\d)成(?P<ninths>[一二三四五六七八九半])?(?P<after>{_AFTER})?(?!效|功|果|立|员|本|为|就|都)"
)
_PER_HUNDRED = re.compile(
    rf"每百(?:件|起|宗)[^，。；]{{0,8}}?(?P<value>{ARABIC}|{CHINESE})(?:件|起|宗)"
)
_POINTS = re.compile(
    rf"(?P<before>{_BEFORE})?{_BLANK}(?P<value>{_NUMBER}){_BLANK}(?P<more>多|余)?个(?P<further>多)?百分点"
    rf"(?P<after>{_AFTER})?"
)
_UNIT_FIRST = re.compile(
    rf"[一-鿿]（(?P<scale>{SCALE})?(?P<unit>元|%|{_UNIT})）[ ]?[：为]?[ ]?(?P<value>{ARABIC})"
    rf"(?![\d.]|[ ]?(?:年|月|日|元|%|万|亿|{_UNIT}))"
)
_NO_UNIT = re.compile(
    r"(?:受理|化解|办结|登记|调解|调成|未结)"
    r"(?:总?件?数|总?量|(?:矛盾)?(?:纠纷|案件)?(?=：))[：为]?[ ]?"
    rf"(?P<value>{ARABIC})(?=[，；。、\n）]|$)"
)
"""受理数796, 化解纠纷：785: what is counted is said by the words alone."""
_BARE_AMOUNT = re.compile(
    rf"(?:金额|标的额?|资金|价值|款项?|工资|损失|赔偿)[^，。；\d]{{0,6}}?(?P<before>{_BEFORE})?"
    rf"(?P<value_front>{FRONT})?(?P<value>{ARABIC})(?P<more>[余多])?(?:个(?=亿))?(?P<value_scale>[百千]?[万亿])(?P<further>[余多])?(?=[，。；、）]|$)"
)
_NONE = re.compile(
    rf"(?:无一|没有一|未发生一)(?P<unit>{_UNIT})(?P<noun>[\u4e00-\u9fff]{{2,8}})"
    r"|(?:零|无)(?P<zero>回流|越级上访|进京上访|群体性事件|民转刑(?:案件)?|命案|超期(?:未(?:办)?结)?(?:案件)?|积案|投诉|复发|激化|上行|非访|新增)"
)
_FRACTION = re.compile(r"(?<![\d/.])(?P<low>\d{1,7})[ ]?/[ ]?(?P<high>\d{1,7})(?![\d/.])")


def quantities(text: str) -> list[Quantity]:
    """All of a folded text without names, in its order; the same place states one alone."""
    found: list[Quantity] = []
    taken = [False] * (len(text) + 1)
    kinds = (
        _points,
        _hundreds,
        _none,
        _percents,
        _counted,
        _bare_amounts,
        _unit_first,
        _fractions,
        _no_unit,
    )
    for one in (one for kind in kinds for one in kind(text)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = [True] * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _points(text: str) -> Iterator[Quantity]:
    for match in _POINTS.finditer(text):
        with suppress(ValueError):
            value = value_of(match["value"])
            bound = _bound(match["before"], match["more"] or match["further"] or match["after"])
            step = step_of(match["value"])
            yield Quantity(*match.span(), Kind.RATE, value, POINTS, bound, step=step)


def _bare_amounts(text: str) -> Iterator[Quantity]:
    """涉及金额860余万, without 元."""
    for match in _BARE_AMOUNT.finditer(text):
        try:
            value = _value(match, "value")
        except ValueError:
            continue
        bound = _bound(match["before"], match["more"] or match["further"])
        step = step_of(match["value"]) * scale_of(match["value_scale"])
        start = _first(match, "before", "value_front", "value")
        yield Quantity(start, match.end(), Kind.AMOUNT, value, "元", bound, step=step)


def _first(match: re.Match[str], *names: str) -> int:
    """Where the first of them begins that is there."""
    return next(match.start(name) for name in names if match[name])


def _unit_first(text: str) -> Iterator[Quantity]:
    """受理（件）：1372, as forms and tables have it."""
    for match in _UNIT_FIRST.finditer(text):
        scale = scale_of(match["scale"] or "")
        value, step = value_of(match["value"]) * scale, step_of(match["value"]) * scale
        kind = KINDS.get(match["unit"], Kind.COUNT)
        yield Quantity(*match.span("value"), kind, value, match["unit"], step=step)


def _no_unit(text: str) -> Iterator[Quantity]:
    for match in _NO_UNIT.finditer(text):
        yield Quantity(*match.span("value"), Kind.COUNT, value_of(match["value"]), "件")


def _hundreds(text: str) -> Iterator[Quantity]:
    for match in _PER_HUNDRED.finditer(text):
        yield Quantity(match.start(), match.end(), Kind.RATE, value_of(match["value"]), "%")


def _fractions(text: str) -> Iterator[Quantity]:
    """（273/275）behind a rate: a numerator and a denominator."""
    for match in _FRACTION.finditer(text):
        if (
            int(match["high"]) >= int(match["low"])
            and "%" in text[max(0, match.start() - 4) : match.start()]
        ):
            for name in ("low", "high"):
                yield Quantity(*match.span(name), Kind.COUNT, Decimal(match[name]), "")


def _none(text: str) -> Iterator[Quantity]:
    for match in _NONE.finditer(text):
        yield Quantity(match.start(), match.end(), Kind.COUNT, Decimal(0), match["unit"] or "")


def _percents(text: str) -> Iterator[Quantity]:
    for match in _PERCENT.finditer(text):
        try:
            value = Decimal(100) if match["value"] == "百" else value_of(match["value"])
        except ValueError:
            continue
        value *= {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[match["of"]]
        bound = _bound(match["before"], match["after"])
        step = Decimal(1) if match["value"] == "百" else step_of(match["value"])
        yield Quantity(*match.span(), Kind.RATE, value, "%", bound, step=step)
    for match in _TENTHS.finditer(text):
        if any(match[one] is not None for one in ("after", "before", "ninths", "said")):
            ninths = 5 if match["ninths"] == "半" else value_of(match["ninths"] or "零")
            value = value_of(match["tenths"]) * 10 + ninths
            bound = _bound(match["before"], match["after"])
            yield Quantity(*match.span(), Kind.RATE, Decimal(value), "%", bound)


def _counted(text: str) -> Iterator[Quantity]:
    place = 0
    while match := _COUNTED.search(text, place):
        one = None
        with suppress(ValueError):
            one = _read(match)
        if one is not None:
            yield one
        place = match.end() if one is not None else match.start() + 1


def _read(match: re.Match[str]) -> Quantity | None:
    unit = match["unit"] or match["bracketed"]
    more = match["high_more"] or match["high_further"] or match["bare_more"] or match["unit_more"]
    if match["bare"]:
        value, written = Decimal(scale_of(match["bare"])), match["bare"]
    else:
        value, written = _value(match, "high"), (match["high_front"] or "") + match["high"]
    if _is_idiom(match, written, unit):
        return None
    low = _low(match, value)
    kind = KINDS.get(unit, Kind.COUNT)
    bound = _bound(match["before"], match["after"] or more)
    start = match.start("before") if match["before"] else match.start()
    start = next(place for place in range(start, match.end()) if not match.string[place].isspace())
    if low is not None:
        return Quantity(start, match.end(), kind, low, unit, Bound.RANGE, value)
    step = step_of(match["high"] or written) * scale_of(match["high_scale"] or "")
    return Quantity(start, match.end(), kind, value, unit, bound, step=step)


def _value(match: re.Match[str], name: str) -> Decimal:
    front, written, scale = match[f"{name}_front"], match[name], match[f"{name}_scale"] or ""
    start = match.start(f"{name}_front") if front else match.start(name)
    if _goes_on(match.string[max(0, start - 2) : start], (front or written)[0]):
        raise ValueError("the middle of a number")
    return mixed_value_of(front, written, scale) if front else value_of(written) * scale_of(scale)


def _goes_on(before: str, first: str) -> bool:
    """Whether a numeral is the rest of one (1.5万3千), or of a guess (几百, 七八十)."""
    further, before = before[:-1], before[-1:] or " "
    if before in GROUPS or (before in TENS and first.isascii()):
        return any(one.isdigit() or one in {*DIGITS, *TENS} for one in further)
    if first.isascii():
        return before.isdigit() or before == "."
    return before in {*DIGITS, *TENS, *SCORES} or (first in TENS and before in "几数好若")


def _low(match: re.Match[str], high: Decimal) -> Decimal | None:
    """The lower end of a range, in the unit and scale of the upper where it names none."""
    if not match["low"]:
        return None
    low = _value(match, "low")
    if not match["low_scale"] and match["high_scale"]:
        low *= scale_of(match["high_scale"])
    if low >= high:
        raise ValueError("no range")
    return low


def _is_idiom(match: re.Match[str], written: str, unit: str) -> bool:
    """一次性, 四所一庭: a Chinese digit alone before a unit states no figure of a report, unless
    people, cases or events are counted.
    """
    single = len(written) == 1 and not written.isdigit() and written not in "十百千"
    if not single:
        return False
    return written in "一零" or unit in WEAK


def _bound(before: str | None, after: str | None) -> Bound:
    if after in ("几", "来"):
        return Bound.OVER if after == "几" else Bound.ABOUT
    if after:
        return AFTER_WORDS[after]
    return BEFORE_WORDS[before] if before else Bound.EXACT

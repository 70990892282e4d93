"""A figure as live cells: the formula of each of its numbers beside the number as it was counted.

The rounding is that of ``indicators/figures``: half up from the whole fraction, in whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tracker.domain.vocabulary import Basis
from tracker.formatting import NOTHING
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Count, Indicator, Median, Rate, Sum, Unit
from tracker.reports.workbook.formulas import Spot, count, median, total

Address = Callable[[str], str]
"""The cell of another part of the same figure."""
PARTS = ("value", "numerator", "denominator", "missing", "rows", "asked")
"""What a figure may have: a rate its fraction, a sum the cases that state one of those asked."""
OF_CASES = Unit.CASES.value
SCALES = {Unit.YUAN: 100, Unit.DAYS: 10}
"""By what a value is multiplied to be a whole number."""


@dataclass(frozen=True)
class Live:
    """``value`` is what the program counted; None is written as a dash. ``array`` formulas look at
    each row by itself.
    """

    formula: str
    value: int | Decimal | str | None
    unit: str
    array: bool = False

    @property
    def shown(self) -> int | float | str:
        if self.value is None:
            return NOTHING
        return float(self.value) if isinstance(self.value, Decimal) else self.value

    def where(self, condition: str) -> Live:
        """The same where the condition holds, and a dash where it does not."""
        return replace(self, formula=f'IF({condition},{self.formula},"{NOTHING}")')


def live(
    indicator: Indicator, figure: Figure, basis: Basis, spot: Spot, address: Address
) -> Mapping[str, Live]:
    """The parts that the figure has. Raises Untold where the rows do not tell one."""
    unit = indicator.unit.value
    if isinstance(indicator, Count):
        return {"value": Live(count(indicator.cases, spot), figure.value, unit)}
    if isinstance(indicator, Median):
        middle = f'IFERROR({median(indicator.cases, indicator.value, spot)},"{NOTHING}")'
        return {"value": Live(middle, figure.value, unit, array=True)}
    if isinstance(indicator, Sum):
        return _sum(indicator, figure, spot)
    if isinstance(indicator, Rate):
        return _rate(indicator, figure, basis, spot, address)
    raise NotImplementedError(f"no formula for a {type(indicator).__name__}")


def parts_of(indicator: Indicator) -> tuple[str, ...]:
    """The parts of the figure that stand beside each other in a breakdown."""
    return PARTS[:4] if isinstance(indicator, Rate) else PARTS[:1]


def _sum(indicator: Sum, figure: Figure, spot: Spot) -> Mapping[str, Live]:
    added = total(indicator.cases, indicator.value, spot)
    if indicator.unit is Unit.YUAN:
        added = f"ROUND({added},2)"
    cells = {"value": Live(added, figure.value, indicator.unit.value)}
    if indicator.among is not None:
        cells["rows"] = Live(count(indicator.cases, spot), figure.rows, OF_CASES)
        cells["asked"] = Live(count(indicator.among, spot), figure.asked, OF_CASES)
    return cells


def _rate(
    indicator: Rate, figure: Figure, basis: Basis, spot: Spot, address: Address
) -> Mapping[str, Live]:
    reading = indicator.read(basis)
    above, below = address("numerator"), address("denominator")
    return {
        "value": Live(percent(above, below), figure.value, indicator.unit.value),
        "numerator": Live(count(reading.numerator, spot), figure.numerator, OF_CASES),
        "denominator": Live(count(reading.denominator, spot), figure.denominator, OF_CASES),
        "missing": Live(f"{below}-{above}", figure.missing, OF_CASES),
    }


def percent(above: str, below: str) -> str:
    """What is not all is never 100.00, and what is not nothing never 0.00."""
    hundredths = f"INT((20000*{above}+{below})/(2*{below}))"
    bounded = f"MAX(IF({above}>0,1,0),MIN(IF({above}<{below},9999,10000),{hundredths}))"
    return f'IF({below}=0,"{NOTHING}",{bounded}/100)'


def change_percent(now: str, before: str, unit: Unit) -> str:
    """Half up, away from zero; a dash where either is none or nothing was before."""
    scale = SCALES.get(unit, 1)
    new, old = f"ROUND({now}*{scale},0)", f"ROUND({before}*{scale},0)"
    rounded = f"SIGN({new}-{old})*INT((20000*ABS({new}-{old})+{old})/(2*{old}))/100"
    return f'IF(COUNT({now},{before})<2,"{NOTHING}",IF({before}=0,"{NOTHING}",{rounded}))'


def change_points(now: str, before: str) -> str:
    return f'IF(COUNT({now},{before})<2,"{NOTHING}",ROUND({now}-{before},2))'

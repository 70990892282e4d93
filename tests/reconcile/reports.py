"""Reports as an office writes them: sentences out of a ledger's figures, true or false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from tracker.domain.verdicts import Verdict
from tracker.indicators.figures import Figure

SENTENCES = {
    "registered": "全年登记矛盾纠纷{}件。",
    "declined": "对纠纷不予受理{}件。",
    "accepted": "全镇受理各类矛盾纠纷{}件。",
    "carried_over": "矛盾纠纷上年结转{}件。",
    "caseload": "应办矛盾纠纷{}件。",
    "closed": "矛盾纠纷共办结{}件。",
    "resolved": "成功化解矛盾纠纷{}起。",
    "unresolved": "矛盾纠纷未化解{}件。",
    "pending": "年底矛盾纠纷未结{}件。",
    "resolution_rate": "矛盾纠纷化解率达到{}。",
    "mediated_success": "人民调解组织成功调解{}件。",
    "mediation_success_rate": "矛盾纠纷调解成功率为{}。",
    "amount_agreed": "调解协议涉及金额{}。",
    "amount_claimed": "矛盾纠纷诉求金额{}。",
    "judicial_confirmations": "经法院司法确认调解协议{}件。",
    "parties": "矛盾纠纷涉及当事人{}人。",
}
"""Indicator -> how a report says it."""
SUBSETS = (
    "其中邻里纠纷化解{}件。",
    "法院委派调解成功{}件。",
    "柳江村受理矛盾纠纷{}件。",
    "司法所化解矛盾纠纷{}件。",
    "公安派出所化解矛盾警情{}起。",
    "力争化解矛盾纠纷{}件。",
)
"""What is none of the office's own figures, whatever its number."""
DAYS = {
    "2024-01-01..2024-12-31": "",
    "2024-01-01..2024-06-30": "2024年上半年，",
    "2024-07-01..2024-09-30": "2024年第三季度，",
    "2024-01-01..2024-11-30": "2024年1—11月，",
    "2024-03-01..2024-03-31": "2024年3月，",
    "2023-01-01..2023-12-31": "2023年，",
}
"""Days -> how a sentence that speaks of them begins."""
AMOUNTS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Said:
    """A sentence, the indicator it is of, and the verdict that it must have."""

    key: str
    text: str
    false: bool
    verdict: Verdict = Verdict.EQUAL
    cut_off: bool = False


def said(key: str, figure: Figure, false: bool) -> Said | None:
    """None where there is nothing to say, or nothing false to say that is not true otherwise."""
    if figure.value is None:
        return None
    value = Decimal(figure.value)
    if false:
        value = value + 1 if figure.denominator is None or value < 50 else value - 1
    written = f"{value}%" if figure.denominator is not None else f"{value}"
    if figure.unit == "yuan":
        written = f"{value:,.2f}元"
    return Said(key, SENTENCES[key].format(written), false)


def report(figures: Mapping[str, Figure], falsehoods: set[str]) -> list[Said]:
    found = (said(key, figures[key], key in falsehoods) for key in SENTENCES)
    return [one for one in found if one is not None]


def amount_said(key: str, figure: Figure, unit: str, *, cut: bool, false: bool) -> Said:
    """In yuan, 万元 or 亿元 with two decimals, rounded or cut off; false by one of the last digit.

    Cut off where that says the same as rounding is no falsehood.
    """
    exact = Decimal(figure.value or 0) / AMOUNTS[unit]
    right = exact.quantize(HUNDREDTH, ROUND_HALF_UP)
    value = exact.quantize(HUNDREDTH, ROUND_DOWN) if cut else right
    verdict = Verdict.EQUAL if right == exact else Verdict.ROUNDED
    if false:
        value = right + 2 * HUNDREDTH
    if value != right:
        verdict = Verdict.DIFFERS
    cut_off = verdict is Verdict.DIFFERS and not false
    return Said(key, SENTENCES[key].format(f"{value:,}{unit}"), false, verdict, cut_off)

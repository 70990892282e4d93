"""Reports as an office writes them: sentences out of a ledger's figures, true or false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

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


@dataclass(frozen=True)
class Said:
    """A sentence and the indicator it is of; ``false``: its value is not the ledger's."""

    key: str
    text: str
    false: bool


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

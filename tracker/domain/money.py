"""Money: whole fen where it is stored and added, Decimal yuan where people see it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
WAN = Decimal(10_000)
MAX_YUAN = Decimal("999999999999.99")
"""The largest amount that may be recorded (yuan); 10^14 fen stays exact in every spreadsheet."""


def to_fen(yuan: Decimal) -> int:
    """Decimal yuan -> whole fen. Raises ValueError for a fraction of a fen."""
    fen = yuan * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{yuan} is not a whole number of fen")
    return int(fen)


def from_fen(fen: int) -> Decimal:
    """Whole fen -> Decimal yuan with two decimals."""
    return Decimal(fen).scaleb(-2)


def yuan_text(yuan: Decimal) -> str:
    """``91600000.00``: the plain form of JSON and CSV."""
    return f"{yuan:.2f}"


def wan_text(yuan: Decimal) -> str:
    """``9,160`` (万元): rounded half up to at most two decimals, for print only."""
    return wan_figure(yuan).rstrip("0").rstrip(".")


def wan_figure(yuan: Decimal) -> str:
    """``9,160.00`` (万元): the same with both decimals, for figures that stand side by side."""
    return f"{(yuan / WAN).quantize(CENT, ROUND_HALF_UP):,.2f}"

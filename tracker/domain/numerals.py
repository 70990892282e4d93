"""Amounts in capital numerals 大写金额 and days as statutory papers write them.

Source: 支付结算办法 附一《正确填写票据和结算凭证的基本规定》. Where it leaves a choice, amounts are
written as in its first example: no 零 for the last digit of the 万 (壹拾万柒仟元), 零 between yuan
that end in nought and the jiao (壹仟陆佰捌拾元零叁角贰分), no 整 after jiao.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tracker.domain.money import MAX_YUAN, to_fen

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")
"""What four digits are counted in; MAX_YUAN has three such groups."""

BLANK_DAY = "　　　　年　　月　　日"
"""Where a day is written by hand."""


def capital_amount(yuan: Decimal) -> str:
    """``人民币玖仟壹佰陆拾万元整``.

    Raises ValueError for a negative amount, a fraction of a fen, or more than MAX_YUAN.
    """
    if not 0 <= yuan <= MAX_YUAN:
        raise ValueError(f"{yuan} cannot be written in capitals")
    whole, fen = divmod(to_fen(yuan), 100)
    if not (whole or fen):
        return "人民币零元整"
    return f"人民币{_integer(whole)}元{_parts(whole, fen)}" if whole else f"人民币{_parts(0, fen)}"


def _integer(number: int) -> str:
    """Four digits at a time from the left; 零 where a nought stands before further digits."""
    written, waiting = "", False
    for place in reversed(range(len(GROUPS))):
        four = number // 10_000**place % 10_000
        if four == 0:
            waiting = bool(written)
            continue
        after_nought = place == 1 and number // 10**8 % 10 == 0
        gap = written and (waiting or four < 1000 or after_nought)
        written += ("零" if gap else "") + _four(four) + GROUPS[place]
        waiting = False
    return written


def _four(number: int) -> str:
    """1 to 9999 without leading 零: 1005 -> 壹仟零伍, 15 -> 壹拾伍."""
    written, waiting = "", False
    for place in reversed(range(len(PLACES))):
        digit = number // 10**place % 10
        if digit == 0:
            waiting = bool(written)
            continue
        written += ("零" if waiting else "") + DIGITS[digit] + PLACES[place]
        waiting = False
    return written


def _parts(whole: int, fen: int) -> str:
    """What follows the yuan."""
    jiao, single = divmod(fen, 10)
    if not fen:
        return "整"
    gap = "零" if whole and (jiao == 0 or whole % 10 == 0) else ""
    written = f"{DIGITS[jiao]}角" if jiao else ""
    return gap + written + (f"{DIGITS[single]}分" if single else "")


def amount_text(yuan: Decimal) -> str:
    """``¥91,600,000.00``: the figures beside the capitals."""
    return f"¥{yuan:,.2f}"


def chinese_day(day: date | None) -> str:
    """``2024年3月5日``, as official papers write days (GB/T 9704); blanks where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else BLANK_DAY

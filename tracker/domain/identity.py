"""Resident ID numbers (GB 11643-1999) and unified social credit codes (GB 32100-2015)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tracker.domain.vocabulary import Sex

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


@dataclass(frozen=True)
class ResidentId:
    """What an 18-digit ID number says of its holder."""

    number: str
    birth_date: date
    sex: Sex


def read_resident_id(text: str, today: date | None = None) -> ResidentId | None:
    """The checked ID, or None when form, birth date or check digit is wrong.

    With ``today`` given, nobody who is yet to be born has one.
    """
    number = text.strip().upper()
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number) or id_check_digit(number) != number[17]:
        return None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    if today is not None and born > today:
        return None
    return ResidentId(number, born, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def id_check_digit(number: str) -> str:
    """The 18th character that belongs to the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], ID_WEIGHTS, strict=True))
    return ID_CHECKS[total % 11]


def is_credit_code(text: str) -> bool:
    """Whether an 18-character unified social credit code carries its right check character."""
    code = text.strip().upper()
    if not re.fullmatch(rf"[{CREDIT_ALPHABET}]{{18}}", code):
        return False
    return credit_check_character(code) == code[17]


def credit_check_character(code: str) -> str:
    """The 18th character that belongs to the first 17."""
    values = (CREDIT_ALPHABET.index(character) for character in code[:17])
    total = sum(value * weight for value, weight in zip(values, CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[(31 - total % 31) % 31]

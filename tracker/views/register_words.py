"""Fields of a register in the trail, by the register's own words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from tracker.formatting import NOTHING, word, yuan
from tracker.registers.declaring import Field, Shape


def told_of_register(field: Field, pair: Sequence[Any]) -> tuple[str, str, str]:
    """(field, before, after); the values are JSON's."""
    before, after = (_told(field, value) for value in pair)
    return word(field.words), before, after


def _told(field: Field, value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if field.shape is Shape.WORD:
        return next((word(one) for one in field.choices if one.value == value), str(value))
    return yuan(Decimal(value)) if field.shape is Shape.MONEY else str(value)

"""How a bound figure is written where it stands, now and as it was when somebody wrote the text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from tracker.domain.money import CENT, WAN, wan_text
from tracker.domain.report_fields import MONEY, Field, Form
from tracker.formatting import NOTHING
from tracker.indicators.changes import Comparison
from tracker.indicators.figures import Figure
from tracker.indicators.kept_values import compared_then
from tracker.reports.official.document import Stated, Words, plain
from tracker.reports.official.wording import WHOLE, as_previous, changed, part, shortest, stated


def stated_field(field: Field, compared: Comparison) -> Words:
    """Counts bare, for the words around say what is counted; money and shares with their unit, a
    share with its fraction.
    """
    if field.is_change:
        return changed(field.key, compared)
    if not field.of_before:
        return _formed(field, compared.now)
    if compared.before is None:
        return (NOTHING,)
    return as_previous(_formed(field, compared.before), field.key)


def _formed(field: Field, figure: Figure) -> Words:
    at = (*WHOLE, field.key)
    for form in (Form.NUMERATOR, Form.DENOMINATOR):
        if form in field.forms:
            return (part(figure, form.value, at),)
    if figure.unit == MONEY and figure.value is not None and field.forms:
        return _money(field, Decimal(figure.value))
    return stated(figure)


def _money(field: Field, yuan: Decimal) -> Words:
    """As it was asked; what is nothing in 万元 and something in 元 is said in 元."""
    key = (*WHOLE, field.key, "value")
    in_wan = Form.WAN in field.forms and (not yuan or abs(yuan) >= WAN * CENT)
    if in_wan:
        said = _("%(wan)s wan yuan", wan=wan_text(yuan).replace(",", ""))
    elif Form.YUAN in field.forms or Form.WAN in field.forms:
        said = _("%(yuan)s yuan", yuan=shortest(yuan))
    else:
        return stated(Figure(field.key, MONEY, yuan))
    return (Stated(key, str(said), yuan),)


def moved(field: Field, compared: Comparison, figures: Mapping[str, Any]) -> tuple[str, str] | None:
    """What the field said with the ``figures`` that a revision keeps, and says now; None where that
    is the same, and where it was not kept.
    """
    then = compared_then(field.key, compared.now.unit, figures)
    return _told_apart(field, then, compared)


def moved_between(
    field: Field, unit: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[str, str] | None:
    """The same of the figures of two revisions."""
    return _told_apart(
        field, compared_then(field.key, unit, before), compared_then(field.key, unit, after)
    )


def _told_apart(
    field: Field, then: Comparison | None, now: Comparison | None
) -> tuple[str, str] | None:
    """Money that rounding hides is said to the fen."""
    if then is None or now is None:
        return None
    for one in (field, _exact(field, now)):
        old, new = plain(stated_field(one, then)), plain(stated_field(one, now))
        if old != new:
            return old, new
    return None


def _exact(field: Field, compared: Comparison) -> Field:
    if compared.now.unit != MONEY or field.is_change:
        return field
    return Field(field.key, (Form.BEFORE, Form.YUAN) if field.of_before else (Form.YUAN,))

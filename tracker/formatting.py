"""How dates, numbers, money and the field's words look on screen: the one place for all of it.

Files (CSV, XLSX, JSON) carry plain values and take nothing from here.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Protocol

from flask import Flask
from flask_babel import get_locale
from flask_babel import gettext as _

from tracker import clock
from tracker.domain.money import wan_figure, yuan_text

NOTHING = "—"
"""What stands where there is no value: missing is not zero."""


def in_chinese() -> bool:
    """Whether the page being made is in Chinese; it is, outside of a request."""
    locale = get_locale()
    return locale is None or locale.language == "zh"


def page_language() -> str:
    """The value of the page's ``lang`` attribute."""
    return "zh-Hans" if in_chinese() else "en"


class Named(Protocol):
    """What has an official term in Chinese and a label in English: a word, a register, a field."""

    @property
    def term(self) -> str: ...

    @property
    def label(self) -> str: ...


def word(member: Named | None) -> str:
    """A word of the field: the official term in Chinese, its label in English."""
    if member is None:
        return NOTHING
    return member.term if in_chinese() else member.label


def count(number: int | None) -> str:
    """``1,372``"""
    return NOTHING if number is None else f"{number:,}"


def yuan(amount: Decimal | None) -> str:
    """``¥ 1,234.50``: exact to the fen."""
    return NOTHING if amount is None else f"¥ {grouped(amount)}"


def grouped(amount: Decimal | None) -> str:
    """``1,234.50``: the same where the heading says that it is yuan."""
    return NOTHING if amount is None else f"{amount:,.2f}"


def wan(amount: Decimal | None) -> str:
    """``9,160.00 万元``: rounded for reading; put the exact amount beside or behind it."""
    if amount is None:
        return NOTHING
    return str(_("%(amount)s wan yuan", amount=wan_figure(amount)))


def plain_yuan(amount: Decimal | None) -> str:
    """``91600000.00``: for attributes that a script reads."""
    return "" if amount is None else yuan_text(amount)


def day(when: date | None) -> str:
    """``2024-03-05``"""
    return NOTHING if when is None else when.isoformat()


def day_weekday(when: date | None) -> str:
    """``2024-03-05 星期二``"""
    return NOTHING if when is None else f"{when.isoformat()} {weekday(when)}"


def weekday(when: date) -> str:
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return str(names[when.weekday()])


def clock_time(at: time | None) -> str:
    """``09:30``"""
    return NOTHING if at is None else at.isoformat("minutes")


def moment(when: datetime | None) -> str:
    """``2024-03-05 14:30`` on the center's clock."""
    if when is None:
        return NOTHING
    return when.astimezone(clock.zone()).strftime("%Y-%m-%d %H:%M")


def due_words(due: date | None, today: date | None = None) -> str:
    """How far away a due date is: ``3天后到期``, ``今天到期``, ``已超期5天``."""
    if due is None:
        return NOTHING
    days = (due - (today or clock.today())).days
    if days < 0:
        return str(_("overdue by %(days)s d", days=-days))
    if days == 0:
        return str(_("due today"))
    if days == 1:
        return str(_("due tomorrow"))
    return str(_("due in %(days)s d", days=days))


def due_tone(due: date | None, warned_until: date, today: date | None = None) -> str:
    """``overdue``, ``due`` (soon) or ``muted``: which colour and icon go with it."""
    if due is None:
        return "muted"
    if due < (today or clock.today()):
        return "overdue"
    return "due" if due <= warned_until else "muted"


def file_size(size: int) -> str:
    """``340 KB``, ``2.4 MB``: of a file, in bytes."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


FILTERS = (
    count,
    yuan,
    grouped,
    wan,
    plain_yuan,
    day,
    day_weekday,
    clock_time,
    moment,
    due_words,
    due_tone,
    file_size,
)


def init_app(app: Flask) -> None:
    """Make the filters and words known to the templates."""
    for one in FILTERS:
        app.jinja_env.filters[one.__name__] = one
    app.jinja_env.globals.update(word=word, page_language=page_language, today=clock.today)

"""A mediator's calendar as an iCalendar file (RFC 5545), as ordinary calendars subscribe to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Calendar, Event

from tracker.formatting import word
from tracker.queries.calendar import Entry

PRODUCT = "-//Mediation tracker//Calendar//ZH"
OF_LEDGER = "tracker"
"""What makes the keys of entries names of the whole world's events."""

USUAL_LENGTH = timedelta(hours=1)
"""Nobody plans how long people will argue; an hour shows that the time is taken."""

POLLED_EVERY = timedelta(minutes=15)


def calendar_file(name: str, entries: Iterable[Entry], zone: ZoneInfo) -> bytes:
    """``name`` is what the calendar is called; times of day are those of ``zone``."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone.key)
    calendar.add("refresh-interval", POLLED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    for entry in entries:
        calendar.add_component(_event(entry, zone))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{OF_LEDGER}")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("summary", _summary(entry))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.place:
        event.add("location", entry.place)
    if entry.at is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        begins = datetime.combine(entry.day, entry.at, zone)
        event.add("dtstart", begins)
        event.add("dtend", begins + USUAL_LENGTH)
    return event


def _summary(entry: Entry) -> str:
    """``调解 张*三 / 李* （2024）柳人调字第0001号``"""
    what = word(entry.purpose) if entry.purpose else str(_("Mediation ends"))
    number = entry.number or str(_("Not yet numbered"))
    return " ".join(one for one in (what, entry.parties, number) if one)

"""What an official document says of the whole: intake, outcome, people and days.

What is nothing is said in words or left out, as such documents do; nothing is praised or explained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from tracker.indicators.figures import Figure
from tracker.indicators.year import Summary
from tracker.reports.official.document import Words, words
from tracker.reports.official.wording import joined, sentence, stated, written_days


def intake(summary: Summary) -> Words:
    """Registered, declined, accepted, carried over, in hand."""
    figures, told = summary.figures, _told(summary)
    start, end = written_days(summary.period)
    days = {"start": start, "end": end, "center": summary.center.name}
    if figures["registered"].value:
        registered = words(
            _("From %(start)s to %(end)s, %(center)s registered %(registered)s disputes"),
            registered=told("registered"),
            **days,
        )
    else:
        registered = words(_("From %(start)s to %(end)s, %(center)s registered no dispute"), **days)
    accepted = _("accepted %(accepted)s") if figures["accepted"].value else _("accepted none")
    declined = _of(
        figures["declined"], _("%(declined)s of them declined"), declined=told("declined")
    )
    return sentence(
        joined(registered, declined),
        joined(words(accepted, accepted=told("accepted")), *_in_hand(summary)),
    )


def _in_hand(summary: Summary) -> Iterable[Words]:
    figures, told = summary.figures, _told(summary)
    if not figures["caseload"].value:
        yield (_("and had none in hand"),)
        return
    if figures["carried_over"].value:
        yield words(_("carried %(carried_over)s over"), carried_over=told("carried_over"))
    else:
        yield (_("carried none over"),)
    yield words(_("and so had %(caseload)s in hand"), caseload=told("caseload"))


def outcome(summary: Summary) -> Words:
    """Closed, resolved or not; what is pending and overdue when the period ends."""
    figures, told = summary.figures, _told(summary)
    if not figures["caseload"].value:
        return ()
    parts = {key: told(key) for key in ("closed", "resolved", "unresolved", "pending", "overdue")}
    if not figures["closed"].value:
        closed = _("None was closed")
    elif not figures["unresolved"].value:
        closed = _("%(closed)s were closed, all of them resolved")
    elif not figures["resolved"].value:
        closed = _("%(closed)s were closed, none of them resolved")
    else:
        closed = _("%(closed)s were closed, %(resolved)s resolved and %(unresolved)s not")
    if not figures["pending"].value:
        pending = _("none was pending at the end")
    elif not figures["overdue"].value:
        pending = _("%(pending)s were pending at the end, none of them overdue")
    else:
        pending = _("%(pending)s were pending at the end, %(overdue)s of them overdue")
    return sentence(words(closed, **parts), words(pending, **parts))


def effort(summary: Summary) -> Words:
    """People and days. Resident mediators are those of today: the roster keeps no dates."""
    figures, told = summary.figures, _told(summary)
    resident = figures.get("resident_mediators")
    days = figures["median_days"]
    told_days = words(_("the median time taken was %(days)s days"), days=told("median_days"))
    said = joined(
        _of(figures["parties"], _("%(parties)s parties were involved"), parties=told("parties")),
        told_days if days.value is not None else None,
        _of(resident, _("%(people)s mediators sit at the center"), people=stated(resident))
        if resident is not None
        else None,
    )
    return sentence(said)


def _told(summary: Summary) -> Callable[[str], Words]:
    return lambda key: stated(summary.figures[key])


def _of(figure: Figure, message: str, **places: Words) -> Words | None:
    """What is said of a number; nothing of zero."""
    return words(message, **places) if figure.value else None

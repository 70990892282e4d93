"""When a mediation is due 调解期限: fixed when the case is accepted, moved by extensions.

People's mediation ends within 30 days of acceptance by custom, longer only with the parties'
consent. The days are calendar days; how many they are, each center sets for itself, and for
cases that a court delegates apart from all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from tracker.domain.drafts import ExtensionDraft
from tracker.domain.problems import N_, Problem
from tracker.domain.reading import OUT_OF_RANGE
from tracker.domain.rules import after_today
from tracker.domain.vocabulary import MEDIATION_DAYS, Source

NOT_DUE = N_("Only an accepted case has a due date.")
BEFORE_ACCEPTANCE = N_("This date is before the acceptance date (%(date)s).")


@dataclass(frozen=True)
class TimeLimits:
    """Calendar days from acceptance; ``court_days`` where a court delegated the case."""

    days: int = MEDIATION_DAYS
    court_days: int = MEDIATION_DAYS

    def of(self, source: Source | None) -> int:
        return self.court_days if source is Source.COURT else self.days


CUSTOMARY = TimeLimits()
"""What an empty ledger begins with."""


class Dated(Protocol):
    """A case with the days that its time limit runs between."""

    @property
    def accepted_on(self) -> date | None: ...
    @property
    def due_on(self) -> date | None: ...


class ExtensionFacts(Protocol):
    """What of a recorded extension decides whether it can be removed."""

    @property
    def due_before(self) -> date | None: ...


class StatedDue(Dated, Protocol):
    """What a ledger says of a case's time limit."""

    @property
    def source(self) -> Source | None: ...
    @property
    def extended_to(self) -> date | None: ...


def first_due_on(accepted_on: date, source: Source | None, limits: TimeLimits) -> date:
    """The last day on which the mediation is not yet overdue, unless it is extended."""
    return accepted_on + timedelta(days=limits.of(source))


def limit_changes(before: Source | None, after: Source | None) -> bool:
    """Whether another time limit holds for the case now that it comes from elsewhere."""
    return (before is Source.COURT) is not (after is Source.COURT)


def check_extension(draft: ExtensionDraft, case: Dated, today: date) -> Iterator[Problem]:
    """What keeps the parties' consent from moving the due date."""
    if case.accepted_on is None or case.due_on is None:
        yield Problem("", NOT_DUE)
        return
    if draft.agreed_on > today:
        yield after_today("agreed_on", today)
    if draft.agreed_on < case.accepted_on:
        yield Problem("agreed_on", BEFORE_ACCEPTANCE, {"date": case.accepted_on})
    if draft.until <= case.due_on:
        yield Problem(
            "until",
            N_("An extension ends after the present due date (%(date)s)."),
            {"date": case.due_on},
        )
    elif draft.until < draft.agreed_on:
        yield Problem("until", N_("An extension ends not before the parties agreed to it."))
    if not draft.consent.strip():
        yield Problem("consent", N_("Please state who consented and how."))
    if not draft.reason.strip():
        yield Problem("reason", N_("Please state the reason."))


def why_extension_stays(
    extension: ExtensionFacts, extensions: Sequence[ExtensionFacts]
) -> str | None:
    """Why one of a case's extensions, given in their order, is not removed; None if it can be."""
    if extension is not extensions[-1]:
        return N_("The time limit was extended again since; remove the last extension first.")
    if extension.due_before is None:
        return N_("The old ledger does not say when the case was due before this extension.")
    return None


def check_stated(case: StatedDue, limits: TimeLimits) -> Iterator[Problem]:
    """What is wrong with the time limit that a ledger states.

    Where the ledger states the due date itself, the center's present limits have no say in it:
    the case may have been accepted under others.
    """
    accepted, due, extended = case.accepted_on, case.due_on, case.extended_to
    if accepted is None:
        if extended:
            yield Problem("extended_to", N_("The extension ends after the acceptance date."))
        if due:
            yield Problem("due_on", NOT_DUE)
    elif due and due < accepted:
        yield Problem("due_on", BEFORE_ACCEPTANCE, {"date": accepted})
    elif due and extended and due != extended:
        yield Problem(
            "due_on",
            N_("An extended case is due on the day to which it was extended (%(date)s)."),
            {"date": extended},
        )
    elif (
        extended and not due and extended <= (first := first_due_on(accepted, case.source, limits))
    ):
        yield Problem(
            "extended_to",
            N_("An extension ends after the ordinary time limit (%(date)s)."),
            {"date": first},
        )


def due_as_stated(case: StatedDue, limits: TimeLimits) -> date | None:
    """The due date of a ledger's case; None before acceptance."""
    if case.accepted_on is None:
        return None
    return case.due_on or case.extended_to or first_due_on(case.accepted_on, case.source, limits)


def due_before_extension(case: StatedDue, limits: TimeLimits) -> date | None:
    """When a ledger's extended case was due before; None where the limits give no earlier day."""
    if case.accepted_on is None or case.extended_to is None:
        return None
    first = first_due_on(case.accepted_on, case.source, limits)
    return first if first < case.extended_to else None


@dataclass(frozen=True)
class CenterSettings:
    """What a center sets for itself: calendar days of mediation, working days of warning."""

    mediation_days: int
    court_mediation_days: int
    warning_days: int


RANGES = {"mediation_days": (1, 366), "court_mediation_days": (1, 366), "warning_days": (0, 30)}
"""The least and the most of each setting."""


def check_settings(settings: CenterSettings) -> Iterator[Problem]:
    for name, (least, most) in RANGES.items():
        if not least <= getattr(settings, name) <= most:
            yield Problem(name, OUT_OF_RANGE, {"least": least, "most": most})

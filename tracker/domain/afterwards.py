"""What follows an agreement: when a court can be asked to confirm it, when the parties are visited.

Pure: the pages, the services, the reminders and the API all ask here. Sources: 人民调解法 art. 33
(both parties apply jointly within 30 days of the agreement taking effect); a return visit after the
agreed performance date is the office's own rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from tracker.domain.problems import N_, Problem
from tracker.domain.record_words import ConfirmationResult, PerformanceSeen
from tracker.domain.rules import after_today
from tracker.domain.vocabulary import Outcome, Satisfaction

CONFIRMATION_DAYS = 30
"""Days after the agreement takes effect within which both parties apply; art. 33."""

CONFIRMATION_WARNING_DAYS = 7
"""Days before the window closes on which a desk begins to warn."""

UNDECIDED = N_("An application is before the court; please note its result first.")

VISIT_DAYS = 7
"""Days after closing on which a visit is due where no day of performance was agreed."""


class PaperFacts(Protocol):
    """What of the agreement's papers matters afterwards; ``Agreement`` is such facts."""

    @property
    def effective_on(self) -> date | None: ...
    @property
    def perform_by(self) -> date | None: ...
    @property
    def instalments(self) -> Sequence[InstalmentFacts]: ...


class InstalmentFacts(Protocol):
    @property
    def due_on(self) -> date: ...


class ApplicationFacts(Protocol):
    @property
    def applied_on(self) -> date: ...
    @property
    def result(self) -> ConfirmationResult | None: ...
    @property
    def decided_on(self) -> date | None: ...


class VisitFacts(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def visited_on(self) -> date: ...
    @property
    def satisfaction(self) -> Satisfaction | None: ...


AnyVisit = TypeVar("AnyVisit", bound=VisitFacts)


class EndedCase(Protocol):
    """A case as far as its end matters; ``Case`` is such facts."""

    @property
    def closed_on(self) -> date | None: ...
    @property
    def outcome(self) -> Outcome | None: ...
    @property
    def agreement(self) -> PaperFacts | None: ...


@dataclass(frozen=True)
class Window:
    """The days on which the parties can apply for confirmation, both included."""

    first: date
    last: date

    def days_left(self, today: date) -> int:
        """0 on the last day, negative afterwards."""
        return (self.last - today).days


def confirmation_window(case: EndedCase) -> Window | None:
    """None without an agreement, and while the agreement's papers are not in effect yet."""
    if case.closed_on is None or not _is_agreement(case):
        return None
    papers = case.agreement
    first = case.closed_on if papers is None else papers.effective_on
    if first is None:
        return None
    return Window(first, first + timedelta(days=CONFIRMATION_DAYS))


def results_of(
    applications: Iterable[ApplicationFacts], confirmed: date | None
) -> list[ConfirmationResult | None]:
    """What courts said so far, None for one that still decides.

    ``confirmed`` is the case's own date: an imported ledger states it without an application.
    """
    results = [one.result for one in applications]
    if confirmed and ConfirmationResult.CONFIRMED not in results:
        results.append(ConfirmationResult.CONFIRMED)
    return results


def problems_of_application(
    case: EndedCase,
    applied_on: date,
    results: Collection[ConfirmationResult | None],
    today: date,
    noted_on: date | None = None,
) -> Iterator[Problem]:
    """What stands in the way of applying on that day; ``results`` are those of other ones.

    ``noted_on`` is the day as it stands on record: it was judged then, and is not judged anew by
    papers that came later.
    """
    if case.closed_on is None or not _is_agreement(case):
        yield Problem("", N_("A judicial confirmation needs an agreement as the outcome."))
        return
    if ConfirmationResult.CONFIRMED in results:
        yield Problem("", N_("A court has confirmed the agreement already."))
    elif None in results:
        yield Problem("", UNDECIDED)
    if applied_on == noted_on:
        return
    if applied_on > today:
        yield after_today("applied_on", today)
    window = confirmation_window(case)
    if window is None:
        yield Problem(
            "", N_("The agreement has not taken effect yet; please record when it does first.")
        )
    elif applied_on < window.first:
        yield Problem(
            "applied_on",
            N_("The agreement takes effect on %(date)s; the parties apply from then on."),
            {"date": window.first},
        )
    elif applied_on > window.last:
        yield Problem(
            "applied_on",
            N_(
                "Both parties apply within 30 days of the agreement taking effect;"
                " the last day was %(date)s."
            ),
            {"date": window.last},
        )


def problems_of_effect(
    effective_on: date | None, applications: Iterable[ApplicationFacts], confirmed: date | None
) -> Iterator[Problem]:
    """Papers drawn up now for what a court has before it, or has confirmed, were in effect then.

    ``confirmed`` is the case's own date, which alone stands for an imported confirmation.
    """
    living = (None, ConfirmationResult.CONFIRMED)
    before_court = [one.applied_on for one in applications if one.result in living]
    day = min(before_court, default=confirmed)
    if day is not None and (effective_on is None or effective_on > day):
        yield Problem(
            "effective_on",
            N_(
                "The agreement has been before a court since %(date)s at the latest: please state"
                " since when it is in effect, not later than that day."
            ),
            {"date": day},
        )


def can_apply(case: EndedCase, results: Collection[ConfirmationResult | None]) -> bool:
    """Whether there is an agreement in effect with which no court is or was concerned.

    Also after the window: an application made in time may be noted later.
    """
    concerned = None in results or ConfirmationResult.CONFIRMED in results
    return confirmation_window(case) is not None and not concerned


def problems_of_reopening(results: Collection[ConfirmationResult | None]) -> Iterator[Problem]:
    """What a court has confirmed, or is looking at, is not taken back here."""
    if ConfirmationResult.CONFIRMED in results:
        yield Problem(
            "", N_("A court has confirmed the agreement; the case cannot be reopened here.")
        )
    elif None in results:
        yield Problem("", UNDECIDED)


def problems_of_decision(
    applied_on: date, result: ConfirmationResult | None, decided_on: date | None, today: date
) -> Iterator[Problem]:
    """A result and its day go together, not before the application and not in the future."""
    if decided_on is None:
        if result is not None:
            yield Problem("decided_on", N_("A result needs the day of the decision."))
        return
    if result is None:
        yield Problem("result", N_("The day of the decision needs the result."))
    if decided_on > today:
        yield after_today("decided_on", today)
    if decided_on < applied_on:
        yield Problem(
            "decided_on",
            N_("The decision is before the application (%(date)s)."),
            {"date": applied_on},
        )


def confirmed_on(applications: Iterable[ApplicationFacts]) -> date | None:
    """The day that figures count: on which a court confirmed the agreement."""
    decided = (one.decided_on for one in applications if one.result is ConfirmationResult.CONFIRMED)
    return next(decided, None)


def performance_day(case: EndedCase) -> date | None:
    """When the agreement is to be performed at the latest, where that was agreed."""
    papers = case.agreement
    if papers is None:
        return None
    return papers.perform_by or max((one.due_on for one in papers.instalments), default=None)


def visit_due_on(case: EndedCase) -> date | None:
    """The day from which a return visit is due; None where there was no agreement.

    It comes on the day after the agreed performance, or a week after closing without such a day.
    """
    if case.closed_on is None or not _is_agreement(case):
        return None
    agreed = performance_day(case)
    if agreed is None:
        return case.closed_on + timedelta(days=VISIT_DAYS)
    return max(agreed, case.closed_on) + timedelta(days=1)


def problems_of_visit(
    case: EndedCase, visited_on: date, performance: PerformanceSeen | None, today: date
) -> Iterator[Problem]:
    if case.closed_on is None:
        yield Problem("visited_on", N_("A return visit comes after the case is closed."))
        return
    if visited_on > today:
        yield after_today("visited_on", today)
    if visited_on < case.closed_on:
        yield Problem(
            "visited_on",
            N_("This date is before the closing date (%(date)s)."),
            {"date": case.closed_on},
        )
    nothing = (None, PerformanceSeen.NOTHING_TO_DO)
    if performance not in nothing and not _is_agreement(case):
        yield Problem("performance", N_("Only an agreement is performed; this case has none."))


def counted_visit(visits: Iterable[AnyVisit], closed_on: date | None) -> AnyVisit | None:
    """The visit that figures count: the first one since the case was closed.

    Later visits are kept in the file and move no figure; see docs/decisions/0007.
    """
    if closed_on is None:
        return None
    since = (one for one in visits if one.visited_on >= closed_on)
    return min(since, key=lambda one: (one.visited_on, one.id), default=None)


def _is_agreement(case: EndedCase) -> bool:
    return case.outcome is not None and case.outcome.is_agreement

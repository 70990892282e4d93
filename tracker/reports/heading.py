"""What stands above every file and every page of figures: whose, of which days, on which basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from tracker import clock
from tracker.domain.periods import Period
from tracker.formatting import moment, word
from tracker.indicators.frozen_years import FrozenState
from tracker.indicators.year import Summary


@dataclass(frozen=True)
class Heading:
    """``basis`` is empty where it plays no part; ``more`` are lines that belong to it, such as the
    rows to which the figures are narrowed.
    """

    title: str
    center: str
    period: str
    basis: str
    sample: str | None
    more: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The sample's mark first: nobody may overlook it."""
        lines = [self.sample] if self.sample else []
        lines += [self.title, f"{self.center}  {self.period}"]
        if self.basis:
            lines.append(str(_("Basis of the resolution rate: %(basis)s", basis=self.basis)))
        return [*lines, *self.more]


def heading(summary: Summary) -> Heading:
    period = summary.period
    return Heading(
        title=title_of(period),
        center=" · ".join(filter(None, (summary.center.name, summary.organisation))),
        period=days_of(period.start, period.end),
        basis=word(summary.basis),
        sample=sample_mark() if summary.sample else None,
        more=(*frozen_words(summary.frozen), *not_over(period)),
    )


def title_of(period: Period) -> str:
    if period.is_year:
        return str(_("Summary of the year %(year)s", year=period.start.year))
    return str(_("Summary of the period"))


FINGERPRINT = 12
"""As many of its digits as a line shows."""


def frozen_words(frozen: FrozenState | None) -> tuple[str, ...]:
    """What is said of figures that are frozen, on the page and in every file; nothing of others."""
    if frozen is None:
        return ()
    known = {
        "number": frozen.number,
        "at": moment(frozen.at),
        "sha256": f"{frozen.sha256[:FINGERPRINT]}…",
        "count": len(frozen.changed),
    }
    if frozen.unchanged:
        said = _("Frozen: version %(number)s of %(at)s, fingerprint %(sha256)s.", **known)
    else:
        said = _(
            "Frozen as version %(number)s of %(at)s, fingerprint %(sha256)s: %(count)s figures are"
            " others here.",
            **known,
        )
    if not frozen.redefined:
        return (str(said),)
    return (f"{said} {_redefined(len(frozen.redefined))}",)


def _redefined(count: int) -> str:
    return str(_("What %(count)s figures count has been defined anew since.", count=count))


def not_over(period: Period) -> tuple[str, ...]:
    """What to know of the figures of a period that is not over."""
    if period.end <= clock.today():
        return ()
    return (
        str(
            _(
                "The period is not over: pending and overdue are as they would stand at its end if"
                " nothing more happened. It is compared with as many days of earlier periods."
            )
        ),
    )


def sample_mark() -> str:
    return str(_("Sample data: every person and case in it is invented."))


def days_of(start: date, end: date) -> str:
    return str(_("%(start)s to %(end)s", start=start, end=end))

"""What stands above every file and every page of figures: whose, of which days, on which basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from tracker import clock
from tracker.domain.periods import Period
from tracker.formatting import word
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
    title = (
        _("Summary of the year %(year)s", year=period.start.year)
        if period.is_year
        else _("Summary of the period")
    )
    return Heading(
        title=title,
        center=" · ".join(filter(None, (summary.center.name, summary.organisation))),
        period=days_of(period.start, period.end),
        basis=word(summary.basis),
        sample=sample_mark() if summary.sample else None,
        more=not_over(period),
    )


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

"""A summary written as an official document: which sections there are, and in which order.

A section about nothing is left out, and the numbers of sections and tables follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from flask_babel import gettext as _

from tracker import clock
from tracker.domain.numerals import chinese_day
from tracker.formatting import in_chinese, word
from tracker.indicators.dimensions import MONTH
from tracker.indicators.year import Summary
from tracker.reports.content import dimension_name
from tracker.reports.heading import heading
from tracker.reports.official import breakdowns, compared, overview, results, tables
from tracker.reports.official.document import Document, Section, Table, Words, words
from tracker.reports.official.wording import stated, written_days

NUMERALS = "一二三四五六七八九十"
"""There are fewer sections."""


def official(summary: Summary) -> Document:
    """The document, in the reader's language."""
    above = heading(summary)
    sections = list(numbered(_sections(summary), count(1)))
    start, end = written_days(summary.period)
    return Document(
        title=(above.center, _title(summary, start, end)),
        about=about(summary),
        mark=above.sample,
        notes=above.more,
        sections=sections,
        annex=Section(
            "definitions",
            str(_("How the figures are counted")),
            [(_("Rates are rounded to two decimals, amounts in wan yuan too; tables are exact."),)],
            [tables.definitions_table()],
        ),
        annex_note=str(_("Annex: how the figures are counted")),
        signed=above.center,
        day=written_day(clock.today()),
        figures={key: stated(figure) for key, figure in summary.figures.items()},
    )


def about(summary: Summary) -> str:
    """Of which days, on which basis."""
    start, end = written_days(summary.period)
    basis = word(summary.basis)
    said = _("%(start)s to %(end)s; resolution rate: %(basis)s", start=start, end=end, basis=basis)
    return str(said)


def written_day(day: date) -> str:
    return chinese_day(day) if in_chinese() else day.isoformat()


def _title(summary: Summary, start: str, end: str) -> str:
    if summary.period.is_year:
        year = summary.period.start.year
        return str(_("Summary of disputes and their resolution in %(year)s", year=year))
    return str(
        _(
            "Summary of disputes and their resolution from %(start)s to %(end)s",
            start=start,
            end=end,
        )
    )


def _sections(summary: Summary) -> Iterator[Section]:
    """Headings without numbers, captions too."""
    yield _section(
        "overview",
        _("Overall situation"),
        [overview.intake(summary), overview.outcome(summary), overview.effort(summary)],
        [tables.figures_table(summary)],
    )
    if summary.figures["caseload"].value:
        yield _section(
            "resolution",
            _("Resolution"),
            [results.resolution(summary), results.mediation(summary)],
        )
    yield _section(
        "amounts",
        _("Amounts and performance"),
        [results.amounts(summary), results.performance(summary)],
    )
    yield _section(
        "afterwards",
        _("Judicial confirmation, return visits and satisfaction"),
        [results.confirmations(summary), results.visits(summary), results.satisfaction(summary)],
    )
    yield Section("breakdowns", _("By kind"), parts=list(_dimensions(summary)))
    if breakdowns.has_months(summary.period) and summary.figures["caseload"].value:
        yield _section(
            MONTH,
            _("Month by month"),
            [breakdowns.of_months(summary)],
            [tables.breakdown_table(summary, MONTH)],
        )
    if summary.figures["caseload"].value or compared.is_comparable(summary):
        yield _section(
            "year_on_year",
            _("Against the same period a year before"),
            compared.against_year_before(summary),
            [tables.compared_table(summary)] if compared.is_comparable(summary) else [],
        )


def _dimensions(summary: Summary) -> Iterator[Section]:
    """None where nothing is in hand, and none by organisation where one alone is seen."""
    if not summary.figures["caseload"].value:
        return
    for name in breakdowns.DIMENSIONS:
        if not (name == "organisation" and summary.organisation):
            there = breakdowns.stated_rows(summary, name)
            yield _section(
                name,
                str(_("By %(dimension)s", dimension=dimension_name(name))),
                [breakdowns.of_dimension(summary, name)],
                [tables.breakdown_table(summary, name)] if there else [],
            )


def _section(
    key: str, heading: str, paragraphs: Sequence[Words], its: Sequence[Table] = ()
) -> Section:
    return Section(key, str(heading), [one for one in paragraphs if one], its)


def numbered(
    sections: Iterable[Section], tables_from: Iterator[int], level: int = 1
) -> Iterator[Section]:
    """Those that say anything, with their numbers: 一、 and （一）."""
    there = (one for one in sections if one.paragraphs or one.tables or one.parts)
    for place, one in enumerate(there, 1):
        shown = [_captioned(table, next(tables_from)) for table in one.tables]
        yield replace(
            one,
            title=f"{numeral(place, level)}{one.title}",
            paragraphs=_referring(one.paragraphs, shown),
            tables=[table for _reference, table in shown],
            parts=list(numbered(one.parts, tables_from, level + 1)),
        )


def numeral(place: int, level: int) -> str:
    if in_chinese():
        return f"{NUMERALS[place - 1]}、" if level == 1 else f"（{NUMERALS[place - 1]}）"
    return f"{place}. " if level == 1 else f"({place}) "


def _captioned(table: Table, number: int) -> tuple[str, Table]:
    caption = caption_of(number, table.caption)
    return str(_("See table %(number)s.", number=number)), replace(table, caption=caption)


def caption_of(number: int, caption: str) -> str:
    return str(_("Table %(number)s: %(caption)s", number=number, caption=caption))


def _referring(paragraphs: Sequence[Words], shown: Sequence[tuple[str, Table]]) -> Sequence[Words]:
    """The last sentence leads to the tables."""
    if not shown or not paragraphs:
        return paragraphs
    *before, last = paragraphs
    references = "".join(reference for reference, _table in shown)
    return [*before, words(_("%(said)s %(references)s"), said=last, references=references)]

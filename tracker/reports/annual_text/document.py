"""The annual report as an official document 公文: its text, and the figures as an annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from flask_babel import force_locale
from flask_babel import gettext as _

from tracker import clock
from tracker.domain.annual_paragraphs import PARAGRAPHS, Chapter
from tracker.formatting import word
from tracker.indicators.kinds import Unit
from tracker.reports.annual import AnnualLine
from tracker.reports.annual_text.bound import CHINESE, official_names
from tracker.reports.annual_text.outside import outside_words
from tracker.reports.annual_text.text import AnnualText, TextParagraph
from tracker.reports.content import unit_name
from tracker.reports.heading import heading
from tracker.reports.official.document import Document, Section, Table, Words
from tracker.reports.official.tables import compared_columns, compared_row
from tracker.reports.official.writing import about, caption_of, numbered, written_day


def annual_document(text: AnnualText) -> Document:
    """Chinese, as the report is, in whatever language the pages are."""
    with force_locale(CHINESE):
        return _document(text)


def _document(text: AnnualText) -> Document:
    summary = text.summary
    above = heading(summary)
    opening, *headed = _sections(text)
    opened = [opening] if opening.paragraphs else []
    return Document(
        title=(above.center, title_of(text.year)),
        about=about(summary),
        mark=above.sample,
        notes=above.more,
        sections=[*opened, *numbered(headed, count(1))],
        annex=_annex(text),
        annex_note=str(_("Annex: the figures of the report")),
        signed=above.center,
        day=written_day(clock.today()),
    )


def title_of(year: int) -> str:
    return str(_("Annual report on the rule of law in %(year)s", year=year))


def _sections(text: AnnualText) -> Iterator[Section]:
    """The opening words without a heading first; headings have no numbers yet."""
    chapters: set[Chapter] = set()
    for key, one in PARAGRAPHS.items():
        if one.chapter is None:
            title = one.term if one.headed else ""
            yield Section(key, title, said_of(text.paragraphs[key]))
        elif one.chapter not in chapters:
            chapters.add(one.chapter)
            its = [other for other in PARAGRAPHS.values() if other.chapter is one.chapter]
            parts = [Section(p.key, p.term, said_of(text.paragraphs[p.key])) for p in its]
            said = [part for part in parts if part.paragraphs]
            yield Section(one.chapter.value, one.chapter.term, parts=said)


def said_of(paragraph: TextParagraph) -> Sequence[Words]:
    """What each line of it says; figures stay figures."""
    return [
        tuple(part for one in line for part in ((one,) if isinstance(one, str) else one.words))
        for line in paragraph.lines
    ]


def _annex(text: AnnualText) -> Section:
    """Every figure of a register that is kept, and of the cases, beside that of last year."""
    names = official_names()
    notes: list[Words] = [(outside_words(names[key], told),) for key, told in text.outside.items()]
    told = (
        (PARAGRAPHS[section.value].term, [one for one in lines if _is_known(text, one)])
        for section, lines in text.figures.found.sections.items()
    )
    tables = [
        _table(text, caption_of(place, term), lines)
        for place, (term, lines) in enumerate((one for one in told if one[1]), 1)
    ]
    return Section("figures", str(_("The figures of the report")), notes, tables)


def _is_known(text: AnnualText, line: AnnualLine) -> bool:
    return line.key in text.figures.kept or line.compared.before is not None


def _table(text: AnnualText, caption: str, lines: Sequence[AnnualLine]) -> Table:
    now, before = (_("Year %(year)s", year=year) for year in (text.year, text.year - 1))
    rows = [compared_row(_label(one), one.key, one.compared) for one in lines]
    return Table("figures", caption, compared_columns(str(now), str(before)), rows)


def _label(line: AnnualLine) -> str:
    """With what is counted, unless it stands in every cell; that of cases needs no word."""
    unit = word(line.declared.unit) if line.declared else unit_name(line.compared.now.unit)
    name = official_names()[line.key]
    if unit == "%" or line.compared.now.unit == Unit.CASES.value:
        return name
    return str(_("%(name)s (%(unit)s)", name=name, unit=unit))

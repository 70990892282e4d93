"""The yearly summary in Word: the official document's texts as the fields of a template.

The names are Chinese, as those of the papers: an office writes them into a template of its own. The
program's own template is one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask_babel import force_locale

from tracker.indicators.definitions import GLOSSARY
from tracker.indicators.dimensions import MONTH
from tracker.reports.official.breakdowns import DIMENSIONS
from tracker.reports.official.document import Column, Document, Section, Table, Words, plain
from tracker.reports.official.tables import (
    breakdown_columns,
    compared_columns,
    definitions_columns,
    figures_columns,
)
from tracker.reports.papers.fields import Context, Field, Fields, Lines, context_of

SECTIONS = {
    "overview": "总体情况",
    "resolution": "化解成效",
    "amounts": "金额与履行",
    "afterwards": "司法确认与回访",
    "breakdowns": "分类情况",
    "dispute_type": "类型情况",
    "source": "来源情况",
    "organisation": "组织情况",
    "village": "村社区情况",
    "month": "分月情况",
    "year_on_year": "同比情况",
    "definitions": "指标口径",
}
"""Section -> the field of its text; that of its heading ends in 标题."""
TABLES = {
    "figures": "主要指标表",
    "dispute_type": "类型表",
    "source": "来源表",
    "organisation": "组织表",
    "village": "村社区表",
    "month": "分月表",
    "year_on_year": "同比表",
    "definitions": "口径表",
}
"""Table -> its list; the field of its caption ends in 题."""
COLUMNS = {
    "figure": "指标",
    "value": "数值",
    "unit": "单位",
    "fraction": "分子分母",
    "remarks": "备注",
    "name": "名称",
    "accepted": "受理",
    "caseload": "应办",
    "share": "占比",
    "closed": "办结",
    "pending": "未结",
    "resolution_rate": "化解率",
    "mediated_success": "调解成功",
    "amount_agreed": "协议金额",
    "now": "本期",
    "before": "上年同期",
    "change": "增减",
    "text": "口径",
}
NOW, BEFORE = "本期", "上年同期"
"""The fields of what the two periods are called."""


def columns() -> Mapping[str, Sequence[Column]]:
    """Of each table, with headings in the reader's language."""
    return {
        "figures": figures_columns(),
        **{name: breakdown_columns(name) for name in (*DIMENSIONS, MONTH)},
        "year_on_year": compared_columns(f"{{{{ {NOW} }}}}", f"{{{{ {BEFORE} }}}}"),
        "definitions": definitions_columns(),
    }


def fields() -> Fields:
    """What a template may ask of the document."""
    its = columns()
    return (
        Field("标题", lambda document: "\n".join(document.title)),
        Field("名称", lambda document: document.name),
        Field("期间与口径", lambda document: document.about),
        Field("示例数据", lambda document: document.mark),
        Field("说明", lambda document: "\n".join(document.notes)),
        Field("附件说明", lambda document: document.annex_note),
        Field("落款", lambda document: document.signed),
        Field("成文日期", lambda document: document.day),
        *(Field(f"{name}标题", _title_of(key)) for key, name in SECTIONS.items()),
        *(Field(name, _text_of(key)) for key, name in SECTIONS.items()),
        *(Field(f"{name}题", _caption_of(key)) for key, name in TABLES.items()),
        Field(NOW, _heading_of(1)),
        Field(BEFORE, _heading_of(2)),
        *_figures(),
        *(_lines(key, name, its[key]) for key, name in TABLES.items()),
    )


def _figures() -> list[Field]:
    """Each figure by its Chinese name, as it is written in a sentence."""
    with force_locale("zh_Hans_CN"):
        names = {one.key: str(one.name) for one in GLOSSARY}
    return [Field(name, _figure_of(key)) for key, name in names.items()]


def context(document: Document) -> Context:
    return context_of(fields(), document)


def _figure_of(key: str) -> Callable[[Document], str]:
    return lambda document: plain(document.figures.get(key, ()))


def _section(document: Document, key: str) -> Section | None:
    return next((one for _level, one in document.every_section() if one.key == key), None)


def _table(document: Document, key: str) -> Table | None:
    return next((one for one in document.every_table() if one.key == key), None)


def _title_of(key: str) -> Callable[[Document], str]:
    return lambda document: found.title if (found := _section(document, key)) else ""


def _text_of(key: str) -> Callable[[Document], str]:
    def text(document: Document) -> str:
        found = _section(document, key)
        return "\n".join(map(plain, found.paragraphs)) if found else ""

    return text


def _caption_of(key: str) -> Callable[[Document], str]:
    return lambda document: found.caption if (found := _table(document, key)) else ""


def _heading_of(place: int) -> Callable[[Document], str]:
    def heading(document: Document) -> str:
        found = _table(document, "year_on_year")
        return found.columns[place].label if found else ""

    return heading


def _lines(key: str, name: str, its: Sequence[Column]) -> Lines:
    def rows(document: Document) -> Sequence[Mapping[str, Words]]:
        found = _table(document, key)
        keys = [column.key for column in its]
        return [dict(zip(keys, row, strict=True)) for row in found.rows] if found else []

    return Lines(name, rows, tuple(Field(COLUMNS[one.key], _cell(one.key)) for one in its))


def _cell(key: str) -> Callable[[Mapping[str, Words]], str]:
    return lambda row: plain(row[key])

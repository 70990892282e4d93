"""What a paper looks like, written once for Word and for PDF.

A form is a row of blocks. Their texts hold places for fields as a Word user writes them too:
``{{ 案号 }}``, and inside a repeated part ``{{ 项.姓名 }}``. ``docx_form`` makes the Word template
of it, ``laid_out`` the filled blocks that ``templates/documents/paper.typ`` draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ITEM = "项"
"""What the entry is called inside a repeated part."""

GRID = 12
"""A table has so many columns; a cell spans some of them."""


@dataclass(frozen=True)
class Text:
    """A paragraph. ``look``: title, number, heading, body, line, center, cover, day."""

    text: str
    look: str = "body"


@dataclass(frozen=True)
class Cell:
    """``label`` cells name the next one. ``page_of`` asks for the page on which a part begins."""

    text: str
    span: int
    label: bool = False
    center: bool = False
    page_of: str = ""


@dataclass(frozen=True)
class Row:
    """``height``: at least so many millimetres."""

    cells: Sequence[Cell]
    height: int = 9


@dataclass(frozen=True)
class Each:
    """What stands in it is repeated for each entry of the list: blocks, or rows of a table."""

    list: str
    parts: Sequence[Any]


@dataclass(frozen=True)
class When:
    """``parts`` where the field says something, ``otherwise`` where it is blank."""

    field: str
    parts: Sequence[Any]
    otherwise: Sequence[Any] = ()


@dataclass(frozen=True)
class Table:
    """``head`` is repeated on each page; ``ending`` are the last rows, on one page in any case."""

    rows: Sequence[Row | Each | When]
    head: Sequence[Row] = ()
    ending: Sequence[Row] = ()


@dataclass(frozen=True)
class Signature:
    """A line on which somebody signs by hand, to the margin and at least ``room`` millimetres long:
    after a long name it is drawn beneath.
    """

    who: str
    room: int = 45


@dataclass(frozen=True)
class Seal:
    """Who seals, with room for it, and the day beneath."""

    who: str
    day: str


@dataclass(frozen=True)
class Gap:
    """Millimetres of nothing."""

    height: int


Block = Text | Table | Signature | Seal | Gap | Each | When
Fill = Callable[[str, Mapping[str, Any]], str]


def numbered(label: str = "编号") -> Text:
    """The number of the case, with a line to write on before it has one."""
    return Text(f"{label}：{{{{ 案号 or '{'_' * 24}' }}}}", "number")


def written(field: str, room: int = 20) -> When:
    """What the field says, or so many millimetres to write it by hand."""
    return When(field, [Text(f"{{{{ {field} }}}}")], [Gap(room)])


def facts(*rows: Sequence[str], height: int = 9) -> Table:
    """Rows of label and value, one pair or two to a row."""
    return Table([fact_row(*row, height=height) for row in rows])


def fact_row(*words: str, height: int = 9) -> Row:
    """``label, value`` over the whole width, or two such pairs beside each other."""
    wide = GRID - 2 if len(words) == 2 else GRID // 2 - 2
    cells = [
        Cell(word, 2, label=True) if place % 2 == 0 else Cell(word, wide)
        for place, word in enumerate(words)
    ]
    return Row(cells, height)


def seal_row(who: str, day: str) -> Row:
    """The seal inside a register; it belongs into the ending of its table."""
    return Row(
        [Cell("调解组织盖章", 2, label=True), Cell(f"{who}（盖章）\n{day}", 10, center=True)], 26
    )


def heads(*columns: tuple[str, int]) -> Row:
    return Row([Cell(word, span, label=True) for word, span in columns])


def laid_out(
    blocks: Sequence[Any], context: Mapping[str, Any], fill: Fill
) -> Iterator[dict[str, Any]]:
    """The blocks in JSON's own types with the fields in their places."""
    for block in blocks:
        if isinstance(block, Each):
            for entry in context[block.list]:
                yield from laid_out(block.parts, {**context, ITEM: entry}, fill)
        elif isinstance(block, When):
            chosen = block.parts if context[block.field] else block.otherwise
            yield from laid_out(chosen, context, fill)
        else:
            yield _plain(block, context, fill)


def _plain(block: Any, context: Mapping[str, Any], fill: Fill) -> dict[str, Any]:
    kind = {"kind": type(block).__name__.lower()}
    if isinstance(block, Table):
        parts = vars(block).items()
        return kind | {name: list(laid_out(rows, context, fill)) for name, rows in parts}
    if isinstance(block, Row):
        cells = [_plain(cell, context, fill) for cell in block.cells]
        return kind | {"height": block.height, "cells": cells}
    return kind | {
        name: fill(value, context) if isinstance(value, str) else value
        for name, value in vars(block).items()
    }

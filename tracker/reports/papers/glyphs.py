"""Which characters the program's font can show; a sign is printed for those that it cannot."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from noto_cjk_sans_otc import FONT_PATH

INSTEAD = "〓"
"""What printers of Chinese set for a character that they have not got."""
UNSEEN = ("Cf", "Zl", "Zp")
"""Characters that show nothing by themselves."""


def lacking(text: str) -> str:
    """The characters that the font cannot show, each once."""
    found = (one for one in dict.fromkeys(text) if ord(one) not in _shown())
    return "".join(one for one in found if not _is_unseen(one))


def replaced(text: str, *, even_unseen: bool = False) -> str:
    """The same with a sign for each of them."""
    gone = (one for one in set(text) if ord(one) not in _shown() and one not in "\n\t")
    signs = {ord(one): INSTEAD for one in gone if even_unseen or not _is_unseen(one)}
    return text.translate(signs) if signs else text


def _is_unseen(one: str) -> bool:
    is_variant = "\ufe00" <= one <= "\ufe0f" or "\U000e0100" <= one <= "\U000e01ef"
    return is_variant or one in "\n\t" or unicodedata.category(one) in UNSEEN


@cache
def _shown() -> frozenset[int]:
    data = Path(FONT_PATH).read_bytes()
    return frozenset(code for first, last in _ranges(data) for code in range(first, last + 1))


def _ranges(data: bytes) -> Iterator[tuple[int, int]]:
    """First and last code of each group of the full character map (format 12) of the collection's
    first face: all of its faces show the same characters.
    """
    (face,) = struct.unpack_from(">I", data, 12)
    (count,) = struct.unpack_from(">H", data, face + 4)
    tables = (struct.unpack_from(">4s4xI", data, face + 12 + 16 * one) for one in range(count))
    start = next(offset for tag, offset in tables if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", data, start + 2)
    for one in range(maps):
        at = start + struct.unpack_from(">I", data, start + 8 + 8 * one)[0]
        if struct.unpack_from(">H", data, at)[0] == 12:
            (groups,) = struct.unpack_from(">I", data, at + 12)
            for place in range(groups):
                yield struct.unpack_from(">II", data, at + 16 + 12 * place)
            return

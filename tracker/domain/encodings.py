"""The encodings that offices' programs write text files in."""

from __future__ import annotations

ENCODINGS = ("utf-8-sig", "gb18030")


def decoded(content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else the national standard GB 18030.

    Raises ValueError for what is none of these.
    """
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ValueError("no text in a known encoding")

"""What an attachment may be, how it can be looked at, and the name it is kept under."""

from __future__ import annotations

import unicodedata
from enum import Enum

from tracker.domain.vocabulary import Word

MOST_PIXELS = 128_000_000
"""A photo of 108 megapixels passes; a picture that would fill the memory does not."""

MOST_NAME = 120
"""Characters of a name with its ending: in UTF-8 what every file system takes."""

UNFIT = frozenset('<>:"|?*')
"""What some file systems refuse in a name; ``/`` and ``\\`` end a folder's name."""

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control characters, and those that turn the direction: they make ``fdp.exe`` of ``exe.pdf``."""


class Look(Enum):
    """How a content is looked at without opening the file itself."""

    PAGES = "pages"
    PICTURE = "picture"
    SOUND = "sound"
    NOT = "not"


class Media(Word):
    """The media types that are taken; the value is what is stored and sent."""

    PDF = "application/pdf", "PDF 文档", "PDF document", Look.PAGES, ".pdf"
    JPEG = "image/jpeg", "JPEG 图片", "JPEG picture", Look.PICTURE, ".jpg", ".jpeg"
    PNG = "image/png", "PNG 图片", "PNG picture", Look.PICTURE, ".png"
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word 文档(docx)",
        "Word document (docx)",
        Look.NOT,
        ".docx",
    )
    MP3 = "audio/mpeg", "MP3 录音", "MP3 recording", Look.SOUND, ".mp3"
    M4A = "audio/mp4", "M4A 录音", "M4A recording", Look.SOUND, ".m4a", ".mp4", ".3gp"
    AAC = "audio/aac", "AAC 录音", "AAC recording", Look.SOUND, ".aac"
    WAV = "audio/wav", "WAV 录音", "WAV recording", Look.SOUND, ".wav"
    AMR = "audio/amr", "AMR 录音", "AMR recording", Look.SOUND, ".amr"
    OGG = "audio/ogg", "OGG 录音", "OGG recording", Look.SOUND, ".ogg", ".oga", ".opus"

    look: Look
    suffixes: tuple[str, ...]

    def __init__(self, value: str, term: str, label: str, look: Look, *suffixes: str) -> None:
        super().__init__(value, term, label)
        self.look, self.suffixes = look, suffixes


def media_of(value: str) -> Media:
    """The type that is stored as ``value``."""
    return next(one for one in Media if one.value == value)


def kept_name(sent: str, media: Media) -> str:
    """The name without folders and without what nobody sees, ending as its content is.

    ``../evidence.exe`` that holds a PDF is ``evidence.exe.pdf``; a name of nothing is the ending's.
    """
    name = unicodedata.normalize("NFC", sent.replace("\\", "/").rpartition("/")[2])
    name = "".join(" " if one.isspace() else one for one in name)
    name = "".join(
        "_" if one in UNFIT else one for one in name if unicodedata.category(one) not in INVISIBLE
    )
    name = " ".join(name.split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending.lower()}" if dot and stem.strip(". ") else ""
    if suffix not in media.suffixes:
        stem, suffix = name, media.suffixes[0]
    room = MOST_NAME - len(suffix)
    return (stem.strip(". ")[:room].rstrip(". ") or suffix[1:]) + suffix

"""What a file is, told by its content and never by its name; everything else is refused.

A signature alone is not believed: a Word document has its parts and no macros, a recording has
sound and no picture, a picture says its size. What is refused is named, as far as that is known.
"""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Callable
from typing import BinaryIO

import puremagic
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from tracker.domain.media import MOST_PIXELS, Media
from tracker.domain.problems import N_, Problem, Refused
from tracker.services import sound_check, word_check

HEAD = 8192
TAIL = 2048

OTHERS = (
    (N_("a program"), ".exe .dll .ocx .scr .com .msi .bat .cmd .sh .jar .apk .elf .appimage .dmg"),
    (N_("a web page or other text"), ".html .htm .xhtml .svg .xml .js .php .txt .rtf .eml .mht"),
    (N_("an archive"), ".zip .rar .7z .cb7 .cbr .gz .tar .bz2 .xz .iso"),
    (N_("an older Office document"), ".doc .xls .ppt .wps .et"),
    (N_("a picture of another format"), ".heic .heif .webp .gif .bmp .tif .tiff .avif .ico .psd"),
    (N_("a video"), ".mov .avi .mkv .webm .flv .wmv .mpg .m4v .3g2"),
)
ARCHIVE = b"PK\x03\x04"
UNKNOWN = N_("of a kind that is not known")


def detect(stream: BinaryIO) -> Media:
    """The media type of the content; the stream stands at its beginning afterwards.

    Raises Refused with one sentence that says what the file is instead, or what is wrong with it.
    """
    try:
        head = stream.read(HEAD)
        if not head:
            raise Refused(Problem("", N_("The file is empty.")))
        for media, begins, demand in KINDS:
            if begins(head):
                stream.seek(0)
                demand(stream)
                return media
        raise Refused(_foreign(head))
    finally:
        stream.seek(0)


def _foreign(head: bytes) -> Problem:
    """What the file is, by the first signature that somebody has a word for."""
    sentence = N_("The file is %(kind)s; pdf, jpg, png, docx and recordings are taken.")
    return Problem("", sentence, {"kind": Problem("", _kind_of(head))})


def _kind_of(head: bytes) -> str:
    if head.startswith(ARCHIVE):  # signatures take every archive for an Office document
        return OTHERS[2][0]
    with contextlib.suppress(puremagic.PureError, ValueError):
        for found in puremagic.magic_string(head):
            for kind, endings in OTHERS:
                if found.extension.lower() in endings.split():
                    return kind
    return OTHERS[1][0] if _is_text(head) else UNKNOWN


def _is_text(head: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)  # cut anywhere
    except UnicodeDecodeError:
        return False
    return all(one.isprintable() or one.isspace() for one in text)


def _demand_whole_pdf(stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - TAIL))
    if b"%%EOF" not in stream.read(TAIL):
        raise Refused(Problem("", N_("The PDF document is cut off; please send it again.")))


def _demand_jpeg(stream: BinaryIO) -> None:
    _demand_picture(JpegImageFile, stream)


def _demand_png(stream: BinaryIO) -> None:
    _demand_picture(PngImageFile, stream)


def _demand_picture(format_: Callable[[BinaryIO], ImageFile], stream: BinaryIO) -> None:
    """Only the head is read: how large it is, before anybody unpacks it."""
    try:
        picture = format_(stream)
    except Exception as error:  # a broken head fails in many ways, all of them the same to us
        raise Refused(Problem("", N_("The picture is damaged."))) from error
    if not 0 < picture.width * picture.height <= MOST_PIXELS:
        most = MOST_PIXELS // 1_000_000
        sentence = N_("The picture has more than %(most)s million pixels.")
        raise Refused(Problem("", sentence, {"most": most}))


KINDS: tuple[tuple[Media, Callable[[bytes], bool], Callable[[BinaryIO], None]], ...] = (
    (Media.PDF, lambda head: head.startswith(b"%PDF-"), _demand_whole_pdf),
    (Media.JPEG, lambda head: head.startswith(b"\xff\xd8\xff"), _demand_jpeg),
    (Media.PNG, lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), _demand_png),
    (Media.DOCX, word_check.begins, word_check.demand_document),
    (Media.WAV, sound_check.begins_wav, sound_check.demand_wav),
    (Media.AMR, lambda head: head.startswith((b"#!AMR\n", b"#!AMR-WB\n")), sound_check.demand_any),
    (Media.OGG, sound_check.begins_ogg, sound_check.demand_any),
    (Media.M4A, sound_check.begins_m4a, sound_check.demand_sound_alone),
    (Media.AAC, sound_check.begins_aac, sound_check.demand_any),
    (Media.MP3, sound_check.begins_mp3, sound_check.demand_mp3),
)
"""How each type begins, and what it must hold besides."""

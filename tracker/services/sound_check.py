"""Whether a file is a recording: how each format begins, and that the sound follows.

Sources: RIFF/WAVE (Microsoft, IBM 1991), ISO/IEC 11172-3 and 13818-3 (MP3 frames), ISO/IEC 13818-7
(ADTS), ISO/IEC 14496-12 (boxes), RFC 3533 (Ogg pages), RFC 4867 section 5 (AMR).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tracker.domain.problems import N_, Problem, Refused

DAMAGED = N_("The recording is damaged.")
BRANDS = (b"M4A", b"M4B", b"mp4", b"iso", b"3gp", b"dash")
"""Of containers that hold sound alone; pictures (heic, avif) and QuickTime have others."""

OGG_SOUNDS = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
MOST_BOXES = 10_000
MOST_PADDING = 65_536

MP3_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second of layer III, by version: MPEG 1; MPEG 2 and 2.5."""
MP3_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def demand_any(_stream: BinaryIO) -> None:
    """What begins so is nothing else."""


def begins_wav(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WAVE"


def demand_wav(stream: BinaryIO) -> None:
    """It says how it sounds, and then sounds."""
    size = stream.seek(0, 2)
    place, found = 12, set[bytes]()
    while place + 8 <= size and len(found) < MOST_BOXES and b"data" not in found:
        head = _read(stream, place, 8)
        found.add(head[:4])
        length = int.from_bytes(head[4:], "little")
        place += 8 + length + length % 2
    if not {b"fmt ", b"data"} <= found:
        raise Refused(Problem("", DAMAGED))


def begins_ogg(head: bytes) -> bool:
    """The first page holds the first packet, which names the codec; films name theirs too."""
    if head[:5] != b"OggS\0" or len(head) < 28:
        return False
    return head[27 + head[26] :].startswith(OGG_SOUNDS) and b"theora" not in head


def begins_aac(head: bytes) -> bool:
    """Two ADTS frames, one directly behind the other."""
    return _is_adts(head) and _is_adts(head[_adts_length(head) :])


def _is_adts(frame: bytes) -> bool:
    return len(frame) >= 7 and frame[0] == 0xFF and frame[1] & 0xF6 == 0xF0


def _adts_length(frame: bytes) -> int:
    return max(7, (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5)


def begins_mp3(head: bytes) -> bool:
    return head[:3] == b"ID3" or _mp3_length(head[:4]) is not None


def demand_mp3(stream: BinaryIO) -> None:
    """Behind the tag with title and picture, if there is one, two frames follow each other."""
    head, place = _read(stream, 0, 10), 0
    if head[:3] == b"ID3":
        place = 10 + sum((byte & 0x7F) << 7 * (3 - at) for at, byte in enumerate(head[6:10]))
    begin = _read(stream, place, MOST_PADDING)
    place += len(begin) - len(begin.lstrip(b"\0"))
    length = _mp3_length(_read(stream, place, 4))
    if length is None or _mp3_length(_read(stream, place + length, 4)) is None:
        raise Refused(Problem("", DAMAGED))


def _mp3_length(head: bytes) -> int | None:
    """Bytes of the layer III frame that begins so; None when none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, rate, sample = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or sample == 3:
        return None
    per_frame = 144_000 if version == 3 else 72_000
    kilobits = MP3_RATES[3 if version == 3 else 2][rate]
    return per_frame * kilobits // MP3_SAMPLES[version][sample] + (head[2] >> 1 & 1)


def begins_m4a(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12].startswith(BRANDS)


def demand_sound_alone(stream: BinaryIO) -> None:
    """The container has a track of sound and none of pictures."""
    tracks = set(_handlers(stream, 0, stream.seek(0, 2), iter(range(MOST_BOXES))))
    if b"vide" in tracks:
        raise Refused(Problem("", N_("The file is a video; only recordings of sound are taken.")))
    if b"soun" not in tracks:
        raise Refused(Problem("", DAMAGED))


def _handlers(stream: BinaryIO, place: int, end: int, budget: Iterator[int]) -> Iterator[bytes]:
    """What the tracks hold: the kinds named in moov/trak/mdia/hdlr."""
    while place + 8 <= end and next(budget, None) is not None:
        head = _read(stream, place, 24)
        length, kind, skip = int.from_bytes(head[:4], "big"), head[4:8], 8
        if length == 1:
            length, skip = int.from_bytes(head[8:16], "big"), 16
        length = length or end - place
        if length < skip:
            return
        if kind in (b"moov", b"trak", b"mdia"):
            yield from _handlers(stream, place + skip, min(end, place + length), budget)
        elif kind == b"hdlr":
            yield head[16:20]
        place += length


def _read(stream: BinaryIO, place: int, size: int) -> bytes:
    stream.seek(place)
    return stream.read(size)

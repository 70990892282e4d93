"""Real files for tests, and files that pretend to be something else."""

from __future__ import annotations

import io
import struct
import wave
import zipfile
import zlib
from typing import Any

from docx import Document
from PIL import Image


def jpeg(width: int = 60, height: int = 40, colour: str = "#1f4e79", **more: Any) -> bytes:
    return _picture("JPEG", width, height, colour, **more)


def png(width: int = 60, height: int = 40, colour: str = "#2f7d6b", **more: Any) -> bytes:
    return _picture("PNG", width, height, colour, **more)


def _picture(kind: str, width: int, height: int, colour: str, **more: Any) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(content, kind, **more)
    return content.getvalue()


def turned_photo() -> bytes:
    """As a phone writes it: lying, with the note that it stands, and where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a phone of the mediator"
    exif.get_ifd(0x8825)[1] = "N"
    return jpeg(80, 40, exif=exif)


def pdf(pages: int = 1, text: str = "agreement") -> bytes:
    """The smallest that a reader opens, with words on each page."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [0 0 595 842] >>",
    ]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    for n in range(pages):
        drawn = f"BT /F1 40 Tf 60 {700 - 40 * n} Td ({text} {n + 1}) Tj ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Contents {4 + 2 * n} 0 R"
            f" /Resources << /Font << /F1 {font} >> >> >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + end.encode()


def docx(text: str = "情况说明") -> bytes:
    content = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(content)
    return content.getvalue()


def docx_with(name: str, content: bytes = b"program") -> bytes:
    """A Word document with a further part."""
    changed = io.BytesIO(docx())
    with zipfile.ZipFile(changed, "a") as archive:
        archive.writestr(name, content)
    return changed.getvalue()


def damaged(archive: bytes, part: str) -> bytes:
    """The archive with a byte of that part written over, so that it unpacks no more."""
    with zipfile.ZipFile(io.BytesIO(archive)) as whole:
        one = whole.getinfo(part)
    start = one.header_offset + 30 + len(part.encode())
    return archive[:start] + b"\xff" + archive[start + 1 :]


def docm() -> bytes:
    """A Word document whose list of contents allows macros, none of them there."""
    changed = io.BytesIO()
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with (
        zipfile.ZipFile(io.BytesIO(docx())) as archive,
        zipfile.ZipFile(changed, "w") as target,
    ):
        for one in archive.infolist():
            content = archive.read(one)
            if one.filename == "[Content_Types].xml":
                macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
                content = content.replace(plain.encode(), macros)
            target.writestr(one.filename, content)
    return changed.getvalue()


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def docx_bomb() -> bytes:
    """Some hundred kilobytes that unpack to more than half a gigabyte."""
    content = io.BytesIO(docx())
    nothing = bytes(1 << 24)
    with (
        zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/media/image1.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(33):
            part.write(nothing)
    return content.getvalue()


def huge_png(width: int = 50_000, height: int = 50_000) -> bytes:
    """A head that promises far more pixels than any memory holds."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(bytes(1000))),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def wav(seconds: float = 0.1) -> bytes:
    content = io.BytesIO()
    with wave.open(content, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(seconds * 16000)))
    return content.getvalue()


def mp3(frames: int = 4, tag: bytes = b"") -> bytes:
    """Silence at 128 kilobits and 44,100 Hz: frames of 417 bytes."""
    return tag + (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def id3(size: int = 200) -> bytes:
    return b"ID3\x04\x00\x00" + bytes([0, 0, size >> 7, size & 127]) + bytes(size)


def aac(frames: int = 3) -> bytes:
    return (b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(9)) * frames


def amr() -> bytes:
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * 4


def ogg(codec: bytes = b"OpusHead") -> bytes:
    packet = codec + bytes(11)
    return b"OggS\0\x02" + bytes(20) + bytes([1, len(packet)]) + packet


def m4a(*tracks: bytes, brand: bytes = b"M4A ") -> bytes:
    """A container whose tracks hold ``soun``, ``vide`` …"""
    handlers = (
        _box(b"trak", _box(b"mdia", _box(b"hdlr", bytes(8) + one + bytes(12)))) for one in tracks
    )
    moov = _box(b"moov", _box(b"mvhd", bytes(100)) + b"".join(handlers))
    return _box(b"ftyp", brand + bytes(4)) + _box(b"mdat", bytes(50)) + moov


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content

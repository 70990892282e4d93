"""The file 卷宗 of a case as one: what belongs into it in which order, printed and packed.

Pictures and scanned pages of attachments are drawn anew and printed where they belong; what cannot
be printed (recordings, Word documents, damaged files) is named in the contents and packed.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from tracker import content_store
from tracker.domain.media import Look, media_of
from tracker.domain.papers import PaperKind
from tracker.domain.record_words import AttachmentKind
from tracker.models import Attachment, Case
from tracker.reports import previews
from tracker.reports.papers import PAPERS
from tracker.reports.papers.docx_form import own_template
from tracker.reports.papers.fields import Part, Subject, plain
from tracker.reports.papers.filling import fill_docx, fill_text
from tracker.reports.papers.layout import laid_out
from tracker.reports.papers.paper import Paper
from tracker.reports.papers.pdf import PrintPart, print_parts
from tracker.services.attachments import standing

AFTER: Mapping[str, Sequence[AttachmentKind]] = {
    "notice": (AttachmentKind.IDENTITY, AttachmentKind.AUTHORISATION),
    "inquiry": (AttachmentKind.EVIDENCE,),
    "oral_agreement": (AttachmentKind.SIGNED, AttachmentKind.PERFORMANCE),
    "visit": (AttachmentKind.CONFIRMATION,),
    "report": (AttachmentKind.OTHER,),
}
"""Which attachments follow which paper."""

PACKED = "见电子卷"
"""What the contents say of what is not printed."""

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')

Pages = Callable[[Attachment], Sequence[bytes]]
Templates = Mapping[str, bytes]
"""Paper -> the office's own Word template, of those that have one."""


@dataclass(frozen=True)
class Item:
    """A paper about the case or one of its records, or an attachment."""

    name: str
    paper: Paper | None = None
    row: Any = None
    attachment: Attachment | None = None

    def __str__(self) -> str:
        return self.name


def items_of(case: Case) -> Iterator[Item]:
    """Everything in the file, in its order."""
    attachments = standing(case)
    for paper in PAPERS:
        yield from papers_of(paper, case)
        for kind in AFTER.get(paper.key, ()):
            for one in attachments:
                if one.kind is kind:
                    yield Item(f"{kind.term}：{one.name}", attachment=one)


def papers_of(paper: Paper, case: Case) -> Iterator[Item]:
    """The paper once, or for each of its records; its day tells several apart."""
    rows = paper.of(case)
    for row in rows:
        told = plain(paper.told(row)) if len(rows) > 1 else ""
        yield Item(f"{paper.term}（{told}）" if told else paper.term, paper, row)


def pages_of(attachment: Attachment) -> Sequence[bytes]:
    """Its pages as PNG; none for what has none or cannot be drawn."""
    media = media_of(attachment.media_type)
    try:
        if media.look is Look.PICTURE:
            return [previews.draw(attachment.digest, media)]
        if media.look is Look.PAGES:
            count = len(previews.sizes(attachment.digest, media))
            pages = range(1, count + 1)
            return [previews.draw(attachment.digest, media, page=page) for page in pages]
    except previews.NoPicture:
        return []
    return []


def paper_docx(item: Item, case: Case, templates: Templates, contents: Sequence[Part]) -> bytes:
    """One paper for Word. Raises jinja2.TemplateError for an own template that does not fit."""
    paper = _paper(item)
    template = templates.get(paper.key) or own_template(paper)
    return fill_docx(template, paper.context(Subject(case, item.row, contents)))


def paper_pdf(item: Item, case: Case, contents: Sequence[Part]) -> bytes:
    """One paper for print."""
    return print_parts(title_of(case), [_printed("only", item, case, contents)])


def title_of(case: Case) -> str:
    return f"{PaperKind.FILE.term}{case.number or ''}"


def file_pdf(case: Case, pages: Pages = pages_of) -> bytes:
    """The whole file, pages numbered throughout, with its contents and bookmarks."""
    items = list(items_of(case))
    drawn = [pages(one.attachment) if one.attachment else () for one in items]
    printed = [one.attachment is None or bool(of) for one, of in zip(items, drawn, strict=True)]
    contents = _contents(items, printed)
    parts, place = [], 0
    for item, pictures in zip(items, drawn, strict=True):
        place += not _binds(item)
        mark = item.paper.key if item.paper and _binds(item) else str(place)
        if item.paper is not None:
            parts.append(_printed(mark, item, case, contents))
        elif pictures:
            parts.append(PrintPart(mark, item.name, pictures=pictures))
    return print_parts(title_of(case), parts)


def file_zip(case: Case, templates: Templates, target: IO[bytes]) -> None:
    """Each paper for Word and for print, every attachment as it came, numbered in their order."""
    items, contents = list(items_of(case)), contents_of(case)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, item in enumerate(items, start=1):
            stem = f"{place:02} {fit_name(item.name)}"
            if item.attachment is not None:
                _pack(archive, stem, item.attachment)
                continue
            archive.writestr(f"{stem}.docx", paper_docx(item, case, templates, contents))
            archive.writestr(f"{stem}.pdf", paper_pdf(item, case, contents))


def fit_name(name: str) -> str:
    """Fit for every system's folders; long ones keep their ending."""
    name = _UNFIT.sub("_", name).strip(". ")
    return name if len(name) <= 120 else f"{name[:100]}…{name[-19:]}"


def contents_of(case: Case) -> list[Part]:
    """The contents, with everything printed that its kind lets print."""
    items = list(items_of(case))
    return _contents(items, [_prints(one.attachment) for one in items])


def _prints(attachment: Attachment | None) -> bool:
    return attachment is None or media_of(attachment.media_type).look in (Look.PAGES, Look.PICTURE)


def _contents(items: Sequence[Item], printed: Sequence[bool]) -> list[Part]:
    return [
        Part(item.name, "" if prints else PACKED)
        for item, prints in zip(items, printed, strict=True)
        if not _binds(item)
    ]


def _binds(item: Item) -> bool:
    """Covers and contents do not stand in the contents."""
    return item.paper is not None and item.paper.key in ("cover", "contents", "back_cover")


def _paper(item: Item) -> Paper:
    if item.paper is None:
        raise TypeError(item.name)
    return item.paper


def _printed(mark: str, item: Item, case: Case, contents: Sequence[Part]) -> PrintPart:
    paper = _paper(item)
    context = paper.context(Subject(case, item.row, contents))
    return PrintPart(mark, item.name, list(laid_out(paper.form, context, fill_text)))


def _pack(archive: zipfile.ZipFile, name: str, attachment: Attachment) -> None:
    """As it came; a content that is missing is said so in its place."""
    try:
        with (
            content_store.open_content(attachment.digest) as content,
            archive.open(name, "w", force_zip64=True) as member,
        ):
            shutil.copyfileobj(content, member)
    except (FileNotFoundError, ValueError):
        archive.writestr(f"{name}（缺失）.txt", f"附件缺失：{attachment.name}\n")

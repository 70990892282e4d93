"""Whether a Word template that an office sends can be used, and what is wrong with it if not.

It is believed only after a sample was filled into it.
"""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from tracker.domain.problems import N_, Problem, Refused
from tracker.reports.papers.fillable import Fillable
from tracker.reports.papers.filling import FILTERS, ClosedRoom, fill_docx
from tracker.services.word_check import DAMAGED, demand_document

FIELD = "file"
MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_TAG = re.compile(r"<[^>]+>")

SIMPLE = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Filter,
)
"""All that a template may be made of."""

LOOP = ("index", "first", "last", "length")


def demand_template(paper: Fillable, content: bytes) -> None:
    """Raises Refused with everything that is wrong with the template, in one sentence each."""
    _demand_harmless(content)
    try:
        template = DocxTemplate(io.BytesIO(content))
        sources = list(_sources(template))
    except (KeyError, ValueError, AttributeError, PackageNotFoundError, SyntaxError) as error:
        raise _refused(N_("The Word document is damaged.")) from error
    found = dict.fromkeys(problem for source in sources for problem in _problems_of(paper, source))
    if found:
        raise Refused(*(Problem(FIELD, message, dict(values)) for message, values in found))
    _try_out(paper, content)


def _refused(message: str, **values: object) -> Refused:
    return Refused(Problem(FIELD, message, values))


def _demand_harmless(content: bytes) -> None:
    """Of a size that a paper has, without macros, and asking nothing of other places."""
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise _refused(N_("A template has at most %(most)s MB."), most=most)
    try:
        demand_document(io.BytesIO(content))
    except Refused as refused:
        raise Refused(*(Problem(FIELD, one.message, one.values) for one in refused.problems)) from (
            refused
        )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
            raise _refused(N_("The document unpacks to far more than it should."))
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                _demand_plain_part(archive, name)


def _demand_plain_part(archive: zipfile.ZipFile, name: str) -> None:
    try:
        part = archive.read(name)
    except DAMAGED as error:
        raise _refused(N_("The Word document is damaged.")) from error
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise _refused(N_("The Word document is damaged."))
    if name.endswith(".rels"):
        for outside in _OUTSIDE.findall(part):
            if b"/hyperlink" not in outside:
                message = N_("The template fetches something from another place; take it out.")
                raise _refused(message)


def _sources(template: DocxTemplate) -> Iterator[str]:
    """The texts with places in them, as docxtpl reads them, a paragraph to a line."""
    template.init_docx()
    yield _patched(template, template.get_xml())
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        for _key, part in template.get_headers_footers(kind):
            yield _patched(template, template.get_part_xml(part))
    properties = template.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        yield getattr(properties, name)


def _patched(template: DocxTemplate, xml: str) -> str:
    patched: str = template.patch_xml(xml)
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", patched)


Found = tuple[str, tuple[tuple[str, object], ...]]


def _found(message: str, **values: object) -> Found:
    return message, tuple(values.items())


def _problems_of(paper: Fillable, source: str) -> Iterator[Found]:
    try:
        parsed = ClosedRoom(autoescape=True).parse(source)
    except TemplateSyntaxError as error:
        yield _found(
            N_("Something is not written as it should be near “%(near)s”."),
            near=_near(source, error.lineno),
        )
        return
    yield from _Reader(paper).read(parsed, {})


def _near(source: str, line: int) -> str:
    """The words of the paragraph in which reading ended, or of the last one before it."""
    lines = [_TAG.sub("", one).strip() for one in source.splitlines()[:line]]
    said = [one for one in lines if one]
    return said[-1][:60] if said else "—"


class _Reader:
    """Walks through a template; ``entries`` are the names of entries of the lists around."""

    def __init__(self, paper: Fillable) -> None:
        self.fields, self.lists = paper.plain_names, paper.lists

    def read(self, node: nodes.Node, entries: dict[str, str]) -> Iterator[Found]:
        if not isinstance(node, SIMPLE):
            yield _found(
                N_("A template knows fields, “for” and “if” only; “%(kind)s” is not one of them."),
                kind=type(node).__name__.lower(),
            )
        elif isinstance(node, nodes.For):
            yield from self._repeated(node, entries)
        elif isinstance(node, nodes.If):
            yield from self._asked(node.test, entries)
            for part in (*node.body, *node.elif_, *node.else_):
                yield from self.read(part, entries)
        elif isinstance(node, nodes.Name):
            yield from self._name(node.name)
        elif isinstance(node, nodes.Getattr):
            yield from self._attribute(node, entries)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield _found(
                N_("The filter %(name)s is not known; these are: %(known)s."),
                name=node.name,
                known=", ".join(FILTERS),
            )
        else:
            for part in node.iter_child_nodes():
                yield from self.read(part, entries)

    def _repeated(self, node: nodes.For, entries: dict[str, str]) -> Iterator[Found]:
        over = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        if over not in self.lists or not isinstance(node.target, nodes.Name) or node.test:
            yield _found(
                N_("Only lists can be repeated, and this paper has: %(known)s."),
                known="、".join(self.lists),
            )
            return
        if entries:
            yield _found(N_("One repetition cannot stand inside another one."))
            return
        inside = {node.target.name: over, "loop": ""}
        for part in (*node.body, *node.else_):
            yield from self.read(part, inside)

    def _asked(self, test: nodes.Node, entries: dict[str, str]) -> Iterator[Found]:
        """Whether a list has entries may be asked by its bare name."""
        if not (isinstance(test, nodes.Name) and test.name in self.lists):
            yield from self.read(test, entries)

    def _name(self, name: str) -> Iterator[Found]:
        if name in self.lists:
            yield _found(
                N_("%(name)s is a list: write “for 项 in %(name)s”, the fields and “endfor”."),
                name=name,
            )
        elif name not in self.fields:
            yield _unknown(name, (*self.fields, *self.lists))

    def _attribute(self, node: nodes.Getattr, entries: dict[str, str]) -> Iterator[Found]:
        owner = node.node.name if isinstance(node.node, nodes.Name) else ""
        if owner not in entries:
            if owner and owner not in self.fields:
                yield _unknown(owner, (*self.fields, *self.lists))
            else:
                yield _unknown(f"{owner}.{node.attr}", self.fields)
            return
        known = self.lists[entries[owner]] if entries[owner] else LOOP
        if node.attr not in known:
            yield _unknown(f"{owner}.{node.attr}", [f"{owner}.{one}" for one in known])


def _unknown(name: str, known: list[str] | tuple[str, ...]) -> Found:
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.3)
    if nearest:
        message = N_("This paper has no field “%(name)s”; do you mean “%(nearest)s”?")
        return _found(message, name=name, nearest=nearest[0])
    return _found(N_("This paper has no field “%(name)s”."), name=name)


def _try_out(paper: Fillable, content: bytes) -> None:
    """Fill the sample in and open what came out."""
    try:
        filled = fill_docx(content, paper.example())
        docx.Document(io.BytesIO(filled))
    except TemplateError as error:
        message = N_("The sample could not be filled into the template: %(reason)s")
        raise _refused(message, reason=error.message or type(error).__name__) from error
    except Exception as error:  # python-docx and lxml fail in many ways on broken documents
        raise _refused(N_("The sample could not be filled into the template.")) from error

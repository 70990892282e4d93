"""Attaching to a case and removing from it: all or nothing, by the right people, on record."""

from __future__ import annotations

import io
from datetime import date

import pytest
from sqlalchemy import select

from tests import files
from tests.factories import STUDIO, actor_of, make_case, named, open_office, trail
from tracker import content_store
from tracker.content_store import Finding
from tracker.domain.problems import Refused
from tracker.domain.record_words import AttachmentKind
from tracker.domain.vocabulary import Role
from tracker.models import Attachment, AuditLine, CaseOrganisation, Organisation
from tracker.models.keys import next_id
from tracker.permissions import Forbidden
from tracker.services import attachments
from tracker.services.attachments import Sent, add, keep, remove, standing

LIMIT = 1024 * 1024
EVIDENCE, SIGNED = AttachmentKind.EVIDENCE, AttachmentKind.SIGNED


@pytest.fixture
def case(session, center):
    return make_case(session, center, accepted=date(2024, 3, 6))


@pytest.fixture
def mediator(actors):
    return actors[Role.MEDIATOR]


def sent(**named_contents: bytes) -> list[Sent]:
    return [Sent(name, io.BytesIO(content)) for name, content in named_contents.items()]


def put(session, actor, case, *several: Sent, kind=EVIDENCE, note=""):
    rows = add(session, actor, case, kind, note, keep(several, LIMIT))
    session.commit()
    return rows


def contents() -> list[str]:
    return list(content_store.digests())


def last_line(session):
    return session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()


def test_a_file_is_attached_with_what_it_is_and_who_brought_it(session, mediator, case):
    version = case.version
    content = files.pdf()
    (row,) = put(
        session,
        mediator,
        case,
        Sent("../协议书.PDF", io.BytesIO(content)),
        kind=SIGNED,
        note="双方已签字",
    )
    assert (row.name, row.media_type, row.size) == ("协议书.pdf", "application/pdf", len(content))
    assert (row.kind, row.note, row.added_by) == (SIGNED, "双方已签字", mediator.name)
    assert row.removed_at is None
    assert case.version > version
    with content_store.open_content(row.digest) as kept:
        assert kept.read() == content
    line = last_line(session)
    assert (line.action, line.actor_name, line.subject_id) == (
        "case.attach",
        mediator.name,
        case.id,
    )
    assert line.changes == {
        "attachment": [
            None,
            [
                {
                    "attachment_name": "协议书.pdf",
                    "attachment_kind": "signed",
                    "size": len(content),
                    "digest": row.digest,
                    "attachment_note": "双方已签字",
                }
            ],
        ]
    }


def test_several_files_are_one_line_of_the_trail(session, mediator, case):
    put(session, mediator, case, *sent(a=files.jpeg(), b=files.png(), c=files.wav()))
    assert [one.name for one in standing(case)] == ["a.jpg", "b.png", "c.wav"]
    assert trail(session, case).count("case.attach") == 1


def test_if_one_of_several_is_not_taken_none_is_and_each_problem_is_named(app, session, case):
    several = sent(good=files.pdf(), page=b"<html></html>", empty=b"", large=bytes(LIMIT + 1))
    with pytest.raises(Refused) as refused:
        keep(several, LIMIT)
    said = [str(problem) for problem in refused.value.problems]
    assert [problem.field for problem in refused.value.problems] == ["files"] * 3
    assert said[0].startswith("page: The file is a web page or other text;")
    assert said[1] == "empty: The file is empty."
    assert said[2] == "large: A file has at most 1 MB."
    assert contents() == [], "nothing was kept"


def test_no_file_is_a_problem_too(app, session):
    with pytest.raises(Refused, match="choose a file"):
        keep([], LIMIT)


def test_the_same_content_is_kept_once_and_attached_once(session, mediator, case, center):
    other = make_case(session, center)
    photo = files.jpeg()
    put(session, mediator, case, *sent(a=photo, b=photo))
    assert [one.name for one in standing(case)] == ["b.jpg"]
    assert put(session, mediator, case, *sent(again=photo)) == []
    assert trail(session, case).count("case.attach") == 1, "nothing was done the second time"
    put(session, mediator, case, *sent(a=photo), kind=SIGNED)
    put(session, mediator, other, *sent(c=photo))
    assert len(contents()) == 1
    assert [one.kind for one in standing(case)] == [EVIDENCE, SIGNED]


def test_whatever_was_done_to_the_case_meanwhile_a_file_is_attached(session, mediator, case):
    """Who photographs and who edits do not stand in each other's way."""
    opened = case.version
    put(session, mediator, case, *sent(a=files.png()))
    assert case.version != opened
    put(session, mediator, case, *sent(b=files.jpeg()))
    assert len(standing(case)) == 2


def test_a_note_that_no_column_holds_is_refused(session, mediator, case):
    with pytest.raises(Refused, match="At most 500 characters") as refused:
        put(session, mediator, case, *sent(a=files.png()), note="长" * 501)
    assert refused.value.problems[0].field == "note"
    session.rollback()
    assert standing(case) == []


@pytest.mark.parametrize("stage", ["registered", "declined", "closed"])
def test_files_come_at_every_stage_of_a_case(session, center, mediator, stage):
    stages = {
        "registered": {},
        "declined": {"declined": "已由法院受理"},
        "closed": {"accepted": date(2024, 3, 6), "closed": date(2024, 3, 20)},
    }
    case = make_case(session, center, **stages[stage])
    assert len(put(session, mediator, case, *sent(a=files.png()))) == 1


def test_a_merged_case_takes_none(session, center, mediator, case):
    case.merged_into_id = make_case(session, center).id
    with pytest.raises(Refused, match="merged"):
        add(session, mediator, case, EVIDENCE, "", keep(sent(a=files.png()), LIMIT))


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.MEDIATOR], ids=str)
def test_only_mediators_attach_and_remove(session, actors, mediator, case, role):
    (row,) = put(session, mediator, case, *sent(a=files.png()))
    with pytest.raises(Forbidden):
        add(session, actors[role], case, EVIDENCE, "", keep(sent(b=files.jpeg()), LIMIT))
    session.rollback()
    with pytest.raises(Forbidden):
        remove(session, actors[role], case, row, "不该", case.version)


def test_nobody_attaches_to_a_case_of_another_organisation_or_center(session, center, mediator):
    studio = named(session, Organisation, STUDIO, center)
    other = make_case(session, center, organisation_id=studio.id)
    elsewhere = actor_of(session, open_office(session, "QJ", "虹"), Role.MEDIATOR)
    for actor in (mediator, elsewhere):
        with pytest.raises(Forbidden):
            add(session, actor, other, EVIDENCE, "", keep(sent(a=files.png()), LIMIT))
        session.rollback()


def test_who_helps_in_a_case_attaches_to_it(session, center, mediator):
    studio = named(session, Organisation, STUDIO, center)
    case = make_case(session, center, organisation_id=studio.id)
    case.helpers.append(
        CaseOrganisation(
            center_id=center.id,
            id=next_id(session, center.id),
            organisation_id=mediator.organisation_id,
            joined_on=date(2024, 3, 6),
        )
    )
    session.flush()
    assert len(put(session, mediator, case, *sent(a=files.png()))) == 1


def test_a_removed_file_keeps_its_row_its_reason_and_its_content(session, mediator, case):
    (row,) = put(session, mediator, case, *sent(a=files.png()))
    remove(session, mediator, case, row, " 传错案件 ", case.version)
    session.commit()
    assert standing(case) == []
    assert [one.id for one in session.scalars(select(Attachment))] == [row.id]
    assert (row.removed_reason, row.removed_at is not None) == ("传错案件", True)
    assert content_store.verify(row.digest, row.size) is Finding.WHOLE
    line = last_line(session)
    assert (line.action, line.reason) == ("case.detach", "传错案件")
    assert line.changes["attachment"][0][0]["digest"] == row.digest
    assert line.changes["attachment"][1] is None


def test_it_is_removed_once_and_with_a_reason(session, mediator, case):
    (row,) = put(session, mediator, case, *sent(a=files.png()))
    with pytest.raises(Refused, match="state the reason"):
        remove(session, mediator, case, row, "  ", case.version)
    session.rollback()
    remove(session, mediator, case, row, "传错", case.version)
    with pytest.raises(Refused, match="removed already"):
        remove(session, mediator, case, row, "传错", case.version)


def test_what_was_removed_can_be_attached_again(session, mediator, case):
    (row,) = put(session, mediator, case, *sent(a=files.png()))
    remove(session, mediator, case, row, "误删", case.version)
    (again,) = put(session, mediator, case, *sent(a=files.png()))
    assert again.id != row.id
    assert standing(case) == [again]


def test_papers_stand_in_the_order_of_the_file(session, mediator, case):
    kinds = [AttachmentKind.OTHER, SIGNED, AttachmentKind.IDENTITY]
    for kind in kinds:
        put(session, mediator, case, *sent(a=files.png()), kind=kind)
    assert [one.kind for one in standing(case)] == [AttachmentKind.IDENTITY, SIGNED, kinds[0]]


def test_what_is_kept_before_the_rows_does_no_harm_when_they_never_come(session, mediator, case):
    kept = attachments.keep(sent(a=files.png()), LIMIT)
    session.rollback()
    assert contents() == [kept[0].digest]
    assert standing(case) == []

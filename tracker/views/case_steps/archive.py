"""The end of a case's life: its file goes into the archive, and out of it again for a reason."""

from __future__ import annotations

from tracker.domain.archive import Archiving
from tracker.domain.problems import N_
from tracker.domain.vocabulary import Status
from tracker.forms.case_steps import ArchiveForm, ReasonForm
from tracker.services import archive
from tracker.views.case_steps.step import Step

ARCHIVE = Step(
    name="archive",
    label=N_("Archive the file"),
    hint=N_(
        "Please check first that the papers marked as required are there. An archived case is not"
        " changed; it can be taken out of the archive with a reason."
    ),
    done=N_("The file is archived."),
    form=ArchiveForm,
    take=lambda work: archive.archive(
        work.session,
        work.actor,
        work.case,
        Archiving(work.form.archived_on.data, work.form.archived_by.data, work.form.retention.data),
        work.version,
    ),
    statuses=(Status.CLOSED,),
    begins=lambda case, _row: {"archived_by": case.mediator.name if case.mediator else ""},
)
TAKE_OUT = Step(
    name="take_out",
    label=N_("Take out of the archive"),
    hint=N_("The case can be worked on again; the history keeps when it was archived."),
    done=N_("The case is out of the archive."),
    form=ReasonForm,
    take=lambda work: archive.take_out(
        work.session, work.actor, work.case, work.form.reason.data, work.version
    ),
    statuses=(Status.CLOSED,),
    in_archive=True,
)
STEPS = (ARCHIVE, TAKE_OUT)

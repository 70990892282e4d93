"""That what is stored of a frozen year is what was frozen: its fingerprint tells."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.frozen import fingerprint, fingerprint_of_cases, version_of
from tracker.domain.problems import N_, Problem
from tracker.models import FrozenYear
from tracker.queries.frozen_years import counted_then, read_content

FIGURES = N_("%(year)s, version %(number)s: the stored figures are not those of the fingerprint.")
CASES = N_("%(year)s, version %(number)s: the stored cases are not those that were frozen.")
FACTS = N_("%(year)s, version %(number)s: year, number or definitions are not those frozen.")


def broken_seals(session: Session) -> Iterator[Problem]:
    """Of all frozen years, also of those that are withdrawn."""
    order = FrozenYear.center_id, FrozenYear.year, FrozenYear.number
    for row in session.scalars(select(FrozenYear).order_by(*order)):
        yield from seal_problems(session, row)


def seal_problems(session: Session, row: FrozenYear) -> Iterator[Problem]:
    """The content is asked first: what it says of the rest can be believed only then."""
    values: dict[str, object] = {"year": row.year, "number": row.number}
    if fingerprint(row.content) != row.sha256:
        yield Problem("", FIGURES, values)
        return
    try:
        content = read_content(row)
    except json.JSONDecodeError:
        yield Problem("", FIGURES, values)
        return
    frozen = content["year"], content["number"], version_of(content["definitions"])
    if frozen != (row.year, row.number, row.definitions):
        yield Problem("", FACTS, values)
    count, digest = fingerprint_of_cases(counted_then(session, row))
    if content["cases"] != {"count": count, "sha256": digest}:
        yield Problem("", CASES, values)

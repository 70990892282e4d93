"""A year's summary on ledgers of 1,000, 10,000 and 100,000 cases, compared within one run.

``python -m benchmarks.figures`` prints the medians and their ratios: what matters is that a
hundred times the cases cost far less than a hundred times the time, and that the number of
statements stays the same. Beside it, for measure, the same year counted in Python from loaded rows.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from tracker import create_app
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis, Outcome, Source
from tracker.extensions import Base, db
from tracker.indicators.year import summarise
from tracker.models import Case, Center, DisputeType, Mediator, Organisation, Party, Payment
from tracker.queries.scope import Scope

SIZES = (1_000, 10_000, 100_000)
YEARS = (2022, 2023, 2024)


def main() -> None:
    """Three ledgers, one after the other; medians of five runs."""
    medians = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            app = create_app({"INSTANCE_PATH": folder, "DATABASE_URI": _uri(Path(folder))})
            with app.app_context():
                Base.metadata.create_all(db.engine)
                session = db.session()
                fill(session, size)
                summary, statements = timed(session, _summarise)
                loaded, _ = timed(session, _load_and_count)
                medians[size] = summary
                print(
                    f"{size:>7} cases: summary {summary * 1000:8.1f} ms, {statements} statements;"
                    f" loading the rows {loaded * 1000:8.1f} ms"
                )
                session.rollback()
                db.engine.dispose()
    small, large = medians[SIZES[0]], medians[SIZES[-1]]
    print(f"{SIZES[-1] // SIZES[0]} times the cases take {large / small:.1f} times the time")


def _uri(folder: Path) -> str:
    return f"sqlite:///{folder / 'bench.sqlite'}"


def timed(session: Session, work: Callable[[Session], None]) -> tuple[float, int]:
    """Median seconds of five runs, and the statements of the last one."""
    taken, statements = [], 0

    def count(*_ignored: Any) -> None:
        nonlocal statements
        statements += 1

    event.listen(session.get_bind(), "before_cursor_execute", count)
    for _run in range(5):
        session.expire_all()
        statements = 0
        began = time.perf_counter()
        work(session)
        taken.append(time.perf_counter() - began)
    event.remove(session.get_bind(), "before_cursor_execute", count)
    return statistics.median(taken), statements


def _summarise(session: Session) -> None:
    center = session.get_one(Center, 1)
    summary = summarise(session, Scope((1,)), center, Period.year(2024), Basis.CASELOAD)
    assert summary.figures["caseload"].value


def _load_and_count(session: Session) -> None:
    """What a program would do without SQL aggregates, for three of the figures."""
    year = Period.year(2024)
    cases = session.scalars(
        select(Case).where(Case.center_id == 1, Case.accepted_on <= year.end)
    ).all()
    assert sum(1 for case in cases if case.closed_on in year)
    session.expunge_all()


def fill(session: Session, size: int) -> None:
    """A center with cases spread evenly over three years, two parties each, some payments."""
    dice = random.Random(7)
    session.add(Center(id=1, code="LS", name="LS", short_name="柳"))
    session.flush()
    for id_ in range(1, 21):
        session.add(DisputeType(center_id=1, id=id_, code=f"t{id_}", name=f"t{id_}"))
        session.add(Organisation(center_id=1, id=id_, name=f"o{id_}", kind="village_committee"))
        session.add(Mediator(center_id=1, id=id_, name=f"m{id_}"))
    session.flush()
    cases = [_case(dice, id_) for id_ in range(1, size + 1)]
    session.execute(insert(Case.__table__), cases)
    session.execute(
        insert(Party.__table__),
        [
            {"center_id": 1, "id": 2 * case["id"] + side, "case_id": case["id"], "name": "某",
             "side": ("applicant", "respondent")[side]}
            for case in cases
            for side in (0, 1)
        ],
    )  # fmt: skip
    session.execute(
        insert(Payment.__table__),
        [
            {"center_id": 1, "id": case["id"], "case_id": case["id"],
             "paid_on": case["closed_on"], "amount": case["amount_agreed"]}
            for case in cases
            if case["amount_agreed"]
        ],
    )  # fmt: skip
    session.flush()


def _case(dice: random.Random, id_: int) -> dict[str, Any]:
    registered = date(dice.choice(YEARS), 1, 1) + timedelta(days=dice.randrange(365))
    accepted = registered + timedelta(days=dice.randrange(3))
    closed = accepted + timedelta(days=dice.randrange(45)) if dice.random() < 0.99 else None
    outcome = dice.choice(list(Outcome)) if closed else None
    agreed = Decimal(dice.randrange(1, 10**6)) / 100 if outcome and outcome.is_agreement else None
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return {
        "center_id": 1,
        "id": id_,
        "number": str(id_),
        "registered_on": registered,
        "accepted_on": accepted,
        "due_on": accepted + timedelta(days=30),
        "closed_on": closed,
        "outcome": outcome,
        "amount_claimed": Decimal(dice.randrange(10**6)) / 100,
        "amount_agreed": agreed,
        "dispute_type_id": dice.randrange(1, 21),
        "organisation_id": dice.randrange(1, 21),
        "mediator_id": dice.randrange(1, 21),
        "source": dice.choice(list(Source)),
        "created_at": moment,
        "updated_at": moment,
    }


if __name__ == "__main__":
    main()

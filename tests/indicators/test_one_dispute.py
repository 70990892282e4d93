"""However cases are transferred, split and merged: each center counts each of its parts once.

Random sequences of steps over three centers, two of them below the third, against plain
dictionaries to which the same is done by the rules of docs/decisions/0010-transfers-and-merging.md.
Both say whether a dispute is taken up again and where it may go, and each step takes the centers'
clocks in one order.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.databases import Ledgers, make_app
from tests.factories import actor_of, draft, open_office
from tests.indicators.conftest import examples
from tests.indicators.plain_count import RESOLVED, figures
from tracker import clock
from tracker.domain.drafts import Closing, SplitDraft, TransferDraft
from tracker.domain.periods import Period
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Basis, Outcome, Role
from tracker.extensions import db
from tracker.indicators.year import summarise
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.services import case_merging, case_splitting, cases, transfers

KEYS = (
    *("registered", "declined", "accepted", "caseload", "closed", "resolved", "unresolved"),
    *("pending", "mediated_success", "mediation_concluded", "amount_claimed", "parties"),
)
STEPS = (
    *("new", "accept", "accept", "decline", "close", "close", "reopen"),
    *("refer", "refer", "split", "merge", "unmerge"),
)
CHOSEN = (
    *(Outcome.EXPLAINED, Outcome.FAILED),
    *(Outcome.ORAL_AGREEMENT, Outcome.RESOLVED_ELSEWHERE),
)
steps = st.lists(
    st.tuples(
        st.sampled_from(STEPS),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=25,
)
UP, DOWN = (
    [
        *(("new", center, 0), ("accept", 0, 0), ("refer", 0, 0)),
        *(("accept", 1, 0), ("close", 1, 0), ("reopen", 1, 0)),
    ]
    for center in (1, 0)
)
MERGED_AFTER_IT_WAS_DECLINED = [
    *(("new", 0, 0), ("new", 1, 0), ("accept", 0, 0), ("refer", 0, 0), ("decline", 2, 0)),
    *(("merge", 2, 1), ("reopen", 0, 0), ("close", 0, 0), ("unmerge", 2, 0), ("reopen", 2, 0)),
]
SPLIT_AND_MERGED_AGAIN = [
    *(("new", 0, 0), ("split", 0, 4), ("split", 1, 1), ("merge", 2, 0), ("merge", 0, 1)),
    *(("unmerge", 2, 0), ("accept", 1, 0), ("split", 1, 2), ("new", 0, 0), ("merge", 3, 1)),
]
HOME_AND_ON = [
    *(("new", 1, 0), ("accept", 0, 0), ("refer", 0, 0), ("split", 1, 0), ("accept", 1, 0)),
    *(("accept", 2, 0), ("close", 2, 1), ("close", 1, 1), ("reopen", 0, 0), ("reopen", 2, 0)),
    *(("refer", 0, 0), ("refer", 0, 1), ("accept", 3, 0), ("refer", 3, 1), ("close", 3, 1)),
    *(("merge", 1, 2), ("reopen", 0, 0), ("close", 0, 3), ("unmerge", 1, 0), ("reopen", 3, 0)),
]


@pytest.fixture(scope="module")
def three_centers(ledgers: Ledgers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("disputes")
    with ledgers.beside(folder) as uri:
        app = make_app(folder, uri)
        with app.app_context():
            session = db.session()
            above = open_office(session, "YQ", "乐")
            open_office(session, "LS", "柳", parent=above)
            open_office(session, "QJ", "虹", parent=above)
            yield session
            session.rollback()
            db.session.remove()
            db.engine.dispose()


class Ledger:
    """The cases of the program beside those on paper, at the same places."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.centers = session.query(Center).order_by(Center.id).all()
        self.rows: list[Case] = []
        self.paper: list[dict[str, Any]] = []

    def take(self, step: str, first: int, second: int) -> None:
        """Do it in both; what the program refuses is not done on paper either."""
        if step == "new":
            with self.session.begin_nested():
                self.new(first)
            return
        if not self.rows:
            return
        at, other = first % len(self.rows), second % len(self.rows)
        with self.session.begin_nested() as savepoint:
            try:
                getattr(self, step)(at, other)
            except Refused:
                savepoint.rollback()
                assert step != "reopen" or not self.may_reopen(at)
                assert step != "refer" or not self.may_refer(at, self.receiver(at, other))
                return
            self.session.flush()
            clocks = list(self.session.info.get("id_blocks", ()))
            assert clocks == sorted(clocks)

    def actor(self, at: int) -> Actor:
        return Actor.system(self.rows[at].center_id)

    def add(self, row: Case, **facts: Any) -> None:
        self.rows.append(row)
        blank = dict.fromkeys(("accepted", "closed", "outcome", "agreed", "confirmed", "visited"))
        paper = {"registered": row.registered_on, "declined": False, "merged": False, "due": None}
        more = {"satisfaction": None, "payments": [], "origin": None, "split_from": None}
        more["center"] = row.center_id
        self.paper.append({**blank, **paper, **more, "in_kind": [], "papers": False, **facts})

    def new(self, first: int) -> None:
        center = self.centers[first % len(self.centers)]
        wanted = draft(self.session, center, registered_on=clock.today())
        row = cases.register(self.session, Actor.system(center.id), wanted)
        self.add(row, claimed=100000, parties=2)

    def accept(self, at: int, _other: int) -> None:
        day = clock.today()
        cases.accept(self.session, self.actor(at), self.rows[at], day, self.rows[at].version)
        self.paper[at] |= {"accepted": day, "due": self.rows[at].due_on}

    def decline(self, at: int, _other: int) -> None:
        cases.decline(self.session, self.actor(at), self.rows[at], "原因", self.rows[at].version)
        self.paper[at]["declined"] = True

    def close(self, at: int, other: int) -> None:
        chosen = CHOSEN[other % len(CHOSEN)]
        closing = Closing(clock.today(), chosen)
        cases.close(self.session, self.actor(at), self.rows[at], closing, self.rows[at].version)
        self.paper[at] |= {"closed": clock.today(), "outcome": chosen.value}

    def may_reopen(self, at: int) -> bool:
        """What has ended is taken up again where no other part of the dispute lives on."""
        one = self.paper[at]
        if one["merged"] or not (one["declined"] or one["closed"]):
            return False
        if any(map(self.lives, self.from_case(at))):
            return False
        here = self.undivided(at)
        before = self.paper[here]["origin"]
        if before is None or self.lives(here):
            return True
        old, others = self.paper[before], self.from_case(before) - {here}
        gone = old["outcome"] == "referred" and not old["merged"]
        return gone and not any(map(self.lives, others))

    def undivided(self, at: int) -> int:
        """The place of the case before all splits."""
        before = self.paper[at]["split_from"]
        return at if before is None else self.undivided(before)

    def lives(self, at: int) -> bool:
        """It, or what was split off from it, was neither declined nor ended unresolved."""
        one = self.paper[at]
        given_up = one["declined"] or one["outcome"] == "failed"
        return not given_up or any(map(self.lives, self.from_case(at, "split_from")))

    def from_case(self, at: int, how: str = "origin") -> set[int]:
        """The places of what it was transferred (or split) into."""
        return {place for place, one in enumerate(self.paper) if one[how] == at}

    def may_refer(self, at: int, to: Center) -> bool:
        """An open case goes to a center that has not had it."""
        one = self.paper[at]
        is_open = one["accepted"] and not (one["closed"] or one["merged"])
        return is_open and to.id not in self.passed(at)

    def passed(self, at: int) -> set[int]:
        """The centers before the case; and where it, or one before it, was taken and accepted."""
        one, found, asked = self.paper[at], set(), [at]
        while (before := self.paper[asked[-1]]["origin"]) is not None:
            asked.append(before)
        for place in asked:
            taken = self.from_case(place)
            found |= {self.paper[each]["center"] for each in taken if self.paper[each]["accepted"]}
            asked += taken - set(asked)
        while (
            before := one["origin"] if one["split_from"] is None else one["split_from"]
        ) is not None:
            one = self.paper[before]
            found.add(one["center"])
        return found

    def receiver(self, at: int, other: int) -> Center:
        others = [one for one in self.centers if one.id != self.rows[at].center_id]
        return others[other % len(others)]

    def reopen(self, at: int, _other: int) -> None:
        cases.reopen(self.session, self.actor(at), self.rows[at], "原因", self.rows[at].version)
        assert self.may_reopen(at)
        self.paper[at] |= {"closed": None, "outcome": None, "declined": False}

    def refer(self, at: int, other: int) -> None:
        row, to = self.rows[at], self.receiver(at, other)
        wanted = TransferDraft(to.id, None, "原因")
        with self.session.begin_nested():  # who takes it comes later, with locks of their own
            offer = transfers.ask(self.session, self.actor(at), row, wanted, row.version)
        new = transfers.take(self.session, actor_of(self.session, to, Role.MEDIATOR), offer)
        assert self.may_refer(at, to)
        self.paper[at] |= {"closed": clock.today(), "outcome": "referred"}
        copied = {name: self.paper[at][name] for name in ("claimed", "parties")}
        self.add(new, origin=at, **copied)

    def split(self, at: int, other: int) -> None:
        row, fen = self.rows[at], other * 1000
        everybody = tuple(one.id for one in row.parties)
        wanted = SplitDraft(everybody, (), "另一起", "", Decimal(fen) / 100, "两起")
        new = case_splitting.split(self.session, self.actor(at), row, wanted, row.version)
        self.paper[at]["claimed"] -= fen
        kept = {name: self.paper[at][name] for name in ("accepted", "due", "parties")}
        self.add(new, claimed=fen, split_from=at, **kept)

    def merge(self, at: int, other: int) -> None:
        row, into = self.rows[at], self.rows[other]
        case_merging.merge(self.session, self.actor(at), row, into, "重复", row.version)
        self.paper[at] |= {"merged": True, "into": other}
        if self.undivided(at) == self.undivided(other):
            self.paper[other]["claimed"] += self.paper[at]["claimed"]

    def unmerge(self, at: int, _other: int) -> None:
        row = self.rows[at]
        case_merging.unmerge(self.session, self.actor(at), row, "两起", row.version)
        assert self.undivided(at) != self.undivided(self.paper[at]["into"])
        self.paper[at]["merged"] = False

    def on_paper(self) -> list[dict[str, Any]]:
        """With what became of the referred ones: the last in a chain decides for all before it."""
        told = [dict(one) for one in self.paper]
        for place in reversed(range(len(told))):
            if told[place]["outcome"] == "referred" and any(
                one["origin"] == place and one["outcome"] in RESOLVED and not one["merged"]
                for one in told
            ):
                told[place]["outcome"] = "resolved_elsewhere"
        return told


@examples(60)
@given(steps=steps)
@example(steps=UP)
@example(steps=DOWN)
@example(steps=MERGED_AFTER_IT_WAS_DECLINED)
@example(steps=SPLIT_AND_MERGED_AGAIN)
@example(steps=HOME_AND_ON)
def test_every_center_counts_its_part_of_a_dispute_once(
    three_centers: Session, steps: list[tuple[str, int, int]]
) -> None:
    with three_centers.begin_nested() as savepoint:
        ledger = Ledger(three_centers)
        for step in steps:
            ledger.take(*step)
        year = Period.year(clock.today().year)
        own = {(one.id,): one for one in ledger.centers}
        whole = {tuple(one.id for one in ledger.centers): ledger.centers[0]}
        for ids, center in (own | whole).items():
            summary = summarise(three_centers, Scope(ids), center, year, Basis.CASELOAD)
            seen = [one for one in ledger.on_paper() if one["center"] in ids]
            expected = figures(seen, year.start, year.end, "caseload")
            found = {key: summary.figures[key].plain for key in KEYS}
            assert found == {key: expected[key]["value"] for key in KEYS}
        savepoint.rollback()

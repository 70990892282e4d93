"""A ledger of any size for the benchmarks, written in bulk; invented people only."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker import clock, create_app
from tracker.domain.vocabulary import OrganisationKind, Role, Side, Source
from tracker.extensions import db
from tracker.models import (
    Account,
    Case,
    CaseText,
    Center,
    DisputeType,
    Mediator,
    Organisation,
    Party,
)
from tracker.models.keys import reserve_ids
from tracker.queries.persons import people_key
from tracker.queries.search import search_text
from tracker.services import centers

PASSWORD = "courtyard-2024"  # noqa: S105 - of an account that lives as long as the benchmark
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红建国文"
ABOUT = (
    "楼上漏水损坏装修",
    "拖欠工资多月未付",
    "宅基地界址不清",
    "合同货款未按期支付",
    "停车剐蹭赔偿",
)
FIRST_DAY = date(2019, 1, 1)
DAYS = 6 * 365


@contextmanager
def filled_ledger(size: int) -> Iterator[Flask]:
    """The application on a ledger of ``size`` cases in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            {
                "INSTANCE_PATH": folder,
                "DATABASE_URI": f"sqlite:///{Path(folder) / 'bench.sqlite'}",
                "SECRET_KEY": "only for the benchmark",
                "WTF_CSRF_ENABLED": False,
            }
        )
        with app.app_context():
            upgrade()
            began = time.perf_counter()
            fill(db.session(), size)
            print(f"{size:,} cases written in {time.perf_counter() - began:.1f} s")
            db.session.remove()
        yield app
        with app.app_context():
            db.engine.dispose()


def fill(session: Session, size: int) -> None:
    """One center with ``size`` cases over six years, and a fifth as many in another."""
    for code, short, cases in (("LS", "柳", size), ("YQ", "乐", size // 5)):
        center = centers.open_center(session, code, f"{short}市镇社会治理中心", short)
        lists = add_lists(session, center)
        for first in range(0, cases, 10_000):
            add_cases(session, center, lists, first, min(10_000, cases - first))
        session.commit()


def add_lists(session: Session, center: Center) -> dict[str, list[int]]:
    organisations = [
        Organisation(center_id=center.id, name=f"调委会{n}", kind=OrganisationKind.STUDIO)
        for n in range(10)
    ]
    session.add_all(organisations)
    session.flush()
    mediators = [
        Mediator(center_id=center.id, name=f"调解员{n}", organisation_id=organisations[n % 10].id)
        for n in range(40)
    ]
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    for role in Role:
        account = Account(center_id=center.id, name=str(role), role=role, password_hash=hashed)
        account.created_at, account.organisation_id = clock.now(), organisations[0].id
        session.add(account)
    session.add_all(mediators)
    session.flush()
    types = session.scalars(select(DisputeType.id).where(DisputeType.center_id == center.id))
    return {
        "mediator_id": [one.id for one in mediators],
        "organisation_id": [one.id for one in organisations],
        "dispute_type_id": list(types),
    }


def add_cases(
    session: Session, center: Center, lists: dict[str, list[int]], first: int, size: int
) -> None:
    """A tenth of the cases is open, a sixth has no amount; two parties each."""
    dice = random.Random(first)
    now = clock.now()
    ids = reserve_ids(session, center.id, size)
    people = reserve_ids(session, center.id, 2 * size)
    cases, parties, texts = [], [], []
    for place in range(size):
        names = [dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, 2)) for _side in range(2)]
        case = one_case(dice, center, lists, first + place + 1)
        key = {"center_id": center.id}
        cases.append({**key, "id": ids + place, "created_at": now, "updated_at": now, **case})
        text = search_text(case["number"], names, case["summary"])
        key_of_them = people_key((Side.APPLICANT, name) for name in names)
        texts.append({**key, "case_id": ids + place, "text": text, "people": key_of_them})
        for side, name in enumerate(names):
            party = {"id": people + 2 * place + side, "case_id": ids + place, "position": side}
            parties.append(
                {**key, **party, "name": name, "side": ("applicant", "respondent")[side]}
            )
    for model, rows in ((Case, cases), (CaseText, texts), (Party, parties)):
        session.execute(insert(model), rows)


def one_case(
    dice: random.Random, center: Center, lists: dict[str, list[int]], serial: int
) -> dict[str, Any]:
    registered = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
    closed = registered + timedelta(days=dice.randrange(1, 40)) if dice.random() < 0.9 else None
    year = registered.year
    return {
        "number": f"（{year}）{center.short_name}人调字第{serial:04}号",
        "number_year": year,
        "number_serial": serial,
        "registered_on": registered,
        "accepted_on": registered,
        "due_on": registered + timedelta(days=30),
        "closed_on": closed,
        "outcome": "written_agreement" if closed else None,
        "amount_claimed": Decimal(dice.randrange(9_000_000)) / 100 if dice.random() < 0.8 else None,
        "amount_agreed": Decimal(dice.randrange(9_000_000)) / 100 if closed else None,
        "source": dice.choice(list(Source)),
        "summary": f"{dice.choice(ABOUT)}，双方协商未果，申请调解。" * dice.randrange(1, 4),
        **{name: dice.choice(rows) for name, rows in lists.items()},
    }

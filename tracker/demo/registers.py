"""The sample's registers: three whole years of entries, made through the service by the clerk.

These are plans of entries, not figures: what a register counts follows from its rows alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, cycle, islice
from typing import Any

from tracker.demo.afterwards import COURT
from tracker.demo.life import Office
from tracker.demo.register_years import YEARS, RegisterYear
from tracker.demo.subsidies import account_of
from tracker.demo.writing import BatchSession
from tracker.domain.vocabulary import Role
from tracker.registers import REGISTERS
from tracker.registers.meetings import MeetingKind
from tracker.registers.penalties import DOCUMENTS, Procedure
from tracker.registers.petitions import Level
from tracker.registers.receptions import ReceptionKind
from tracker.registers.reviews import Opinion, Reviewed
from tracker.registers.trainings import Trained, TrainingMode
from tracker.registers.votes import VoteKind
from tracker.registers.window_services import Window
from tracker.services import registers

Entry = dict[str, Any]
LEADERS = ("党委书记", "镇长", "政法委员", "分管副镇长")
THEMES = ("宪法", "民法典", "反诈", "禁毒", "国家安全", "劳动保障", "未成年人保护", "安全生产")
AREAS = ("市容环境", "道路停车", "消防安全", "违法建设", "劳动用工")
MATTERS = ("宅基地确权", "欠薪", "征迁补偿", "环境噪声", "养老待遇")


def keep_registers(session: BatchSession, office: Office) -> None:
    """Every entry as the clerk would have entered it."""
    clerk = account_of(session, office.center.id, Role.CLERK)
    for plan in YEARS:
        for kind, entries in _entries(plan):
            with session.held():
                for one in entries:
                    registers.add(session, clerk, REGISTERS[kind], one)
            session.flush()


def _entries(plan: RegisterYear) -> Iterator[tuple[str, list[Entry]]]:
    yield "publicity", list(_publicity(plan))
    yield "trainings", list(_trainings(plan))
    yield "exams", [_exam(plan)]
    yield "penalties", list(_penalties(plan))
    yield "reviews", list(_reviews(plan))
    yield "petitions", list(_petitions(plan))
    yield "receptions", list(_receptions(plan))
    yield "meetings", list(_meetings(plan))
    yield "findings", list(_findings(plan))
    yield "windows", list(_windows(plan))
    yield "lawsuits", list(_lawsuits(plan))
    yield "disclosures", list(_disclosures(plan))
    yield "votes", list(_votes(plan))


def _days(year: int, number: int) -> Iterator[date]:
    """So many days of the year, evenly apart, none of them a Sunday."""
    for place in range(number):
        day = date(year, 1, 4) + timedelta(days=place * 358 // max(number, 1))
        yield day - timedelta(days=1) if day.weekday() == 6 else day


def _shares(total: int, number: int) -> Iterator[int]:
    """The total in so many whole parts, as even as can be."""
    for place in range(number):
        yield total * (place + 1) // number - total * place // number


def _publicity(plan: RegisterYear) -> Iterator[Entry]:
    materials = _shares(plan.materials, plan.activities)
    for day, theme, copies in zip(
        _days(plan.year, plan.activities), cycle(THEMES), materials, strict=False
    ):
        yield {
            "held_on": day,
            "theme": f"{theme}普法宣传",
            "partners": "司法所、综合执法队",
            "materials": copies,
            "audience": copies // 12,
        }


def _trainings(plan: RegisterYear) -> Iterator[Entry]:
    who = [Trained.CADRES] * plan.cadres + [Trained.LAW_AWARE_CITIZENS] * plan.citizens
    for day, trained, theme in zip(_days(plan.year, len(who)), who, cycle(THEMES), strict=False):
        cadres = trained is Trained.CADRES
        yield {
            "held_on": day,
            "subject": f"{theme}专题培训",
            "trained": trained,
            "mode": TrainingMode.IN_PERSON if cadres else TrainingMode.BOTH,
            "attended": 86 if cadres else 132,
        }


def _exam(plan: RegisterYear) -> Entry:
    due, sat, passed = plan.exam
    return {
        "held_on": date(plan.year, 10, 18),
        "subject": f"{plan.year}年镇村干部法律知识考试",
        "due": due,
        "sat": sat,
        "passed": passed,
    }


def _penalties(plan: RegisterYear) -> Iterator[Entry]:
    """Numbered through the year in the order of their days."""
    simple, ordinary = plan.penalties
    fines = chain(
        ((Procedure.SIMPLE, one, False) for one in _small_fines(plan.fined[0], simple)),
        (
            (Procedure.ORDINARY, one, place < plan.enterprises)
            for place, one in enumerate(_shares(plan.fined[1], ordinary))
        ),
    )
    turned = sorted(enumerate(fines), key=lambda one: one[0] * 37 % (simple + ordinary))
    days = _days(plan.year, simple + ordinary)
    for number, (day, area, (_place, fine)) in enumerate(
        zip(days, cycle(AREAS), turned, strict=False), 1
    ):
        procedure, amount, enterprise = fine
        entry = {
            "number": f"柳综执罚字〔{plan.year}〕第{number:04}号",
            "decided_on": day,
            "procedure": procedure,
            "field_of_law": area,
            "amount": Decimal(amount),
            "enterprise": enterprise,
        }
        yield entry | (_delivered(plan, day) if enterprise else {})


def _delivered(plan: RegisterYear, decided: date) -> Entry:
    """The three documents; from some day on the last of them is still to be delivered."""
    waits = plan.undelivered_from is not None and decided >= plan.undelivered_from
    return {name: decided + timedelta(days=3) for name in (DOCUMENTS[:-1] if waits else DOCUMENTS)}


def _small_fines(total: int, number: int) -> Iterator[int]:
    """Of 50 yuan, the last ones of more: by the simple procedure at most 200."""
    above, rest = divmod(total - 50 * number, 100)
    for place in range(number):
        more = 100 if place >= number - above else 0
        yield 50 + more + (rest if place == 0 else 0)


def _reviews(plan: RegisterYear) -> Iterator[Entry]:
    opinions = cycle([Opinion.LAWFUL] * 6 + [Opinion.TO_BE_MENDED])
    for number, (day, kind, opinion) in enumerate(
        zip(_days(plan.year, plan.reviews), cycle(Reviewed), opinions, strict=False), 1
    ):
        yield {
            "reviewed_on": day,
            "subject": f"{kind.term}送审件{number}",
            "kind": kind,
            "asked_by": "镇属办公室",
            "opinion": opinion,
        }


def _petitions(plan: RegisterYear) -> Iterator[Entry]:
    """Those that stay open at the year's end are resolved early in the next."""
    received, left, returned = plan.petitions
    for place, (day, matter) in enumerate(
        zip(_days(plan.year, received), cycle(MATTERS), strict=False)
    ):
        assigned = place < plan.assigned
        stays = place >= received - left
        resolved = (
            date(plan.year + 1, 2, 20)
            if stays
            else min(day + timedelta(days=25), date(plan.year, 12, 28))
        )
        back = plan.assigned <= place < plan.assigned + returned
        yield {
            "number": f"柳信〔{plan.year}〕{place + 1:03}号",
            "received_on": day,
            "level": Level.STATE if assigned else (Level.CITY, Level.COUNTY, Level.OWN)[place % 3],
            "repeated": assigned,
            "matter": matter,
            "resolved_on": None if place >= received - plan.unresolved else resolved,
            "returned_on": resolved + timedelta(days=60) if back else None,
        }


def _receptions(plan: RegisterYear) -> Iterator[Entry]:
    for place, (day, leader) in enumerate(zip(_days(plan.year, 24), cycle(LEADERS), strict=False)):
        yield {
            "held_on": day,
            "leader": leader,
            "kind": ReceptionKind.IN_THE_VILLAGE if place % 3 == 2 else ReceptionKind.AT_THE_CENTER,
            "visitors": 4 + place % 5,
            "petitions": place % 3,
        }


def _meetings(plan: RegisterYear) -> Iterator[Entry]:
    number = plan.stability + plan.special
    for place, (day, resolved) in enumerate(
        zip(_days(plan.year, number), _shares(plan.issues, number), strict=True)
    ):
        special = place % 20 == 10 and place // 20 < plan.special
        yield {
            "held_on": day,
            "kind": MeetingKind.SPECIAL if special else MeetingKind.STABILITY,
            "topic": f"{MATTERS[place % len(MATTERS)]}等问题研判",
            "analysed": resolved + place % 2,
            "resolved": resolved,
        }


def _findings(plan: RegisterYear) -> Iterator[Entry]:
    days = chain(_days(plan.year, plan.findings), plan.unresolved_findings)
    for place, (day, area) in enumerate(zip(days, cycle(AREAS), strict=False)):
        resolved = min(day + timedelta(days=12), date(plan.year, 12, 30))
        yield {
            "found_on": day,
            "subject": f"{area}整改不到位",
            "area": area,
            "found_at": "有关村(社区)",
            "due_on": day + timedelta(days=30),
            "resolved_on": resolved if place < plan.findings else None,
        }


def _windows(plan: RegisterYear) -> Iterator[Entry]:
    for month, window in ((month, one) for month in range(1, 13) for one in list(Window)[:4]):
        yield {
            "served_on": date(plan.year, month, 25),
            "window": window,
            "service": f"{month}月{window.term}接待",
            "served": 18 + month + len(window.term),
        }


def _lawsuits(plan: RegisterYear) -> Iterator[Entry]:
    for month, received in enumerate(_shares(plan.lawsuits, 12), 1):
        following = date(plan.year + month // 12, month % 12 + 1, 1)
        yield {
            "until": following - timedelta(days=1),
            "court": COURT,
            "received": received,
            "source": "法院月度通报",
        }


def _disclosures(plan: RegisterYear) -> Iterator[Entry]:
    categories = cycle(("财政信息", "规划计划", "民生实事"))
    for number, (day, category) in enumerate(
        islice(zip(_days(plan.year, 36), categories, strict=False), 36), 1
    ):
        yield {
            "published_on": day,
            "subject": f"{category}公开{number}",
            "category": category,
            "address": f"政府信息公开栏第{number}期",
        }


def _votes(plan: RegisterYear) -> Sequence[Entry]:
    vote = {
        "held_on": date(plan.year, 1, 20),
        "kind": VoteKind.VOTE,
        "subject": "民生实事项目票决",
        "votes": 72,
        "in_favour": 70,
    }
    survey = {
        "held_on": date(plan.year, 12, 10),
        "kind": VoteKind.SURVEY,
        "subject": "法治建设满意度测评",
        "votes": 120,
        "in_favour": 110 + plan.year % 10,
    }
    return vote, survey

"""Importing rows in tests, and what stands in the ledger afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import TOWN
from tests.importers.ledgers import NUMBER, case, table, xlsx
from tracker.domain.ledger import ImportReport
from tracker.importers.plan import open_book, plan_cases
from tracker.importers.reading import lists_of
from tracker.models import Case, CaseCounter, Center
from tracker.permissions import Actor
from tracker.services.imports import import_cases

TODAY = date(2025, 6, 30)

FULL = case(
    案号=NUMBER.format(12),
    受理日期="2024-03-06",
    纠纷类型="拖欠农民工工资",
    案件来源="法院",
    办理渠道="窗口",
    难易程度="一般",
    调解组织=TOWN,
    调解员="吴和平、解春晖",
    申请人="张小三、王五",
    第三人="赵六",
    纠纷简要情况="工资未结",
    诉求金额="3.5万",
    结案日期="2024-03-20",
    结案方式="调解成功",
    协议形式="书面",
    协议金额="3万",
    履行日期="2024-04-01、2024-05-01",
    已履行金额="1万、2万",
    司法确认日期="2024-03-25",
    回访日期="2024-05-02",
    满意度="满意",
    备注="=cmd|'/c calc'!A1",
    序号=1,
) | {"村(社区)": "前街社区"}


def import_file(session: Session, actor: Actor, path: Path, **options: Any) -> ImportReport:
    """Import the file into the actor's center and commit."""
    lists = lists_of(session, session.get_one(Center, actor.center_id))
    plan = plan_cases(open_book(path, path.name), lists, TODAY)
    report = import_cases(session, actor, plan, **options)
    session.commit()
    return report


def import_rows(
    session: Session, actor: Actor, folder: Path, *rows: dict[str, Any], **options: Any
) -> ImportReport:
    """The same with a workbook of these rows."""
    return import_file(session, actor, xlsx(folder / "ledger.xlsx", table(*rows)), **options)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.read, report.accepted, report.rejected, report.duplicates


def cases(session: Session) -> list[Case]:
    return list(session.scalars(select(Case).order_by(Case.number, Case.id)))


def numbers(session: Session) -> list[str | None]:
    return [one.number for one in cases(session)]


def counters(session: Session) -> dict[int, int]:
    rows = session.execute(select(CaseCounter.year, CaseCounter.last_serial))
    return dict(rows.all())

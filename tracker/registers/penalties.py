"""行政处罚: decisions, and the three documents an enterprise gets with one 三书同达."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Date, String, and_, or_
from sqlalchemy.orm import Mapped

from tracker.domain.problems import N_, Problem
from tracker.domain.vocabulary import Word
from tracker.extensions import Base
from tracker.models.types import Fen, word
from tracker.registers.declaring import Register, RegisterRow, Values, dated, field, once, priced
from tracker.registers.figures import Part, RowFigure, RowUnit, Section, Where
from tracker.registers.watching import Watch, not_yet

SIMPLE_MOST_PERSON, SIMPLE_MOST_ENTERPRISE = Decimal(200), Decimal(3000)
"""Yuan that may be fined on the spot: 行政处罚法 (2021) art. 51."""
DOCUMENTS = ("decision_delivered_on", "advice_delivered_on", "repair_delivered_on")
"""行政处罚决定书, 行政合规建议书, 信用修复告知书."""

TOO_EARLY = N_("It was delivered before the decision (%(day)s).")


class Procedure(Word):
    SIMPLE = "simple", "简易程序", "Simple"
    ORDINARY = "ordinary", "普通程序", "Ordinary"


class Penalty(RegisterRow, Base):
    __tablename__ = "penalties"
    number: Mapped[str] = field("处罚决定书文号", "Decision number", String(100))
    decided_on: Mapped[date] = dated("处罚日期", "Decided on")
    procedure: Mapped[Procedure] = field("处罚程序", "Procedure", word(Procedure, "procedure"))
    field_of_law: Mapped[str | None] = field("执法领域", "Field", String(100))
    amount: Mapped[Decimal] = field("罚款金额(元)", "Fine (yuan)", Fen)
    enterprise: Mapped[bool] = field("是否企业", "Against an enterprise", default=False)
    decision_delivered_on: Mapped[date | None] = field(
        "处罚决定书送达日期", "Decision delivered on", Date, listed=False
    )
    advice_delivered_on: Mapped[date | None] = field(
        "合规建议书送达日期", "Compliance advice delivered on", Date, listed=False
    )
    repair_delivered_on: Mapped[date | None] = field(
        "信用修复告知书送达日期", "Notice of credit repair delivered on", Date, listed=False
    )

    __table_args__ = RegisterRow.rules(
        priced("amount"),
        once("penalties", "number"),
        CheckConstraint("number <> ''", name="numbered"),
        CheckConstraint(
            " AND ".join(f"({name} IS NULL OR {name} >= decided_on)" for name in DOCUMENTS),
            name="delivered_not_before_decided",
        ),
    )


def check(values: Values) -> Iterator[Problem]:
    amount, enterprise = values.get("amount"), bool(values.get("enterprise"))
    most = SIMPLE_MOST_ENTERPRISE if enterprise else SIMPLE_MOST_PERSON
    if values.get("procedure") is Procedure.SIMPLE and amount is not None and amount > most:
        yield Problem(
            "amount",
            N_("By the simple procedure at most %(most)s yuan may be fined (行政处罚法 art. 51)."),
            {"most": most},
        )
    decided = values.get("decided_on")
    for name in DOCUMENTS:
        delivered = values.get(name)
        if decided and delivered and delivered < decided:
            yield Problem(name, TOO_EARLY, {"day": decided})


def _by(procedure: Procedure) -> Where:
    return lambda table: table.c.procedure == procedure


def _of_enterprise(table: Any) -> ColumnElement[bool]:
    return table.c.enterprise.is_(True)  # type: ignore[no-any-return] # columns are Any here


def _all_delivered_by_end(table: Any, first: Any, last: Any) -> ColumnElement[bool]:
    """三书同达 only when each of the three has its day, which is not one after the period."""
    decided = table.c.decided_on.between(first, last)
    return and_(decided, *(table.c[name] <= last for name in DOCUMENTS))


def _not_all_delivered(table: Any, at: date) -> ColumnElement[bool]:
    lacking = or_(*(not_yet(table.c[name], at) for name in DOCUMENTS))
    return and_(_of_enterprise(table), table.c.decided_on <= at, lacking)


REGISTER = Register(
    kind="penalties",
    place=40,
    term="行政处罚",
    label="Administrative penalties",
    model=Penalty,
    title="number",
    check=check,
    watches=(
        Watch(
            key="three_documents",
            term="三书未齐",
            label="Documents not all delivered",
            text=N_("Penalties of enterprises with which not all three documents are delivered."),
            since="decided_on",
            open=_not_all_delivered,
            needed=DOCUMENTS,
        ),
    ),
    figures=(
        RowFigure(
            key="penalties",
            section=Section.ENFORCEMENT,
            term="行政处罚",
            label="Administrative penalties",
            text=N_("Penalties decided in the period."),
            unit=RowUnit.PIECES,
            part=Part(),
        ),
        RowFigure(
            key="penalties_simple",
            section=Section.ENFORCEMENT,
            term="简易程序",
            label="By the simple procedure",
            text=N_("Penalties decided in the period by the simple procedure."),
            unit=RowUnit.PIECES,
            part=Part(where=_by(Procedure.SIMPLE)),
        ),
        RowFigure(
            key="penalties_simple_amount",
            section=Section.ENFORCEMENT,
            term="简易程序罚款金额",
            label="Fined by the simple procedure",
            text=N_("Fines of the penalties by the simple procedure."),
            unit=RowUnit.YUAN,
            part=Part("amount", _by(Procedure.SIMPLE)),
        ),
        RowFigure(
            key="penalties_ordinary",
            section=Section.ENFORCEMENT,
            term="普通程序",
            label="By the ordinary procedure",
            text=N_("Penalties decided in the period by the ordinary procedure."),
            unit=RowUnit.PIECES,
            part=Part(where=_by(Procedure.ORDINARY)),
        ),
        RowFigure(
            key="penalties_ordinary_amount",
            section=Section.ENFORCEMENT,
            term="普通程序罚款金额",
            label="Fined by the ordinary procedure",
            text=N_("Fines of the penalties by the ordinary procedure."),
            unit=RowUnit.YUAN,
            part=Part("amount", _by(Procedure.ORDINARY)),
        ),
        RowFigure(
            key="three_documents",
            section=Section.ENFORCEMENT,
            term="应三书同达的企业处罚",
            label="Enterprise penalties due the three documents",
            text=N_("Penalties of enterprises decided in the period."),
            unit=RowUnit.PIECES,
            part=Part(where=_of_enterprise),
        ),
        RowFigure(
            key="three_documents_rate",
            section=Section.ENFORCEMENT,
            term="三书同达率",
            label="Three documents delivered",
            text=N_(
                "Penalties of enterprises with which decision, compliance advice and notice of"
                " credit repair have all been delivered by its end, of those decided in the period."
            ),
            unit=RowUnit.PERCENT,
            part=Part(where=_of_enterprise, when=_all_delivered_by_end),
            among=Part(where=_of_enterprise),
        ),
    ),
)

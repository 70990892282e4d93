"""Who mediates and where: organisations 调解组织, mediators 调解员, villages 村(社区)."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import OrganisationKind
from tracker.extensions import Base
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.types import ShortText, word


class Organisation(OfCenter, Base):
    __tablename__ = "organisations"
    name: Mapped[str] = mapped_column(ShortText)
    kind: Mapped[OrganisationKind] = mapped_column(word(OrganisationKind, "kind"))
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "name"), CheckConstraint("name <> ''", name="named")
    )


class Mediator(OfCenter, Base):
    """A person on the roster, with or without an account; ``resident`` ones sit at the center.

    ``calendar_epoch`` grows when the address of the person's calendar is replaced: the old one
    ends.
    """

    __tablename__ = "mediators"
    name: Mapped[str] = mapped_column(ShortText)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    resident: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    calendar_epoch: Mapped[int] = mapped_column(default=0, server_default="0")

    organisation: Mapped[Organisation | None] = belongs_to(
        "Mediator", "Organisation", "organisation_id"
    )
    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "name"),
        CheckConstraint("name <> ''", name="named"),
        reference("organisation_id", "organisations"),
    )


class Village(OfCenter, Base):
    __tablename__ = "villages"
    name: Mapped[str] = mapped_column(ShortText)
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "name"), CheckConstraint("name <> ''", name="named")
    )

"""Accounts: who may sign in, in which role, for which center and organisation."""

from __future__ import annotations

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import BigInteger, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from tracker.domain.vocabulary import Role
from tracker.extensions import Base
from tracker.models.centers import Center
from tracker.models.keys import OfCenter, belongs_to, reference
from tracker.models.organisations import Mediator, Organisation
from tracker.models.types import Moment, ShortText, word


class Account(OfCenter, UserMixin, Base):
    """``session_epoch`` grows with every password change and disabling: older sessions end."""

    __tablename__ = "accounts"
    name: Mapped[str] = mapped_column(ShortText)
    role: Mapped[Role] = mapped_column(word(Role, "role"))
    password_hash: Mapped[str] = mapped_column(String(255))
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    mediator_id: Mapped[int | None] = mapped_column(BigInteger)
    active: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)

    center: Mapped[Center] = relationship(
        primaryjoin=lambda: Center.id == foreign(Account.center_id), viewonly=True
    )
    organisation: Mapped[Organisation | None] = belongs_to(
        "Account", "Organisation", "organisation_id"
    )
    mediator: Mapped[Mediator | None] = belongs_to("Account", "Mediator", "mediator_id")
    __table_args__ = OfCenter.rules(
        UniqueConstraint("center_id", "name"),
        reference("organisation_id", "organisations"),
        reference("mediator_id", "mediators"),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint(
            "role <> 'mediator' OR organisation_id IS NOT NULL", name="mediator_has_an_organisation"
        ),
    )

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        """What the session cookie says; it ends with the epoch."""
        return f"{self.center_id}-{self.id}-{self.session_epoch}"

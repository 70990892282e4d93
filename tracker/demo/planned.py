"""A case as the sample plans it: everything that will ever be logged about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.demo.stories import Scene, Story
from tracker.domain.drafts import PartyDraft, PaymentDraft
from tracker.domain.vocabulary import Difficulty, Outcome, Satisfaction, Source


@dataclass(eq=False)
class PlannedCase:
    """``desk`` is the organisation's key; mediators and village go by name.

    A ``recorded`` case gathers sessions and papers besides its dates.
    """

    story: Story
    scene: Scene
    registered_on: date
    accepted_on: date | None
    desk: str
    mediator: str
    co_mediators: tuple[str, ...]
    village: str | None
    source: Source | None
    channel: str | None
    difficulty: Difficulty | None
    summary: str
    parties: list[PartyDraft]
    claims: str = ""
    declined_reason: str | None = None
    amount_claimed: Decimal | None = None
    extended_to: date | None = None
    earlier_closing: date | None = None
    closed_on: date | None = None
    outcome: Outcome | None = None
    amount_agreed: Decimal | None = None
    payments: list[PaymentDraft] = field(default_factory=list)
    confirmed_on: date | None = None
    visited_on: date | None = None
    satisfaction: Satisfaction | None = None
    recorded: bool = False

    @property
    def began_on(self) -> date:
        """The day the case got its place in the ledger."""
        return self.accepted_on or self.registered_on

    @property
    def hardness(self) -> float:
        """How hard it is to bring the parties together; an ordinary case is about 1.5."""
        return HARDNESS.get(self.difficulty, 1.0) * self.story.hard


HARDNESS: dict[Difficulty | None, float] = {
    Difficulty.SIMPLE: 1.0,
    Difficulty.ORDINARY: 1.6,
    Difficulty.COMPLEX: 4.0,
    Difficulty.MAJOR: 6.0,
}

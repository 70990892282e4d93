"""What a desk reminds of, each kind with its word, its tone and its drawing."""

from __future__ import annotations

from tracker.domain.vocabulary import Word


class ReminderKind(Word):
    """``tone`` and ``icon`` are those of a badge, while the day is not past."""

    APPOINTMENT = "appointment", "预约", "Appointment", "active", "clock"
    INSTALMENT = "instalment", "应履行", "Payment due", "due", "clock"
    IN_KIND = "in_kind", "待履行事项", "To be performed", "due", "clock"
    VISIT = "visit", "待回访", "Return visit to make", "due", "person"
    CONFIRMATION = "confirmation", "司法确认期限", "Judicial confirmation until", "due", "clock"

    tone: str
    icon: str

    def __init__(self, value: str, term: str, label: str, tone: str, icon: str) -> None:
        super().__init__(value, term, label)
        self.tone = tone
        self.icon = icon

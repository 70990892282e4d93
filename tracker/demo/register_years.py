"""How much of the other work the sample's years hold: plans of entries, no figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RegisterYear:
    """``petitions`` of (received, of them still open at the year's end, came back later);
    ``exam`` of (should sit, sat, passed); ``fined`` in yuan by the simple and the ordinary
    procedure. Enterprises fined from ``undelivered_from`` on still wait for one document;
    ``unresolved_findings`` are found beside the others, ``unresolved`` petitions are still open.
    """

    year: int
    activities: int
    materials: int
    cadres: int
    citizens: int
    exam: tuple[int, int, int]
    penalties: tuple[int, int]
    fined: tuple[int, int]
    enterprises: int
    reviews: int
    assigned: int
    petitions: tuple[int, int, int]
    stability: int
    special: int
    issues: int
    findings: int
    lawsuits: int
    undelivered_from: date | None = None
    unresolved_findings: tuple[date, ...] = ()
    unresolved: int = 0


YEARS = (
    RegisterYear(
        year=2022,
        activities=11,
        materials=24_500,
        cadres=3,
        citizens=1,
        exam=(88, 85, 81),
        penalties=(438, 187),
        fined=(22_300, 2_418_000),
        enterprises=8,
        reviews=71,
        assigned=12,
        petitions=(164, 47, 3),
        stability=53,
        special=3,
        issues=468,
        findings=31,
        lawsuits=1_402,
    ),
    RegisterYear(
        year=2023,
        activities=13,
        materials=27_800,
        cadres=4,
        citizens=2,
        exam=(92, 91, 90),
        penalties=(477, 203),
        fined=(24_900, 2_655_000),
        enterprises=9,
        reviews=84,
        assigned=9,
        petitions=(151, 34, 2),
        stability=57,
        special=3,
        issues=511,
        findings=26,
        lawsuits=1_296,
        undelivered_from=date(2023, 12, 1),
    ),
    RegisterYear(
        year=2024,
        activities=14,
        materials=30_260,
        cadres=4,
        citizens=2,
        exam=(96, 96, 96),
        penalties=(512, 219),
        fined=(27_000, 2_946_500),
        enterprises=11,
        reviews=90,
        assigned=7,
        petitions=(138, 21, 0),
        stability=62,
        special=3,
        issues=553,
        findings=22,
        lawsuits=1_180,
        unresolved_findings=(date(2024, 11, 6), date(2024, 11, 20)),
        unresolved=3,
    ),
)

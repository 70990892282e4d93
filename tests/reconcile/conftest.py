"""The ledger with four centers that the figures' tests share."""

from tests.indicators.conftest import four_centers

__all__ = ["four_centers"]

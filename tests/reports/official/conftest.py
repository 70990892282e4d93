"""Ledgers for official documents."""

from tests.indicators.conftest import four_centers  # noqa: F401 - a fixture by its name

"""The ledger of cases as a table."""

from __future__ import annotations

from tracker.domain.ledger import COLUMNS, SIDES
from tracker.importers.aliases import ALIASES
from tracker.importers.layout import Layout

CASES = Layout(
    columns=COLUMNS,
    others=ALIASES,
    days=frozenset({"registered_on", "accepted_on"}),
    required=(("registered_on", "accepted_on"),),
    examples="登记日期、申请人、结案方式",
    sides=frozenset(SIDES),
    keeps_further=True,
)

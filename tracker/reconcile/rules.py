"""All rules by which words say an indicator."""

from __future__ import annotations

from tracker.reconcile import case_rules, register_rules

RULES = case_rules.RULES + register_rules.RULES

"""Ledgers as files: read, understood row by row, and held against the rules. Nothing is written."""

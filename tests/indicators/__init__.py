"""Figures against plain counts, and the rules of periods, bases and rounding in sentences."""

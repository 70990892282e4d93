"""A published report's text held against the ledger: read, understood, compared.

Reading is a small language of its own, in layers that know nothing of the ones above:
``characters``, ``numerals``, ``names`` (what only looks like a figure), ``days``, ``quantities``,
``sentences``, ``rules`` and ``meaning`` (what the words say), ``known`` (which of them surely speak
of the whole), and ``reading``: the figures that a text states.
"""

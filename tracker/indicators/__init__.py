"""Every figure once: what it is called, what it counts, and the numbers that follow from that.

``definitions`` declares, ``compute`` adds up, ``breakdowns`` and ``year`` arrange, ``drill`` turns
a figure back into the cases behind it. Nothing here writes.
"""

from tracker.indicators.cohorts import WITHIN
from tracker.indicators.definitions import GLOSSARY
from tracker.indicators.quality import FIGURES as OF_QUALITY
from tracker.indicators.workload import DUE

INDICATORS = {indicator.key: indicator for indicator in GLOSSARY}
"""Every figure that a summary shows, by its key and in its order."""

EXPLAINED = (*GLOSSARY, DUE, *WITHIN, *OF_QUALITY)
"""Every figure that any page shows, in the order of the help page."""

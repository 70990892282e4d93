"""Charts of the figures: declared without a format, drawn as SVG, saved as SVG and PNG.

``chart`` says what a chart is; ``of_figures`` makes each of the office's charts of what was
counted; ``columns``, ``bars`` and ``matrix`` draw; ``files`` makes a file that stands alone.
"""

from tracker.reports.charts.of_figures import CHARTS

__all__ = ["CHARTS"]

"""What supervisors review: the pages of ``/statistics``.

``frame`` has the one blueprint and declares the pages; ``question`` reads from an address whose
figures are asked, of which days and rows. A module for each page asks and renders.
"""

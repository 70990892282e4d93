"""The annual report's text: paragraphs in which figures are bound, drafted and written.

``text`` makes one ``AnnualText`` of a year; page, files and terminal add nothing to it. The report
is Chinese in whatever language the pages are.
"""

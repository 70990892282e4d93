"""The office's rules as plain Python: no web, no database, no files.

Everything else may import from here; this imports from nothing else in the program.
"""

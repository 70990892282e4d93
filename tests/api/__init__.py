"""The API: the same figures and cases as the pages, as JSON."""

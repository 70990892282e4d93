"""A summary as a workbook that proves itself: every figure is a formula over the rows behind it."""

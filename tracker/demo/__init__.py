"""The sample ledger: invented people and cases of 2022 to 2024, and a few of these weeks.

Two halves. The plan (``years``, ``recent`` and what they draw on) decides which cases there are,
the same ones every time, without a database. The writing (``office``, ``life``, ``build``) takes
every planned case through its life by the services, as a mediator would. Figures are written
nowhere: they come out of the cases, as they do in a real ledger.
"""

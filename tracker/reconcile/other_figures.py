"""Figures of an office's yearly report that ledgers other than that of cases would count."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

NAMES = {
    "assigned_petitions": _l("State-assigned repeat petitions"),
    "assigned_petitions_resolved": _l("State-assigned repeat petitions resolved in substance"),
    "assigned_petitions_rate": _l("Resolution rate of state-assigned repeat petitions"),
    "petitions_returned": _l("Petitions that came back"),
    "receptions": _l("Leaders' receptions of visitors"),
    "stability_meetings": _l("Stability assessment meetings"),
    "special_meetings": _l("Special assessment meetings"),
    "issues_resolved": _l("Issues analysed and resolved"),
    "penalties": _l("Administrative penalties"),
    "penalties_simple": _l("Penalties by simple procedure"),
    "penalties_simple_amount": _l("Amount of penalties by simple procedure"),
    "penalties_ordinary": _l("Penalties by ordinary procedure"),
    "penalties_ordinary_amount": _l("Amount of penalties by ordinary procedure"),
    "three_documents": _l("Enterprise penalties due the three documents"),
    "three_documents_rate": _l("Share of the three documents fully delivered"),
    "legality_reviews": _l("Legality reviews"),
    "publicity_activities": _l("Legal publicity activities"),
    "materials_distributed": _l("Materials handed out"),
    "cadre_trainings": _l("Trainings of cadres"),
    "citizen_trainings": _l("Trainings of law-aware citizens"),
    "exam_attendance_rate": _l("Attendance rate of the law exam"),
    "exam_pass_rate": _l("Pass rate of the law exam"),
    "supervision_findings_resolved": _l("Problems found by supervision and resolved"),
}
"""By the keys that summaries use."""

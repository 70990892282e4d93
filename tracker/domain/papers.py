"""The papers 文书 of a file 卷宗, by their official titles, and the yearly summary.

Source: the Ministry of Justice's 人民调解文书格式 (司发通〔2010〕239号).
"""

from __future__ import annotations

from tracker.domain.vocabulary import Word


class PaperKind(Word):
    COVER = "cover", "卷宗封面", "Cover of the file"
    CONTENTS = "contents", "卷内目录", "Contents of the file"
    APPLICATION = "application", "人民调解申请书", "Application for mediation"
    REGISTER = "register", "人民调解受理登记表", "Acceptance register"
    NOTICE = "notice", "人民调解权利义务告知书", "Notice of rights and duties"
    INQUIRY = "inquiry", "人民调解调查记录", "Inquiry record"
    SESSION = "session", "人民调解记录", "Session record"
    AGREEMENT = "agreement", "人民调解协议书", "Written agreement"
    ORAL_AGREEMENT = "oral_agreement", "人民调解口头协议登记表", "Register of the oral agreement"
    VISIT = "visit", "人民调解回访记录", "Return-visit record"
    REPORT = "report", "案件情况报告", "Report on the case"
    BACK_COVER = "back_cover", "卷宗封底", "Back cover of the file"
    FILE = "file", "人民调解卷宗", "Whole file"
    YEAR_SUMMARY = "year_summary", "年度汇总", "Yearly summary"

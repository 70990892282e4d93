"""What makes one doubt the figures 数据疑点: each kind of finding by its official name.

A finding accuses nobody: it says that somebody should look. How each is found stands in
``indicators/quality``.
"""

from __future__ import annotations

from tracker.domain.vocabulary import Word


class Finding(Word):
    LOGGED_TWICE = "logged_twice", "同日重复登记", "Logged twice on one day"
    AGREED_ABOVE_CLAIMED = "agreed_above_claimed", "协议金额高于诉求金额", "Agreed above claimed"
    EMPTY_AGREEMENT = "empty_agreement", "书面协议无金额、无履行事项", "Agreement without content"
    CLOSED_IN_BULK = "closed_in_bulk", "当日批量受理结案", "Accepted and closed in bulk"
    SESSION_MISSING = "session_missing", "缺少调解记录", "Mediation without a session"
    PAID_AFTER_PERFORMANCE = (
        "paid_after_performance",
        "履行完毕后仍有付款",
        "Paid after performance",
    )
    IMPOSSIBLE_DATES = "impossible_dates", "日期异常", "Impossible dates"
    ROUND_AMOUNTS = "round_amounts", "协议金额集中为整万元", "Clustered round amounts"
    YEAR_END_BULK = "year_end_bulk", "年末集中结案", "Closed in bulk at the year's end"
    WRONG_NUMBERS = "wrong_numbers", "证件号码校验不符", "Numbers that fail their check"
    CAME_BACK = "came_back", "化解后回流", "Came back after resolution"
    ENDING_UNSTATED = "ending_unstated", "结案方式未注明", "Ending not stated"

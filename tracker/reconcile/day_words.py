"""The words that name days in a folded text, as one regular expression of named groups."""

from __future__ import annotations

import re

from tracker.reconcile.numerals import CHINESE

_NUMERAL = rf"(?:\d{{1,2}}|{CHINESE})"


def _year_named(name: str) -> str:
    return rf"(?P<{name}>(?:19|20)\d{{2}}|[二一][零九][零一二三四五六七八九]{{2}})"


_LISTED = r"(?=(?:\s*[、和与及]\s*(?:19|20)\d{2}){1,9}\s*年)"
"""Behind a year whose 年 stands at the last of a list alone: 2022、2023、2024年."""
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
YEAR = (
    rf"(?:{_year_named('year')}(?:\s*年(?:度)?|{_LISTED})|(?P<last_year>去年|上一?个?年(?:度)?|前一年(?:度)?)"
    r"|(?P<own_year>今年|本年))"
)
UNIT_OF_YEAR = (
    rf"(?P<first>{_MONTH})\s*月?(?:份)?\s*起?\s*(?:-|至|到)\s*"
    rf"(?P<last>{_MONTH})\s*月(?:份)?(?!\s*\d)"
    r"|(?P<from_month>\d{1,2})\s*月\s*(?P<from_day>\d{1,2})\s*日\s*起?\s*(?:-|至|到)\s*"
    r"(?P<to_month>\d{1,2})\s*月\s*(?P<to_day>\d{1,2})\s*日"
    r"|(?P<half>上|下)半年"
    r"|第?(?P<first_quarter>[一二三四1-4])"
    r"(?P<more_quarters>(?:(?:、|和|与|及|至|到|-)?第?[一二三四1-4]){1,3})季度"
    r"|(?:第)?(?P<quarter>[一二三四1-4])季度"
    r"|前(?P<quarters>[二三两23])(?:个)?季度"
    rf"|前(?P<months>{_NUMERAL})个月"
    rf"|(?P<month>\d{{1,2}}|(?<=年){_MONTH}|{_MONTH}(?=月份)|(?<![^，。；\s]){_MONTH}(?=月))\s*月(?:份)?(?!\s*\d{{1,2}}\s*[日号]|\s*\d{{3}}|底|末)"
)
ON = r"(?:\s*(?P<on>以来|至今|[至到](?:现在|目前)|起(?![至到草诉])|开始))?"
UNTIL = (
    r"(?:截至|截止|截止到|至)\s*(?:目前)?\s*(?:(?P<until_year>(?:19|20)\d{2})\s*年\s*|今年|本年)?"
    r"(?:第?(?P<until_quarter>[一二三四1-4])季度末?"
    rf"|(?P<until_month>{_MONTH})\s*月(?:\s*(?P<until_day>\d{{1,2}})\s*日|份?底|份?末)?)"
)
BEFORE_END = rf"(?P<by_month>{_MONTH})\s*月(?:份)?[底末](?:之前|以前|前|为止|止)"
YEARS = (
    rf"{_year_named('first_year')}\s*年?(?:度)?\s*(?:-|至|到)"
    rf"\s*{_year_named('last_year_of')}\s*年(?:度)?(?!\s*\d)"
)


def _day_named(name: str) -> str:
    return rf"(?:\s*(?P<{name}>\d{{1,2}})\s*日)?"


MONTHS_OF_YEARS = (
    rf"(?:(?P<m_year>(?:19|20)\d{{2}})\s*年|去年|上年)\s*(?P<m_first>{_MONTH})\s*月(?:份)?"
    rf"{_day_named('m_day')}\s*(?:-|至|到)\s*(?:(?P<m_last_year>(?:19|20)\d{{2}})\s*年|今年|本年|当年)\s*"
    rf"(?P<m_last>{_MONTH})\s*月(?:份)?{_day_named('m_last_day')}(?!\s*\d)"
)
SINCE = (
    rf"(?:自|从)?{_year_named('since')}\s*年(?:\s*(?P<since_month>\d{{1,2}})\s*月(?:份)?)?"
    r"[^，。；\d]{0,10}?以来"
)
SEVERAL = (
    rf"(?:近|过去(?!\s*[一1]年)|最近)\s*(?P<several>{_NUMERAL})\s*年(?:来|间|以来)?"
    rf"|(?P<several_past>[二三四五六七八九十两]|\d{{1,2}})年(?:来|间|以来)"
)
THIS_SAME = r"(?P<this_same>[今本]年(?:的)?同期)"
SAME_DAYS = rf"(?P<same>去年同期|上一?年同期|同期|(?:{_year_named('same_year')}\s*年)同期)"
BEFORE_LAST = r"(?P<before_last>前年)"
THIS = (
    r"(?P<this>今年以来|年初以来|过去[一1]年(?:来|里|中|间)?|这一年(?:来|里)?|一年[来间]|本年度"
    r"|年末|年底|期末)"
)
WHOLE_YEAR = r"(?P<all_year>全年|年内)"
VAGUE = (
    r"(?P<vague>近年来|连年|近几年|几年来|历年|多年来|长期以来|本月|上月|本周|本季度|(?<!月)当月"
    r"|连续[一-鿿\d]{1,3}年|十[二三四五]五”?(?:以来|期间|时期)|[一-鿿]{1,3}期间|[春暑寒]节?前后|节前|节后"
    r"|[一-鿿□]{2}以来|□[一-鿿]{0,6}期间|往年|当天|当日|昨日|日前|近日"
    rf"|(?<![上下])半年(?:多)?来?|(?<![\d第十零一二三四五六七八九]){_NUMERAL}(?:多|余)?个?年头"
    rf"|(?<![\d第十零一二三四五六七八九]){_NUMERAL}(?:多|余)?年(?=[，。；、共里中已累间成化调如半]|多))"
)
"""Days that no text tells, and spans of time whose end it does not tell."""
DAY = r"(?P<day>\d{1,2}\s*月\s*\d{1,2}\s*日)"
DAYS = re.compile(
    "|".join(
        (
            YEARS,
            MONTHS_OF_YEARS,
            SINCE,
            THIS_SAME,
            SAME_DAYS,
            UNTIL,
            BEFORE_END,
            rf"{YEAR}(?:的)?\s*(?:(?:{UNIT_OF_YEAR}){ON})?",
            SEVERAL,
            re.sub(r"\?P<(\w+)>", r"?P<alone_\1>", f"(?:{UNIT_OF_YEAR}){ON}"),
            DAY,
            THIS,
            WHOLE_YEAR,
            BEFORE_LAST,
            VAGUE,
        )
    )
)

"""What holds digits and states no figure: hotlines, programmes, titles, document numbers, ordinals.

Their places are covered before quantities are looked for.
"""

from __future__ import annotations

import re

HOTLINES = "12345|12348|12309|12388|12315|12333|12337|96150|96345|110|119|120|122"
QUOTED = 16
"""Characters of a quoted programme's name; longer quotations are sentences, which may state."""
_FIGURE = r"[^”’\"」]{0,16}(?:受理|化解|调解|调处|办结|纠纷)[^”’\"」]{0,6}\d+(?:件|起|宗|万?元)"
"""A quotation that states something is read."""
PATTERNS = (
    r"《[^》]{1,60}》",
    rf"[“‘\"「](?!{_FIGURE})[^”’\"」%]{{1,{QUOTED}}}[”’\"」]",
    r"[“‘][^”’，。；]{0,6}(?:个|大)\d+%[^”’]{0,8}[”’]",
    rf"(?<!\d)(?:{HOTLINES})(?=热线|平台|电话|政务|市长|服务|报警|联动|接|转|公共|便民|法律|警)",
    r"[〔\[（]\d{4}[〕\]）]\s*(?:第)?\d+号",
    r"第\s*[\d零一二三四五六七八九十百千两]+\s*(?:条|款|次|期|批|届|号|个|名|位|项|类|轮|章|节|年|天|起|件)",
    r"(?:每|逐|按|同一|任一|另)[一两\d]*(?:件|起|次|人|个|名|户|月|季度|周|年|天|案|事)(?!.{0,3}件纠纷中)",
    r"[一二三四五六七八九十两]{1,4}所[一二三四五六七八九十两]{1,4}庭",
    r"[一二三四五六七八九]五普法",
    r"[一二三四五六七八九十两]书同达",
    r"[一二三四五六七八九十两]{1,4}进(?=活动|工作|宣传|村|社区|”)",
    r"一(?:村|案|事|人|户|企|格|岗|站|件|次|体|个)(?:一|多|性|事|到底|门|办|窗|键|并|批|系列)",
    r"[一二三四五六七八九十两]{1,4}(?:个|项|大|级|位|方|网)(?:稳步|确保|维护|意识|自信|坚持|到位|清单|制度|方面|重点|体系|平台|联动|化|合一|统筹|调)",
    r"[二三两再]次(?=调解|化解|调处|受理|回访|排查)",
    r"\d{1,3}\s*[×xX*]\s*\d{1,3}\s*小时",
    r"\d{1,2}[:：]\d{2}",
    r"[A-Za-z]\d{1,15}|\d{1,15}[A-Za-z]",
)
_NAMES = re.compile("|".join(PATTERNS))
COVER = "□"


def without_names(text: str) -> str:
    """The folded text with a cover over each name, as long as before."""
    return _NAMES.sub(lambda found: COVER * len(found[0]), text)

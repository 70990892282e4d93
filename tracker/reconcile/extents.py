"""From left to right through a sentence: of which cases each of its numbers speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.reconcile import meaning
from tracker.reconcile.line import Line
from tracker.reconcile.parts import Extent, extent_of, is_subject
from tracker.reconcile.quantities import Quantity
from tracker.reconcile.saying import Saying
from tracker.reconcile.stated import StatedFigure
from tracker.reconcile.units import Kind

_STATUS = re.compile(
    "[，、；：（ \n]*(?:其中)?[，：]?(?:成功|已|含|其余|另有|另|剩余|包括|均|现|有|尚有|仍有|还有"
    "|不予|未|未能|正在|得到|妥善"
    "|顺利|调解|调处|化解|办结|结案|受理|履行|全部|上年|本年|今年|当年|上期|结转|新收|新受理|新增|在办|在调|办理|中|的|纠纷|案件"
    "|矛盾|共|达成|协议|司法确认|失败|不成|经|人民法院|法院|依法|裁定|正式|后){0,8}[，：]?"
)
"""Behind 其中: what was done, not with which cases."""
_CRITERION = re.compile(
    r"[ ]?(?:及?以上|以下|以内)?的?"
    r"(?:[一-鿿]{0,4}(?:纠纷|案件|矛盾|项目|合同)|(?<=的)[ ]?(?:有|共)?[ ]?\d)"
    r"|(?<=以上|以下|以内)[ ]?(?:有|共)?[ ]?\d"
    r"|[ ]?之间的|[ ]?(?:的)?(?:被|得|扣|予以|给予)[ ]?(?:\d|通报|约谈|问责|奖励|满分)"
)
"""Behind an amount or a rate: it says which cases are meant, and is no figure of them."""
_OF_WHOM = re.compile(
    "[ ]?(?:及?以上|以下|以内)?[”’]?的[一-鿿〔〕]{0,6}?"
    "(?:[村镇乡组员所人户]|调委会|调解组织|社区|街道|单位|网格|部门|企业|中心|委员会|要求|目标|标准|任务|指标|规定|考核)"
)
"""Behind any number: of whom it is asked, or that it is asked at all."""


_OF_OFFICES = frozenset("个家名支")
"""Units of organisations and people."""


class Extents:
    """``extent`` holds for what follows; ``offices``: all organisations were counted, and those of
    some kind among them (调委会98个，行业性调委会7个) are not whose cases are told next;
    ``passing``: the words before the last number say that it alone is one of a part.
    """

    def __init__(self, line: Line) -> None:
        self.line = line
        self.extent = Extent.WHOLE
        self.offices = False
        self.outside: Extent | None = None
        self.total: StatedFigure | None = None
        self.parts: list[StatedFigure] = []
        self.passing = False

    def pass_over(self, last: int, begins: int, place: int) -> bool:
        """Moves on to the place of a number; whether that number alone is one of a part."""
        for start, end in self.line.clauses(last, begins):
            if start == self.line.start or start != last:
                self._hear(start, end)
            self._end_of_clause(end)
        self.extent, self.passing = extent_of(self.line.home[begins:place], self.extent)
        return self.passing

    def is_part(
        self,
        one: Quantity,
        last: int,
        begins: int,
        following: int,
        said: Saying,
        *,
        alone: bool,
        topic: str | None,
    ) -> bool:
        """Whether it is a figure of a part of the cases; ``alone``: it is that of other days;
        ``topic``: what is spoken of there.
        """
        before = self.extent
        passing = self.pass_over(last, begins, one.start)
        if _OF_WHOM.match(self.line.even, one.end):
            return True
        start, end = self.line.behind(one, following)
        behind = self.line.home[start:end]
        if one.kind is Kind.COUNT:
            after, after_passing = extent_of(behind, Extent.WHOLE)
            self.extent = self.extent if after is Extent.WHOLE else after
            passing = passing or (after_passing and not said.named)
        elif _CRITERION.match(self.line.even, one.end):
            self.extent = Extent.PART
            return True
        part = self.extent is Extent.PART or passing
        if one.unit in _OF_OFFICES:
            self.extent = before if part and self.offices else self.extent
            self.offices = self.offices or not part
        if part:
            return True
        return self.extent is Extent.AMONG and not self._is_told_among(
            one, last, said, alone=alone, topic=topic
        )

    @property
    def is_among(self) -> bool:
        """Whether parts of a total are being told."""
        return self.extent is Extent.AMONG or (self.extent is Extent.PART and self.parts != [])

    @property
    def is_of_part(self) -> bool:
        return self.extent is not Extent.WHOLE

    def count(self, figure: StatedFigure) -> None:
        """Parts that make up their total end what 其中 began."""
        if figure.kind is not Kind.COUNT:
            return
        if not figure.part:
            self.total, self.parts = figure, []
            return
        self.parts.append(figure)
        if self.total and len(self.parts) > 1 and _sum(self.parts) == self.total.value:
            self.extent = Extent.WHOLE

    def _hear(self, start: int, end: int) -> None:
        """A clause without a number may say whose the numbers behind it are."""
        words = self.line.home[start:end]
        if is_subject(words):
            self.extent, _passing = extent_of(words, self.extent)

    def _end_of_clause(self, end: int) -> None:
        mark = self.line.even[end - 1]
        if mark == "；" and meaning.NOUNS.search(self.line.even[end : self._part_end(end)]):
            self.extent = Extent.WHOLE
        elif mark == "（":
            self.outside = self.extent
            told = self.total is not None and self.extent is Extent.WHOLE
            self.extent = Extent.AMONG if told else self.extent
        elif mark == "）" and self.outside is not None:
            self.extent, self.outside = self.outside, None

    def _part_end(self, start: int) -> int:
        found = self.line.even.find("；", start, self.line.end)
        return found if found >= 0 else self.line.end

    def _is_of_others(self, topic: str | None) -> bool:
        """信访事项236件，其中矛盾纠纷类86件: whatever follows is of a part of something else."""
        return self.total is not None and (self.total.topic or "cases") != (topic or "cases")

    def _is_told_among(
        self, one: Quantity, last: int, said: Saying, *, alone: bool, topic: str | None
    ) -> bool:
        """办结1369件，其中化解1366件: right behind 其中 stands what was done."""
        if one.kind is not Kind.COUNT and said.named and not self.parts:
            return True
        if said.says is None or self._is_of_others(topic):
            return False
        return alone or _STATUS.fullmatch(self.line.even[last : one.start]) is not None


def _sum(parts: Sequence[StatedFigure]) -> int:
    return int(sum(one.value for one in parts))

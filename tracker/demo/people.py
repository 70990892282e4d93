"""Invented parties: names, ID numbers, phones, companies.

Nobody can hold them: the region codes of the ID numbers and credit codes (``3399..``) were never
assigned, and no phone number begins with 12. Check digits are right, so that forms and imports
take them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tracker.demo.office import VILLAGES
from tracker.domain.drafts import PartyDraft
from tracker.domain.identity import credit_check_character, id_check_digit
from tracker.domain.vocabulary import PartyKind, Sex, Side

SURNAMES = (
    "陈林黄郑王李张吴叶金周胡徐朱倪潘包项蔡戴方谢孙赵钱刘杨董邵施章屠南虞薛"
    "连万余钟冯卢卓汤梁厉柯夏单解仇龙向田彭罗杜邓"
)
TWO_CHARACTER_SURNAMES = ("欧阳", "诸葛", "上官", "司徒")
MEN = (
    "建国 国强 志明 永康 海波 文斌 晓东 立峰 德胜 宏伟 少华 金龙 成林 祥云 学军 伟 勇 磊 浩然 "
    "一鸣 大海 光明 胜利 孝忠 兴旺 长顺 有才 庆丰 旭东 乐乐 俊杰 明亮 正义 平 涛 斌 加林 子轩"
)
WOMEN = (
    "秀英 桂兰 美玲 晓燕 丽娟 春花 彩霞 玉珍 爱华 素芬 海燕 小红 静 敏 婷婷 雨欣 思琪 佳怡 "
    "月娥 金凤 银妹 翠云 冬梅 阿珍 慧 芳 莉莉 诗涵 若兰 晓晓 乐怡 凤仙 香莲 巧云 建芬 雪梅 露"
)
GIVEN = {Sex.MALE: MEN.split(), Sex.FEMALE: WOMEN.split()}
TOWN_REGION, OUT_OF_TOWN_REGIONS = "339901", ("519902", "529903", "429904", "369905", "419906")
OUT_OF_TOWN_GROUPS = ("汉族", "汉族", "汉族", "苗族", "土家族", "布依族", "侗族")
OCCUPATIONS = ("务工", "务农", "个体经营", "企业职工", "自由职业", "退休", "司机", "公司管理人员")
BRAND_NAMES = (
    "云帆 星河 长汀 启明 恒岳 瑞禾 同舟 远景 安澜 金穗 百川 正和 万象 众诚 东篱 晨曦 嘉木 聚力"
)
BRANDS = BRAND_NAMES.split()
DIGITS = "0123456789"
_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Firm:
    """What kind of organisation stands in a dispute: ``示例镇`` + brand + one of ``endings``."""

    endings: Sequence[str]


ELECTRICAL = Firm(("电气有限公司", "低压电器厂", "电器配件厂", "开关有限公司", "成套设备有限公司"))
WORKSHOP = Firm(("五金厂", "模具厂", "塑料制品厂", "物流有限公司", "包装厂", "建筑劳务有限公司"))
SHOP = Firm(("超市", "家居馆", "培训学校", "健身中心", "餐饮店", "汽车维修店"))
ONLINE_SHOP = Firm(("电子商务有限公司", "网络科技有限公司"))
TRAVEL = Firm(("旅行社有限公司",))
PROPERTY = Firm(("物业服务有限公司",))
HOSPITAL = Firm(("门诊部", "口腔诊所", "康复医院"))
INSURER = Firm(("保险营业部", "小额贷款有限公司"))


class People:
    """Draws parties from one source of chance; no two people share an ID number."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()

    def person(self, side: Side, on: date, out_of_town: bool = False) -> PartyDraft:
        rng = self.rng
        sex = rng.choice((Sex.MALE, Sex.MALE, Sex.FEMALE))
        known = rng.random() < 0.93
        born = on - timedelta(days=rng.randint(20 * 365, 74 * 365))
        return PartyDraft(
            side,
            self.name(sex),
            id_number=self._id_number(born, sex, out_of_town) if known else None,
            sex=sex,
            birth_date=born if known else None,
            ethnic_group=rng.choice(OUT_OF_TOWN_GROUPS) if out_of_town else "汉族",
            phone=self.phone() if rng.random() < 0.96 else None,
            occupation=rng.choice(OCCUPATIONS),
            address=None if out_of_town else self._address(),
            out_of_town=out_of_town,
        )

    def firm(self, side: Side, firm: Firm) -> PartyDraft:
        rng = self.rng
        return PartyDraft(
            side,
            f"示例镇{rng.choice(BRANDS)}{rng.choice(firm.endings)}",
            kind=PartyKind.ORGANISATION,
            credit_code=self._credit_code() if rng.random() < 0.9 else None,
            legal_representative=self.name(rng.choice((Sex.MALE, Sex.MALE, Sex.FEMALE))),
            phone=self.phone(),
            address=self._address(),
        )

    def name(self, sex: Sex) -> str:
        rare = self.rng.random() < 0.01
        surname = self.rng.choice(TWO_CHARACTER_SURNAMES if rare else SURNAMES)
        return surname + self.rng.choice(GIVEN[sex])

    def phone(self) -> str:
        return "12" + "".join(self.rng.choices(DIGITS, k=9))

    def _id_number(self, born: date, sex: Sex, out_of_town: bool) -> str:
        region = self.rng.choice(OUT_OF_TOWN_REGIONS) if out_of_town else TOWN_REGION
        while True:
            order = self.rng.randrange(1 if sex is Sex.MALE else 2, 1000, 2)
            first = f"{region}{born:%Y%m%d}{order:03d}"
            if first not in self.taken:
                self.taken.add(first)
                return first + id_check_digit(first)

    def _credit_code(self) -> str:
        first = f"91{TOWN_REGION}MA" + "".join(self.rng.choices(_CODE_CHARACTERS, k=7))
        return first + credit_check_character(first)

    def _address(self) -> str:
        return f"示例镇{self.rng.choice(VILLAGES)}{self.rng.randint(1, 288)}号"

"""Each paper says of its case what it must, for Word and for print alike."""

import io
import re

import docx
import pytest

from tests.factories import make_case
from tests.full_file import AWKWARD
from tracker.reports.papers import BY_KEY, PAPERS
from tracker.reports.papers.sample import sample_subject
from tracker.reports.papers.whole_file import items_of, paper_docx, paper_pdf, papers_of

SAYS = {
    "cover": ["（2024）柳人调字第0001号", "2024年3月6日至2024年3月20日", "保管期限", "吴和平"],
    "application": ["人民调解申请书", "110101199003078515", "¥12,000.00（人民币壹万贰仟元整）"],
    "register": ["当事人申请", "经审查，符合人民调解受理条件，予以受理。", "13800005678"],
    "notice": ["第二十三条", "共同向人民法院申请司法确认", "欧阳小四（签名、盖章或按指印）"],
    "inquiry": ["2024年3月8日14时30分", "楼上漏水三个月"],
    "session": ["调解室", "愿意修复，赔偿数额过高。"],
    "agreement": [
        "被申请人卫生间防水层老化渗漏",
        "2、被申请人修复卫生间防水层（2024年4月15日前）。",
        "¥8,000.50（人民币捌仟元零伍角）",
        "人民币叁仟元零伍角",
        "履行方式：银行转账；履行地点：申请人指定账户；履行期限：2024年5月1日前",
        "本协议一式4份",
    ],
    "visit": ["上门回访", "部分履行", "满意", "余款待付", "¥5,000.00（人民币伍仟元整）"],
    "report": ["2024年3月25日向柳河市人民法院申请司法确认，审查中", "继续调解", "书面协议"],
    "back_cover": ["卷宗情况说明", "立卷人"],
}


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("key", SAYS)
def test_a_paper_says_what_the_case_says(case, words_of, pages_of, key):
    for item in papers_of(BY_KEY[key], case):
        word = squeezed(words_of(paper_docx(item, case, {}, ())))
        pdf = "".join(pages_of(paper_pdf(item, case, ())))
        for words in SAYS[key][-1:] if key == "session" else SAYS[key]:
            assert squeezed(words) in word
            assert squeezed(words) in pdf


@pytest.mark.parametrize("key", ["application", "agreement", "register", "report"])
def test_what_looks_like_a_program_is_a_name_in_both(case, words_of, pages_of, key):
    (item,) = papers_of(BY_KEY[key], case)
    assert AWKWARD in words_of(paper_docx(item, case, {}, ()))
    assert squeezed(AWKWARD) in "".join(pages_of(paper_pdf(item, case, ())))


def test_a_line_break_begins_a_paragraph_for_word_and_for_print(case):
    (first, _second) = papers_of(BY_KEY["session"], case)
    document = docx.Document(io.BytesIO(paper_docx(first, case, {}, ())))
    assert "申请人：楼上漏水三个月，天花板脱落。" in [one.text for one in document.paragraphs]


def test_each_session_has_a_paper_of_its_own_told_apart_by_its_day(case):
    names = [item.name for item in papers_of(BY_KEY["session"], case)]
    assert names == ["人民调解记录（2024年3月12日）", "人民调解记录（2024年3月20日）"]


def test_a_case_that_is_only_registered_has_no_more_papers_than_it_can(session, center):
    found = [item.paper.key for item in items_of(make_case(session, center))]
    assert found == ["cover", "contents", "application", "notice", "back_cover"]


def test_a_declined_case_is_registered_with_its_reason(session, center, words_of):
    case = make_case(session, center, declined="已由法院受理")
    (item,) = papers_of(BY_KEY["register"], case)
    assert "不予受理。理由：已由法院受理" in words_of(paper_docx(item, case, {}, ()))


def test_the_fonts_stand_in_the_print_and_it_is_made_to_be_kept(case):
    (item,) = papers_of(BY_KEY["agreement"], case)
    content = paper_pdf(item, case, ())
    assert b"pdfaid" in content  # what archives look for
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", content))
    assert fonts == {b"NotoSansCJKsc-Regular"}
    assert b"/FontFile" in content


@pytest.mark.parametrize("paper", PAPERS, ids=lambda one: one.key)
def test_every_field_has_something_to_say_in_the_sample_case(paper):
    context = paper.context(sample_subject(paper))
    assert {name for name in context if not context[name]} == set()
    assert all(type(one) is str for one in context.values() if not isinstance(one, list))

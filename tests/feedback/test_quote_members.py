"""Members' words for a report: proposed where they say what most say, without anybody's name or workplace."""

from datetime import date

import pytest
from django.utils import timezone

from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Issue
from tests.factories.feedback import answering_house
from tests.factories.listening import OCTOBER, wrote

pytestmark = pytest.mark.django_db

ALIKE = [
    "Công ty chậm lương hai tháng nay, anh em không có tiền trả nhà trọ.",
    "Chậm lương hai tháng rồi, không có tiền trả nhà trọ, mong công đoàn can thiệp.",
    "Lương chậm hai tháng, tiền nhà trọ chưa trả được, mong công đoàn hỏi công ty.",
    "Hai tháng chưa có lương, tiền trọ nợ hai tháng, mong công đoàn can thiệp.",
]
ODD = "Nhà xe bị dột mỗi khi trời mưa to, xe máy ướt hết cả yên."


@pytest.fixture
def house():
    return answering_house()


def proposed(unit, issues=()):
    return {group.title: group.proposals for group in selectors.extracts_proposed(unit, OCTOBER, issues)}


def quoted(unit, text, **fields):
    (case,) = wrote(unit, 1, text=text, **{"may_rise": True, **fields})
    return case


def shown(text, unit, **fields):
    case = quoted(unit, text, **fields)
    return selectors.without_data(text, Case.objects.select_related("about_unit").get(pk=case.pk))


def test_those_nearest_to_what_most_say_are_proposed(house):
    odd = quoted(house.unit, ODD)
    for text in ALIKE:
        quoted(house.unit, text)
    (proposals,) = proposed(house.ward).values()
    assert len(proposals) == 3
    assert odd.pk not in {proposal.case_id for proposal in proposals}


def test_the_same_words_are_proposed_once(house):
    for _twice in range(2):
        quoted(house.unit, ALIKE[0])
    (proposals,) = proposed(house.ward).values()
    assert len(proposals) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"may_rise": False},
        {"may_rise": False, "is_urgent": True, "urgent_why": "Lửa"},
        {"is_reserved": True},
        {"kind": "to_cao"},
        {"put_aside_at": timezone.now()},
        {"erased_at": timezone.now()},
        {"day": date(2026, 11, 2)},
    ],
)
def test_what_may_not_be_quoted_is_not_proposed(house, fields):
    quoted(house.unit, ALIKE[0])
    hidden = quoted(house.unit, "Không ai được đọc câu này ngoài công đoàn cơ sở.", **fields)
    assert hidden.pk not in {one.case_id for group in proposed(house.ward).values() for one in group}
    assert sum(map(len, proposed(house.ward).values())) == 1


def test_another_branch_is_not_quoted(house):
    quoted(house.other, ALIKE[0])
    assert proposed(house.ward) == {}
    assert len(proposed(house.province)) == 1


def test_messages_are_grouped_by_the_issue_they_rose_to(house):
    now = timezone.now()
    above = Issue.objects.create(unit=house.ward, title="Chậm lương", category="luong", state="open", created_at=now)
    below = Issue.objects.create(
        unit=house.unit, title="Lương tháng 9", category="luong", state="raised", above=above, raised_at=now,
        created_at=now,
    )  # fmt: skip
    wrote(house.unit, 6, issue=below)
    quoted(house.unit, ALIKE[0], issue=below)
    quoted(house.unit, ODD, category="doi_song")
    issues = selectors.synthesis_of(house.ward, OCTOBER).issues
    assert [title for title, some in proposed(house.ward, issues).items() if some] == ["Chậm lương", "đời sống"]


def test_names_numbers_and_workplaces_are_left_out(house):
    text = (
        "Em là Nguyễn Thị Thu Hà, số 0912 345 678, làm ở Công ty TNHH May Thử chuyền 3.\n"
        "Bên may thử chậm lương, công ty giày Phú Cường cũng vậy, CCCD 001088012345."
    )
    words = shown(text, house.unit, enterprise="Công ty TNHH May Thử")
    for secret in ("Nguyễn", "Thu Hà", "0912", "678", "May Thử", "Phú Cường", "001088012345", "\n"):
        assert secret not in words
    assert "chậm lương" in words
    assert words.count("[đơn vị]") >= 2


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("Tôi Nguyễn Văn\nAn làm ở tổ 5, lương chậm.", ["Nguyễn", "An "]),
        ("Lương chậm, gọi em số 0912\n345678 nhé.", ["0912", "345678"]),
        ("Zalo 0987.654.321, email mo.tran@gmail.com, lương chậm.", ["0987", "321", "mo.tran"]),
        ("Doanh nghiệp tư nhân Thành Phát và cửa hàng Đại Lợi chậm lương.", ["Thành Phát", "Đại Lợi"]),
        ("MAY THỬ NỢ LƯƠNG BA THÁNG", ["MAY THỬ"]),
    ],
)
def test_data_that_hides_in_breaks_and_capitals_is_left_out(house, text, secrets):
    words = shown(text, house.unit)
    assert [secret for secret in secrets if secret in words] == []
    assert "lương" in words.lower()
    assert selectors.without_data(words, Case.objects.select_related("about_unit").first()) == words


def test_an_enterprise_named_without_accents_is_left_out_too(house):
    words = shown("ben tuong an no luong 2 thang roi", house.unit, enterprise="Cty TNHH May Tường An")
    assert words == "ben [đơn vị] no luong 2 thang roi"


def test_proposals_take_as_many_questions_for_much_as_for_little(house, django_assert_num_queries):
    for people in (2, 30):
        wrote(house.unit, people, text=ALIKE[people % 4], may_rise=True, day=date(2026, 10, people % 28 + 1))
        with django_assert_num_queries(2):
            selectors.extracts_proposed(house.ward, OCTOBER, [])

"""One person who writes often is one person in every figure, and one whose words were erased is nobody new."""

import pytest
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case, Issue
from sumvay.feedback.selectors.veils import Told, veil_parts
from sumvay.feedback.services.erase_words import erase_words
from tests.factories.feedback import answering_house
from tests.factories.issues import issue_of, raised_from
from tests.factories.listening import OCTOBER, wrote
from tests.feedback.speaking import NOW, listened, spoke

pytestmark = pytest.mark.django_db

WRITTEN = ["0912 345 678", "+84912345678", "84.912.345.678", "0084 912345678", "+84 (0)912 345 678", "912345678"]


@pytest.fixture
def house():
    return answering_house()


def contacts(cases, **given):
    for n, case in enumerate(cases):
        said = {"phone": "", "email": "", **{key: values[n] for key, values in given.items()}}
        Case.objects.filter(pk=case.pk).update(**said)


def people(unit):
    return selectors.synthesis_of(unit, OCTOBER).total.now.people


@pytest.mark.parametrize(
    "given",
    [
        {"phone": WRITTEN},
        {"email": ["Mo@thu.vn", "mo@thu.vn", "MO@THU.VN", "mo@Thu.vn", "mo@thu.Vn", "mo@thu.vn"]},
        {"folded": ["cham luong."] * 6},
    ],
)
def test_one_who_wrote_six_times_is_told_nowhere_and_five_others_are(house, given):
    contacts(wrote(house.ward, 6), **given)
    assert people(house.ward) is None
    wrote(house.ward, 5, category="bhxh")
    assert people(house.ward) == 6


def test_people_without_contact_count_by_their_words(house):
    contacts(wrote(house.ward, 6), folded=[f"loi {n}" for n in range(6)])
    assert people(house.ward) == 6


def test_one_who_sends_the_same_form_six_times_raises_no_issue(house):
    issue = issue_of(house.ward, 6)
    Case.objects.filter(issue=issue).update(folded="cham luong thang nay")
    with pytest.raises(services.TooFewBehind):
        raised_from(house.chair, issue)
    assert selectors.behind([issue.pk])[issue.pk].members == 1
    assert Issue.objects.count() == 1


def test_one_phone_written_six_ways_is_no_early_warning(house):
    listened(house.ward)
    for phone in WRITTEN:
        spoke(house.ward, 1, phone=phone)
    assert selectors.matters_spoken_of(now=NOW) == []


def test_who_had_messages_erased_is_nobody_new(house):
    contacts(wrote(house.ward, 6), phone=WRITTEN)
    wrote(house.ward, 4, category="bhxh")
    assert people(house.ward) == 5
    erase_words(cases=Case.objects.filter(category="luong"), now=timezone.now())
    told = selectors.synthesis_of(house.ward, OCTOBER)
    assert told.total.now.people is None
    assert {line.now.cases for line in told.lines["category"]} == {None}


def test_what_nobody_stands_behind_any_more_is_veiled():
    shown = veil_parts([Told(6, 0), Told(9, 9), Told(0, 0), Told(12, 12)])
    assert [told.cases for told in shown] == [None, None, 0, 12]


def test_erased_messages_count_as_messages(house):
    wrote(house.ward, 9)
    erase_words(cases=Case.objects.filter(pk=Case.objects.first().pk), now=timezone.now())
    assert selectors.synthesis_of(house.ward, OCTOBER).total.now == Told(9, 8)

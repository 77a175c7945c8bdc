"""Messages that ask the same are proposed as one issue."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import services
from sumvay.feedback.models import Case, Issue
from tests.factories.feedback import answering_house, case_received
from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db
grouping = import_module("sumvay.feedback.services.group_cases")
NOW = timezone.now()
SAME = [
    "Công ty May Lam Hồng bắt đeo thẻ mới cho đi vệ sinh, cả chuyền 50 người có 2 thẻ.",
    "cty may lam hong bat deo the moi cho di ve sinh, 2 the cho gan 50 nguoi, de nghi bo",
    "Ở May Lam Hồng đi vệ sinh phải có thẻ, 2 thẻ cho cả chuyền. Đề nghị bỏ cái thẻ vệ sinh này.",
]
OTHER = "Xin hỏi năm nay công đoàn có xe đưa về quê ăn Tết không ạ?"


@pytest.fixture
def unit():
    return UnitFactory()


def asked(unit, text, *, category="quan_he_lao_dong", kind="khieu_nai", days_ago=1, **changes):
    case = case_received(unit, text, now=NOW - timedelta(days=days_ago))
    plain = {"is_reserved": False, "put_aside_at": None, "enterprise": "May Lam Hồng"}
    changes = {**plain, "category": category, "categories": [category], "kind": kind, **changes}
    Case.objects.filter(pk=case.pk).update(**changes)
    return case


def issues():
    return [set(issue.cases.values_list("pk", flat=True)) for issue in Issue.objects.order_by("pk")]


def test_three_that_ask_the_same_become_one_proposal_and_another_stays_alone(unit):
    same = {asked(unit, text).pk for text in SAME}
    alone = asked(unit, OTHER, category="thuong_tet", kind="hoi_dap", enterprise="")

    assert services.group_cases(now=NOW) == 1

    issue = Issue.objects.get()
    assert issues() == [same]
    assert (issue.state, issue.unit, issue.category) == (Issue.State.PROPOSED, unit, "quan_he_lao_dong")
    assert "May Lam Hồng" in issue.title
    alone.refresh_from_db()
    assert (alone.issue, alone.grouped_at) == (None, NOW)
    assert Entry.objects.get(action="issue.propose").changes == {"cases": 3}


def test_a_later_one_joins_what_was_raised_and_reads_where_it_went():
    house = answering_house()
    for text in SAME:
        asked(house.ward, text, may_rise=True)
    services.group_cases(now=NOW)
    issue = Issue.objects.get()
    services.raise_issue(actor=house.chair, issue=issue, solved="", proposal="Đề nghị bỏ.", into=None, now=NOW)
    later = asked(house.ward, SAME[1], days_ago=0)
    services.group_cases(now=NOW)
    later.refresh_from_db()
    assert (later.issue, later.state, later.forwarded_to) == (issue, "forwarded", house.province.name)


def test_done_twice_it_is_done_once_and_a_later_one_joins(unit):
    same = {asked(unit, text).pk for text in SAME}
    services.group_cases(now=NOW)
    assert services.group_cases(now=NOW) == 0
    later = asked(unit, "May Lam Hồng có 2 cái thẻ đi vệ sinh cho cả chuyền 50 người, đề nghị bỏ thẻ.", days_ago=0)
    assert services.group_cases(now=NOW) == 1
    assert issues() == [same | {later.pk}]


def test_two_are_not_enough_and_a_third_makes_three(unit):
    same = {asked(unit, text).pk for text in SAME[:2]}
    assert services.group_cases(now=NOW) == 0
    same.add(asked(unit, SAME[2]).pk)
    assert services.group_cases(now=NOW) == 1
    assert issues() == [same]


@pytest.mark.parametrize(
    "kept_out",
    [
        {"is_reserved": True},
        {"kind": "spam"},
        {"put_aside_at": NOW},
        {"erased_at": NOW},
        {"set_apart_at": NOW},
        {"state": "resolved", "resolved_at": NOW},
        {"received_at": NOW - timedelta(days=31)},
    ],
)
def test_what_is_reserved_laid_aside_closed_old_or_set_apart_is_never_grouped(unit, kept_out):
    for text in SAME[:2]:
        asked(unit, text)
    case = asked(unit, SAME[2], **kept_out)
    assert services.group_cases(now=NOW) == 0
    case.refresh_from_db()
    assert (case.issue, case.grouped_at) == (None, NOW)


def test_units_do_not_mix(unit):
    for text, of in zip(SAME, [unit, unit, UnitFactory()], strict=True):
        asked(of, text)
    assert services.group_cases(now=NOW) == 0
    assert not Issue.objects.exists()


def test_an_answered_issue_does_not_grow_again(unit):
    for text in SAME:
        asked(unit, text)
    services.group_cases(now=NOW)
    Issue.objects.update(state=Issue.State.ANSWERED, answer="Đã bỏ thẻ.", answered_at=NOW)
    later = asked(unit, SAME[0] + " Vẫn còn thẻ.")
    assert services.group_cases(now=NOW) == 0
    later.refresh_from_db()
    assert later.issue is None


def test_nothing_joins_an_issue_of_another_unit(unit):
    elsewhere = Issue.objects.create(unit=UnitFactory(), title="Thẻ", category="doi_song", state="open", created_at=NOW)
    asked(unit, SAME[0], issue=elsewhere)
    alone = {asked(unit, text).pk for text in SAME[1:]}
    services.group_cases(now=NOW)
    assert set(Case.objects.filter(issue=None).values_list("pk", flat=True)) == alone


@pytest.fixture
def changed_meanwhile(monkeypatch):
    """A function by which messages change while they are compared."""

    def change(cases, **changes):
        compare = grouping.clusters

        def compare_for_long(asked):
            cases.update(**changes)
            return compare(asked)

        monkeypatch.setattr(grouping, "clusters", compare_for_long)

    return change


@pytest.mark.parametrize(
    "changes",
    [
        {"is_reserved": True},
        {"kind": "spam"},
        {"put_aside_at": NOW},
        {"erased_at": NOW},
        {"set_apart_at": NOW},
        {"state": "resolved", "resolved_at": NOW},
    ],
)
def test_what_changes_while_it_is_compared_is_left_out_and_two_are_not_enough(unit, changed_meanwhile, changes):
    cases = [asked(unit, text) for text in SAME]
    changed_meanwhile(Case.objects.filter(pk=cases[0].pk), **changes)
    assert services.group_cases(now=NOW) == 0
    assert not Issue.objects.exists()
    assert set(Case.objects.values_list("issue", flat=True)) == {None}


def test_what_is_reserved_while_it_is_compared_joins_nothing(unit, changed_meanwhile):
    for text in SAME:
        asked(unit, text)
    services.group_cases(now=NOW)
    later = asked(unit, SAME[1], days_ago=0)
    changed_meanwhile(Case.objects.filter(pk=later.pk), is_reserved=True)
    assert services.group_cases(now=NOW) == 0
    assert (Issue.objects.get().cases.count(), Entry.objects.filter(action="issue.grow").count()) == (3, 0)


def test_what_goes_to_another_unit_while_it_is_compared_is_looked_at_there(unit, changed_meanwhile):
    elsewhere = UnitFactory()
    there = {asked(elsewhere, text, grouped_at=NOW).pk for text in SAME[1:]}
    cases = [asked(unit, text) for text in SAME]
    changed_meanwhile(Case.objects.filter(pk=cases[0].pk), unit=elsewhere)
    services.group_cases(now=NOW)
    assert issues() == [there | {cases[0].pk}]

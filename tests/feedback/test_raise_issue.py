"""An issue goes up a level, is promised, taken back, merged; who may not, twice, what stays here."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case, Issue
from sumvay.notifications.models import Notice
from tests.factories.feedback import answering_house
from tests.factories.issues import issue_of, raised_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


def now():
    return timezone.now()


def test_raised_it_hangs_below_a_new_issue_above_that_owes_an_answer_and_its_officers_are_told(house):
    issue = issue_of(house.ward, 6, title="Anh Nguyễn Văn Tám báo: nợ lương")
    above = raised_from(house.chair, issue)
    assert (above.unit, above.state, above.category) == (house.province, "open", "luong")
    assert "Tám" not in above.title
    assert above.owed_on == timezone.localdate() + timedelta(days=15)
    assert (issue.state, issue.above, issue.raised_by) == ("raised", above, house.chair)
    assert set(Case.objects.values_list("state", "forwarded_to")) == {("forwarded", house.province.name)}
    assert list(Notice.objects.filter(kind="issue_raised").values_list("officer", flat=True)) == [house.head.pk]
    assert Entry.objects.get(action="issue.raise").changes == {"above": above.pk, "to": house.province.pk}


def test_a_second_unit_joins_what_is_gathered_above_even_when_that_went_on(house):
    above = raised_from(house.chair, issue_of(house.ward, 6))
    other = issue_of(house.other, 7)
    assert list(selectors.issues_to_raise_to(other, house.province)) == [above]
    assert raised_from(house.outsider, other, into=above) == above
    told = selectors.behind([above.pk])[above.pk]
    assert (told.cases, told.members, told.units, told.veiled) == (13, 13, 2, 0)


def test_few_people_stay_here_unless_the_writer_lets_it_rise(house):
    few = issue_of(house.ward, 4)
    with pytest.raises(services.TooFewBehind):
        raised_from(house.chair, few)
    assert Issue.objects.count() == 1
    Case.objects.filter(pk=few.cases.first().pk).update(may_rise=True)
    above = raised_from(house.chair, few)
    told = selectors.behind([above.pk])[above.pk]
    assert (told.cases, told.members, told.veiled) == (0, 0, 1)


def test_who_wrote_five_times_is_not_five_people(house):
    with pytest.raises(services.TooFewBehind):
        raised_from(house.chair, issue_of(house.ward, 6, phone="0901234567"))


def test_an_outsider_raises_nothing_and_nothing_rises_twice_or_without_a_proposal(house):
    issue = issue_of(house.ward, 6)
    with pytest.raises(services.NotYourIssue):
        raised_from(house.outsider, issue)
    with pytest.raises(services.TextMissing):
        services.raise_issue(actor=house.chair, issue=issue, solved="", proposal=" ", into=None, now=now())
    raised_from(house.chair, issue)
    with pytest.raises(services.MovedOn):
        raised_from(house.clerk, issue)
    assert Issue.objects.count() == 2


def test_nothing_joins_what_is_answered_of_another_unit_or_the_own_line(house):
    issue, answered = issue_of(house.ward, 6), issue_of(house.province)
    services.answer_line(actor=house.head, issue=answered, text="Đã trả.", source="Điều 97", now=now())
    for into in (answered, issue_of(house.other), issue):
        with pytest.raises(services.NotAboveIssue):
            raised_from(house.chair, issue, into=into)
    with pytest.raises(services.NobodyAbove):
        raised_from(house.head, issue_of(house.province, 6))
    issue.refresh_from_db()
    assert (issue.state, set(issue.cases.values_list("state", flat=True))) == ("open", {"received"})


def test_taken_back_it_is_worked_on_here_and_the_emptied_one_above_goes(house):
    issue = issue_of(house.ward, 6)
    above = raised_from(house.chair, issue)
    with pytest.raises(services.NotYourIssue):
        services.withdraw_raise(actor=house.head, issue=issue, now=now())
    services.withdraw_raise(actor=house.chair, issue=issue, now=now())
    above.refresh_from_db()
    assert (issue.state, issue.above, above.state) == ("open", None, "dismissed")
    assert set(Case.objects.values_list("state", "forwarded_to")) == {("verifying", "")}
    with pytest.raises(services.MovedOn):
        services.withdraw_raise(actor=house.chair, issue=issue, now=now())


def test_only_words_that_may_rise_are_chosen_and_shown_above(house):
    issue = issue_of(house.ward, 6)
    case, quiet = issue.cases.order_by("pk")[:2]
    Case.objects.filter(pk=case.pk).update(may_rise=True)
    case.refresh_from_db()
    services.choose_extract(actor=house.chair, case=case, now=now())
    with pytest.raises(services.NotToRise):
        services.choose_extract(actor=house.chair, case=quiet, now=now())
    with pytest.raises(services.NotYourCase):
        services.choose_extract(actor=house.head, case=case, now=now())
    above = raised_from(house.chair, issue)
    assert list(selectors.extracts_below(above)) == [case]
    services.drop_extract(actor=house.chair, case=case, now=now())
    assert list(selectors.extracts_below(above)) == []


def test_a_promise_is_given_once_for_a_day_to_come(house):
    issue, today = issue_of(house.ward), timezone.localdate()
    given = {"actor": house.chair, "issue": issue, "what": "Đối thoại với công ty", "now": now()}
    with pytest.raises(services.DayPassed):
        services.promise(**given, by_day=today - timedelta(days=1))
    with pytest.raises(services.NotYourIssue):
        services.promise(**{**given, "actor": house.outsider}, by_day=today)
    services.promise(**given, by_day=today + timedelta(days=3))
    with pytest.raises(services.PromisedAlready):
        services.promise(**given, by_day=today + timedelta(days=9))
    assert (issue.promise, issue.promised_on) == ("Đối thoại với công ty", today + timedelta(days=3))


def test_two_issues_become_one_with_their_messages_and_what_was_raised_to_them(house):
    into, issue = issue_of(house.province, 1), raised_from(house.chair, issue_of(house.ward, 6))
    with pytest.raises(services.NotYourIssue):
        services.merge_issues(actor=house.chair, issue=issue, into=into, now=now())
    with pytest.raises(services.OtherUnit):
        services.merge_issues(actor=house.head, issue=issue, into=issue_of(house.ward), now=now())
    services.merge_issues(actor=house.head, issue=issue, into=into, now=now())
    with pytest.raises(services.MovedOn):
        services.merge_issues(actor=house.head, issue=issue, into=into, now=now())
    assert selectors.behind([into.pk])[into.pk].cases == 7
    assert into.owed_on == timezone.localdate() + timedelta(days=15)


def test_what_was_promised_of_either_stays_promised_by_the_earlier_day(house):
    into, issue = issue_of(house.ward), issue_of(house.ward)
    soon, later = timezone.localdate() + timedelta(days=3), timezone.localdate() + timedelta(days=9)
    services.promise(actor=house.chair, issue=into, what="Họp", by_day=later, now=now())
    services.promise(actor=house.chair, issue=issue, what="Đối thoại", by_day=soon, now=now())
    services.merge_issues(actor=house.chair, issue=issue, into=into, now=now())
    assert (into.promise, into.promised_on) == ("Đối thoại", soon)
    third = issue_of(house.ward)
    services.merge_issues(actor=house.chair, issue=into, into=third, now=now())
    assert (third.promise, third.promised_on) == ("Đối thoại", soon)


def test_the_level_that_owes_is_reminded_every_third_day_until_it_answers(house):
    above = raised_from(house.chair, issue_of(house.ward, 6))
    late = now() + timedelta(days=17)
    assert services.remind_owing(now=now()) == 0
    assert [services.remind_owing(now=late + timedelta(days=n)) for n in (0, 1, 4)] == [1, 0, 1]
    assert set(Notice.objects.filter(kind="issues_owing").values_list("officer", flat=True)) == {house.head.pk}
    services.answer_line(actor=house.head, issue=above, text="Đã trả.", source="Điều 97", now=late)
    assert services.remind_owing(now=late + timedelta(days=9)) == 0

"""Officers merge, split, open and dismiss what was proposed as one issue."""

import pytest
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case, Issue
from tests.factories.feedback import answering_house, case_received

pytestmark = pytest.mark.django_db
NOW = timezone.now()
State = Issue.State


@pytest.fixture
def house():
    return answering_house()


def plain(unit, text="Xin bỏ thẻ vệ sinh.", **changes):
    case = case_received(unit, text, now=NOW)
    Case.objects.filter(pk=case.pk).update(**{"is_reserved": False, "put_aside_at": None, **changes})
    case.refresh_from_db()
    return case


def proposed(unit, count=3, **changes):
    issue = Issue.objects.create(unit=unit, title="Thẻ vệ sinh", category="quan_he_lao_dong", created_at=NOW)
    cases = [plain(unit, issue=issue, grouped_at=NOW) for _ in range(count)]
    Issue.objects.filter(pk=issue.pk).update(**changes)
    issue.refresh_from_db()
    return issue, cases


def state_of(issue):
    return Issue.objects.get(pk=issue.pk).state


def pks(cases):
    return [case.pk for case in cases]


def merge(actor, cases, into=None, title="Đi vệ sinh phải có thẻ"):
    return services.merge_cases(actor=actor, pks=pks(cases), into=into, title=title, now=NOW)


def test_messages_become_one_issue_of_the_officers_title(house):
    cases = [plain(house.ward), plain(house.ward)]
    issue = merge(house.chair, cases, title="  Đi vệ sinh  phải có thẻ ")
    assert (issue.title, issue.state, issue.unit) == ("Đi vệ sinh phải có thẻ", State.OPEN, house.ward)
    assert set(issue.cases.values_list("pk", flat=True)) == set(pks(cases))
    assert Entry.objects.get(action="issue.merge").changes == {"cases": pks(cases), "from": []}


def test_two_issues_become_one_and_the_emptied_one_is_dismissed(house):
    one, kept = proposed(house.ward)
    two, moved = proposed(house.ward)
    merge(house.chair, moved, into=one)
    merge(house.chair, moved, into=one)
    assert set(one.cases.values_list("pk", flat=True)) == set(pks(kept + moved))
    assert (state_of(one), state_of(two)) == (State.PROPOSED, State.DISMISSED)


def test_an_outsider_merges_nothing_even_with_one_message_of_his_own(house):
    theirs, own = plain(house.ward), plain(house.other)
    with pytest.raises(services.NotYourCase):
        merge(house.outsider, [theirs, own])
    assert not Issue.objects.exists()


def test_messages_of_two_units_or_for_designated_officers_stay_apart(house):
    ward, unit = plain(house.ward), plain(house.province)
    with pytest.raises(services.NotYourCase):
        merge(house.chair, [ward, unit])
    with pytest.raises(services.TooDifferent):
        merge(house.chair, [ward, plain(house.ward, is_reserved=True)])
    assert not Issue.objects.exists()


@pytest.mark.parametrize("state", [State.ANSWERED, State.DISMISSED])
def test_nothing_joins_a_closed_issue(house, state):
    issue, _cases = proposed(house.ward, state=state, answer="Đã bỏ.", answered_at=NOW)
    case = plain(house.ward)
    with pytest.raises(services.IssueClosed):
        merge(house.chair, [case], into=issue)
    case.refresh_from_db()
    assert case.issue is None


def test_an_issue_without_a_title_is_not_opened(house):
    with pytest.raises(services.TextMissing):
        merge(house.chair, [plain(house.ward)], title=" ")
    assert not Issue.objects.exists()


def test_a_message_taken_out_stays_out_of_later_proposals(house):
    issue, (case, *_others) = proposed(house.ward)
    services.split_case(actor=house.clerk, case=case, now=NOW)
    assert (case.issue, case.set_apart_at) == (None, NOW)
    assert (issue.cases.count(), state_of(issue)) == (2, State.PROPOSED)
    assert Entry.objects.get(action="issue.split").changes == {"issue": issue.pk}
    with pytest.raises(services.MovedOn):
        services.split_case(actor=house.clerk, case=case, now=NOW)


def test_an_outsider_takes_nothing_out(house):
    issue, (case, *_others) = proposed(house.ward)
    with pytest.raises(services.NotYourCase):
        services.split_case(actor=house.outsider, case=case, now=NOW)
    assert issue.cases.count() == 3


def test_a_message_whose_issue_was_answered_is_not_taken_out(house):
    issue, (case, *_others) = proposed(house.ward, state=State.ANSWERED, answer="Đã bỏ.", answered_at=NOW)
    issue.cases.update(state="resolved", resolved_at=NOW)
    case.refresh_from_db()
    with pytest.raises(services.IssueClosed):
        services.split_case(actor=house.chair, case=case, now=NOW)
    with pytest.raises(services.IssueClosed):
        merge(house.chair, [case])
    assert issue.cases.count() == 3


def test_who_asked_to_look_again_leaves_an_answered_issue(house):
    issue, (case, *_others) = proposed(house.ward, state=State.ANSWERED, answer="Đã bỏ.", answered_at=NOW)
    issue.cases.exclude(pk=case.pk).update(state="resolved", resolved_at=NOW)
    services.split_case(actor=house.chair, case=case, now=NOW)
    assert (case.issue, issue.cases.count(), state_of(issue)) == (None, 2, State.ANSWERED)


def raised(house):
    """Three messages of the ward, gone up to the province; one of them is chosen to be read there."""
    issue, cases = proposed(house.ward, state=State.OPEN)
    issue.cases.update(may_rise=True, chosen_at=NOW)
    services.raise_issue(actor=house.chair, issue=issue, solved="", proposal="Đề nghị bỏ thẻ.", into=None, now=NOW)
    return issue, cases


def how_it_stands(case):
    return Case.objects.values_list("issue", "state", "forwarded_to", "chosen_at").get(pk=case.pk)


def test_latecomers_join_a_raised_issue_and_read_where_it_went(house):
    issue, _cases = raised(house)
    late, closed = plain(house.ward), plain(house.ward, state="resolved", resolved_at=NOW)
    assert issue in selectors.issues_to_join(late)
    merge(house.chair, [late, closed], into=issue)
    assert how_it_stands(late) == (issue.pk, "forwarded", house.province.name, None)
    assert how_it_stands(closed) == (issue.pk, "resolved", "", None)
    services.answer_line(actor=house.head, issue=issue.above, text="Đã bỏ thẻ.", source="Điều 97", now=NOW)
    assert how_it_stands(late)[1] == "resolved"


def test_out_of_a_raised_issue_a_message_is_worked_on_here_and_its_words_go_up_no_more(house):
    issue, (taken_out, put_elsewhere, stays) = raised(house)
    taken_out.refresh_from_db()
    services.split_case(actor=house.chair, case=taken_out, now=NOW)
    other = merge(house.chair, [put_elsewhere], title="Giờ nghỉ")
    assert how_it_stands(taken_out) == (None, "verifying", "", None)
    assert how_it_stands(put_elsewhere) == (other.pk, "verifying", "", None)
    assert how_it_stands(stays) == (issue.pk, "forwarded", house.province.name, NOW)


def test_the_last_one_out_dismisses_the_proposal(house):
    issue, (case,) = proposed(house.ward, count=1)
    services.split_case(actor=house.chair, case=case, now=NOW)
    assert state_of(issue) == State.DISMISSED


def test_a_proposal_is_taken_up_once(house):
    issue, _cases = proposed(house.ward)
    services.open_issue(actor=house.chair, issue=issue, title="Bỏ thẻ vệ sinh", now=NOW)
    assert (issue.state, issue.title) == (State.OPEN, "Bỏ thẻ vệ sinh")
    with pytest.raises(services.MovedOn):
        services.open_issue(actor=house.clerk, issue=issue, title="Khác", now=NOW)
    assert Issue.objects.get().title == "Bỏ thẻ vệ sinh"
    assert Entry.objects.filter(action="issue.open").count() == 1


def test_a_dismissed_proposal_leaves_its_messages_alone_for_good(house):
    issue, cases = proposed(house.ward)
    services.dismiss_issue(actor=house.chair, issue=issue, now=NOW)
    assert issue.state == State.DISMISSED
    assert set(Case.objects.values_list("issue", "set_apart_at")) == {(None, NOW)}
    assert Entry.objects.get(action="issue.dismiss").changes == {"cases": len(cases)}
    with pytest.raises(services.MovedOn):
        services.dismiss_issue(actor=house.chair, issue=issue, now=NOW)


def test_an_outsider_neither_takes_up_nor_dismisses(house):
    issue, _cases = proposed(house.ward)
    with pytest.raises(services.NotYourIssue):
        services.open_issue(actor=house.outsider, issue=issue, title="Của tôi", now=NOW)
    with pytest.raises(services.NotYourIssue):
        services.dismiss_issue(actor=house.outsider, issue=issue, now=NOW)
    assert (state_of(issue), issue.cases.count()) == (State.PROPOSED, 3)


def test_a_raised_issue_is_not_dismissed(house):
    above = Issue.objects.create(unit=house.province, title="Thẻ", category="quan_he_lao_dong", created_at=NOW)
    issue, _cases = proposed(house.ward, state=State.RAISED, above=above, raised_at=NOW)
    with pytest.raises(services.MovedOn):
        services.dismiss_issue(actor=house.chair, issue=issue, now=NOW)
    with pytest.raises(services.MovedOn):
        services.dismiss_issue(actor=house.head, issue=above, now=NOW)

"""The home of a grassroots officer: at most five things to do, new documents, what is done this week. Nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services
from tests.dashboard.movement import finish, movement, running
from tests.factories.directives import issued_directive
from tests.factories.feedback import sorted_case
from tests.factories.org import officer_of


@pytest.fixture
def made(db):
    return running(movement(wards=2, bases=2))


@pytest.fixture
def home(client, made):
    """The home of the first grassroots unit's officer."""
    client.force_login(officer_of(made.base(0, 0), full_name="Đỗ Thị Nghĩa"))
    return lambda: client.get(reverse("dashboard:home"))


def test_an_unopened_document_is_one_card_with_one_press_to_open_it(client, home, made):
    page = home()
    assert [(task.assignment, task.is_unopened) for task in page.context["tasks"]] == [(None, True)]
    address = reverse("directives:see", args=[made.dispatch(made.base(0, 0)).pk])
    assert f'action="{address}"' in page.content.decode()
    client.post(address)
    assert made.dispatch(made.base(0, 0)).state == "seen"


def test_looking_at_home_opens_nothing(home, made):
    home()
    assert made.dispatch(made.base(0, 0)).state == "sent"


def test_an_opened_document_is_a_card_for_each_thing_asked(home, made):
    dispatch = made.dispatch(made.base(0, 0))
    services.see_dispatch(actor=None, dispatch=dispatch, now=timezone.now())
    tasks = home().context["tasks"]
    assert [task.assignment.kind for task in tasks] == ["spread", "event", "report"]
    assert tasks[0].url == reverse("directives:task", args=[dispatch.pk, tasks[0].assignment.pk])
    assert tasks[2].url == reverse("reporting:fill", args=[dispatch.pk])


def test_what_is_given_shows_and_what_is_finished_goes(home, made):
    dispatch = made.dispatch(made.base(0, 0))
    spread, event, _report = dispatch.directive.assignments.order_by("position")
    services.give_link(
        actor=None, dispatch=dispatch, assignment=spread, url="https://a.example.vn/1", now=timezone.now()
    )
    services.give_note(actor=None, dispatch=dispatch, assignment=event, note="Đã trao quà", now=timezone.now())
    tasks = home().context["tasks"]
    assert [(task.assignment.kind, task.given, task.wanted) for task in tasks] == [("spread", 1, 2), ("report", 0, 1)]


def test_when_all_is_given_one_card_asks_to_say_so(home, made):
    dispatch = made.dispatch(made.base(0, 0))
    services.accept_dispatch(actor=None, dispatch=dispatch, now=timezone.now())
    for assignment in dispatch.directive.assignments.all():
        services.record_progress(
            actor=None, dispatch=dispatch, assignment=assignment, step=assignment.quantity, now=timezone.now()
        )
    page = home()
    assert [(task.assignment, task.is_unopened) for task in page.context["tasks"]] == [(None, False)]
    assert "Báo đã xong" in page.content.decode()


def test_the_nearest_date_is_first_and_no_more_than_five_are_shown(home, made):
    now = timezone.now()
    for number in range(6):
        issued_directive(
            actor=made.chair, unit=made.province, title=f"Việc {number}", report_due_at=now + timedelta(days=9 - number)
        )
    page = home()
    assert [task.dispatch.directive.title for task in page.context["tasks"]] == [
        "Việc 5",
        made.directive.title,
        "Việc 4",
        "Việc 3",
        "Việc 2",
    ]
    assert [task.due_at for task in page.context["tasks"]] == sorted(task.due_at for task in page.context["tasks"])
    assert "Còn 2 việc nữa" in page.content.decode()


def test_only_the_newest_documents_of_the_last_two_weeks_are_new(home, made):
    now = timezone.now()
    issued_directive(actor=made.chair, unit=made.province, title="Văn bản tháng trước", now=now - timedelta(days=30))
    issued_directive(actor=made.chair, unit=made.province, title="Văn bản hôm qua", now=now - timedelta(days=1))
    assert [dispatch.directive.title for dispatch in home().context["received"]] == [
        "Văn bản hôm qua",
        made.directive.title,
    ]


def test_what_is_done_this_week_fills_the_bar(home, made):
    finish(made, made.base(0, 0))
    page = home()
    assert [dispatch.directive for dispatch in page.context["finished"]] == [made.directive]
    assert page.context["week_total"] == 1
    assert "Không có việc đang chờ" in page.content.decode()


def test_what_was_done_last_week_is_not_counted_again(home, made):
    finish(made, made.base(0, 0), now=timezone.now() - timedelta(days=8))
    assert home().context["finished"] == []


def test_another_units_work_is_not_here(home, made):
    finish(made, made.base(0, 1))
    services.see_dispatch(actor=None, dispatch=made.dispatch(made.base(1, 1)), now=timezone.now())
    context = home().context
    assert [task.dispatch.unit for task in context["tasks"]] == [made.base(0, 0)]
    assert context["finished"] == []


@pytest.mark.parametrize(("hour", "greeting"), [(1, "Chào buổi sáng"), (7, "Chào buổi chiều"), (13, "Chào buổi tối")])
def test_the_greeting_knows_the_hour_in_vietnam(home, monkeypatch, hour, greeting):
    at = datetime(2027, 1, 22, hour, 0, tzinfo=UTC)
    monkeypatch.setattr(
        "django.template.defaulttags.datetime", type("Clock", (), {"now": lambda tz=None: at.astimezone(tz)})
    )
    assert f"{greeting}, đồng\xa0chí Đỗ Thị Nghĩa" in home().content.decode()


def test_few_queries(home, made, django_assert_max_num_queries):
    services.see_dispatch(actor=None, dispatch=made.dispatch(made.base(0, 0)), now=timezone.now())
    home()
    with django_assert_max_num_queries(10):
        home()


def test_messages_of_members_wait_on_top(home, made):
    assert home().context["lines"] == []
    sorted_case(made.base(0, 0))
    sorted_case(made.base(0, 1))
    assert "1 ý kiến của đoàn viên, người lao động đang chờ xử lý" in home().content.decode()

"""The officer's notices: own ones alone, newest first; a press marks as read, looking does not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sumvay.notifications import selectors
from sumvay.notifications.models import Notice
from tests.factories.accounts import PersonFactory
from tests.factories.notifications import NoticeFactory

pytestmark = pytest.mark.django_db
PAGE = "/notices/"


@pytest.fixture
def officer(client):
    person = PersonFactory()
    client.force_login(person)
    return person


def page(client, query=""):
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def test_own_notices_are_listed_newest_first_and_others_not(client, officer):
    old = NoticeFactory(officer=officer, title="Thông báo cũ")
    NoticeFactory(officer=officer, title="Thông báo mới", created_at=old.created_at + timedelta(hours=1))
    NoticeFactory(title="Của người khác")
    words = page(client)
    assert words.index("Thông báo mới") < words.index("Thông báo cũ")
    assert "Của người khác" not in words


def test_unread_ones_can_be_shown_alone(client, officer):
    NoticeFactory(officer=officer, title="Chưa đọc")
    NoticeFactory(officer=officer, title="Xem rồi", read_at=NoticeFactory(officer=officer).created_at)
    words = page(client, "?show=unread")
    assert "Chưa đọc" in words
    assert "Xem rồi" not in words


def test_looking_at_the_list_reads_nothing(client, officer):
    NoticeFactory(officer=officer)
    page(client)
    assert Notice.objects.filter(read_at__isnull=True).count() == 1


def test_pressing_a_notice_reads_it_and_leads_to_its_page(client, officer):
    notice, other = NoticeFactory(officer=officer, path="/directives/5/mine/"), NoticeFactory(officer=officer)
    response = client.post(reverse("notifications:read", args=[notice.pk]))
    assert (response.status_code, response["Location"]) == (302, "/directives/5/mine/")
    assert Notice.objects.get(pk=notice.pk).read_at is not None
    assert Notice.objects.get(pk=other.pk).read_at is None


def test_pressing_twice_keeps_the_first_time(client, officer):
    notice = NoticeFactory(officer=officer)
    client.post(reverse("notifications:read", args=[notice.pk]))
    first = Notice.objects.get(pk=notice.pk).read_at
    client.post(reverse("notifications:read", args=[notice.pk]))
    assert Notice.objects.get(pk=notice.pk).read_at == first


@pytest.mark.parametrize(
    "path", ["", "//xau.example/", "https://xau.example/", "javascript:alert(1)", "\\\\xau.example"]
)
def test_a_notice_never_leads_away_from_the_house(client, officer, path):
    notice = NoticeFactory(officer=officer, path=path)
    assert client.post(reverse("notifications:read", args=[notice.pk]))["Location"] == PAGE


def test_another_persons_notice_is_not_there(client, officer):
    notice = NoticeFactory()
    assert client.post(reverse("notifications:read", args=[notice.pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_mark_all_reads_own_ones_alone(client, officer):
    NoticeFactory.create_batch(2, officer=officer)
    other = NoticeFactory()
    assert client.post(reverse("notifications:read_all"))["Location"] == PAGE
    assert list(Notice.objects.filter(read_at__isnull=True)) == [other]


@pytest.mark.parametrize("address", ["/notices/read-all/", "/notices/1/read/"])
def test_a_get_changes_nothing(client, officer, address):
    NoticeFactory(officer=officer)
    assert client.get(address).status_code == 405
    assert Notice.objects.filter(read_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("method", "address"), [("get", PAGE), ("post", "/notices/read-all/"), ("post", "/notices/1/read/")]
)
def test_who_has_not_signed_in_is_asked_to(client, method, address):
    assert getattr(client, method)(address)["Location"].startswith(reverse("account_login"))


def test_the_list_asks_as_often_for_three_notices_as_for_one(client, officer):
    def questions_with_one_more_notice() -> int:
        NoticeFactory(officer=officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        return len(asked)

    assert len({questions_with_one_more_notice() for _number in range(3)}) == 1


def test_the_count_of_new_ones_is_one_bounded_query(officer, django_assert_num_queries):
    NoticeFactory.create_batch(3, officer=officer)
    NoticeFactory(officer=officer, read_at=NoticeFactory().created_at)
    with django_assert_num_queries(1):
        assert selectors.unread_count(officer) == 3
    Notice.objects.bulk_create(NoticeFactory.build_batch(120, officer=officer))
    assert selectors.unread_count(officer) == 100


def test_the_count_stands_ready_for_templates(officer):
    NoticeFactory(officer=officer)
    request = RequestFactory().get("/")
    request.user = officer
    assert Template("{% load notices %}{% unread_notices %}").render(Context({"request": request})) == "1"

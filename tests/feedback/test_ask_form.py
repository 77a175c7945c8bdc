"""A member writes: no account, no cookie, a key to come back with, and the same form twice is one message."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import selectors
from sumvay.feedback.models import Case
from sumvay.org.models import Succession
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.factories.accounts import PersonFactory
from tests.factories.org import UnitFactory
from tests.feedback.asking import WORDS, key_in, open_receipt, send, token_of_a_minute_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(house):  # noqa: F811
    return house.units[0]


def test_a_message_is_kept_with_what_was_given_and_its_key_opens_it(unit):
    answer = send(unit, name="Lê Thị Hoa", phone="0912 345 678", email="hoa@example.vn", may_rise="on")

    case = Case.objects.get()
    assert (case.text, case.door, case.about_unit) == (WORDS, "web_form", unit)
    assert (case.name, case.phone, case.email, case.may_rise) == ("Lê Thị Hoa", "0912 345 678", "hoa@example.vn", True)
    assert selectors.case_by_key(key_in(answer)) == case
    assert answer.status_code == 200


def test_nothing_but_the_words_is_needed(unit):
    assert send(unit).status_code == 200
    case = Case.objects.get()
    assert (case.name, case.phone, case.email, case.may_rise) == ("", "", "", False)


def test_the_same_form_twice_is_one_message_with_one_key(unit):
    token = token_of_a_minute_ago()
    first, second = send(unit, token=token), send(unit, token=token)
    assert key_in(first) == key_in(second)
    assert [case.text for case in Case.objects.all()] == [WORDS]


@pytest.mark.parametrize("changed", [{"text": "Chữ khác đi"}, {"phone": "0912345678"}, {"reads": "cap-tren"}])
def test_the_same_form_with_something_changed_is_another_message_with_another_key(unit, changed):
    """By the Back button, and where somebody else writes on the same phone."""
    token = token_of_a_minute_ago()
    first, second = send(unit, token=token), send(unit, token=token, **changed)
    assert key_in(first) != key_in(second)
    assert Case.objects.count() == 2
    assert "Chữ khác đi" not in open_receipt(key_in(first)).content.decode()


def test_two_forms_are_two_messages(unit):
    assert key_in(send(unit)) != key_in(send(unit))
    assert Case.objects.count() == 2


def test_nobody_is_known_by_a_cookie_and_nothing_of_the_phone_is_kept(unit):
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/y-kien/{unit.code}/")
    answer = send(unit, client, text="Xin hỏi về ca đêm")
    assert client.cookies == {}
    assert [one.headers["Cache-Control"].count("no-store") for one in (page, answer)] == [1, 1]
    assert [one.headers["Referrer-Policy"] for one in (page, answer)] == ["no-referrer"] * 2
    assert not any("cookie" in one.headers.get("Vary", "").lower() for one in (page, answer))
    kept = str(Case.objects.values().get()) + str(list(Entry.objects.values()))
    assert "127.0.0.1" not in kept


def test_an_officer_who_is_signed_in_leaves_no_trace_as_a_writer(unit):
    client, officer = Client(), PersonFactory()
    client.force_login(officer)
    before = Entry.objects.count()
    assert send(unit, client).status_code == 200
    assert Entry.objects.count() == before
    assert Case.objects.get().assigned_to is None


def test_looking_at_the_form_writes_nothing_and_tells_what_a_writer_must_know(unit, house):  # noqa: F811
    page = Client().get(f"/y-kien/{unit.code}/").content.decode()
    assert Case.objects.count() == 0
    ward = house.wards[0].name
    for told in ("115", "114", "113", "91/2025/QH15", "356/2025", "2 ngày làm việc", "25/2018/QH14", unit.name, ward):
        assert told in page, told


def test_the_form_cannot_be_deleted_or_put(unit):
    for method in ("put", "delete", "patch"):
        assert getattr(Client(), method)(f"/y-kien/{unit.code}/").status_code == 405
    assert Case.objects.count() == 0


def test_an_empty_form_is_refused_and_what_was_typed_stays(unit):
    answer = send(unit, text="   ", name="Lê Thị Hoa")
    assert answer.status_code == 422
    assert 'value="Lê Thị Hoa"' in answer.content.decode()
    assert Case.objects.count() == 0


def test_what_cannot_be_an_address_is_refused_and_the_words_stay(unit):
    answer = send(unit, email="không phải địa chỉ")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert WORDS in page
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    assert send(unit, token=token).status_code == 200
    assert Case.objects.count() == 1


def test_a_unit_nobody_knows_is_not_there():
    assert Client().get("/y-kien/KHONG-CO/").status_code == 404
    assert Client().post("/y-kien/KHONG-CO/", {"text": WORDS}).status_code == 404


def test_a_code_in_small_letters_leads_to_the_form(unit):
    answer = Client().get(f"/y-kien/{unit.code.lower()}/")
    assert (answer.status_code, answer.url) == (301, f"/y-kien/{unit.code}/")


def test_a_unit_that_has_ended_leads_to_who_carries_on(unit, house):  # noqa: F811
    heir, today = house.units[1], timezone.localdate()
    Succession.objects.create(ended=unit, heir=heir, on=today)
    type(unit).objects.filter(pk=unit.pk).update(lifetime=(unit.lifetime.lower, today))
    answer = send(unit)
    assert f"/y-kien/{heir.code}/" in answer.content.decode()
    assert Case.objects.count() == 0


def test_the_page_says_who_has_it_now_and_until_when(unit):
    page = send(unit, reads="cap-tinh").content.decode()
    case = Case.objects.get()
    assert case.unit.name in page
    assert f"{timezone.localtime(case.due_at):%H:%M %d/%m/%Y}" in page


def test_a_unit_without_officers_is_read_by_the_next_above(house):  # noqa: F811
    bare = UnitFactory(parent=house.wards[0], name="CĐCS chưa có cán bộ")
    send(bare, reads="don-vi")
    assert Case.objects.get().unit == house.wards[0]

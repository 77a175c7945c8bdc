"""Every door, tried by those who stand outside: nothing is shown, nothing is written, no door is forgotten."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.doors import (
    BY_SECRET,
    DOORS,
    FROM_ANYWHERE,
    OF_A_CONTRIBUTION,
    OF_A_DISPATCH,
    OF_AN_OBJECT,
    OF_ONES_OWN,
    OPEN,
    SECRET,
    address_of,
    furnished,
    named_addresses,
    rows_written,
)
from tests.factories.accounts import PersonFactory
from tests.factories.org import officer_of

BODY = {
    "title": "Đổi", "reason": "Đổi", "remark": "Đổi", "name": "Đổi", "text": "Đổi", "note": "Đổi", "on": "2026-01-01",
    "urls": "https://example.vn/bai", "held_on": "2026-01-02", "reporter": "Người lạ", "all_done": "on", "sure": "on",
    "full_name": "Người lạ", "phone": "0912345678", "email": "la@example.vn", "post": "chair", "scope": "act",
    "number": "77", "issued_on": "2026-01-02", "whose": "own", "paper": "1/QĐ", "kind": "caretaker", "subject": "Đổi",
    "doc_type": "ke_hoach", "version": "0", "members": "9", "recipient": "Ai đó", "sentence": "1.results.0",
    "text-results": "Người lạ viết", "starts_on": "2026-01-01", "topics": "Đổi", "audience": "all_below",
    "report_due_at": "2030-01-01T10:00", "headings": "Đổi", "period": "2026-01-01",
}  # fmt: skip


@pytest.fixture
def world(house):  # noqa: F811
    return furnished(house)


def nobody(world):
    return Client()


def stranger(world):
    client = Client()
    client.force_login(world.house.stranger)
    return client


def former_officer(world):
    client = Client()
    client.force_login(world.former)
    return client


def holder_of_anothers_link(world):
    """Came by the living personal link of the unit next door, for the same document."""
    client = Client()
    answer = client.post(reverse("directives:personal_link", args=[world.others_link]), {"name": "Lê Thị Hoa"})
    assert client.get(answer.url).status_code == 200
    return client


OUTSIDERS = [nobody, stranger, former_officer, holder_of_anothers_link]
SIGNED_IN = [stranger, former_officer]


def is_turned_away(answer, name, *, signed_in) -> bool:
    """404 or a refused method; who has not signed in is sent to do so, but for doors of a dispatch."""
    # Kinds of units are the same for everyone: their door is no secret, only shut
    if answer.status_code in (404, 405) or (name == "org:change_kind" and answer.status_code == 403):
        return True
    sent_to_sign_in = answer.status_code == 302 and answer.url.startswith(reverse("account_login"))
    return sent_to_sign_in and not signed_in and name not in OF_A_DISPATCH


def tried(client, name, world, method):
    return getattr(client, method)(address_of(name, world), BODY if method == "post" else None)


def test_no_door_is_forgotten():
    assert named_addresses() == set(DOORS)


def test_a_row_that_is_written_is_noticed_here(db):
    before = rows_written()
    PersonFactory()
    assert {table for table, count in rows_written().items() if count != before.get(table, 0)} == {"accounts_user"}


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_outsider_is_turned_away_and_changes_nothing(world, who, method):
    client, before, faults = who(world), rows_written(), []
    for name in {**OF_A_DISPATCH, **OF_AN_OBJECT}:
        answer = tried(client, name, world, method)
        after = rows_written()
        changed = [table for table in after if after[table] != before.get(table, 0)]
        if changed or not is_turned_away(answer, name, signed_in=who in SIGNED_IN):
            faults.append((name, answer.status_code, changed))
        before = after
    assert faults == []


@pytest.mark.parametrize("who", OUTSIDERS)
def test_what_an_outsider_may_open_shows_nothing_of_another_branch(world, who):
    client, faults = who(world), []
    for name in OF_ONES_OWN:
        answer = client.get(address_of(name, world))
        if SECRET.encode() in b"".join(answer) or answer.status_code >= 500:
            faults.append((name, answer.status_code))
        if who not in SIGNED_IN and not is_turned_away(answer, name, signed_in=False):
            faults.append((name, answer.status_code))
    assert faults == []


@pytest.mark.parametrize("who", [nobody, stranger, former_officer])
def test_searching_finds_nothing_of_another_branch(world, who):
    client = who(world)
    for name in ("org:list", "campaigns:list", "documents:list", "directives:list", "reporting:list"):
        answer = client.get(address_of(name, world), {"q": "mat danh"})
        assert SECRET.encode() not in answer.content.replace(b'value="mat danh"', b"")


@pytest.mark.parametrize("unit", ["province", "ward", "grassroots"])
def test_looking_never_writes(world, unit):
    home = world.house
    client = Client()
    client.force_login(
        home.chair_of({"province": home.province, "ward": home.wards[0], "grassroots": home.units[0]}[unit])
    )
    before, faults = rows_written(), []
    for name in DOORS:
        answer = client.get(address_of(name, world))
        after = rows_written()
        changed = [table for table in after if after[table] != before.get(table, 0)]
        if changed or answer.status_code >= 500:
            faults.append((name, answer.status_code, changed))
        before = after
    assert faults == []


def test_looking_at_a_secret_address_writes_nothing_and_lets_nobody_in(world):
    client, before = Client(), rows_written()
    for name in {**BY_SECRET, **OPEN}:
        assert client.get(address_of(name, world)).status_code in (200, 302)
    assert rows_written() == before
    assert client.get(address_of("directives:dispatch", world)).status_code == 404


def test_a_press_without_the_token_of_the_form_is_refused_at_every_door(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.house.chair_of(world.house.province))
    before = rows_written()
    asking = DOORS.keys() - FROM_ANYWHERE.keys()
    answers = {name: client.post(address_of(name, world), BODY).status_code for name in asking}
    assert {name: status for name, status in answers.items() if status not in (403, 405)} == {}
    assert rows_written() == before


def test_a_collaborator_sees_the_work_of_the_unit_and_changes_only_what_it_writes(world):
    client = Client()
    client.force_login(officer_of(world.house.units[0], "collaborator"))
    assert client.get(address_of("directives:dispatch", world)).status_code == 200
    before, faults = rows_written(), []
    for name in sorted({**OF_A_DISPATCH, **OF_AN_OBJECT}.keys() - OF_A_CONTRIBUTION.keys()):
        answer = tried(client, name, world, "post")
        after = rows_written()
        changed = [table for table in after if after[table] != before.get(table, 0)]
        if changed or answer.status_code >= 500:
            faults.append((name, answer.status_code, changed))
        before = after
    assert faults == []


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"])
def test_no_redirect_leads_out_of_the_house(world, target):
    client = Client()
    client.force_login(world.house.stranger)
    answers = [
        client.post(reverse("org:switch_unit"), {"unit": world.house.elsewhere.pk, "next": target}),
        client.post(reverse("set_language"), {"language": "en", "next": target}, headers={"referer": target}),
        client.post(reverse("account_logout"), {"next": target}),
        Client().post(
            reverse("account_login"),
            {"login": world.house.stranger.email, "password": "mật khẩu thử", "next": target},
        ),
    ]
    assert [answer.url for answer in answers if answer.status_code == 302 and not is_ours(answer.url)] == []


def is_ours(url: str) -> bool:
    return url.startswith("/") and url[:2] not in ("//", "/\\")


def test_sign_in_is_asked_at_our_own_page():
    assert reverse(settings.LOGIN_URL) == reverse("account_login")

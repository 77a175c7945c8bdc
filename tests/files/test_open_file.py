"""The door of files: who gets them, with which headers, and what strangers see."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from sumvay.files import selectors
from sumvay.files.passes import SECONDS, SIGNER, holds, pass_for
from sumvay.files.templatetags.files import file_url, thumb_url
from tests.factories.accounts import OperatorFactory
from tests.factories.files import PDF, photo, stored_file
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def address(stored, name="open"):
    return reverse(f"files:{name}", args=[stored.key])


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def member(client, unit):
    client.force_login(officer_of(unit))
    return client


def test_an_officer_opens_a_file_of_the_own_unit(member, unit):
    stored = stored_file(unit=unit, content=b"Xong")
    response = member.get(address(stored))
    assert (response.status_code, body(response)) == (200, b"Xong")
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''minh%20ch%E1%BB%A9ng.txt")


def test_an_upper_officer_opens_it_and_a_neighbour_does_not(client, unit):
    grassroots = UnitFactory(parent=unit)
    stored = stored_file(unit=grassroots)
    client.force_login(officer_of(unit))
    assert client.get(address(stored)).status_code == 200
    client.force_login(officer_of(UnitFactory(parent=unit)))
    assert client.get(address(stored)).status_code == 404


def test_an_officer_below_does_not_open_a_file_of_above(member, unit):
    upper = stored_file(unit=UnitFactory())
    assert member.get(address(upper)).status_code == 404


def test_an_operator_opens_every_file(client, unit):
    client.force_login(OperatorFactory())
    assert client.get(address(stored_file(unit=unit))).status_code == 200


def test_who_has_not_signed_in_is_asked_to(client, unit):
    response = client.get(address(stored_file(unit=unit)))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_a_removed_file_is_gone(member, unit):
    stored = stored_file(unit=unit, removed_at=datetime(2027, 1, 20, tzinfo=UTC))
    assert member.get(address(stored)).status_code == 404


def test_a_file_whose_bytes_are_lost_is_not_found(member, unit, place_for_files):
    stored = stored_file(unit=unit)
    next(path for path in place_for_files.rglob("*") if path.is_file()).unlink()
    assert member.get(address(stored)).status_code == 404


def test_only_reading_is_possible(member, unit):
    assert member.post(address(stored_file(unit=unit))).status_code == 405


@pytest.mark.parametrize(
    ("content", "media_type", "in_place"),
    [(photo(), "image/jpeg", True), (PDF, "application/pdf", True), (b"<b>x</b>", "text/plain", False)],
)
def test_only_pictures_and_pdf_are_shown_in_place(member, unit, content, media_type, in_place):
    response = member.get(address(stored_file(unit=unit, content=content, media_type=media_type)))
    assert response["Content-Disposition"].split(";")[0] == ("inline" if in_place else "attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-cache"


def test_a_browser_that_has_it_is_told_so(member, unit):
    stored = stored_file(unit=unit)
    first = member.get(address(stored))
    again = member.get(address(stored), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", f'"{stored.sha256}"')


def test_a_browser_that_has_it_is_still_refused_when_it_may_no_longer_see(client, unit):
    stored = stored_file(unit=unit)
    client.force_login(officer_of(UnitFactory()))
    assert client.get(address(stored), headers={"If-None-Match": f'"{stored.sha256}"'}).status_code == 404


def test_the_small_picture_is_made_once_and_kept(member, unit, settings):
    stored = stored_file(unit=unit, content=photo((1200, 900)), media_type="image/jpeg")
    first = member.get(address(stored, "thumb"))
    assert (first["Content-Type"], first.content[8:12]) == ("image/webp", b"WEBP")
    kept = settings.VAR / "thumbs" / stored.sha256[:2] / stored.sha256[2:4] / stored.sha256
    assert kept.read_bytes() == first.content == member.get(address(stored, "thumb")).content


def test_there_is_no_small_picture_of_a_paper(member, unit):
    assert member.get(address(stored_file(unit=unit), "thumb")).status_code == 404


def test_a_stranger_gets_no_small_picture(client, unit):
    client.force_login(officer_of(UnitFactory()))
    stored = stored_file(unit=unit, content=photo(), media_type="image/jpeg")
    assert client.get(address(stored, "thumb")).status_code == 404


def shown(client, tag, stored):
    """What a screen shown to this browser writes into its link."""
    request = RequestFactory().get("/")
    request.session = client.session
    return tag({"request": request}, stored)


def test_a_screen_lets_its_viewer_open_the_letter_from_above(member):
    letter = stored_file(unit=UnitFactory(), content=PDF, media_type="application/pdf")
    assert member.get(address(letter)).status_code == 404
    assert body(member.get(shown(member, file_url, letter))) == PDF
    picture = stored_file(unit=UnitFactory(), content=photo(), media_type="image/jpeg")
    assert member.get(shown(member, thumb_url, picture)).status_code == 200


def test_a_session_without_a_sign_in_opens_what_its_screen_showed(client):
    session = client.session
    session["link"] = 1
    session.save()
    stored = stored_file(content=PDF, media_type="application/pdf")
    assert body(client.get(shown(client, file_url, stored))) == PDF


def test_a_pass_opens_nothing_in_another_browser_nor_another_file(member, client_of_stranger):
    letter, other = stored_file(unit=UnitFactory()), stored_file(unit=UnitFactory())
    link = shown(member, file_url, letter)
    assert client_of_stranger.get(link).status_code == 404
    assert member.get(link.replace(str(letter.key), str(other.key))).status_code == 404
    assert client_of_stranger.session.session_key not in link
    assert member.session.session_key not in link


@pytest.fixture
def client_of_stranger():
    from django.test import Client  # noqa: PLC0415

    stranger = Client()
    stranger.force_login(officer_of(UnitFactory()))
    return stranger


def test_a_pass_ends_after_a_day(monkeypatch):
    stored = stored_file()
    given = pass_for(stored.key, "session")
    assert holds(given, stored.key, "session")
    later = timezone.now() + timedelta(seconds=SECONDS + 5)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)
    assert not holds(given, stored.key, "session")
    assert SIGNER.salt == "sumvay.files.pass"


def test_a_pass_does_not_bring_back_a_removed_file(member):
    stored = stored_file(removed_at=datetime(2027, 1, 20, tzinfo=UTC))
    assert member.get(shown(member, file_url, stored)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_visible_files_are_asked_for_in_one_query(unit, rows, django_assert_num_queries):
    officer = officer_of(unit)
    for number in range(rows):
        stored_file(unit=unit, content=bytes([65 + number]))
    stored_file(unit=UnitFactory())
    with django_assert_num_queries(1):
        assert len(selectors.files_visible_to(officer, on=timezone.localdate())) == rows

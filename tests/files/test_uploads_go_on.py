"""A film comes in pieces by the tus protocol and goes on after a cut; nobody else's hands, no lies, no rests."""

import io
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from sumvay.files import disk, services, uploading
from sumvay.files.models import Upload
from tests.factories.accounts import PersonFactory
from tests.factories.films import film, long_film, under_way
from tests.factories.org import UnitFactory, officer_of
from tests.files.tus import SPOKEN, UPLOADS, begin, head, patch, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def officer(unit):
    return officer_of(unit)


@pytest.fixture
def browser(officer):
    return signed_in(officer)


@pytest.fixture
def address(browser, officer, unit):
    return begin(browser, officer, unit, len(film()))["Location"]


def lying():
    return sorted(path.name for path in disk.uploads().glob("*"))


def test_the_server_says_what_it_speaks(browser, address):
    for place in (UPLOADS, address):
        answer = browser.options(place)
        assert (answer.status_code, answer["Tus-Version"], answer["Tus-Resumable"]) == (204, "1.0.0", "1.0.0")
        assert answer["Tus-Extension"] == "creation,termination,expiration"
        assert answer["Tus-Max-Size"] == str(2 * 1024**3)


def test_an_upload_is_begun_and_nothing_lies_on_disk_yet(browser, officer, unit):
    answer = begin(browser, officer, unit, 4000, name="Hội thao.mp4")
    row = Upload.objects.get()
    assert (answer.status_code, answer["Location"]) == (201, f"/files/uploads/{row.token}/")
    assert (row.owner, row.unit, row.name, row.length, row.offset) == (officer, unit, "Hội thao.mp4", 4000, 0)
    assert answer["Upload-Expires"].endswith("GMT")
    assert lying() == []


def test_it_comes_in_pieces_and_goes_on_after_a_cut_where_it_was(browser, officer, address):
    content = film()
    assert patch(browser, address, content[:1500], 0)["Upload-Offset"] == "1500"
    # The phone is switched off, another browser of the same person is opened
    again = signed_in(officer)
    answer = head(again, address)
    assert (answer.status_code, answer["Upload-Offset"], answer["Upload-Length"]) == (200, "1500", str(len(content)))
    assert answer["Cache-Control"] == "no-store"
    answer = patch(again, address, content[1500:], 1500)
    assert (answer.status_code, answer["Upload-Offset"]) == (204, str(len(content)))
    row = Upload.objects.get()
    assert disk.upload_place_of(row.token).stat().st_size == row.offset == len(content)


def test_of_a_piece_whose_line_breaks_what_came_is_kept(officer, address):
    row = Upload.objects.get()

    class Broken(io.BytesIO):
        def read(self, *size):
            if piece := super().read(*size):
                return piece
            raise OSError("the line broke")

    request = RequestFactory().generic(
        "PATCH", address, b"x", content_type="application/offset+octet-stream", headers={**SPOKEN, "Upload-Offset": "0"}
    )
    request.user = officer
    request._stream = Broken(film()[:700])
    assert uploading.upload(request, row.token)["Upload-Offset"] == "700"
    row.refresh_from_db()
    assert row.offset == 700


def test_a_wrong_offset_is_refused_and_changes_nothing(browser, address):
    content = film()
    patch(browser, address, content[:1000], 0)
    for offset in (0, 999, 1001):
        assert patch(browser, address, content[1000:], offset).status_code == 409
    assert head(browser, address)["Upload-Offset"] == "1000"


def test_more_than_was_said_is_refused_and_changes_nothing(browser, address):
    patch(browser, address, film()[:1000], 0)
    answer = patch(browser, address, film(), 1000)
    assert answer.status_code == 413
    assert "nhiều hơn" in answer.content.decode()
    assert head(browser, address)["Upload-Offset"] == "1000"


def test_a_piece_too_large_for_the_memory_is_refused(browser, address, monkeypatch):
    monkeypatch.setattr(uploading, "MOST_A_PIECE", 1000)
    assert patch(browser, address, film()[:1001], 0).status_code == 413
    assert head(browser, address)["Upload-Offset"] == "0"


def test_nobody_else_learns_that_it_exists(unit, address):
    patch_of = {"HEAD": head, "PATCH": lambda client, place: patch(client, place, b"x", 0)}
    for person in (officer_of(unit), officer_of(UnitFactory()), PersonFactory()):
        other = signed_in(person)
        answers = [ask(other, address) for ask in patch_of.values()]
        answers.append(other.delete(address, headers=SPOKEN))
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert not any(answer.has_header("Upload-Offset") for answer in answers)
    assert Upload.objects.get().offset == 0


def test_its_owner_ends_it_and_nothing_is_left(browser, address, django_capture_on_commit_callbacks):
    patch(browser, address, film()[:1000], 0)
    assert len(lying()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.delete(address, headers=SPOKEN).status_code == 204
    assert (Upload.objects.count(), lying()) == (0, [])
    assert head(browser, address).status_code == 404
    assert browser.delete(address, headers=SPOKEN).status_code == 404


def test_to_begin_anew_drops_what_was_begun_about_the_same_thing(
    browser, officer, unit, address, django_capture_on_commit_callbacks
):
    patch(browser, address, film()[:1000], 0)
    other = begin(browser, officer, unit, 5000, about="test:2")["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        begin(browser, officer, unit, 6000)
    assert [row.length for row in Upload.objects.order_by("length")] == [5000, 6000]
    assert lying() == []
    assert head(browser, other).status_code == 200


def test_what_is_no_film_is_refused_with_its_first_piece_and_nothing_is_left(
    browser, officer, unit, django_capture_on_commit_callbacks
):
    place = begin(browser, officer, unit, 4000, name="phim.mp4")["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = patch(browser, place, b"%PDF-1.4" + bytes(3992), 0)
    assert answer.status_code == 415
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "MP4, MOV hoặc WebM" in answer.content.decode()
    assert (Upload.objects.count(), lying()) == (0, [])


def test_words_outside_the_protocol_are_refused(browser, officer, unit, address):
    assert browser.head(address).status_code == 412
    assert browser.head(address, headers={"Tus-Resumable": "0.2.2"})["Tus-Version"] == "1.0.0"
    assert patch(browser, address, b"x", 0, kind="text/plain").status_code == 415
    assert patch(browser, address, b"x", "abc").status_code == 400
    assert begin(browser, officer, unit, "nhiều").status_code == 400
    assert browser.get(address).status_code == 405
    assert browser.get(UPLOADS).status_code == 405
    assert Upload.objects.get().offset == 0


def test_a_method_hidden_in_a_header_counts_for_a_post_only(browser, address):
    hidden = {**SPOKEN, "X-HTTP-Method-Override": "DELETE"}
    assert browser.get(address, headers=hidden).status_code == 405
    assert browser.post(address, headers=hidden).status_code == 204
    assert not Upload.objects.exists()


def test_the_token_of_the_form_is_asked_for(officer, unit):
    careful = signed_in(officer, enforce_csrf_checks=True)
    row = under_way(officer, unit, film(), come=1000)
    place = f"{UPLOADS}{row.token}/"
    assert begin(careful, officer, unit, 4000).status_code == 403
    assert patch(careful, place, film()[1000:], 1000).status_code == 403
    assert careful.delete(place, headers=SPOKEN).status_code == 403
    careful.cookies["csrftoken"] = "a" * 32
    assert patch(careful, place, film()[1000:], 1000, **{"X-CSRFToken": "a" * 32}).status_code == 204


def test_a_ticket_serves_only_its_person_its_unit_and_its_day(browser, officer, unit, monkeypatch):
    stranger = officer_of(UnitFactory())
    assert begin(signed_in(stranger), officer, unit, 4000).status_code == 403
    assert begin(signed_in(stranger), stranger, unit, 4000).status_code == 403
    assert browser.post(UPLOADS, headers={**SPOKEN, "Upload-Length": "4000"}).status_code == 403
    monkeypatch.setattr("sumvay.files.passes.SECONDS", -1)
    assert begin(browser, officer, unit, 4000).status_code == 403
    assert not Upload.objects.exists()


def test_who_is_not_signed_in_is_sent_to_sign_in(client, address):
    assert head(client, address).url.startswith("/accounts/login/")


def test_after_its_time_it_is_gone_and_its_bytes_are_swept(browser, officer, unit, address):
    patch(browser, address, film()[:1000], 0)
    now = timezone.now()
    kept = under_way(officer_of(unit), unit, film(), come=1000)
    Upload.objects.exclude(pk=kept.pk).update(expires_at=now - timedelta(seconds=1))
    assert head(browser, address).status_code == 404
    assert services.sweep_films(now=now) == 1
    assert lying() == [kept.token.hex]
    assert Upload.objects.get() == kept
    # Each piece gives it seven days anew
    assert kept.expires_at > now + timedelta(days=6)


def test_bytes_without_a_row_are_swept_too():
    disk.uploads().mkdir()
    (disk.uploads() / "cũ").write_bytes(b"x")
    assert services.sweep_films(now=timezone.now()) == 1
    assert lying() == []


def test_when_the_disk_has_lost_what_came_it_begins_anew(browser, address):
    patch(browser, address, film()[:1000], 0)
    disk.upload_place_of(Upload.objects.get().token).write_bytes(b"short")
    assert patch(browser, address, film()[1000:], 1000).status_code == 410
    assert head(browser, address).status_code == 404


def test_what_a_power_cut_left_behind_the_last_offset_is_written_over(browser, address):
    content = film()
    patch(browser, address, content[:1000], 0)
    place = disk.upload_place_of(Upload.objects.get().token)
    place.write_bytes(place.read_bytes() + b"never acknowledged")
    patch(browser, address, content[1000:2000], 1000)
    assert place.stat().st_size == 2000


@pytest.mark.parametrize("piece", [1, 7, 64, 1000])
def test_the_place_of_recording_is_taken_out_however_it_is_cut(officer, unit, piece):
    text, box = film("phone.mov"), film("phone.mp4")
    at, spot = text.index(b"+21.0285+105.8542"), box.index(b"loci")
    content = text[:64] + text[at - 20 : at + 40] + box[spot - 20 : spot + 40]
    row = under_way(officer, unit, content, come=piece)
    for start in range(piece, len(content), piece):
        row = services.append_upload(
            upload=row, offset=start, content=content[start : start + piece], now=timezone.now()
        )
    kept = disk.upload_place_of(row.token).read_bytes()
    assert len(kept) == len(content)
    assert b"21.0285" not in kept
    assert b"+00.0000+000.0000" in kept
    spot = content.index(b"loci")
    assert content[spot + 12 : spot + 20] != bytes(8)
    assert kept[spot + 12 : spot + 20] == bytes(8)


def test_a_film_of_two_gigabytes_finds_room_and_one_byte_more_does_not(browser, officer, unit):
    assert begin(browser, officer, unit, 2 * 1024**3).status_code == 201
    answer = begin(browser, officer, unit, 2 * 1024**3 + 1)
    assert answer.status_code == 413
    assert "2 GB" in answer.content.decode()
    assert begin(browser, officer, unit, 0).status_code == 400


def test_long_films_are_films():
    assert len(long_film(10_000)) == 10_000

"""Photos and voice notes come along; a file that cannot be kept is told and never costs the message."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Enclosure, Message
from sumvay.files import selectors as files
from sumvay.files.models import StoredFile
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.factories.files import HANOI, photo
from tests.feedback.asking import WORDS, key_in, open_receipt, send, token_of_a_minute_ago

pytestmark = pytest.mark.django_db
VOICE = b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00M4A mp42isom+21.0285+105.8542/" + b"\x01" * 200


@pytest.fixture
def unit(house, settings, tmp_path):  # noqa: F811
    settings.MEDIA_ROOT = tmp_path / "files"
    return house.units[0]


def file(content, name="IMG_20261122_Le Thi Hoa.jpg"):
    return SimpleUploadedFile(name, content)


def bytes_of(stored):
    return files.read_bytes(stored)


def test_photos_and_a_voice_note_are_kept_without_place_camera_and_the_phone_s_names(unit):
    send(unit, photos=[file(photo(place=HANOI)), file(photo(size=(32, 20)))], voice=file(VOICE, "Ghi am Hoa.m4a"))
    kept = [one.file for one in Enclosure.objects.select_related("file").order_by("pk")]
    assert [one.media_type for one in kept] == ["image/jpeg", "image/jpeg", "audio/mp4"]
    assert {one.purpose for one in kept} == {"feedback"}
    assert dict(Image.open(io.BytesIO(bytes_of(kept[0]))).getexif()) == {}
    assert b"21.0285" not in bytes_of(kept[2])
    assert not any("Hoa" in one.name for one in kept)


def test_the_same_form_twice_encloses_once(unit):
    token = token_of_a_minute_ago()
    for _time in range(2):
        send(unit, token=token, photos=[file(photo())])
    assert Enclosure.objects.count() == StoredFile.objects.count() == 1


@pytest.mark.parametrize("content", [b"MZ" + b"\x00" * 200, b"", b"%PDF-1.4\n", b"<html>", b"PK\x03\x04rest"])
def test_what_is_no_photo_and_no_voice_is_told_and_the_message_is_kept(unit, content):
    answer = send(unit, photos=[file(content), file(photo())])
    assert Case.objects.get().text == WORDS
    assert Enclosure.objects.count() == 1
    assert key_in(answer)
    assert "Tệp thứ 1" in answer.content.decode()


def test_a_voice_note_says_enough_without_words(unit):
    key = key_in(send(unit, text="", voice=file(VOICE, "a.m4a")))
    case = selectors.case_by_key(key)
    assert case.enclosures.count() == 1
    assert case.text


def test_officers_hear_a_voice_note_at_the_desk_itself(unit, house):  # noqa: F811
    case = selectors.case_by_key(key_in(send(unit, text="", category="khac", voice=file(VOICE, "a.m4a"))))
    client = Client()
    client.force_login(house.chair_of(case.unit))
    page = client.post(reverse("feedback:open_fully", args=[case.pk])).content.decode()
    source = re.search(r'<audio controls preload="none" src="([^"]+)"', page)[1]
    assert client.get(source.replace("&amp;", "&"))["Content-Type"] == "audio/mp4"


def test_more_files_than_a_message_takes_are_told(unit):
    page = send(unit, photos=[file(photo(size=(20 + n, 20))) for n in range(8)]).content.decode()
    assert Enclosure.objects.count() == 6
    assert page.count("tối đa 6 tệp") == 2


def test_officers_open_it_only_from_the_message_itself(unit, house):  # noqa: F811
    send(unit, photos=[file(photo())])
    stored = StoredFile.objects.get()
    for officer in (house.chair_of(unit), house.chair_of(house.province)):
        client = Client()
        client.force_login(officer)
        assert client.get(f"/files/{stored.key}/").status_code == 404
    assert not files.files_visible_to(house.chair_of(unit), on=timezone.localdate()).exists()


def test_a_flood_of_files_leaves_the_officers_room_alone(unit, monkeypatch):
    before = files.bytes_left_for(unit)
    send(unit, reads="don-vi", photos=[file(photo())])
    assert files.bytes_left_for(unit) == before
    monkeypatch.setattr(files, "QUOTA_BYTES", 10)
    page = send(unit, reads="don-vi", photos=[file(photo(size=(30, 30)))]).content.decode()
    assert Case.objects.count() == 2
    assert Enclosure.objects.count() == 1
    assert re.search("tệp sau chưa nhận được", page)


def test_a_photo_can_be_sent_after(unit):
    key = key_in(send(unit))
    answer = open_receipt(key, at="viet-them/", text="Ảnh bảng công", photos=[file(photo())])
    assert answer.status_code == 200
    message = selectors.case_by_key(key).messages.get()
    assert message.enclosures.count() == 1
    assert "1 tệp gửi kèm" in answer.content.decode()


def test_a_second_photo_without_words_is_another_message_and_the_same_one_pressed_twice_is_not(unit):
    key = key_in(send(unit))
    for size in ((30, 20), (31, 20), (31, 20)):
        open_receipt(key, at="viet-them/", text="", photos=[file(photo(size=size))])
    assert Message.objects.count() == 2
    assert [one.message_id for one in Enclosure.objects.order_by("pk")] == [
        one.pk for one in Message.objects.order_by("pk")
    ]


def test_the_same_form_with_another_photo_adds_it(unit):
    token = token_of_a_minute_ago()
    for sizes in (((30, 20),), ((30, 20), (31, 20))):
        send(unit, token=token, photos=[file(photo(size=size)) for size in sizes])
    assert Case.objects.count() == 1
    assert Enclosure.objects.count() == 2

"""A piece to take away: a Word file, the original pictures, whose work it is and who agreed, for those who edit it."""

import json
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from PIL import Image

from sumvay.newsroom.models import Consent, Correction, NewsPicture, Piece, PieceSource
from sumvay.org.models import Appointment
from tests.factories.newsroom import (
    NewsPictureFactory,
    PieceFactory,
    SentContributionFactory,
    editing_house,
    photo_sent,
)
from tests.factories.org import officer_of
from tests.newsroom.ninjs_shape import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return editing_house()


@pytest.fixture
def piece(house):
    """A draft of the ward with two pictures, the second from a unit's contribution with consents."""
    unit = house.units[0]
    sent = SentContributionFactory(unit=unit, byline="Minh Hà", elsewhere="Facebook của công ty")
    photo = photo_sent(sent, shows_people=True)
    lead = NewsPictureFactory(unit=house.ward, title="Đoàn xe / trước cổng", caption="Xe chờ sẵn", credit="Lê An")
    second = NewsPictureFactory(unit=house.ward, title="Chị Hoa", photo=photo)
    about = {"contribution": sent, "uses": ["portal", "print"], "how": "Ký vào phiếu", "given_on": date(2027, 1, 10)}
    Consent.objects.create(photo=photo, about="picture", person="Trần Thị Hoa", **about)
    Consent.objects.create(about="text", person="Lê Văn Tư", withdrawn_at=timezone.now(), **about)
    text = "<h2>Lên đường</h2><p>Sáng nay <b>12 chuyến</b> xe &amp; <i>nụ cười</i>.</p><ul><li>Xe số 1</li></ul>"
    shown = {"picture": second.pk, "caption": "Chị Hoa lên xe", "credit": ""}
    body = [
        {"type": "text", "value": f'{text}<p><a href="https://example.vn/lich">Xem lịch</a></p>'},
        {"type": "gallery", "value": [{"type": "item", "value": shown}]},
        {"type": "quote", "value": {"text": "Về được nhà rồi", "speaker": "chị Hoa"}},
    ]
    piece = PieceFactory(
        unit=house.ward, title="Chuyến xe nghĩa tình", standfirst="Công đoàn lo vé.", picture=lead,
        byline="Minh Hà", body=json.dumps(body),
    )  # fmt: skip
    PieceSource.objects.create(piece=piece, contribution=sent, at=timezone.now())
    return piece


def taken(officer, piece):
    client = Client()
    client.force_login(officer)
    answer = client.get(reverse("newsroom:package", args=[piece.pk]))
    return answer, (zipfile.ZipFile(BytesIO(b"".join(answer))) if answer.status_code == 200 else None)


def test_the_package_holds_text_originals_credits_and_consents(house, piece):
    answer, found = taken(house.editors[house.ward], piece)
    assert answer["Content-Disposition"] == f'attachment; filename="{piece.slug}.zip"'
    first, second = "anh/01-doan-xe-truoc-cong.jpg", "anh/02-chi-hoa.jpg"
    assert set(found.namelist()) == {first, second, f"{piece.slug}.docx", "ninjs.json", "nguon.json", "nguon.txt"}
    with piece.picture.file.open("rb") as original:
        assert found.read(first) == original.read()
    said = json.loads(found.read("nguon.json"))
    assert said["pictures"] == [
        {"file": first, "caption": "Xe chờ sẵn", "credit": "Lê An", "uses": ["portal", "social", "print", "archive"]},
        {"file": second, "caption": "Chị Hoa lên xe", "credit": "", "uses": ["portal", "print"]},
    ]
    (source,) = said["sources"]
    assert (source["signed_as"], source["also_published"]) == ("Minh Hà", "Facebook của công ty")
    shown, told = source["consents"]
    assert (shown["person"], shown["files"], shown["withdrawn_at"]) == ("Trần Thị Hoa", [second], None)
    assert told["withdrawn_at"] is not None
    words = found.read("nguon.txt").decode("utf-8-sig")
    assert "Đồng ý của Trần Thị Hoa" in words
    assert [line.endswith("ĐÃ RÚT") for line in words.splitlines() if line.startswith("Đồng ý")] == [False, True]
    assert faults(json.loads(found.read("ninjs.json"))) == []


def test_the_word_file_reads_like_the_piece(house, piece):
    _answer, found = taken(house.editors[house.ward], piece)
    word = Document(BytesIO(found.read(f"{piece.slug}.docx")))
    lines = {line.text: line for line in word.paragraphs}
    assert lines["Chuyến xe nghĩa tình"].style.name == "Title"
    assert lines["Lên đường"].style.name == "Heading 2"
    assert lines["Xe số 1"].style.name == "List Bullet"
    bold = [run.text for run in lines["Sáng nay 12 chuyến xe & nụ cười."].runs if run.bold]
    assert bold == ["12 chuyến"]
    assert "Xem lịch (https://example.vn/lich)" in lines
    assert "“Về được nhà rồi” – chị Hoa" in lines
    assert "Chị Hoa lên xe [Ảnh: anh/02-chi-hoa.jpg]" in lines
    assert len(word.inline_shapes) == 2


def test_of_a_published_piece_what_readers_see_is_taken(house, piece):
    Piece.objects.filter(pk=piece.pk).update(live=True)
    piece = Piece.objects.get(pk=piece.pk)
    Correction.objects.create(piece=piece, text="11 chuyến, không phải 12", at=timezone.now())
    piece.title = "Tiêu đề đang sửa"
    piece.save_revision()
    _answer, found = taken(house.editors[house.ward], piece)
    item = json.loads(found.read("ninjs.json"))
    assert (item["title"], item["pubstatus"]) == ("Chuyến xe nghĩa tình", "usable")
    assert "11 chuyến, không phải 12" in found.read("nguon.txt").decode()


def test_of_a_draft_the_newest_version_is_taken(house, piece):
    piece.title = "Tiêu đề mới sửa"
    piece.save_revision()
    _answer, found = taken(house.editors[house.ward], piece)
    item = json.loads(found.read("ninjs.json"))
    assert (item["title"], item["pubstatus"]) == ("Tiêu đề mới sửa", "withheld")


def test_a_lost_original_is_said_and_the_rest_is_taken(house, piece):
    NewsPicture.objects.filter(title="Chị Hoa").update(file="original_images/mat.jpg")
    _answer, found = taken(house.editors[house.ward], piece)
    assert json.loads(found.read("nguon.json"))["lost_pictures"] == 1
    assert "Số ảnh gốc bị thiếu: 1" in found.read("nguon.txt").decode()
    assert len([name for name in found.namelist() if name.startswith("anh/")]) == 1


def test_editors_at_or_above_take_it_and_nobody_else(house, piece):
    for unit in (house.nation, house.province, house.ward):
        assert taken(house.editors[unit], piece)[0].status_code == 200
    below = officer_of(house.units[0], Appointment.Post.EDITOR)
    writer = officer_of(house.ward, Appointment.Post.COLLABORATOR)
    for officer in (house.outsider, below, writer):
        assert taken(officer, piece)[0].status_code == 404
    assert taken(house.editors[house.ward], Piece(pk=999_999))[0].status_code == 404
    assert "/accounts/login/" in Client().get(reverse("newsroom:package", args=[piece.pk])).url


def test_taking_is_reading(house, piece):
    client = Client()
    client.force_login(house.editors[house.ward])
    assert client.post(reverse("newsroom:package", args=[piece.pk])).status_code == 405


def test_the_original_is_taken_in_its_own_size(house, piece):
    _answer, found = taken(house.editors[house.ward], piece)
    name = next(name for name in found.namelist() if name.startswith("anh/01"))
    assert Image.open(BytesIO(found.read(name))).size == (piece.picture.width, piece.picture.height)

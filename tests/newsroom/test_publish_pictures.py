"""Pictures of published pieces: sizes, no place and no camera, the card for sharing, served and never escaped from."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from PIL import Image

from sumvay.files.pictures import redraw
from sumvay.files.selectors import read_bytes
from sumvay.newsroom import services
from sumvay.newsroom.models import Listing, NewsRendition
from sumvay.newsroom.share_card import _cut, _part_of, _width, place_of
from tests.factories.files import HANOI, photo
from tests.factories.newsroom import NewsPictureFactory, PieceFactory, SentContributionFactory, photo_sent

pytestmark = pytest.mark.django_db


def published(**fields):
    piece = PieceFactory(**fields)
    piece.get_latest_revision().publish()
    piece.refresh_from_db()
    return piece


def wide():
    return NewsPictureFactory(file=ContentFile(photo((1600, 1067), place=HANOI), "xe.jpg"))


def test_at_once_one_size_then_all_sizes_by_the_worker(run_jobs):
    piece = published(picture=wide())
    at_once = Listing.objects.get(piece=piece).picture
    assert [(one["type"], one["width"]) for one in at_once["sources"]] == [("image/webp", 800)]
    assert run_jobs()[:2] == ["newsroom.drop_pages", "newsroom.draw_pictures"]
    shown = Listing.objects.get(piece=piece).picture
    kinds = ("image/avif", "image/webp", "image/jpeg")
    assert [(one["type"], one["width"]) for one in shown["sources"]] == [
        (k, w) for k in kinds for w in (400, 800, 1200)
    ]
    assert (shown["width"], shown["height"]) == (1200, 800)
    services.draw_pictures(piece_id=piece.pk)
    assert NewsRendition.objects.count() == 9


def test_neither_the_original_nor_any_size_says_where_and_with_what_it_was_taken():
    assert Image.open(io.BytesIO(photo(place=HANOI))).getexif()
    picture = wide()
    services.draw_pictures(piece_id=published(picture=picture).pk)
    files = [picture.file, *(one.file for one in picture.renditions.all())]
    assert len(files) == 10
    for file in files:
        content = file.open("rb").read()
        image = Image.open(io.BytesIO(content))
        assert not image.getexif()
        assert not {"exif", "xmp", "comment"} & image.info.keys()
        assert b"M\xc3\xa1y \xe1\xba\xa3nh" not in content


def test_a_picture_taken_sideways_stands_upright():
    picture = NewsPictureFactory(file=ContentFile(photo((120, 80), orientation=6), "nghieng.jpg"))
    assert (picture.width, picture.height) == (80, 120)
    assert Image.open(picture.file.open("rb")).size == (80, 120)
    assert picture.file_size == picture.file.size


def test_a_picture_whose_file_is_lost_holds_no_piece_back(caplog):
    picture = wide()
    Path(picture.file.path).unlink()
    piece = published(picture=picture)
    services.draw_pictures(piece_id=piece.pk)
    assert Listing.objects.get(piece=piece).picture is None
    assert Client().get(piece.get_absolute_url()).status_code == 200
    assert "cannot be drawn" in caplog.text


def test_the_card_for_sharing_is_drawn_and_drawn_anew():
    piece = published(title="Chuyến xe nghĩa tình đưa 1.200 công nhân về quê đón Tết Đinh Mùi", kicker="Chăm lo Tết")
    answer = Client().get(f"/bai/{piece.pk}/the.png")
    first = b"".join(answer.streaming_content)
    image = Image.open(io.BytesIO(first))
    assert (answer.headers["Content-Type"], image.format, image.size) == ("image/png", "PNG", (1200, 630))
    assert len(first) < 300_000
    piece.title = "Tựa mới"
    piece.save_revision().publish()
    services.draw_pictures(piece_id=piece.pk)
    assert place_of(piece.pk).read_bytes() != first


def test_every_letter_of_the_language_is_set_from_a_face_that_has_it():
    alphabet = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ₫“”–…"
    faces = {letter: _part_of(letter) for letter in alphabet + alphabet.upper()}
    assert set(faces.values()) == {"latin", "vietnamese"}
    # What a face lacks it draws as a box, all boxes of one width
    box = _width("\U000f0000", 64)
    assert [letter for letter in alphabet if _width(letter, 64) == box] == []
    assert _cut("Công đoàn phường Thượng Hòa", 30, 200).endswith("…")


def test_drawn_sizes_are_served_for_a_year_and_nothing_else_is():
    piece = published(picture=wide())
    url = Listing.objects.get(piece=piece).picture["sources"][0]["url"]
    answer = Client().get(url)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    (Path(settings.PICTURES) / "loi.html").write_text("<script>")
    outside = Path(settings.PICTURES).parent / "secret.png"
    outside.write_bytes(b"x")
    for name in ("../secret.png", "%2e%2e/secret.png", "loi.html", "2026", "khong-co.webp", "..//secret.png"):
        assert Client().get(f"/pictures/{name}").status_code == 404, name


def test_of_what_has_left_the_portal_no_size_stays(run_jobs):
    piece = published(picture=wide())
    piece.expire_at = piece.first_published_at + timedelta(days=1)
    piece.unpublish()
    run_jobs()
    assert NewsRendition.objects.count() == 0


def test_a_photo_sent_in_is_drawn_once_and_kept_so(db):
    sent = photo_sent(SentContributionFactory(), redraw(photo(place=HANOI)).content)
    content = read_bytes(sent.stored)
    picture = NewsPictureFactory(file=ContentFile(content, "xe.jpg"))
    with picture.file.open("rb") as kept:
        assert kept.read() == content


def test_pictures_are_drawn_one_piece_at_a_time_so_that_pages_are_dropped_meanwhile(db):
    for _n in range(2):
        PieceFactory(live=False).save_revision().publish()
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, lock FROM procrastinate_jobs WHERE task_name LIKE 'newsroom.dr%'")
        locks = cursor.fetchall()
    drawing = [lock for name, lock in locks if name == "newsroom.draw_pictures"]
    assert drawing == ["newsroom.draw_pictures"] * 2
    dropping = [lock for name, lock in locks if name == "newsroom.drop_pages"]
    assert dropping == [None] * 2

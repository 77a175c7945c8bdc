"""Each use a person agreed to binds: the card for sharing, print, the portal; desks and editors read the uses."""

import json
import zipfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from PIL import Image

from sumvay.newsroom import services, share_card
from sumvay.newsroom.fitness import ConsentMissing, PeopleNotAsked
from sumvay.newsroom.models import Contribution, ContributionPhoto, NewsPicture, Piece, PieceSource
from sumvay.newsroom.share_card import place_of
from tests.factories.files import photo
from tests.factories.newsroom import NewsPictureFactory, PieceFactory, photo_sent
from tests.newsroom.writing import agreed, begun, writing_house

PAPER = (251, 250, 247)


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture
def item(house):
    """At the desk of the ward, with one photo of somebody."""
    item = begun(house)
    item.shot = photo_sent(item, photo((1200, 800)), caption="Chị Lan nhận quà", shows_people=True)
    return item


def piece_of(house, item):
    """The ward's piece of it, its picture above the text."""
    if item.state == "draft":
        services.send_contribution(actor=house.writer, contribution=item, now=timezone.now())
        Contribution.objects.filter(pk=item.pk).update(state="taken", editor=house.editors[house.ward])
    file = ContentFile(photo((1200, 800)), "a.jpg")
    picture = NewsPictureFactory(unit=house.unit, photo=item.shot, shows_people=None, file=file)
    piece = PieceFactory(unit=house.ward, title="Chị Lan nhận quà", picture=picture)
    PieceSource.objects.create(piece=piece, contribution=item, at=timezone.now())
    return piece


def published(house, item):
    piece = piece_of(house, item)
    piece.get_latest_revision().publish()
    services.draw_pictures(piece_id=piece.pk)
    return piece


def has_photo(piece):
    """The right edge of the card holds the photo, or plain paper."""
    card = Client().get(f"/bai/{piece.pk}/the.png")
    image = Image.open(BytesIO(b"".join(card.streaming_content))).convert("RGB")
    return any(abs(seen - paper) > 24 for seen, paper in zip(image.getpixel((1150, 300)), PAPER, strict=True))


def test_the_card_for_sharing_shows_nobody_who_did_not_agree_to_social_networks(house, item):
    agreed(house, item, item.shot, uses=["portal", "print"])
    assert not has_photo(published(house, item))


def test_it_shows_who_agreed_and_no_longer_once_one_of_them_takes_it_back(
    house, item, django_capture_on_commit_callbacks
):
    agreed(house, item, item.shot, uses=["portal", "social"])
    piece = published(house, item)
    assert has_photo(piece)
    with django_capture_on_commit_callbacks(execute=True):
        second = agreed(house, item, item.shot, person="Anh Nam", uses=["portal"])
    assert not has_photo(piece)
    with django_capture_on_commit_callbacks(execute=True):
        agreed(house, item, item.shot, person="Anh Nam", uses=["social"])
    assert has_photo(piece)
    with django_capture_on_commit_callbacks(execute=True):
        for consent in (second, *item.consents.filter(person="Anh Nam").exclude(pk=second.pk)):
            services.withdraw_consent(actor=house.writer, consent=consent, now=timezone.now())
    assert not has_photo(piece)


def test_who_takes_it_back_while_the_card_is_drawn_does_not_stay_on_it(
    house, item, monkeypatch, django_capture_on_commit_callbacks
):
    consent = agreed(house, item, item.shot, uses=["portal", "social"])
    piece = published(house, item)
    share_card.forget([piece.pk])
    keep, withdrawn = share_card._keep, []

    def keep_late(*card):
        if not withdrawn:
            withdrawn.append(consent)
            with django_capture_on_commit_callbacks(execute=True):
                services.withdraw_consent(actor=house.writer, consent=consent, now=timezone.now())
        return keep(*card)

    monkeypatch.setattr(share_card, "_keep", keep_late)
    assert not has_photo(piece)
    assert not has_photo(piece)


def test_a_photo_of_nobody_stands_on_the_card(house, item):
    ContributionPhoto.objects.filter(pk=item.shot.pk).update(shows_people=False)
    piece = published(house, item)
    assert has_photo(piece)
    assert place_of(piece.pk).exists()


def taken(house, piece):
    client = Client()
    client.force_login(house.editors[house.ward])
    answer = client.get(reverse("newsroom:package", args=[piece.pk]))
    return zipfile.ZipFile(BytesIO(b"".join(answer)))


def test_what_may_not_be_printed_lies_apart_in_the_package_and_not_in_its_word_file(house, item):
    agreed(house, item, item.shot, uses=["portal", "social"])
    piece = piece_of(house, item)
    found = taken(house, piece)
    (name,) = [name for name in found.namelist() if name.endswith(".jpg")]
    assert name.startswith("khong-in/")
    assert json.loads(found.read("nguon.json"))["pictures"][0]["uses"] == ["portal", "social"]
    assert "được dùng cho: trang tin, mạng xã hội" in found.read("nguon.txt").decode()
    word = Document(BytesIO(found.read(f"{piece.slug}.docx")))
    assert len(word.inline_shapes) == 0
    assert any("chưa có đồng ý cho in" in line.text for line in word.paragraphs)
    agreed(house, item, item.shot, uses=["portal", "print"])
    found = taken(house, piece)
    assert [name.partition("/")[0] for name in found.namelist() if name.endswith(".jpg")] == ["anh"]
    assert len(Document(BytesIO(found.read(f"{piece.slug}.docx"))).inline_shapes) == 1


def test_desk_and_editor_read_what_was_agreed_to(house, item, client):
    agreed(house, item, item.shot, uses=["portal", "archive"])
    piece = piece_of(house, item)
    client.force_login(house.editors[house.ward])
    words = "trang tin, tư liệu truyền thống"
    assert words in client.get(reverse("newsroom:at_desk", args=[item.pk])).content.decode()
    assert words in client.get(reverse("wagtailsnippets_newsroom_piece:edit", args=[piece.pk])).content.decode()


def brought(house, **fields):
    """A piece with a picture an editor uploaded."""
    picture = NewsPictureFactory(unit=house.ward, title="Ảnh tòa soạn chụp", **fields)
    return PieceFactory(unit=house.ward, picture=picture)


def publish(house, piece):
    services.publish_piece(actor=house.editors[house.ward], piece=piece, now=timezone.now())


def test_a_picture_an_editor_brought_is_asked_like_one_that_was_sent(house):
    piece = brought(house, shows_people=None)
    with pytest.raises(PeopleNotAsked, match="Ảnh tòa soạn chụp"):
        publish(house, piece)
    asked = NewsPicture.objects.filter(pk=piece.picture_id)
    asked.update(shows_people=True)
    with pytest.raises(ConsentMissing, match="Ảnh tòa soạn chụp"):
        publish(house, piece)
    asked.update(consent_person="Chị Lan", consent_how="Ký phiếu", consent_uses=["print"])
    with pytest.raises(ConsentMissing, match="Ảnh tòa soạn chụp"):
        publish(house, piece)
    piece.refresh_from_db()
    assert not piece.live
    asked.update(consent_uses=["portal"])
    publish(house, piece)
    assert Piece.objects.get(pk=piece.pk).live
    assert not has_photo(piece)


def test_a_photo_that_was_sent_before_anybody_was_asked_is_asked_now(house, item):
    ContributionPhoto.objects.filter(pk=item.shot.pk).update(shows_people=False)
    piece = piece_of(house, item)
    ContributionPhoto.objects.filter(pk=item.shot.pk).update(shows_people=None)
    with pytest.raises(PeopleNotAsked, match="Chị Lan nhận quà"):
        publish(house, piece)
    ContributionPhoto.objects.filter(pk=item.shot.pk).update(shows_people=False)
    publish(house, piece)
    assert Piece.objects.get(pk=piece.pk).live

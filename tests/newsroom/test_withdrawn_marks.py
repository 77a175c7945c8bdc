"""A consent that was taken back leaves its mark wherever the piece or the item is kept, until it is mended."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution, ContributionPhoto, Listing, PieceSource
from sumvay.newsroom.selectors import desk as desks
from sumvay.newsroom.selectors.withdrawals import taken_back_in, touched_among
from tests.factories.files import photo
from tests.factories.newsroom import NewsPictureFactory, PieceFactory, photo_sent
from tests.newsroom.writing import agreed, begun, writing_house

MARK = "Có người rút đồng ý"


@pytest.fixture
def house(db):
    return writing_house()


def shown(house, title, *, where="above", **item):
    """A published piece of the ward with a photo of somebody who agreed, and one of nobody's beside it."""
    draft = begun(house, title=title, **item)
    draft.shot = photo_sent(draft, photo((60 + Contribution.objects.count(), 48)), caption=title, shows_people=True)
    draft.consent = agreed(house, draft, draft.shot)
    services.send_contribution(actor=house.writer, contribution=draft, now=timezone.now())
    picture = NewsPictureFactory(unit=house.unit, photo=draft.shot, file=ContentFile(photo(), "a.jpg"))
    given = {"picture": picture}
    if where == "within":
        given = {"body": [("gallery", [{"picture": picture, "caption": "", "credit": ""}])]}
    piece = PieceFactory(unit=house.ward, title=title, **given)
    PieceSource.objects.create(piece=piece, contribution=draft, at=timezone.now())
    piece.get_latest_revision().publish()
    piece.refresh_from_db()
    return draft, piece


def withdraw(house, consent):
    services.withdraw_consent(actor=house.writer, consent=consent, now=timezone.now())


def get(client, house, name, *args, **query):
    client.force_login(house.editors[house.ward])
    return client.get(reverse(name, args=args), query).content.decode()


@pytest.mark.parametrize("where", ["above", "within"])
def test_the_piece_that_shows_the_photo_is_marked_and_no_other(house, where):
    draft, piece = shown(house, "Bài có ảnh chị Lan", where=where)
    _other, beside = shown(house, "Bài khác")
    assert touched_among([piece.pk, beside.pk]) == set()
    withdraw(house, draft.consent)
    assert touched_among([piece.pk, beside.pk]) == {piece.pk}
    assert list(taken_back_in(piece)) == [draft.consent]
    assert list(taken_back_in(beside)) == []


def test_the_mark_goes_when_the_photo_goes_or_the_person_agrees_anew(house):
    draft, piece = shown(house, "Bài có ảnh chị Lan")
    again, second = shown(house, "Bài hai")
    withdraw(house, draft.consent)
    withdraw(house, again.consent)
    piece.picture = None
    piece.save_revision().publish()
    assert touched_among([piece.pk, second.pk]) == {second.pk}
    # For the archive alone is not agreeing anew
    agreed(house, again, again.shot, uses=["archive"])
    assert touched_among([second.pk]) == {second.pk}
    agreed(house, again, again.shot)
    assert touched_among([second.pk]) == set()


def test_what_is_told_and_what_is_filmed_is_marked_by_its_source(house):
    draft, piece = shown(house, "Bài kể về chị Hà")
    told = agreed(house, draft, person="Hà")
    withdraw(house, told)
    assert list(taken_back_in(piece)) == [told]
    filmed, second = shown(house, "Bài có phim")
    ContributionPhoto.objects.filter(pk=filmed.shot.pk).update(is_film=True)
    withdraw(house, filmed.consent)
    assert touched_among([piece.pk, second.pk]) == {piece.pk, second.pk}


def test_the_lists_of_pieces_mark_it_and_show_only_such_when_asked(house, client):
    draft, piece = shown(house, "Bài có ảnh chị Lan")
    shown(house, "Bài khác")
    badge = f"{MARK}</span>"
    label = get(client, house, "newsroom:published").count(badge)
    withdraw(house, draft.consent)
    page = get(client, house, "newsroom:published")
    assert page.count(badge) - label == 1
    assert page.index("Bài có ảnh chị Lan") != -1
    page = get(client, house, "newsroom:published", consent="withdrawn")
    assert ("Bài có ảnh chị Lan" in page, "Bài khác" in page) == (True, False)
    editor = get(client, house, "wagtailsnippets_newsroom_piece:list")
    assert editor.count("CÓ NGƯỜI RÚT ĐỒNG Ý") == 1
    editor = get(client, house, "wagtailsnippets_newsroom_piece:list", standing="withdrawn")
    assert ("Bài có ảnh chị Lan" in editor, "Bài khác" in editor) == (True, False)
    assert Listing.objects.get(piece=piece).title == "Bài có ảnh chị Lan"


def test_the_page_of_the_piece_says_who_above_the_form_to_take_it_down(house, client):
    draft, piece = shown(house, "Bài có ảnh chị Lan")
    words = "Có người không còn đồng ý được đưa vào bài này"
    assert words not in get(client, house, "newsroom:published_piece", piece.pk)
    withdraw(house, draft.consent)
    page = get(client, house, "newsroom:published_piece", piece.pk)
    assert page.index(words) < page.index("Nguyễn Thị Lan") < page.index('name="reason"')
    # Taken down, it no longer asks for anything
    services.take_down(actor=house.editors[house.ward], piece=piece, reason="Theo nguyện vọng.", now=timezone.now())
    assert words not in get(client, house, "newsroom:published_piece", piece.pk)


def test_the_queue_marks_the_item_and_shows_only_such_when_asked(house, client):
    draft, _piece = shown(house, "Tin có ảnh chị Lan")
    shown(house, "Tin khác")
    desk = desks.desk_at(house.ward)
    officer = house.editors[house.ward]
    rows = desks.queue(desk, view="published", officer=officer)
    assert {row.title: row.consent_withdrawn for row in rows} == {"Tin có ảnh chị Lan": False, "Tin khác": False}
    withdraw(house, draft.consent)
    rows = desks.queue(desk, view="published", officer=officer)
    assert {row.title: row.consent_withdrawn for row in rows} == {"Tin có ảnh chị Lan": True, "Tin khác": False}
    page = get(client, house, "newsroom:desk", view="published", consent="withdrawn")
    assert ("Tin có ảnh chị Lan" in page, "Tin khác" in page) == (True, False)
    agreed(house, draft, draft.shot)
    assert not any(row.consent_withdrawn for row in desks.queue(desk, view="published", officer=officer))

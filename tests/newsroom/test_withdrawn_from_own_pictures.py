"""Somebody in a picture the desk brought itself agrees no longer: said on its form, told and marked wherever it is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.fitness import ConsentMissing
from sumvay.newsroom.models import NewsPicture
from sumvay.newsroom.picture_uses import uses_of
from sumvay.newsroom.selectors.withdrawals import touched_among
from sumvay.newsroom.services.contribution_refusals import NotYourUnit
from sumvay.notifications.models import Notice
from tests.factories.accounts import OperatorFactory
from tests.factories.newsroom import (
    NewsPictureFactory,
    PieceFactory,
    SentContributionFactory,
    editing_house,
    photo_sent,
)

pytestmark = pytest.mark.django_db
SAID = {
    "title": "Đoàn xe", "shows_people": "True", "consent_person": "Chị Lan", "consent_how": "Ký phiếu",
    "consent_uses": ["portal", "print"],
}  # fmt: skip
TICK = "Người trong ảnh không còn đồng ý: rút sự đồng ý"


@pytest.fixture
def house():
    return editing_house()


@pytest.fixture
def picture(house):
    agreed = {**SAID, "shows_people": True}
    return NewsPictureFactory(unit=house.ward, **agreed)


def published(house, picture, title="Bài có ảnh chị Lan", **fields):
    piece = PieceFactory(unit=house.ward, title=title, **({"picture": picture} | fields))
    piece.get_latest_revision().publish()
    piece.refresh_from_db()
    return piece


def withdraw(actor, picture, now=None):
    services.withdraw_for_picture(actor=actor, picture=picture, now=now or timezone.now())
    picture.refresh_from_db()


def told(officer):
    return list(Notice.objects.filter(officer=officer, kind="consent_withdrawn").values_list("title", flat=True))


def form_of(officer, picture, **said):
    """The page of the picture, or the answer to what was said on it."""
    client = Client()
    client.force_login(officer)
    address = reverse("wagtailimages:edit", args=[picture.pk])
    answer = client.post(address, {**SAID, **said}) if said else client.get(address)
    picture.refresh_from_db()
    return answer


def test_the_form_takes_it_back_and_says_when(house, picture):
    editor = house.editors[house.ward]
    assert TICK in form_of(editor, picture).content.decode()
    form_of(editor, picture, consent_withdrawn="on")
    assert picture.consent_withdrawn_at
    assert (picture.consent_person, picture.consent_how) == ("Chị Lan", "Ký phiếu")
    page = form_of(editor, picture).content.decode()
    assert TICK not in page
    assert "Đã rút ngày" in page
    entry = Entry.objects.get(action="consent.withdraw")
    assert (entry.target_id, entry.unit_id) == (picture.pk, house.ward.pk)


def test_an_operator_takes_back_what_belongs_to_no_unit():
    nobodys = NewsPictureFactory(unit=None, **{**SAID, "shows_people": True})
    withdraw(OperatorFactory(), nobodys)
    assert nobodys.consent_withdrawn_at


def test_saved_without_the_tick_it_stands(house, picture):
    form_of(house.editors[house.ward], picture, title="Tên mới")
    assert (picture.title, picture.consent_withdrawn_at) == ("Tên mới", None)


def test_of_a_form_that_is_refused_nothing_is_left(house, picture):
    published(house, picture)
    form_of(house.editors[house.ward], picture, shows_people="", consent_withdrawn="on")
    assert picture.consent_withdrawn_at is None
    assert told(house.editors[house.ward]) == []


def test_where_nobody_agreed_or_a_contribution_tells_nothing_is_offered(house):
    alone = NewsPictureFactory(unit=house.ward, shows_people=True)
    sent_in = photo_sent(SentContributionFactory(unit=house.ward), shows_people=True)
    sent = NewsPictureFactory(unit=house.ward, photo=sent_in, consent_person="A")
    for picture in (alone, sent):
        assert TICK not in form_of(house.editors[house.ward], picture).content.decode()
        form_of(house.editors[house.ward], picture, consent_withdrawn="on")
        assert picture.consent_withdrawn_at is None


def test_editors_of_every_piece_that_shows_it_are_told_and_no_others(house, picture):
    published(house, picture, "Ảnh chính")
    within = [("gallery", [{"picture": picture, "caption": "", "credit": ""}])]
    PieceFactory(unit=house.province, title="Ảnh trong bài", body=within)
    PieceFactory(unit=house.other, title="Không liên quan")
    withdraw(house.editors[house.ward], picture)
    assert told(house.editors[house.ward]) == ["Có người rút sự đồng ý, đề nghị xem lại “Ảnh chính”."]
    assert told(house.editors[house.province]) == ["Có người rút sự đồng ý, đề nghị xem lại “Ảnh trong bài”."]
    assert told(house.outsider) == []
    body = Notice.objects.filter(kind="consent_withdrawn").first().body
    assert "Chị Lan" in body


def test_twice_changes_and_tells_nothing_more(house, picture):
    published(house, picture)
    editor, now = house.editors[house.ward], timezone.now()
    withdraw(editor, picture, now)
    withdraw(editor, picture, now + timedelta(days=1))
    assert picture.consent_withdrawn_at == now
    assert len(told(editor)) == 1


@pytest.mark.parametrize("act", [services.withdraw_for_picture, services.agree_anew_for_picture])
def test_who_does_not_edit_for_its_unit_does_neither(house, picture, act):
    NewsPicture.objects.filter(pk=picture.pk).update(consent_withdrawn_at=timezone.now())
    picture.refresh_from_db()
    before = picture.consent_withdrawn_at
    with pytest.raises(NotYourUnit):
        act(actor=house.outsider, picture=picture, now=timezone.now())
    picture.refresh_from_db()
    assert picture.consent_withdrawn_at == before
    assert form_of(house.outsider, picture, consent_anew="on").status_code == 404


def test_its_pieces_are_marked_and_no_others(house, picture):
    piece, other = published(house, picture), published(house, None, "Bài khác")
    assert touched_among([piece.pk, other.pk]) == set()
    withdraw(house.editors[house.ward], picture)
    assert touched_among([piece.pk, other.pk]) == {piece.pk}
    client = Client()
    client.force_login(house.editors[house.ward])
    listed = client.get(reverse("wagtailsnippets_newsroom_piece:list")).content.decode()
    assert listed.count("CÓ NGƯỜI RÚT ĐỒNG Ý") == 1
    page = client.get(reverse("newsroom:published_piece", args=[piece.pk])).content.decode()
    words = "Có người không còn đồng ý được đưa vào bài này"
    assert page.index(words) < page.index("Chị Lan") < page.index('name="reason"')


def test_a_picture_in_which_nobody_is_recognised_any_more_is_not_marked(house, picture):
    piece = published(house, picture)
    withdraw(house.editors[house.ward], picture)
    NewsPicture.objects.filter(pk=picture.pk).update(shows_people=False)
    assert touched_among([piece.pk]) == set()


def test_it_may_be_put_to_no_use_and_its_piece_not_be_published(house, picture):
    piece = PieceFactory(unit=house.ward, picture=picture)
    assert uses_of(picture) == {"portal", "print"}
    withdraw(house.editors[house.ward], picture)
    assert uses_of(picture) == set()
    with pytest.raises(ConsentMissing, match="Đoàn xe"):
        services.publish_piece(actor=house.editors[house.ward], piece=piece, now=timezone.now())


def test_they_agree_anew(house, picture):
    piece = published(house, picture)
    editor = house.editors[house.ward]
    withdraw(editor, picture)
    form_of(editor, picture, consent_anew="on")
    assert picture.consent_withdrawn_at is None
    assert uses_of(picture) == {"portal", "print"}
    assert touched_among([piece.pk]) == set()
    assert Entry.objects.filter(action="consent.record", target_id=picture.pk).count() == 1
    # A page opened while it was withdrawn says nothing any more
    form_of(editor, picture, consent_anew="on")
    assert Entry.objects.filter(action="consent.record").count() == 1


def test_a_page_opened_before_it_was_withdrawn_does_not_give_it_anew(house, picture):
    editor = house.editors[house.ward]
    withdraw(editor, picture)
    form_of(editor, picture, title="Tên mới")
    assert picture.consent_withdrawn_at

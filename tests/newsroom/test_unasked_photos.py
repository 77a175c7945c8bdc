"""Photos sent before anybody was asked who can be recognised: the desk finds their pieces and answers."""

import importlib

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import ContributionPhoto, NewsPicture, PieceSource
from sumvay.newsroom.selectors.unasked import unasked_among
from sumvay.newsroom.services.contribution_refusals import NotYourUnit
from tests.factories.files import photo
from tests.factories.newsroom import NewsPictureFactory, PieceFactory, SentContributionFactory, photo_sent
from tests.newsroom.writing import sent, writing_house

MARK = "Có ảnh chưa hỏi"


@pytest.fixture
def house(db):
    return writing_house()


def shown(house, title="Bài có ảnh cũ", where="above", **said):
    """A published piece of the ward with a photo that was sent in."""
    item = SentContributionFactory(unit=house.unit, desk=house.ward, state="published", title=title)
    item.shot = photo_sent(item, caption=title, **{"shows_people": False, **said})
    picture = NewsPictureFactory(
        unit=house.unit, photo=item.shot, shows_people=None, file=ContentFile(photo(), "a.jpg")
    )
    given = {"picture": picture}
    if where == "within":
        given = {"body": [("gallery", [{"picture": picture, "caption": "", "credit": ""}])]}
    item.piece = PieceFactory(unit=house.ward, title=title, **given)
    PieceSource.objects.create(piece=item.piece, contribution=item, at=timezone.now())
    item.piece.get_latest_revision().publish()
    return item


def forget_the_answer(item):
    ContributionPhoto.objects.filter(pk=item.shot.pk).update(shows_people=None)


def get(client, house, name, *args, **query):
    client.force_login(house.editors[house.ward])
    return client.get(reverse(name, args=args), query).content.decode()


def press(client, person, item, said):
    client.force_login(person)
    return client.post(reverse("newsroom:answer_for_photo", args=[item.pk, item.shot.pk]), {"shows_people": said})


def answer_of(item):
    return ContributionPhoto.objects.get(pk=item.shot.pk).shows_people


def test_the_step_of_a_time_without_the_question_tells_that_nobody_was_asked(house):
    """What stands as "nobody" is known to be an answer where a step has kept it."""
    old, now = shown(house), shown(house, "Bài mới")
    old.steps.create(act="sent", at=timezone.now())
    now.steps.create(act="sent", at=timezone.now())
    now.steps.create(act="edited", at=timezone.now(), details={"place": "", "day": "", "hardship": False, "photos": []})
    draft = photo_sent(SentContributionFactory(unit=house.unit, state="draft", desk=None))
    yes = shown(house, "Bài có người", shows_people=False)
    yes.steps.create(act="sent", at=timezone.now())
    ContributionPhoto.objects.filter(pk=yes.shot.pk).update(shows_people=True)
    asked = importlib.import_module("sumvay.newsroom.migrations.0016_old_photos_are_asked")
    with connection.cursor() as cursor:
        cursor.execute(asked.ASK)
    assert [answer_of(one) for one in (old, now, yes)] == [None, False, True]
    assert ContributionPhoto.objects.get(pk=draft.pk).shows_people is False
    assert unasked_among([old.piece.pk, now.piece.pk, yes.piece.pk]) == {old.piece.pk}


def test_what_is_sent_now_keeps_its_answer(house):
    item = sent(house)
    assert item.steps.get(act="sent").details


@pytest.mark.parametrize("where", ["above", "within"])
def test_the_desk_finds_such_pieces_and_no_others(house, client, where):
    old = shown(house, where=where)
    shown(house, "Bài đã hỏi", where=where)
    badge = f"{MARK}</span>"
    before = get(client, house, "newsroom:published").count(badge)
    forget_the_answer(old)
    assert get(client, house, "newsroom:published").count(badge) == before + 1
    page = get(client, house, "newsroom:published", asked="no")
    assert ("Bài có ảnh cũ" in page, "Bài đã hỏi" in page) == (True, False)
    told = get(client, house, "newsroom:published_piece", old.piece.pk)
    assert reverse("newsroom:at_desk", args=[old.pk]) in told
    client.force_login(house.outsider)
    assert "Bài có ảnh cũ" not in client.get(reverse("newsroom:published"), {"asked": "no"}).content.decode()


def test_a_picture_of_the_desk_itself_is_answered_for_in_the_editor(house, client):
    picture = NewsPictureFactory(unit=house.ward, title="Ảnh tòa soạn chụp")
    piece = PieceFactory(unit=house.ward, picture=picture)
    piece.get_latest_revision().publish()
    NewsPicture.objects.filter(pk=picture.pk).update(shows_people=None)
    told = get(client, house, "newsroom:published_piece", piece.pk)
    assert "Ảnh tòa soạn chụp" in told
    assert reverse("wagtailimages:edit", args=[picture.pk]) in told


def test_a_film_too(house):
    item, beside = shown(house), shown(house, "Bài khác")
    ContributionPhoto.objects.filter(pk=item.shot.pk).update(is_film=True, shows_people=None)
    assert unasked_among([item.piece.pk, beside.piece.pk]) == {item.piece.pk}


def test_the_desk_answers_also_after_publishing(house, client, run_jobs):
    old = shown(house)
    forget_the_answer(old)
    assert "Không có ai</button>" in get(client, house, "newsroom:at_desk", old.pk)
    run_jobs()
    assert press(client, house.editors[house.ward], old, "no").url == reverse("newsroom:at_desk", args=[old.pk])
    assert answer_of(old) is False
    assert unasked_among([old.piece.pk]) == set()
    assert Entry.objects.get(action="photo.answer").target_id == old.shot.pk
    assert "newsroom.drop_pages" in run_jobs()
    # Twice, and otherwise the second time: the answer stands
    press(client, house.editors[house.ward], old, "yes")
    assert answer_of(old) is False
    assert Entry.objects.filter(action="photo.answer").count() == 1


def test_whoever_says_yes_is_led_to_the_consents(house, client):
    old = shown(house)
    forget_the_answer(old)
    answer = press(client, house.editors[house.ward], old, "yes")
    assert answer.url == reverse("newsroom:desk_photo_consents", args=[old.pk, old.shot.pk])
    assert answer_of(old) is True


def test_others_do_not_answer_and_half_a_press_says_nothing(house, client):
    old = shown(house)
    forget_the_answer(old)
    assert press(client, house.outsider, old, "no").status_code == 404
    assert press(client, house.editors[house.ward], old, "maybe").status_code == 404
    address = reverse("newsroom:answer_for_photo", args=[old.pk, old.shot.pk])
    assert client.get(address).status_code == 405
    with pytest.raises(NotYourUnit):
        services.answer_for_photo(actor=house.stranger, photo=old.shot, shows_people=False, now=timezone.now())
    assert answer_of(old) is None

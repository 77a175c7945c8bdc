"""The editor's form of a picture asks who can be recognised and who agreed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sumvay.newsroom.models import NewsPicture
from tests.factories.files import photo
from tests.factories.newsroom import (
    NewsPictureFactory,
    PieceFactory,
    SentContributionFactory,
    desk_with_steps,
    photo_sent,
)
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db
SAID = {"title": "Đoàn xe", "consent_person": "Chị Lan", "consent_how": "Ký phiếu", "consent_uses": ["portal"]}


@pytest.fixture
def house():
    unit = UnitFactory()
    desk_with_steps(unit)
    return unit


@pytest.fixture
def editor(house):
    client = Client()
    client.force_login(officer_of(house, "editor"))
    return client


def given(**said):
    return {**SAID, "file": SimpleUploadedFile("xe.jpg", photo((70, 50)), "image/jpeg"), **said}


def test_whoever_sees_the_question_answers_it(editor):
    answer = editor.post(reverse("wagtailimages:add"), given(shows_people=""))
    assert "Vui lòng trả lời có ai nhận ra được không." in answer.content.decode()
    assert not NewsPicture.objects.exists()
    editor.post(reverse("wagtailimages:add"), given(shows_people="True"))
    kept = NewsPicture.objects.get()
    assert (kept.shows_people, kept.consent_person, kept.consent_how, kept.consent_uses) == (
        True, "Chị Lan", "Ký phiếu", ["portal"],
    )  # fmt: skip


def test_pictures_sent_at_once_wait_for_their_answer_and_are_asked_beside_each(editor):
    file = {"files[]": SimpleUploadedFile("hai.jpg", photo((70, 50)), "image/jpeg"), "title": "Hai"}
    ajax = {"x-requested-with": "XMLHttpRequest"}
    answer = editor.post(reverse("wagtailimages:add_multiple"), file, headers=ajax).json()
    kept = NewsPicture.objects.get()
    assert kept.shows_people is None
    assert "Trong ảnh có ai nhận ra được không?" in answer["form"]
    address, name = reverse("wagtailimages:edit_multiple", args=[kept.pk]), f"image-{kept.pk}"
    assert not editor.post(address, {f"{name}-title": "Hai", f"{name}-shows_people": ""}, headers=ajax).json()[
        "success"
    ]
    assert editor.post(address, {f"{name}-title": "Hai", f"{name}-shows_people": "False"}, headers=ajax).json()[
        "success"
    ]
    kept.refresh_from_db()
    assert kept.shows_people is False


def test_half_a_form_leaves_the_answer(house, editor):
    picture = NewsPictureFactory(unit=house, shows_people=True)
    editor.post(reverse("wagtailimages:edit", args=[picture.pk]), {"title": "Mới"})
    picture.refresh_from_db()
    assert (picture.title, picture.shows_people) == ("Mới", True)


def test_of_a_photo_that_was_sent_in_its_contribution_tells(house, editor):
    sent = photo_sent(SentContributionFactory(unit=house), shows_people=True)
    picture = NewsPictureFactory(unit=house, photo=sent, shows_people=None)
    page = editor.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert "shows_people" not in page
    editor.post(reverse("wagtailimages:edit", args=[picture.pk]), {"title": "Mới", "shows_people": "False"})
    picture.refresh_from_db()
    assert picture.shows_people is None


def test_others_do_not_answer_for_it(house):
    picture = NewsPictureFactory(unit=house, shows_people=True)
    PieceFactory(unit=house, picture=picture)
    other = UnitFactory()
    desk_with_steps(other)
    stranger = Client()
    stranger.force_login(officer_of(other, "editor"))
    address = reverse("wagtailimages:edit", args=[picture.pk])
    assert stranger.post(address, {**SAID, "shows_people": "False"}).status_code == 404
    picture.refresh_from_db()
    assert picture.shows_people is True

"""A correction from the desk: readers see it, others may not, and nothing is half done."""

import pytest
from django.test import Client
from django.urls import reverse

from sumvay.audit.models import Entry
from sumvay.newsroom.models import Correction, Listing
from sumvay.newsroom.services import publishing
from tests.newsroom.published_house import SECRET, published_house, signed_in

WORDS = "Số chuyến xe là 5, không phải 6."


@pytest.fixture
def house(db):
    return published_house()


def at(piece):
    return reverse("newsroom:published_piece", args=[piece.pk])


def press(person, piece, text=WORDS):
    return signed_in(person).post(reverse("newsroom:correct_piece", args=[piece.pk]), {"text": text})


def test_readers_see_it_and_the_desk_keeps_it(house):
    answer = press(house.editor, house.own)
    assert (answer.status_code, answer.url) == (302, at(house.own))
    assert WORDS in Client().get(house.own.get_absolute_url()).content.decode()
    page = signed_in(house.writer).get(at(house.own)).content.decode()
    assert WORDS in page
    assert house.editor.full_name in page
    assert Entry.objects.get(action="piece.correct").actor_id == house.editor.pk


def test_who_edits_but_does_not_publish_reads_why_and_changes_nothing(house):
    answer = press(house.writer, house.own)
    assert answer.status_code == 422
    assert str(publishing._("Your post does not publish for this unit.")) in answer.content.decode()
    assert "#correct" not in signed_in(house.writer).get(at(house.own)).content.decode()
    assert not Correction.objects.exists()


def test_for_others_the_piece_is_not_there(house):
    for person, piece in ((house.editor, house.strange), (house.outsider, house.own), (house.collaborator, house.own)):
        answers = [press(person, piece), signed_in(person).get(at(piece))]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert SECRET not in "".join(answer.content.decode() for answer in answers)
    assert Client().post(reverse("newsroom:correct_piece", args=[house.own.pk]), {"text": WORDS}).status_code == 302
    assert not Correction.objects.exists()


def test_it_is_pressed_not_opened(house):
    assert signed_in(house.editor).get(reverse("newsroom:correct_piece", args=[house.own.pk])).status_code == 405


def test_pressed_twice_it_is_one_correction(house):
    assert [press(house.editor, house.own).status_code for _ in range(2)] == [302, 302]
    assert Correction.objects.count() == 1
    press(house.editor, house.own, "Một đính chính khác.")
    assert Correction.objects.count() == 2


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 601])
def test_without_words_or_with_too_many_it_is_asked_for_again(house, text):
    answer = press(house.editor, house.own, text)
    assert answer.status_code == 422
    assert answer.context["correction_form"].errors
    assert not Correction.objects.exists()


def test_when_it_fails_nothing_is_left(house, monkeypatch):
    before = Listing.objects.get(pk=house.own.pk).changed_at

    def broken(paths):
        raise OSError("the queue is gone")

    monkeypatch.setattr(publishing, "refresh", broken)
    with pytest.raises(OSError, match="queue"):
        press(house.editor, house.own)
    assert not Correction.objects.exists()
    assert Listing.objects.get(pk=house.own.pk).changed_at == before
    assert not Entry.objects.filter(action="piece.correct").exists()


@pytest.mark.parametrize("size", [1, 4])
def test_the_page_costs_the_same_however_often_it_was_corrected(house, django_assert_num_queries, size):
    for number in range(size):
        press(house.editor, house.own, f"Đính chính {number}")
    client = signed_in(house.editor)
    client.get(at(house.own))
    with django_assert_num_queries(12):
        assert client.get(at(house.own)).content.decode().count("Đính chính ") >= size

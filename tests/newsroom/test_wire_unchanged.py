"""A program that has the feed already is told so in a few bytes, until something of it changes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.newsroom.models import Listing, TakeDown
from tests.newsroom.wire_house import paper

pytestmark = pytest.mark.django_db


def again(path, answer, *, by):
    """Ask as a program does that kept the answer."""
    known = {"ETag": {"if-none-match": answer["ETag"]}, "time": {"if-modified-since": answer["Last-Modified"]}}
    return Client().get(path, headers=known[by])


@pytest.mark.parametrize("by", ["ETag", "time"])
@pytest.mark.parametrize("path", ["/tin.rss", "/tin.atom", "/tin.json", "/ninjs.json", "/don-vi/TINH/tin.rss"])
def test_what_has_not_changed_is_not_sent_again(path, by):
    paper()
    answer = Client().get(path)
    second = again(path, answer, by=by)
    assert (second.status_code, second.content) == (304, b"")
    assert second["ETag"] == answer["ETag"]


@pytest.mark.parametrize("by", ["ETag", "time"])
def test_a_change_is_sent(by):
    house = paper()
    answer = Client().get("/tin.rss")
    Listing.objects.update(title="Tiêu đề mới", changed_at=house.now + timedelta(seconds=5))
    assert "Tiêu đề mới" in again("/tin.rss", answer, by=by).content.decode()


@pytest.mark.parametrize("by", ["ETag", "time"])
def test_what_was_taken_down_leaves_the_feed(by):
    house = paper(2)
    answer = Client().get("/tin.rss")
    gone = house.rows[0]
    TakeDown.objects.create(piece=gone.piece, reason="Chưa chính xác", at=timezone.now() + timedelta(seconds=5))
    Listing.objects.filter(pk=gone.pk).delete()
    second = again("/tin.rss", answer, by=by)
    assert second.status_code == 200
    assert gone.title not in second.content.decode()


def test_each_form_and_list_has_a_mark_of_its_own():
    paper()
    paths = ["/tin.rss", "/tin.atom", "/tin.json", "/ninjs.json", "/muc/tin-hoat-dong/tin.rss"]
    assert len({Client().get(path)["ETag"] for path in paths}) == len(paths)


def test_an_empty_paper_has_an_empty_feed():
    answer = Client().get("/tin.rss")
    assert answer.status_code == 200
    assert "Last-Modified" not in answer
    assert b"<item>" not in answer.content

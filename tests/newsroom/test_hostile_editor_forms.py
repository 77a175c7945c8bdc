"""Made-up forms and swapped numbers in the editor: a clean answer, nothing saved, nothing of another unit shown."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from sumvay.newsroom.editor_doors import PIECE
from sumvay.newsroom.models import Piece
from tests.factories.newsroom import PieceFactory, editing_house

SECRET = "BÀI CỦA TỈNH KHÁC"
BLOCK = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-id": ""}
LINK = {"key": 0, "offset": 0, "length": 3}


def typed(text="Sáng nay", entities=(), known=None):
    block = {
        "key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
        "entityRanges": list(entities),
    }  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": known or {}})


MADE_UP = {
    "half a character": {"body-0-type": "text", "body-0-value": typed("a\ud800b")},
    "no JSON": {"body-0-type": "text", "body-0-value": "{"},
    "a list": {"body-0-type": "text", "body-0-value": "[]"},
    "a tower of brackets": {"body-0-type": "text", "body-0-value": "[" * 100_000 + "]" * 100_000},
    "blocks that are none": {"body-0-type": "text", "body-0-value": '{"blocks": 1, "entityMap": {}}'},
    "a link that is not there": {"body-0-type": "text", "body-0-value": typed(entities=[LINK])},
    "an answer that is none": {"body-0-type": "question", "body-0-value-question": "?", "body-0-value-answer": "7"},
    "a picture by name": {
        "body-0-type": "picture", "body-0-value-picture": "abc", "body-0-value-caption": "", "body-0-value-credit": "",
    },
    "a document by name": {"body-0-type": "document", "body-0-value": "abc"},
    "a version by name": {"body-count": "0", "overwrite_revision_id": "x"},
}  # fmt: skip


@pytest.fixture
def house(db):
    return editing_house()


@pytest.fixture
def piece(house):
    return PieceFactory(unit=house.ward)


@pytest.fixture
def client(house):
    client = Client(raise_request_exception=False)
    client.force_login(house.editors[house.ward])
    return client


def form_of(piece):
    return {
        "title": "Đổi tên", "kind": "article", "genre": "news", "language": "vi", "section": piece.section_id,
        "slug": piece.slug, **BLOCK,
    }  # fmt: skip


@pytest.mark.parametrize("what", MADE_UP)
def test_what_no_form_of_the_editor_sends_is_refused(client, piece, what):
    answer = client.post(reverse(f"{PIECE}:edit", args=[piece.pk]), {**form_of(piece), **MADE_UP[what]})
    assert answer.status_code == 400
    assert Piece.objects.get(pk=piece.pk).get_latest_revision_as_object().title == piece.title


def test_what_the_editor_sends_is_saved(client, piece):
    known = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://congdoan.example/"}}}
    text = {"body-0-type": "text", "body-0-value": typed("Sáng nay 😀", [LINK], known)}
    assert client.post(reverse(f"{PIECE}:edit", args=[piece.pk]), {**form_of(piece), **text}).status_code == 302
    saved = Piece.objects.get(pk=piece.pk).get_latest_revision_as_object()
    assert '<a href="https://congdoan.example/">Sán</a>g nay 😀' in saved.body.raw_data[0]["value"]


@pytest.mark.parametrize("room", ["wagtailimages_chooser", "wagtaildocs_chooser"])
@pytest.mark.parametrize("number", ["x", "²", "9" * 30, "1 OR 1=1"])
def test_choosing_what_is_no_number_is_refused(client, room, number):
    assert client.get(reverse(f"{room}:chosen_multiple"), {"id": number}).status_code == 400


def test_a_version_of_anothers_piece_is_not_reached_through_the_own_address(client, house, piece):
    strange = PieceFactory(unit=house.other, title=SECRET)
    strange.save_revision()
    own = piece.latest_revision_id
    others = list(Revision.objects.filter(object_id=str(strange.pk)).order_by("pk").values_list("pk", flat=True))
    named = [
        ("revisions_view", [others[0]]), ("revisions_revert", [others[0]]), ("revisions_unschedule", [others[0]]),
        ("revisions_compare", others), ("revisions_compare", [own, others[0]]),
        ("revisions_compare", [others[0], "latest"]),
    ]  # fmt: skip
    for name, numbers in named:
        answer = client.get(reverse(f"{PIECE}:{name}", args=[piece.pk, *numbers]))
        assert (name, answer.status_code) == (name, 404)
        assert SECRET not in answer.content.decode()

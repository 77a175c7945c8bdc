"""Taking a piece down from the desk, with a reason; Wagtail's own ways of doing so without one are closed."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.actions.unpublish import UnpublishAction

from sumvay.audit.models import Entry
from sumvay.newsroom import editor_doors
from sumvay.newsroom.models import Listing, Piece, TakeDown
from tests.factories.newsroom import PieceFactory
from tests.factories.org import officer_of
from tests.newsroom.published_house import SECRET, published_house, signed_in

REASON = "Thông tin chưa chính xác"


@pytest.fixture
def house(db):
    return published_house()


def at(piece):
    return reverse("newsroom:published_piece", args=[piece.pk])


def press(person, piece, reason=REASON):
    return signed_in(person).post(reverse("newsroom:take_down", args=[piece.pk]), {"reason": reason})


def in_editor(name, piece):
    return reverse(f"{editor_doors.PIECE}:{name}", args=[piece.pk])


def test_it_leaves_the_portal_and_its_address_says_why(house):
    answer = press(house.editor, house.own)
    assert (answer.status_code, answer.url) == (302, at(house.own))
    gone = Client().get(house.own.get_absolute_url())
    assert (gone.status_code, REASON in gone.content.decode()) == (410, True)
    assert not Piece.objects.get(pk=house.own.pk).live
    assert Listing.objects.filter(pk=house.strange.pk).exists()
    page = signed_in(house.editor).get(at(house.own)).content.decode()
    assert REASON in page
    assert "data-confirm-yes" not in page
    assert Entry.objects.get(action="piece.take_down").actor_id == house.editor.pk


def test_the_form_that_takes_down_has_no_other_button(house):
    page = signed_in(house.editor).get(at(house.own)).content.decode()
    form = page.split(f'action="{reverse("newsroom:take_down", args=[house.own.pk])}"')[1].split("</form>")[0]
    assert form.count("<button") == 1
    assert "Gỡ bài</button>" in form


def test_who_edits_but_does_not_publish_reads_why_and_changes_nothing(house):
    answer = press(house.writer, house.own)
    assert answer.status_code == 422
    assert answer.context["take_down_form"].errors["__all__"]
    assert not TakeDown.objects.exists()
    assert Piece.objects.get(pk=house.own.pk).live


def test_for_others_the_piece_is_not_there(house):
    for person, piece in ((house.editor, house.strange), (house.outsider, house.own), (house.collaborator, house.own)):
        answer = press(person, piece)
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()
    draft = PieceFactory(unit=house.ward)
    assert press(house.editor, draft).status_code == 404
    assert Client().post(reverse("newsroom:take_down", args=[house.own.pk]), {"reason": REASON}).status_code == 302
    assert not TakeDown.objects.exists()
    assert Listing.objects.count() == 2


def test_it_is_pressed_not_opened(house):
    assert signed_in(house.editor).get(reverse("newsroom:take_down", args=[house.own.pk])).status_code == 405
    assert Piece.objects.get(pk=house.own.pk).live


def test_pressed_twice_it_is_taken_down_once(house):
    assert [press(house.editor, house.own).status_code for _ in range(2)] == [302, 422]
    assert TakeDown.objects.count() == 1


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 401])
def test_without_a_reason_it_stays(house, reason):
    answer = press(house.editor, house.own, reason)
    assert answer.status_code == 422
    assert answer.context["take_down_form"].errors
    assert Listing.objects.filter(pk=house.own.pk).exists()
    assert not TakeDown.objects.exists()


def test_when_it_fails_nothing_is_left(house, monkeypatch):
    def broken(self, *args, **kwargs):
        raise OSError("the disk is gone")

    monkeypatch.setattr(UnpublishAction, "execute", broken)
    with pytest.raises(OSError, match="disk"):
        press(house.editor, house.own)
    assert not TakeDown.objects.exists()
    assert not Entry.objects.filter(action="piece.take_down").exists()
    assert Listing.objects.filter(pk=house.own.pk).exists()
    assert Piece.objects.get(pk=house.own.pk).live


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["unpublish", "delete"])
def test_the_editor_takes_nothing_off_the_portal_without_a_reason(house, name, method):
    for person in (house.editor, officer_of(house.ward, "editor_in_chief", is_superuser=True)):
        assert getattr(signed_in(person), method)(in_editor(name, house.own)).status_code == 404
    assert Piece.objects.get(pk=house.own.pk).live


def test_the_editor_does_not_offer_it_either(house):
    client = signed_in(house.editor)
    pages = [client.get(in_editor("edit", house.own)), client.get(reverse(f"{editor_doors.PIECE}:list"))]
    for page in pages:
        assert page.status_code == 200
        for name in ("unpublish", "delete"):
            assert in_editor(name, house.own) not in page.content.decode()


def test_what_was_taken_down_is_kept(house):
    press(house.editor, house.own)
    assert signed_in(house.editor).post(in_editor("delete", house.own)).status_code == 404
    assert Piece.objects.filter(pk=house.own.pk).exists()


def test_a_draft_begun_by_mistake_is_deleted_by_those_who_publish(house):
    draft = PieceFactory(unit=house.ward)
    assert in_editor("delete", draft) in signed_in(house.editor).get(in_editor("edit", draft)).content.decode()
    assert [signed_in(person).post(in_editor("delete", draft)).status_code for person in (
        house.writer, house.outsider, house.editor,
    )] == [404, 404, 302]  # fmt: skip
    assert not Piece.objects.filter(pk=draft.pk).exists()

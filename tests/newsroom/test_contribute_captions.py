"""What the author of a photo story is shown as changed: never the captions that stand as they were sent."""

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors, services
from sumvay.newsroom.models import Contribution, NewsPicture, Piece
from sumvay.newsroom.services.pieces import KINDS
from tests.factories.newsroom import SectionFactory, SentContributionFactory, editing_house, photo_sent

pytestmark = pytest.mark.django_db
Sent = Contribution.Kind


@pytest.fixture
def house():
    return editing_house()


def made(house, kind=Sent.PHOTO_STORY, **fields):
    """An item with two captioned photos, and the piece begun of it and published as it was."""
    item = SentContributionFactory(unit=house.units[0], desk=house.ward, kind=kind, **fields)
    for number, credit in ((1, "Ảnh: Văn Nam"), (2, "")):
        photo_sent(
            item, position=number, caption=f"Công nhân nhận quà, ảnh {number}", credit=credit, shows_people=False
        )
    piece = services.start_piece(
        actor=house.editors[house.ward], unit=house.ward, kind=KINDS[kind], title=item.title,
        section=SectionFactory(), now=timezone.now(), contribution=item,
    )  # fmt: skip
    return item, piece


def change_of(house, item, piece):
    services.publish_piece(actor=house.editors[house.ward], piece=piece, now=timezone.now())
    return selectors.published_from(item)[0].change


def words(runs, kind):
    return " ".join(run.text for run in runs if run.kind == kind)


@pytest.mark.parametrize("kind", [Sent.PHOTO_STORY, Sent.NEWS, Sent.VOICE, Sent.VIDEO])
def test_a_piece_published_as_it_was_sent_shows_no_change(house, kind):
    extra = {"video_url": "https://www.youtube.com/watch?v=abcdefghijk"} if kind == Sent.VIDEO else {}
    item, piece = made(house, kind, speaker="Chị Lan, công nhân" if kind == Sent.VOICE else "", **extra)
    assert change_of(house, item, piece) is None


def test_a_caption_written_anew_is_shown_and_the_other_is_not(house):
    item, piece = made(house)
    draft = piece.get_latest_revision_as_object()
    gallery = next(block for block in draft.body if block.block_type == "gallery")
    gallery.value[1]["caption"] = "Đoàn viên phấn khởi nhận quà Tết"
    draft.save_revision()
    change = change_of(house, item, Piece.objects.get(pk=piece.pk))
    assert "phấn khởi" in words(change.text, "ins")
    assert "ảnh 2" in words(change.text, "del")
    assert "ảnh 1" not in " ".join(run.text for run in change.text)


def test_a_picture_the_desk_added_is_shown_with_its_caption(house):
    item, piece = made(house)
    draft = piece.get_latest_revision_as_object()
    foreign = NewsPicture.objects.exclude(photo__contribution=None).first()
    foreign.pk, foreign.photo, foreign.shows_people = None, None, False
    foreign.save()
    draft.body.append(("picture", {"picture": foreign, "caption": "Ảnh tư liệu của tòa soạn", "credit": ""}))
    draft.save_revision()
    change = change_of(house, item, Piece.objects.get(pk=piece.pk))
    assert words(change.text, "ins").strip() == "Ảnh tư liệu của tòa soạn"
    assert words(change.text, "del").strip() == ""

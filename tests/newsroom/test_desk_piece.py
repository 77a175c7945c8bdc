"""A piece begins: from a contribution with all that belongs to it, from the plan, or blank."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from sumvay.audit.models import Entry
from sumvay.files import disk
from sumvay.files import services as files
from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution, ContributionPhoto, NewsPicture, Piece, PlannedPiece
from sumvay.newsroom.services.pieces import AlreadyMade, NotFree, NotYourDesk, PhotoLost
from tests.factories.files import HANOI, photo
from tests.factories.newsroom import SectionFactory, SentContributionFactory, editing_house, photo_sent

State = Contribution.State
Sent = Contribution.Kind


@pytest.fixture
def house(db):
    return editing_house()


@pytest.fixture
def make(house):
    """A function that makes the ward's piece of a contribution."""

    def made(contribution, actor=None, kind=Piece.Kind.ARTICLE, unit=None):
        return services.start_piece(
            actor=actor or house.editors[house.ward],
            unit=unit or house.ward,
            kind=kind,
            title=contribution.title,
            section=SectionFactory(),
            now=timezone.now(),
            contribution=contribution,
        )

    return made


def sent(house, **fields):
    return SentContributionFactory(**{"unit": house.units[0], "desk": house.ward, **fields})


def blocks(piece):
    return [(block.block_type, block.value) for block in Piece.objects.get(pk=piece.pk).body]


def test_it_is_a_draft_with_a_version_and_its_source(house, make):
    item = sent(house, byline="Tổ truyền thông", place="Hội trường", happened_on=timezone.localdate())
    piece = make(item)
    piece.refresh_from_db()
    credit = f"Tổ truyền thông ({item.unit.short_name or item.unit.name})"
    assert (piece.live, piece.unit, piece.byline, piece.place) == (False, house.ward, credit, "Hội trường")
    assert piece.happened_on == item.happened_on
    assert piece.latest_revision.as_object().title == item.title
    assert piece.sources.get().contribution == item
    item.refresh_from_db()
    assert (item.state, item.editor) == (State.TAKEN, house.editors[house.ward])
    assert Entry.objects.get(action="piece.start").changes == {"kind": "article", "contribution": item.pk}


def test_paragraphs_become_one_text_in_which_nothing_is_markup(house, make):
    item = sent(house, text="Câu <script>alert(1)</script> đầu.\n\nCâu sau & hết.\n")
    [(kind, text)] = blocks(make(item))
    assert kind == "text"
    assert "&lt;script&gt;" in text.source
    assert text.source.count("<p") == 2
    assert "<script" not in str(text)


def test_the_first_photo_leads_and_the_others_stand_below_with_caption_and_credit(house, make):
    item = sent(house, byline="Anh Nam")
    first = photo_sent(item, position=1, caption="Trao quà", credit="Chị Lan")
    second = photo_sent(item, photo((60, 40)), position=2, caption="Đông vui")
    piece = make(item)
    assert (piece.picture.photo, piece.picture.credit, piece.picture.caption) == (first, "Chị Lan", "Trao quà")
    assert (piece.picture.unit, piece.picture.description) == (house.units[0], "Trao quà")
    kinds = [kind for kind, _value in blocks(piece)]
    assert kinds == ["text", "picture"]
    shown = blocks(piece)[1][1]
    assert (shown["picture"].photo, shown["caption"], shown["credit"]) == (second, "Đông vui", "Anh Nam")


def test_a_photo_story_shows_all_photos_in_order(house, make):
    item = sent(house, kind=Sent.PHOTO_STORY)
    photos = [photo_sent(item, photo((50 + n, 40)), position=n) for n in range(3)]
    piece = make(item, kind=Piece.Kind.PHOTO_STORY)
    kind, gallery = blocks(piece)[1]
    assert kind == "gallery"
    assert [shown["picture"].photo for shown in gallery] == photos
    assert piece.picture.photo == photos[0]


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"kind": Sent.VIDEO, "video_url": "https://youtu.be/abc"}, ["video", "text"]),
        ({"kind": Sent.VOICE, "speaker": "Chị Mai, công nhân"}, ["quote"]),
        ({"kind": Sent.QUESTION}, ["question"]),
        ({"kind": Sent.NEWS, "text": ""}, []),
    ],
)
def test_each_kind_of_contribution_becomes_its_blocks(house, make, fields, kinds):
    assert [kind for kind, _value in blocks(make(sent(house, **fields)))] == kinds


def test_the_picture_carries_no_place_and_no_camera(house, make):
    item = sent(house)
    stored = files.store_file(
        actor=None, unit=item.unit, name="anh.jpg", content=photo(place=HANOI), purpose="news", now=timezone.now()
    )
    ContributionPhoto.objects.create(contribution=item, stored=stored)
    with make(item).picture.file.open() as kept:
        content = kept.read()
    assert not Image.open(io.BytesIO(content)).getexif()
    assert "Máy ảnh thử".encode() not in content


def test_a_photo_the_disk_has_lost_is_said_and_nothing_is_left(house, make):
    item = sent(house)
    lost = photo_sent(item, b"lost")
    disk.place_of(lost.stored.sha256).unlink()
    with pytest.raises(PhotoLost):
        make(item)
    item.refresh_from_db()
    assert (item.state, Piece.objects.count(), NewsPicture.objects.count()) == (State.WAITING, 0, 0)


def test_a_second_press_makes_no_second_piece(house, make):
    item = sent(house)
    make(item)
    with pytest.raises(AlreadyMade):
        make(item)
    assert Piece.objects.count() == 1


def test_others_make_none(house, make):
    item = sent(house)
    with pytest.raises(NotYourDesk):
        make(item, actor=house.outsider)
    with pytest.raises(NotFree):
        make(item, actor=house.outsider, unit=house.other)
    Contribution.objects.filter(pk=item.pk).update(state=State.TAKEN, editor=house.editors[house.province])
    with pytest.raises(NotFree):
        make(item)
    Contribution.objects.filter(pk=item.pk).update(state=State.RETURNED, editor=None)
    with pytest.raises(NotFree):
        make(item)
    assert Piece.objects.count() == 0


def test_a_line_of_the_plan_is_filled_once(house, client):
    line = PlannedPiece.objects.create(desk=house.ward.desk, on=timezone.localdate(), title="Bài theo lịch")
    words = {"title": "Bài theo lịch", "kind": "article", "section": SectionFactory().pk}
    address = f"{reverse('newsroom:start_piece', args=[house.ward.pk])}?planned={line.pk}"
    client.force_login(house.editors[house.ward])
    assert "Bài theo lịch" in client.get(address).content.decode()
    assert client.post(address, words).status_code == 302
    line.refresh_from_db()
    assert line.piece.title == "Bài theo lịch"
    assert client.post(address, words).status_code == 404
    foreign = PlannedPiece.objects.create(desk=house.other.desk, on=timezone.localdate(), title="Kế hoạch mật")
    address = f"{reverse('newsroom:start_piece', args=[house.ward.pk])}?planned={foreign.pk}"
    assert client.get(address).status_code == 404
    assert Piece.objects.count() == 1


def test_a_blank_piece_opens_in_the_editor(house, client):
    words = {"title": "Bài mới", "kind": "job", "section": SectionFactory().pk}
    address = reverse("newsroom:start_piece", args=[house.ward.pk])
    client.force_login(house.editors[house.ward])
    assert client.post(address, {**words, "title": ""}).status_code == 422
    page = client.post(address, words)
    piece = Piece.objects.get()
    assert page.url == f"/newsroom/editor/snippets/newsroom/piece/edit/{piece.pk}/"
    assert client.get(page.url).status_code == 200
    client.force_login(house.outsider)
    assert client.post(address, words).status_code == 404
    assert client.get(page.url).status_code == 404


def test_the_door_makes_a_piece_of_it_and_opens_the_editor(house, client):
    item = sent(house)
    photo_sent(item, caption="Trao quà")
    words = {"title": item.title, "kind": "article", "section": SectionFactory().pk}
    address = reverse("newsroom:make_piece", args=[item.pk])
    client.force_login(house.outsider)
    assert client.post(address, words).status_code == 404
    client.force_login(house.editors[house.ward])
    assert client.get(address).status_code == 405
    assert client.post(address, {**words, "section": "0"}).status_code == 422
    page = client.post(address, words)
    piece = Piece.objects.get()
    assert page.url == f"/newsroom/editor/snippets/newsroom/piece/edit/{piece.pk}/"
    assert "Trao quà" in client.get(page.url).content.decode()
    page = client.post(address, words, follow=True)
    assert "Tin này đã được dựng thành bài." in page.content.decode()
    assert Piece.objects.count() == 1

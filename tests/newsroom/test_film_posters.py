"""Before a film stands a picture: the block's own, the piece's, or, of one that came without photos, out of itself."""

import io
import re

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from sumvay.files.models import StoredFile
from sumvay.newsroom import services
from sumvay.newsroom.fitness import ConsentMissing
from sumvay.newsroom.models import NewsPicture, Piece
from tests.factories.files import photo
from tests.factories.films import ffmpeg_that_takes, film_sent
from tests.factories.newsroom import NewsPictureFactory, SectionFactory
from tests.files.tus import signed_in
from tests.newsroom.test_piece_film import made_of, publish
from tests.newsroom.writing import agreed, begun, save, shot, writing_house

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place_for_files(settings, tmp_path, monkeypatch):
    settings.VAR, settings.MEDIA_ROOT, settings.FILMS = tmp_path, tmp_path / "files", tmp_path / "films"
    ffmpeg_that_takes(photo((320, 180)), tmp_path, monkeypatch)


@pytest.fixture
def house():
    return writing_house()


@pytest.fixture
def draft(house):
    item = begun(house, kind="video")
    save(house.writer, item, happened_on=timezone.localdate(), place="Sân bóng")
    return item


def piece_from(house, draft) -> Piece:
    """What the desk makes of it."""
    editor = house.editors[house.ward]
    services.send_contribution(actor=house.writer, contribution=draft, now=timezone.now())
    services.take(actor=editor, contribution=draft, now=timezone.now())
    draft.refresh_from_db()
    return services.start_piece(
        actor=editor, unit=house.ward, kind="video", title="Chung kết", section=SectionFactory(), now=timezone.now(),
        contribution=draft,
    )  # fmt: skip


def page_of(piece) -> str:
    piece.refresh_from_db()
    services.draw_pictures(piece_id=piece.pk)
    return Client().get(piece.get_absolute_url()).content.decode()


def poster_in(page) -> Image.Image:
    address = re.search(r'<video class="film"[^>]* poster="([^"]+)"', page)[1]
    return Image.open(io.BytesIO(Client().get(address).getvalue()))


def test_the_picture_out_of_a_film_stands_before_it_on_its_way_and_goes_with_it(house, draft):
    kept = film_sent(house.writer, draft, shows_people=False)
    assert (kept.frame.purpose, kept.frame.unit, kept.frame.width) == ("news", house.unit, 320)
    client = signed_in(house.writer)
    page = client.get(f"/newsroom/mine/{draft.pk}/write/").content.decode()
    address = re.search(r'poster="([^"]+)"', page)[1].replace("&amp;", "&")
    assert Image.open(io.BytesIO(client.get(address).getvalue())).size == (320, 180)
    services.remove_photo(actor=house.writer, photo=kept, now=timezone.now())
    assert not StoredFile.objects.filter(removed_at=None).exists()


def test_a_film_without_photos_leads_the_piece_with_a_picture_out_of_itself(house, draft):
    kept = film_sent(house.writer, draft, caption="Chung kết", credit="Lê Nam", shows_people=False)
    piece = piece_from(house, draft)
    assert (piece.picture.photo, piece.picture.credit, piece.picture.width) == (kept, "Lê Nam", 320)
    assert piece.body[0].value["picture"] == piece.picture
    piece.get_latest_revision().publish()
    page = page_of(piece)
    assert poster_in(page).size == (320, 180)
    # Not once more above the text
    assert page.count("<picture") == 0


def test_it_shows_whom_the_film_shows(house, draft):
    kept = film_sent(house.writer, draft, caption="Đội nữ", shows_people=True)
    consent = agreed(house, draft, kept)
    piece = piece_from(house, draft)
    # The film itself left out, its picture asks all the same
    piece.kind, piece.body = "article", [("text", "<p>Đội nữ vào chung kết.</p>")]
    revision = piece.save_revision()
    services.withdraw_consent(actor=house.writer, consent=consent, now=timezone.now())
    with pytest.raises(ConsentMissing, match="Đội nữ"):
        revision.publish()


def test_a_photo_that_was_sent_goes_before_it(house, draft):
    own = shot(house, draft, caption="Ảnh bìa", shows_people=False)
    film_sent(house.writer, draft, shows_people=False)
    piece = piece_from(house, draft)
    assert (piece.picture.photo, NewsPicture.objects.count()) == (own, 1)


def test_without_a_picture_of_its_own_the_pieces_picture_stands_before_it_and_an_own_one_first(house, draft):
    """What an editor chooses, also where the machine takes none."""
    kept = film_sent(house.writer, draft, shows_people=False)
    picture = NewsPictureFactory(unit=house.ward, shows_people=False)
    piece = publish(made_of(kept, house.ward, picture=picture))
    services.draw_pictures(piece_id=piece.pk)
    lead = Client().get(piece.get_absolute_url()).content.decode()
    assert poster_in(lead).size[0] <= picture.width
    own = NewsPictureFactory(unit=house.ward, shows_people=False)
    piece.body = [("video", {"film": kept.pk, "url": "", "title": "Hội thao", "picture": own})]
    piece.save_revision().publish()
    before = re.search(r' poster="([^"]+)"', lead)[1]
    assert re.search(r' poster="([^"]+)"', page_of(piece))[1] != before


def test_a_unit_without_room_has_its_film_without_a_picture(house, draft, monkeypatch):
    monkeypatch.setattr("sumvay.files.selectors.QUOTA_BYTES", 10)
    kept = film_sent(house.writer, draft)
    assert (kept.frame, StoredFile.objects.count()) == (None, 1)

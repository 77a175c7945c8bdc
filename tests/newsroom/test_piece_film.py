"""A film before readers: played from our own address in parts, only while a piece before readers shows it."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.files import selectors as files
from sumvay.newsroom import services
from sumvay.newsroom.fitness import ConsentMissing, FilmNotOfItsSources
from sumvay.newsroom.models import Consent, Listing, Piece, PieceSource
from sumvay.newsroom.selectors import films
from tests.factories.films import film, film_sent
from tests.factories.newsroom import PieceFactory
from tests.files.tus import signed_in
from tests.newsroom.writing import begun, writing_house

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place_for_files(settings, tmp_path):
    settings.VAR, settings.MEDIA_ROOT, settings.FILMS = tmp_path, tmp_path / "files", tmp_path / "films"


@pytest.fixture
def house():
    return writing_house()


@pytest.fixture
def kept(house):
    return film_sent(house.writer, begun(house, kind="video"), caption="Chung kết", credit="Lê Nam")


def body_with(number):
    return json.dumps([{"type": "video", "value": {"film": number, "url": "", "title": "Hội thao", "picture": None}}])


def made_of(kept, unit, **fields):
    piece = PieceFactory(unit=unit, kind="video", title="Chung kết bóng đá", body=body_with(kept.pk), **fields)
    PieceSource.objects.create(piece=piece, contribution=kept.contribution, at=timezone.now())
    return piece


def publish(piece):
    piece.get_latest_revision().publish()
    return Piece.objects.get(pk=piece.pk)


def address(kept):
    return f"/films/{films.name_of(kept.stored)}"


def test_readers_play_it_from_our_own_address_in_parts(house, kept, client):
    piece = publish(made_of(kept, house.ward))
    page = client.get(piece.get_absolute_url()).content.decode()
    assert f'src="{address(kept)}"' in page
    assert '<video class="film" controls preload="none" playsinline' in page
    assert "Video: Lê Nam" in page
    assert not client.cookies
    answer = client.get(address(kept), headers={"Range": "bytes=100-199"})
    content = files.read_bytes(kept.stored)
    assert (answer.status_code, answer.getvalue()) == (206, content[100:200])
    assert answer["Content-Type"] == "video/mp4"
    whole = client.get(address(kept))
    assert (whole.status_code, whole.getvalue()) == (200, content)


def test_the_web_server_finds_it_as_a_file_that_takes_no_room(house, kept, client, settings):
    publish(made_of(kept, house.ward))
    client.get(address(kept))
    lies = settings.FILMS / films.name_of(kept.stored)
    own = files.path_of(kept.stored)
    assert lies.stat().st_ino == own.stat().st_ino
    assert lies.stat().st_mode & 0o777 == 0o644
    # Lost with a restored backup, it is laid there again
    lies.unlink()
    assert client.get(address(kept)).status_code == 200
    assert lies.exists()


def test_the_film_of_a_draft_is_nobodys(house, kept, client):
    made_of(kept, house.ward)
    assert client.get(address(kept)).status_code == 404
    assert signed_in(house.editors[house.ward]).get(address(kept)).status_code == 404
    assert list(Path(files.path_of(kept.stored)).parents[3].glob("films/*")) == []


def test_a_film_its_piece_does_not_show_is_nobodys(house, kept, client):
    piece = PieceFactory(unit=house.ward)
    PieceSource.objects.create(piece=piece, contribution=kept.contribution, at=timezone.now())
    publish(piece)
    assert client.get(address(kept)).status_code == 404


@pytest.mark.parametrize("name", ["x.mp4", "0" * 32 + ".mp4", "..%2Fsecret", "a" * 32])
def test_other_names_are_not_there(client, name):
    assert client.get(f"/films/{name}").status_code == 404


def test_a_true_name_with_another_ending_is_not_there(house, kept, client):
    publish(made_of(kept, house.ward))
    assert client.get(address(kept).replace(".mp4", ".webm")).status_code == 404
    assert client.post(address(kept)).status_code == 405


def test_taken_down_it_is_gone_also_for_the_web_server(house, kept, client, settings, run_jobs):
    piece = publish(made_of(kept, house.ward))
    assert client.get(address(kept)).status_code == 200
    run_jobs()
    assert client.get(address(kept)).status_code == 200
    services.take_down(actor=house.editors[house.ward], piece=piece, reason="Nhầm người", now=timezone.now())
    run_jobs()
    assert list(settings.FILMS.glob("*")) == []
    assert client.get(address(kept)).status_code == 404
    assert files.path_of(kept.stored).exists()
    publish(piece)
    assert client.get(address(kept)).status_code == 200


def test_it_stays_while_another_piece_shows_it(house, kept, client, run_jobs):
    first, second = (publish(made_of(kept, unit)) for unit in (house.ward, house.province))
    client.get(address(kept))
    services.take_down(actor=house.editors[house.ward], piece=first, reason="Nhầm", now=timezone.now())
    run_jobs()
    assert client.get(address(kept)).status_code == 200
    services.take_down(actor=house.editors[house.province], piece=second, reason="Nhầm", now=timezone.now())
    run_jobs()
    assert client.get(address(kept)).status_code == 404


def test_published_anew_without_it_it_is_gone(house, kept, client, settings, run_jobs):
    piece = publish(made_of(kept, house.ward))
    client.get(address(kept))
    piece.body, piece.video_url = [], "https://youtu.be/dQw4w9WgXcQ"
    piece.save_revision().publish()
    run_jobs()
    assert list(settings.FILMS.glob("*")) == []
    assert client.get(address(kept)).status_code == 404


def test_after_its_end_nobody_gets_it(house, kept, client):
    piece = publish(made_of(kept, house.ward))
    Listing.objects.filter(piece=piece).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(address(kept)).status_code == 404


def test_the_number_of_somebody_elses_film_is_refused(house, kept):
    strange = PieceFactory(unit=house.ward, body=body_with(kept.pk))
    with pytest.raises(FilmNotOfItsSources, match=str(kept.pk)):
        publish(strange)
    assert not Listing.objects.exists()


def test_without_the_consent_of_those_shown_it_is_not_published(house, kept, client):
    services.change_photo(
        actor=house.writer, photo=kept, caption="Đội nữ", credit="", shows_people=True, now=timezone.now()
    )
    piece = made_of(kept, house.ward)
    with pytest.raises(ConsentMissing, match="Đội nữ"):
        publish(piece)
    assert client.get(address(kept)).status_code == 404
    Consent.objects.create(
        contribution=kept.contribution, photo=kept, about="picture", person="Chị Lan", uses=["portal"], how="Ký",
        given_on=timezone.localdate(),
    )  # fmt: skip
    publish(piece)
    assert client.get(address(kept)).status_code == 200


def test_its_editor_sees_it_in_the_preview_behind_the_door_of_files(house, kept):
    piece = made_of(kept, house.ward)
    client = signed_in(house.editors[house.ward])
    page = client.get(reverse("newsroom:preview_piece", args=[piece.pk])).content.decode()
    assert f"/files/{kept.stored.key}/?pass=" in page
    assert "/films/" not in page


def test_a_block_needs_a_link_or_a_film():
    block = Piece._meta.get_field("body").stream_block.child_blocks["video"]
    for given in ({"url": "https://youtu.be/a", "film": None}, {"url": "", "film": 3}):
        block.clean(block.to_python({"title": "Phim", **given}))
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"title": "Phim", "url": "", "film": None}))


def test_the_package_says_where_it_lies_and_how_large_it_is(house, kept):
    piece = publish(made_of(kept, house.ward))
    answer = signed_in(house.editors[house.ward]).get(reverse("newsroom:package", args=[piece.pk]))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as found:
        said = json.loads(found.read("nguon.json"))["films"]
        assert [(one["size"], one["caption"], one["credit"]) for one in said] == [(len(film()), "Chung kết", "Lê Nam")]
        assert said[0]["address"].endswith(address(kept))
        assert said[0]["address"] in found.read("nguon.txt").decode()


def test_feeds_and_word_files_name_the_film_without_a_link(house, kept):
    piece = publish(made_of(kept, house.ward))
    assert "<p>Hội thao</p>" in str(Client().get("/ninjs.json").json())
    answer = signed_in(house.editors[house.ward]).get(reverse("newsroom:package", args=[piece.pk]))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as found:
        word = docx.Document(BytesIO(found.read(f"{piece.slug}.docx")))
    assert "Hội thao" in [line.text for line in word.paragraphs]

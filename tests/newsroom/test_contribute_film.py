"""The film of what a unit writes: taken in once whole, one of it, described and agreed to like a photo, taken out."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.files import disk
from sumvay.files import selectors as files
from sumvay.files import services as file_services
from sumvay.files.models import StoredFile, Upload
from sumvay.newsroom import selectors, services
from sumvay.newsroom.models import Consent, ContributionPhoto
from sumvay.newsroom.services.contribution_refusals import AlreadySent, NotYourUnit, OneFilm, PhotoInUse
from tests.factories.films import film, film_sent, under_way
from tests.factories.newsroom import SectionFactory
from tests.files.tus import signed_in
from tests.newsroom.writing import TITLE, agreed, begun, save, shot, writing_house

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place_for_files(settings, tmp_path):
    settings.VAR, settings.MEDIA_ROOT, settings.FILMS = tmp_path, tmp_path / "files", tmp_path / "films"


@pytest.fixture
def house():
    return writing_house()


@pytest.fixture
def draft(house):
    return written(house)


def written(house, kind="video"):
    """A draft that lacks nothing but what its kind wants."""
    item = begun(house, kind=kind)
    save(house.writer, item, happened_on=timezone.localdate(), place="Sân bóng")
    return item


def at_the_desk(house, item):
    services.send_contribution(actor=house.writer, contribution=item, now=timezone.now())
    return item


def take_in(officer, draft, upload):
    return signed_in(officer).post(reverse("newsroom:take_film", args=[draft.pk]), {"token": str(upload.token)})


def about(draft):
    return f"contribution:{draft.pk}"


def gaps(draft):
    return [gap.sentence for gap in selectors.gaps_of(draft, on=timezone.localdate())]


def test_a_film_that_has_come_whole_is_taken_in_and_can_be_played(house, draft, run_jobs):
    upload = under_way(house.writer, house.unit, film(), about=about(draft), name="Hội thao.mp4")
    assert take_in(house.writer, draft, upload).status_code == 200
    run_jobs()
    answer = signed_in(house.writer).get(reverse("newsroom:film_outcome", args=[draft.pk]))
    kept = draft.photos.get()
    assert (kept.is_film, kept.stored.purpose, kept.stored.unit) == (True, "film", house.unit)
    assert f"/files/{kept.stored.key}/?pass=" in answer.content.decode()
    assert "Hội thao.mp4" in answer.content.decode()
    assert Entry.objects.filter(action="photo.add", target_id=kept.pk).exists()
    page = signed_in(house.writer).get(reverse("newsroom:write", args=[draft.pk])).content.decode()
    assert f"/files/{kept.stored.key}/?pass=" in page
    # Twice shows it as it is, and one film stays
    assert take_in(house.writer, draft, upload).status_code == 200
    assert draft.photos.count() == 1


def test_only_what_came_about_this_item_from_this_person_is_taken(house, draft):
    for owner, word in ((house.writer, about(draft) + "0"), (house.colleague, about(draft))):
        upload = under_way(owner, house.unit, film(), about=word)
        assert take_in(house.writer, draft, upload).status_code == 404
    own = under_way(house.writer, house.unit, film(), about=about(draft))
    assert take_in(house.stranger, draft, own).status_code == 404
    client, place = signed_in(house.writer), reverse("newsroom:take_film", args=[draft.pk])
    assert client.post(place, {"token": "x"}).status_code == 404
    assert client.get(place).status_code == 405
    with pytest.raises(NotYourUnit):
        services.add_film(actor=house.stranger, contribution=draft, upload=own, now=timezone.now())
    assert not ContributionPhoto.objects.exists()


def test_a_refused_film_is_a_sentence_and_nothing_is_left(house, draft, run_jobs, django_capture_on_commit_callbacks):
    upload = under_way(house.writer, house.unit, b"abc", about=about(draft))
    take_in(house.writer, draft, upload)
    with django_capture_on_commit_callbacks(execute=True):
        run_jobs()
    answer = signed_in(house.writer).get(reverse("newsroom:film_outcome", args=[draft.pk]))
    assert "không phải video trình duyệt phát được" in answer.content.decode()
    assert not list(disk.uploads().glob("*"))
    assert (Upload.objects.count(), StoredFile.objects.count(), draft.photos.count()) == (0, 0, 0)


def test_an_item_has_one_film(house, draft):
    film_sent(house.writer, draft)
    with pytest.raises(OneFilm):
        film_sent(house.writer, draft, film("screen.webm"))
    assert draft.photos.count() == 1
    assert StoredFile.objects.count() == 1


def test_after_sending_no_film_is_taken_in(house):
    item = at_the_desk(house, written(house, kind="news"))
    with pytest.raises(AlreadySent):
        film_sent(house.writer, item)
    assert not StoredFile.objects.exists()


def test_the_page_lists_ones_own_uploads_under_way_and_nobody_elses(house, draft):
    begun_here = under_way(house.writer, house.unit, film(), about=about(draft), name="Nửa chừng.mp4", come=1000)
    place = reverse("newsroom:write", args=[draft.pk])
    mine = signed_in(house.writer).get(place).content.decode()
    assert f'data-url="/files/uploads/{begun_here.token}/"' in mine
    assert f'data-size="{len(film())}"' in mine
    assert "“Nửa chừng.mp4”: đã gửi 1000 byte trên 4,2 KB." in mine.replace("\xa0", " ")
    assert "Nửa chừng" not in signed_in(house.colleague).get(place).content.decode()


def test_a_film_stands_for_the_link_that_a_video_wants(house, draft):
    assert gaps(draft) == ["Cần dán đường dẫn video hoặc gửi tệp video."]
    film_sent(house.writer, draft, shows_people=False)
    assert gaps(draft) == []


def test_a_film_is_no_photo_of_a_photo_story(house):
    story = written(house, kind="photo_story")
    film_sent(house.writer, story, shows_people=False)
    assert gaps(story) == ["Cần có ít nhất một ảnh."]


def test_whoever_is_in_the_film_has_to_agree_before_it_is_sent(house, draft):
    kept = film_sent(house.writer, draft, caption="Đội bóng ra sân", credit="Lê Nam", shows_people=True)
    assert gaps(draft) == ["Video có người được nêu tên: cần ghi lại sự đồng ý của họ."]
    page = signed_in(house.writer).get(reverse("newsroom:photo_consents", args=[draft.pk, kept.pk])).content.decode()
    assert "Sự đồng ý của người trong video" in page
    agreed(house, draft, kept)
    assert gaps(draft) == []
    assert at_the_desk(house, draft).state == "waiting"


def test_photos_keep_their_numbers_beside_a_film(house):
    item = written(house)
    film_sent(house.writer, item, shows_people=False)
    shot(house, item, shows_people=True, caption="Chị Lan")
    assert [sentence[:6] for sentence in gaps(item)] == ["Ảnh 1 "]


def test_it_is_described_and_taken_out_on_its_own_page(house, draft):
    kept = film_sent(house.writer, draft)
    agreed(house, draft, kept)
    client, place = signed_in(house.writer), reverse("newsroom:photo", args=[draft.pk, kept.pk])
    assert "<video" in client.get(place).content.decode()
    client.post(place, {f"photo-{kept.pk}-caption": "Chung kết", f"photo-{kept.pk}-credit": "Lê Nam"})
    kept.refresh_from_db()
    assert (kept.caption, kept.credit) == ("Chung kết", "Lê Nam")
    client.post(reverse("newsroom:remove_photo", args=[draft.pk, kept.pk]))
    assert not draft.photos.exists()
    assert not Consent.objects.exists()
    assert files.film_bytes_of(house.unit) == 0
    place = files.path_of(StoredFile.objects.get())
    assert place.exists()
    file_services.sweep_films(now=timezone.now())
    assert not place.exists()


def test_a_film_of_an_item_that_came_to_nothing_may_make_room(house):
    item = written(house)
    kept = film_sent(house.writer, item, shows_people=False)
    photo = shot(house, item, caption="Đội bóng", shows_people=False)
    at_the_desk(house, item)
    with pytest.raises(AlreadySent):
        services.remove_photo(actor=house.writer, photo=kept, now=timezone.now())
    services.withdraw_contribution(actor=house.writer, contribution=item, now=timezone.now())
    page = signed_in(house.writer).get(reverse("newsroom:contribution", args=[item.pk])).content.decode()
    assert reverse("newsroom:remove_photo", args=[item.pk, kept.pk]) in page
    with pytest.raises(AlreadySent):
        services.remove_photo(actor=house.writer, photo=photo, now=timezone.now())
    with pytest.raises(NotYourUnit):
        services.remove_photo(actor=house.stranger, photo=kept, now=timezone.now())
    services.remove_photo(actor=house.writer, photo=kept, now=timezone.now())
    assert list(item.photos.all()) == [photo]


def test_the_desk_plays_it_and_makes_a_piece_that_shows_it(house, draft):
    photo = shot(house, draft, caption="Ảnh bìa", shows_people=False)
    kept = film_sent(house.writer, draft, caption="Chung kết", credit="Lê Nam", shows_people=False)
    at_the_desk(house, draft)
    editor = house.editors[house.ward]
    client = signed_in(editor)
    page = client.get(reverse("newsroom:at_desk", args=[draft.pk])).content.decode()
    address = page.split('preload="metadata" src="')[1].split('"')[0].replace("&amp;", "&")
    answer = client.get(address, headers={"Range": "bytes=0-9"})
    assert (answer.status_code, len(answer.getvalue())) == (206, 10)
    services.take(actor=editor, contribution=draft, now=timezone.now())
    draft.refresh_from_db()
    piece = services.start_piece(
        actor=editor, unit=house.ward, kind="video", title=TITLE, section=SectionFactory(), now=timezone.now(),
        contribution=draft,
    )  # fmt: skip
    first = piece.body[0]
    assert (first.block_type, first.value["film"], first.value["url"]) == ("video", kept.pk, "")
    assert first.value["picture"].photo == photo
    with pytest.raises(AlreadySent):
        services.remove_photo(actor=house.writer, photo=kept, now=timezone.now())
    services.return_contribution(actor=editor, contribution=draft, reason="Xin thêm ảnh", now=timezone.now())
    with pytest.raises(PhotoInUse):
        services.remove_photo(actor=house.writer, photo=kept, now=timezone.now())
    assert draft.photos.filter(is_film=True).exists()

"""Photos of what a unit writes: added, described, put in order, taken out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.errors import Refusal
from sumvay.files import selectors as files
from sumvay.files.models import StoredFile
from sumvay.newsroom import services
from sumvay.newsroom.models import ContributionPhoto, NewsPicture
from sumvay.newsroom.services import contribution_photos
from sumvay.newsroom.services.contribution_refusals import (
    AlreadySent,
    NotAPhoto,
    NotYourUnit,
    PhotoInUse,
    TooManyPhotos,
)
from tests.factories.files import HANOI, PDF, photo
from tests.factories.newsroom import NewsPictureFactory
from tests.newsroom.writing import agreed, begun, sent, shot, writing_house


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture
def draft(house):
    return begun(house)


def order_of(draft):
    return list(draft.photos.values_list("pk", "position"))


def add(actor, draft, content=None, name="anh.jpg"):
    return services.add_photo(
        actor=actor, contribution=draft, name=name, content=content or photo(), now=timezone.now()
    )


def test_a_photo_is_stored_for_the_unit_without_its_place(house, draft):
    added = add(house.colleague, draft, photo(place=HANOI))
    assert (added.stored.unit, added.stored.purpose) == (house.unit, StoredFile.Purpose.NEWS)
    assert b"Exif" not in files.read_bytes(added.stored)
    assert Entry.objects.filter(action="photo.add", target_id=added.pk).exists()


def test_a_photo_is_kept_large_enough_for_print(house, draft):
    added = add(house.writer, draft, photo((4500, 3000)))
    assert (added.stored.width, added.stored.height) == (4000, 2667)


def test_photos_stand_in_the_order_they_came(house, draft):
    first, second = shot(house, draft, (64, 48)), shot(house, draft, (65, 48))
    assert order_of(draft) == [(first.pk, 0), (second.pk, 1)]


def test_the_same_picture_again_over_a_bad_line_stays_one(house, draft):
    first = add(house.writer, draft)
    held = files.bytes_held_by(house.unit)
    assert add(house.writer, draft) == first
    assert draft.photos.count() == 1
    assert files.bytes_held_by(house.unit) == held


def test_what_is_no_photo_or_too_many_leaves_nothing(house, draft, monkeypatch):
    with pytest.raises(NotAPhoto):
        add(house.writer, draft, PDF, "giay.pdf")
    with pytest.raises(Refusal):
        add(house.writer, draft, b"khong phai anh")
    monkeypatch.setattr(contribution_photos, "MOST_PHOTOS", 1)
    add(house.writer, draft)
    with pytest.raises(TooManyPhotos):
        add(house.writer, draft, photo((70, 48)))
    assert draft.photos.count() == 1
    assert StoredFile.objects.count() == 1


def test_the_last_photo_that_fits_sent_again_over_a_bad_line_is_not_one_too_many(house, draft, monkeypatch):
    monkeypatch.setattr(contribution_photos, "MOST_PHOTOS", 1)
    kept = add(house.writer, draft)
    assert add(house.writer, draft) == kept
    assert StoredFile.objects.filter(removed_at=None).count() == 1


def test_outsiders_may_not_touch_them(house, draft):
    kept = shot(house, draft)
    now = timezone.now()
    for act in (
        lambda: add(house.stranger, draft, photo((70, 48))),
        lambda: services.change_photo(
            actor=house.stranger, photo=kept, caption="x", credit="", shows_people=False, now=now
        ),
        lambda: services.move_photo(actor=house.stranger, photo=kept, step=1, now=now),
        lambda: services.remove_photo(actor=house.stranger, photo=kept, now=now),
    ):
        with pytest.raises(NotYourUnit):
            act()
    assert ContributionPhoto.objects.get().caption == "Bữa cơm tất niên"


def test_after_sending_they_stay_as_they_are(house):
    item = sent(house)
    with pytest.raises(AlreadySent):
        add(house.writer, item)
    assert not item.photos.exists()


def test_a_photo_is_described(house, draft):
    kept = shot(house, draft, caption=" Bữa cơm tất niên ", credit="Nam", shows_people=True)
    kept.refresh_from_db()
    assert (kept.caption, kept.credit, kept.shows_people) == ("Bữa cơm tất niên", "Nam", True)


def test_a_photo_moves_by_one_and_stops_at_the_ends(house, draft):
    one, two, three = (shot(house, draft, (64 + n, 48)) for n in range(3))
    move = lambda photo, step: services.move_photo(  # noqa: E731
        actor=house.writer, photo=photo, step=step, now=timezone.now()
    )
    move(three, -1)
    assert order_of(draft) == [(one.pk, 0), (three.pk, 1), (two.pk, 2)]
    move(one, -1)
    move(two, 1)
    assert order_of(draft) == [(one.pk, 0), (three.pk, 1), (two.pk, 2)]


def test_a_photo_taken_out_gives_its_room_back(house, draft):
    one, two = shot(house, draft, (64, 48)), shot(house, draft, (65, 48))
    agreed(house, draft, one)
    services.remove_photo(actor=house.writer, photo=one, now=timezone.now())
    assert order_of(draft) == [(two.pk, 0)]
    assert files.bytes_held_by(house.unit) == two.stored.size
    assert not draft.consents.exists()


def test_a_photo_the_desk_has_used_is_not_taken_out(house, draft):
    kept = shot(house, draft)
    picture = NewsPictureFactory(unit=house.unit)
    NewsPicture.objects.filter(pk=picture.pk).update(photo=kept)
    with pytest.raises(PhotoInUse):
        services.remove_photo(actor=house.writer, photo=kept, now=timezone.now())
    assert order_of(draft) == [(kept.pk, 0)]


def post_photo(client, draft, content, name="anh.jpg"):
    given = SimpleUploadedFile(name, content, "image/jpeg")
    return client.post(reverse("newsroom:add_photo", args=[draft.pk]), {"photo": given})


def test_a_photo_that_comes_by_itself_is_answered_with_all_that_stand_there(house, draft, client):
    first = shot(house, draft, (64, 48), caption="Đã ghi")
    client.force_login(house.writer)
    page = post_photo(client, draft, photo((65, 48))).content.decode()
    second = draft.photos.last()
    assert order_of(draft) == [(first.pk, 0), (second.pk, 1)]
    assert [f'id="photo-{one.pk}"' in page for one in (first, second)] == [True, True]
    assert "Đã ghi" in page
    assert page.count("Trong ảnh có ai nhận ra được không?") == 2
    # Twice is the same
    assert f'id="photo-{second.pk}"' in post_photo(client, draft, photo((65, 48))).content.decode()
    assert draft.photos.count() == 2


def test_a_photo_that_comes_by_itself_and_is_refused_is_answered_with_the_sentence(house, draft, client):
    client.force_login(house.writer)
    answer = post_photo(client, draft, PDF, "giay.pdf")
    assert (answer.status_code, answer.content.decode()) == (409, "Tệp này không phải là ảnh.")
    assert (draft.photos.count(), StoredFile.objects.count()) == (0, 0)


def test_the_door_of_photos_that_come_by_themselves(house, draft, client):
    door = reverse("newsroom:add_photo", args=[draft.pk])
    assert post_photo(client, draft, photo()).url.startswith(reverse("account_login"))
    client.force_login(house.stranger)
    assert post_photo(client, draft, photo()).status_code == 404
    client.force_login(house.writer)
    assert client.get(door).status_code == 405
    assert client.post(door).status_code == 404
    assert not draft.photos.exists()


def test_the_doors(house, draft, client):
    one, two = shot(house, draft, (64, 48)), shot(house, draft, (65, 48))
    client.force_login(house.writer)
    page = reverse("newsroom:photo", args=[draft.pk, two.pk])
    assert client.get(page).status_code == 200
    name = f"photo-{two.pk}"
    said = {f"{name}-caption": "Trao quà", f"{name}-credit": "Hoa", f"{name}-shows_people": "False"}
    assert client.post(page, said).url.endswith("#photos")
    # Whoever shows people is asked for their consent next
    assert client.post(page, {**said, f"{name}-shows_people": "True"}).url == reverse(
        "newsroom:photo_consents", args=[draft.pk, two.pk]
    )
    client.post(reverse("newsroom:move_photo", args=[draft.pk, two.pk, "front"]))
    assert order_of(draft) == [(two.pk, 0), (one.pk, 1)]
    assert client.get(reverse("newsroom:remove_photo", args=[draft.pk, one.pk])).status_code == 405
    client.post(reverse("newsroom:remove_photo", args=[draft.pk, one.pk]))
    assert order_of(draft) == [(two.pk, 0)]
    assert client.get(reverse("newsroom:photo", args=[draft.pk, one.pk])).status_code == 404
    client.force_login(house.stranger)
    assert client.post(reverse("newsroom:remove_photo", args=[draft.pk, two.pk])).status_code == 404
    assert order_of(draft) == [(two.pk, 0)]

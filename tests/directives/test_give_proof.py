"""Giving proof: a link counts once in any spelling, photos lie on disk, activities count at the host."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from sumvay.directives import selectors, services
from sumvay.directives.models import Activity, Deliverable, Dispatch
from sumvay.directives.services.refusals import GivenAlready, NotYours, SensitiveContent
from sumvay.files.models import StoredFile
from sumvay.files.selectors import read_bytes
from sumvay.links import NotALink
from tests.factories.directives import dispatch_to, issued_directive

POST = "https://www.facebook.com/congdoan/posts/1234567890?fbclid=abc"
SAME_POST = "https://m.facebook.com/congdoan/posts/1234567890"


@pytest.fixture
def received(house):
    directive = issued_directive(actor=house.chair_of(house.province), unit=house.province)
    return dispatch_to(directive, house.units[0])


@pytest.fixture
def assigned(received):
    return {a.kind: a for a in received.directive.assignments.all()}


@pytest.fixture
def chair(house):
    return house.chair_of(house.units[0])


@pytest.fixture
def photo():
    file = io.BytesIO()
    Image.new("RGB", (800, 600), "#0b57b0").save(file, "JPEG")
    return file.getvalue()


def give(received, assignment, chair, url=POST):
    return services.give_link(actor=chair, dispatch=received, assignment=assignment, url=url, now=timezone.now())


def test_a_link_is_progress_and_work_has_begun(received, assigned, chair):
    give(received, assigned["spread"], chair)
    assert received.progress.get().quantity == 1
    assert Dispatch.objects.get(pk=received.pk).state == "in_progress"


def test_the_wanted_quantity_makes_it_done(received, assigned, chair):
    give(received, assigned["spread"], chair)
    give(received, assigned["spread"], chair, url="https://www.tiktok.com/@congdoan/video/7300000000000000000")
    assert received.progress.get().is_done


def test_the_same_story_in_another_spelling_is_refused_and_counts_once(received, assigned, chair):
    give(received, assigned["spread"], chair)
    with pytest.raises(GivenAlready):
        give(received, assigned["spread"], chair, url=SAME_POST)
    assert received.progress.get().quantity == 1


def test_what_is_no_link_is_refused_and_nothing_is_kept(received, assigned, chair):
    with pytest.raises(NotALink):
        services.give_links(
            actor=chair, dispatch=received, assignment=assigned["spread"], urls=[POST, "xin chào"], now=timezone.now()
        )
    assert Deliverable.objects.count() == 0
    assert Dispatch.objects.get(pk=received.pk).state == "sent"


def test_a_photo_is_stored_and_shown_to_those_who_may(house, received, assigned, chair, photo, client):
    client.force_login(chair)
    url = reverse("directives:give_files", args=[received.pk, assigned["event"].pk])
    client.post(url, {"photos": [SimpleUploadedFile("anh.jpg", photo, "image/jpeg")], "note": "Trao quà"})
    given = Deliverable.objects.get()
    assert given.kind == "photo"
    assert Image.open(io.BytesIO(read_bytes(given.file))).size == (800, 600)
    open_url = reverse("files:open", args=[given.file.key])
    assert client.get(open_url).status_code == 200
    client.force_login(house.stranger)
    assert client.get(open_url).status_code == 404


def give_photos(received, assignment, chair, *photos):
    return services.give_files(
        actor=chair, dispatch=received, assignment=assignment, uploads=[("anh.jpg", photo) for photo in photos],
        now=timezone.now(),
    )  # fmt: skip


def test_photos_that_the_phone_sends_again_are_the_same_proof(received, assigned, chair, photo):
    first = give_photos(received, assigned["event"], chair, photo)
    assert give_photos(received, assigned["event"], chair, photo, photo) == first
    assert received.progress.get().quantity == 1
    assert StoredFile.objects.filter(removed_at=None).get() == first[0].file


def test_a_photo_taken_back_or_of_another_assignment_is_a_proof_of_its_own(received, assigned, chair, photo):
    services.withdraw_proof(
        actor=chair, deliverable=give_photos(received, assigned["event"], chair, photo)[0], now=timezone.now()
    )
    give_photos(received, assigned["event"], chair, photo)
    give_photos(received, assigned["spread"], chair, photo)
    assert list(received.progress.order_by("assignment").values_list("quantity", flat=True)) == [1, 1]


def test_a_program_dressed_as_a_photo_is_refused(received, assigned, chair, client):
    client.force_login(chair)
    url = reverse("directives:give_files", args=[received.pk, assigned["event"].pk])
    answer = client.post(url, {"photos": [SimpleUploadedFile("anh.jpg", b"MZ" + b"\0" * 600, "image/jpeg")]})
    assert answer.status_code == 422
    assert StoredFile.objects.count() == 0


def test_an_activity_counts_at_the_host_alone(house, received, assigned, chair):
    services.give_activity(
        actor=chair,
        dispatch=received,
        assignment=assigned["event"],
        activity={"title": "Chợ Tết", "held_on": timezone.localdate(), "attendances": 120, "cost": 5_000_000},
        co_organisers=[house.units[1]],
        now=timezone.now(),
    )
    mine = selectors.counted_for_report(received.directive, house.units[0])
    theirs = selectors.counted_for_report(received.directive, house.units[1])
    assert (mine["activities"], mine["attendances"], mine["activity_cost"]) == (1, 120, 5_000_000)
    assert (theirs["activities"], theirs["attendances"], theirs["activity_cost"]) == (0, 0, 0)
    assert Activity.objects.get().co_organisers.get() == house.units[1]


def note(received, assignment, actor, *, now=None, **named):
    given = {"note": "Đã nói chuyện với 40 công nhân", "now": now or timezone.now(), **named}
    return services.give_note(actor=actor, dispatch=received, assignment=assignment, **given)


def test_a_note_pressed_twice_is_one_proof_and_an_hour_later_another(received, assigned, chair):
    first = note(received, assigned["spread"], chair)
    assert note(received, assigned["spread"], chair) == first
    assert note(received, assigned["spread"], chair, now=timezone.now() + timedelta(hours=1)) != first
    assert received.progress.get().quantity == 2


def test_what_two_people_write_alike_is_two_proofs(house, received, assigned, chair):
    by_link = {"source": "link", "giver_name": "Trần Thị Bé"}
    first = note(received, assigned["spread"], None, **by_link)
    assert note(received, assigned["spread"], None, **by_link) == first
    assert note(received, assigned["spread"], None, **by_link | {"giver_name": "Lê Văn Tư"}) != first
    assert note(received, assigned["spread"], chair) != first
    assert received.progress.get().quantity == 3


def test_notes_that_no_person_presses_are_each_their_own(received, assigned):
    assert note(received, assigned["spread"], None) != note(received, assigned["spread"], None)


def hold_market(received, assignment, chair, *, attendances=120, co_organisers=()):
    activity = {"title": "Chợ Tết", "held_on": timezone.localdate(), "attendances": attendances, "cost": None}
    return services.give_activity(
        actor=chair, dispatch=received, assignment=assignment, activity=activity, co_organisers=co_organisers,
        now=timezone.now(),
    )  # fmt: skip


def test_an_activity_recorded_twice_counts_once_and_with_other_facts_again(house, received, assigned, chair):
    first = hold_market(received, assigned["event"], chair)
    assert hold_market(received, assigned["event"], chair) == first
    assert Activity.objects.count() == 1
    hold_market(received, assigned["event"], chair, attendances=90)
    hold_market(received, assigned["event"], chair, co_organisers=[house.units[1]])
    assert Activity.objects.count() == received.progress.get().quantity == 3


def test_taking_back_counts_back_and_once(received, assigned, chair, client):
    given = give(received, assigned["spread"], chair)
    client.force_login(chair)
    for _time in range(2):
        client.post(reverse("directives:withdraw", args=[received.pk, given.pk]))
    assert received.progress.get().quantity == 0
    give(received, assigned["spread"], chair)
    assert received.progress.get().quantity == 1


def test_bank_and_identity_numbers_are_stopped(received, assigned, chair):
    with pytest.raises(SensitiveContent):
        services.give_note(
            actor=chair,
            dispatch=received,
            assignment=assigned["spread"],
            note="Chuyển vào STK 0011004123456 giúp chị Hoa",
            now=timezone.now(),
        )
    assert Deliverable.objects.count() == 0


def test_another_units_officer_may_not(house, received, assigned, client):
    with pytest.raises(NotYours):
        give(received, assigned["spread"], house.chair_of(house.units[1]))
    client.force_login(house.chair_of(house.units[1]))
    url = reverse("directives:give_links", args=[received.pk, assigned["spread"].pk])
    assert client.post(url, {"urls": POST}).status_code == 404
    assert Deliverable.objects.count() == 0


def test_one_story_with_three_shares_counts_one_and_three(house, received, assigned):
    directive = received.directive
    for unit in house.units[:3]:
        give(dispatch_to(directive, unit), assigned["spread"], house.chair_of(unit))
    assert selectors.stories_and_shares(directive, house.province, on=timezone.localdate()) == (1, 3)

"""Each photo and the film is asked: what does it show, can anybody be recognised; unanswered, nothing is sent."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import selectors, services
from sumvay.newsroom.models import ContributionPhoto
from sumvay.newsroom.services.contribution_refusals import Incomplete
from tests.factories.files import photo
from tests.newsroom.writing import agreed, begun, save, shot, writing_house


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture
def draft(house):
    draft = begun(house)
    save(house.writer, draft, kind="photo_story", text="")
    return draft


def added(house, draft, size=(64, 48)):
    """As it comes from the phone: nothing said of it."""
    return services.add_photo(
        actor=house.writer, contribution=draft, name="anh.jpg", content=photo(size), now=timezone.now()
    )


def send(house, draft):
    services.send_contribution(actor=house.writer, contribution=draft, now=timezone.now())


def said_of(photo, **answers):
    return {f"photo-{photo.pk}-{name}": value for name, value in answers.items()}


def page_of(draft):
    return reverse("newsroom:write", args=[draft.pk])


def words(draft, **more):
    """The whole form as the page sends it."""
    return {"edition": draft.edition, "kind": draft.kind, "title": draft.title, "place": draft.place, **more}


def test_a_photo_nobody_spoke_of_is_not_sent_and_the_sentence_names_it(house, draft):
    shot(house, draft, (70, 50))
    one, two = added(house, draft), added(house, draft, (65, 48))
    assert (one.shows_people, two.shows_people) == (None, None)
    assert [gap.sentence for gap in selectors.gaps_of(draft, on=timezone.localdate())] == [
        "Cần có chú thích cho ảnh 2, 3.",
        "Cần trả lời: trong ảnh 2, 3 có ai nhận ra được không.",
    ]
    with pytest.raises(Incomplete, match="chú thích cho ảnh 2, 3"):
        send(house, draft)
    draft.refresh_from_db()
    assert (draft.state, draft.steps.count()) == ("draft", 0)


def test_the_film_is_asked_too_but_needs_no_caption(house, draft):
    shot(house, draft)
    film = shot(house, draft, (66, 48), caption="", shows_people=None)
    ContributionPhoto.objects.filter(pk=film.pk).update(is_film=True)
    with pytest.raises(Incomplete, match="trong video có ai nhận ra được không"):
        send(house, draft)
    ContributionPhoto.objects.filter(pk=film.pk).update(shows_people=False)
    send(house, draft)
    assert draft.state == "waiting"


@pytest.mark.parametrize(
    ("fields", "sentence"), [({"place": ""}, "Cần ghi nơi diễn ra."), ({"happened_on": None}, "Cần ghi ngày diễn ra.")]
)
def test_where_and_when_is_asked_of_what_happened(house, draft, fields, sentence):
    shot(house, draft)
    save(house.writer, draft, **fields)
    with pytest.raises(Incomplete, match=sentence):
        send(house, draft)
    # A thought has neither
    save(house.writer, draft, kind="article", text="Một đoạn.")
    send(house, draft)
    assert draft.state == "waiting"


def test_the_day_is_filled_in_beforehand(house):
    assert begun(house).happened_on == timezone.localdate()


def test_consent_for_the_archive_alone_does_not_open_the_portal(house, draft):
    kept = shot(house, draft, shows_people=True)
    agreed(house, draft, kept, uses=["archive"])
    with pytest.raises(Incomplete, match="Ảnh 1 có người chưa đồng ý cho đăng trên trang tin"):
        send(house, draft)
    agreed(house, draft, kept, person="Lê Thị Hà")
    with pytest.raises(Incomplete, match="Ảnh 1 có người chưa đồng ý cho đăng trên trang tin"):
        send(house, draft)
    agreed(house, draft, kept, uses=["portal"])
    send(house, draft)
    assert draft.state == "waiting"


def test_the_page_asks_keeps_and_shows_what_was_answered(house, draft, client):
    client.force_login(house.writer)
    one, two = added(house, draft), added(house, draft, (65, 48))
    page = client.get(page_of(draft)).content.decode()
    assert page.count("Trong ảnh có ai nhận ra được không?") == 2
    assert "checked" not in page.partition('id="photos"')[2].partition("</section>")[0]
    answers = {**said_of(one, caption=" Trao\nquà ", shows_people="True"), **said_of(two, caption="Xưởng")}
    assert client.post(page_of(draft), words(draft, **answers)).url == page_of(draft)
    kept = list(draft.photos.values_list("caption", "shows_people"))
    assert kept == [("Trao quà", True), ("Xưởng", None)]
    # Twice is the same, and the trail, which begins with sending, holds none of it
    client.post(page_of(draft), words(draft, edition="", **answers))
    assert list(draft.photos.values_list("caption", "shows_people")) == kept
    assert not Entry.objects.filter(action="photo.change").exists()


def test_the_draft_that_saves_itself_keeps_the_answers(house, draft, client):
    client.force_login(house.writer)
    kept = added(house, draft)
    address = reverse("newsroom:autosave", args=[draft.pk])
    client.post(address, words(draft, **said_of(kept, caption="Trao quà", shows_people="False")))
    kept.refresh_from_db()
    assert (kept.caption, kept.shows_people) == ("Trao quà", False)
    # Half a form leaves the rest as it was
    client.post(address, {"title": "Tựa khác"})
    kept.refresh_from_db()
    assert (kept.caption, kept.shows_people) == ("Trao quà", False)


def test_whoever_says_yes_goes_on_to_the_consents_and_what_was_typed_is_kept(house, draft, client):
    client.force_login(house.writer)
    kept = added(house, draft)
    answer = client.post(
        page_of(draft), words(draft, title="Tựa mới", consents=kept.pk, **said_of(kept, shows_people="True"))
    )
    assert answer.url == reverse("newsroom:photo_consents", args=[draft.pk, kept.pk])
    draft.refresh_from_db()
    assert draft.title == "Tựa mới"


def test_strangers_answer_nothing_and_photos_of_others_stay_as_they_are(house, draft, client):
    other = begun(house)
    kept, elsewhere = added(house, draft), added(house, other, (65, 48))
    client.force_login(house.stranger)
    assert client.post(page_of(draft), words(draft, **said_of(kept, shows_people="False"))).status_code == 404
    client.force_login(house.writer)
    client.post(page_of(draft), words(draft, **said_of(elsewhere, shows_people="False", caption="x")))
    for row in (kept, elsewhere):
        row.refresh_from_db()
        assert (row.caption, row.shows_people) == ("", None)


def test_a_refused_press_keeps_no_answer_and_shows_it_again(house, draft, client):
    kept = added(house, draft)
    save(house.colleague, draft, title="Tựa của đồng nghiệp")
    client.force_login(house.writer)
    page = client.post(page_of(draft), words(draft, edition=0, **said_of(kept, caption="Chú thích dở")))
    assert page.status_code == 422
    assert "Chú thích dở" in page.content.decode()
    kept.refresh_from_db()
    assert kept.caption == ""

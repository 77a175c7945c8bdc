"""The desk mends day, place, captions, credits, who can be recognised, and says that hardship is told; all is shown."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import selectors, services
from sumvay.newsroom.models import Contribution
from sumvay.newsroom.services.desk_work import NotAtYourDesk, NothingChanged, NotInHand, TextMissing
from tests.newsroom.writing import begun, save, shot, writing_house


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture
def item(house):
    """A photo story without a word of text, in the hands of the ward's editor."""
    item = begun(house)
    save(house.writer, item, kind="photo_story", text="", happened_on=date(2027, 1, 10))
    item.shot = shot(house, item)
    services.send_contribution(actor=house.writer, contribution=item, now=timezone.now())
    services.take(actor=house.editors[house.ward], contribution=item, now=timezone.now())
    return item


def edit(house, item, actor=None, **words):
    actor = actor or house.editors[house.ward]
    words = {"title": item.title, "text": item.text, "note": "", **words}
    services.edit_contribution(actor=actor, contribution=item, now=timezone.now(), **words)


def as_typed(item, **more):
    """The form as the page sends it."""
    name = f"photo-{item.shot.pk}"
    return {
        "title": item.title, "text": item.text, "place": item.place, "happened_on": "2027-01-10", "note": "",
        f"{name}-caption": item.shot.caption, f"{name}-credit": "", f"{name}-shows_people": "False", **more,
    }  # fmt: skip


def test_a_photo_story_is_edited_without_a_text(house, item):
    edit(house, item, title="Bữa cơm tất niên")
    item.refresh_from_db()
    assert (item.title, item.text) == ("Bữa cơm tất niên", "")


def test_where_a_text_is_needed_it_stays_needed(house, item):
    Contribution.objects.filter(pk=item.pk).update(kind="news")
    item.refresh_from_db()
    with pytest.raises(TextMissing):
        edit(house, item, title="Khác")
    item.refresh_from_db()
    assert item.steps.filter(act="edited").count() == 0


def test_all_of_it_is_kept_and_the_author_sees_what_was_changed(house, item, client):
    said = {"caption": "Chị Lan chia bánh", "credit": "Trần Hoa", "shows_people": True}
    facts = {"place": "Nhà ăn số 1", "happened_on": date(2027, 1, 11), "names_hardship": True}
    edit(house, item, facts=facts, shots={item.shot.pk: said})
    item.refresh_from_db()
    item.shot.refresh_from_db()
    assert (item.place, item.happened_on, item.names_hardship) == ("Nhà ăn số 1", date(2027, 1, 11), True)
    assert (item.shot.caption, item.shot.credit, item.shot.shows_people) == ("Chị Lan chia bánh", "Trần Hoa", True)
    (change,) = selectors.changes_of(item)
    struck = "".join(run.text for run in change.details if run.kind == "del")
    added = "".join(run.text for run in change.details if run.kind == "ins")
    assert "Xưởng may" in struck
    assert all(words in added for words in ("Nhà ăn", "Chị Lan chia bánh", "Trần Hoa", "hoàn cảnh khó khăn"))
    client.force_login(house.writer)
    page = client.get(reverse("newsroom:contribution", args=[item.pk])).content.decode()
    assert "<ins>" in page
    assert "Chị Lan chia bánh" in page


def test_what_is_not_said_stays_and_nothing_changed_is_said(house, item):
    with pytest.raises(NothingChanged):
        edit(house, item, facts={"place": item.place}, shots={item.shot.pk: {"caption": item.shot.caption}})
    edit(house, item, shots={item.shot.pk: {"credit": "Trần Hoa"}})
    item.shot.refresh_from_db()
    assert (item.shot.caption, item.shot.shows_people) == ("Bữa cơm tất niên", False)
    assert item.steps.filter(act="edited").count() == 1


def test_others_change_nothing_and_photos_of_other_items_stay(house, item):
    other = begun(house)
    elsewhere = shot(house, other, (70, 50))
    said = {item.shot.pk: {"caption": "x"}}
    with pytest.raises(NotAtYourDesk):
        edit(house, item, actor=house.outsider, shots=said)
    with pytest.raises(NotInHand):
        edit(house, item, actor=house.editors[house.province], shots=said)
    edit(house, item, title="Tựa mới", shots={elsewhere.pk: {"caption": "x"}})
    for row in (item.shot, elsewhere):
        row.refresh_from_db()
        assert row.caption == "Bữa cơm tất niên"


def test_the_door_takes_all_of_it_once_and_half_a_form_leaves_the_rest(house, item, client):
    client.force_login(house.editors[house.ward])
    address = reverse("newsroom:edit_contribution", args=[item.pk])
    page = client.get(reverse("newsroom:at_desk", args=[item.pk])).content.decode()
    assert 'value="2027-01-10"' in page
    name = f"photo-{item.shot.pk}"
    typed = as_typed(item, names_hardship="on", **{f"{name}-caption": "Bàn tiệc", f"{name}-shows_people": "True"})
    assert client.post(address, typed).status_code == 302
    item.refresh_from_db()
    item.shot.refresh_from_db()
    assert (item.names_hardship, item.shot.caption, item.shot.shows_people) == (True, "Bàn tiệc", True)
    assert client.post(address, typed).status_code == 422
    assert client.post(address, {"title": "Chỉ tựa", "text": ""}).status_code == 302
    item.refresh_from_db()
    item.shot.refresh_from_db()
    assert (item.title, item.place, item.names_hardship, item.shot.caption) == (
        "Chỉ tựa", "Xưởng may số 2", True, "Bàn tiệc",
    )  # fmt: skip
    assert client.post(address, as_typed(item, happened_on="hôm qua")).status_code == 422
    item.refresh_from_db()
    assert item.happened_on == date(2027, 1, 10)

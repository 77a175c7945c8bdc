"""Consents at the desk: an editor there writes one down and takes one back; others there may not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution
from sumvay.newsroom.services.contribution_refusals import NotYourUnit
from tests.newsroom.writing import agreed, begun, shot, writing_house

SAID = {"person": "Chị Hà", "uses": ["portal"], "how": "Nói qua điện thoại", "given_on": "2026-01-10"}


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture
def item(house):
    """At the ward's desk; the author told of a hardship without saying so."""
    item = begun(house)
    item.shot = shot(house, item)
    services.send_contribution(actor=house.writer, contribution=item, now=timezone.now())
    Contribution.objects.filter(pk=item.pk).update(names_hardship=True)
    return item


def record(actor, item, **words):
    said = {"person": "Chị Hà", "uses": ["portal"], "how": "Nói qua điện thoại", "given_on": timezone.localdate()}
    return services.record_consent(actor=actor, contribution=item, now=timezone.now(), **{**said, **words})


def test_the_desk_writes_down_what_it_was_told_and_who_did_is_kept(house, item):
    consent = record(house.editors[house.ward], item)
    assert (consent.recorded_by, consent.about) == (house.editors[house.ward], "text")
    assert record(house.editors[house.ward], item) == consent
    assert item.consents.count() == 1
    # And whoever edits above
    assert record(house.editors[house.province], item, photo=item.shot).photo == item.shot


def test_nobody_else_and_nobody_before_it_was_sent(house, item):
    draft = begun(house)
    for actor, what in ((house.outsider, item), (house.stranger, item), (house.editors[house.ward], draft)):
        with pytest.raises(NotYourUnit):
            record(actor, what)
    Contribution.objects.filter(pk=item.pk).update(state="withdrawn")
    item.refresh_from_db()
    with pytest.raises(NotYourUnit):
        record(house.editors[house.ward], item)
    assert not item.consents.exists()


def test_a_desk_that_sent_it_up_reads_but_writes_no_more(house, item, client):
    services.lift(actor=house.editors[house.ward], contribution=item, note="", now=timezone.now())
    client.force_login(house.editors[house.ward])
    address = reverse("newsroom:desk_text_consents", args=[item.pk])
    agreed(house, item, person="Bác Tư")
    page = client.get(address).content.decode()
    assert ("Bác Tư" in page, 'name="person"' in page) == (True, False)
    assert client.post(address, SAID).status_code == 422
    assert item.consents.count() == 1


def test_a_person_who_rings_the_desk_is_heard_there(house, item, client):
    consent = agreed(house, item)
    client.force_login(house.editors[house.ward])
    address = reverse("newsroom:desk_text_consents", args=[item.pk])
    client.post(address, {"withdraw": consent.pk})
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    at = consent.withdrawn_at
    client.post(address, {"withdraw": consent.pk})
    consent.refresh_from_db()
    assert consent.withdrawn_at == at


def test_the_doors(house, item, client):
    editor = house.editors[house.ward]
    text = reverse("newsroom:desk_text_consents", args=[item.pk])
    photo = reverse("newsroom:desk_photo_consents", args=[item.pk, item.shot.pk])
    client.force_login(house.outsider)
    assert [client.post(address, SAID).status_code for address in (text, photo)] == [404, 404]
    client.force_login(editor)
    assert client.get(photo).status_code == 200
    assert client.post(text, {}).status_code == 422
    assert client.put(text).status_code == 405
    assert client.post(text, SAID).url == text
    assert client.post(photo, SAID).url == photo
    assert sorted(item.consents.values_list("about", "person")) == [("picture", "Chị Hà"), ("text", "Chị Hà")]
    # One of the photo is not taken back through the text
    of_photo = item.consents.get(about="picture")
    assert client.post(text, {"withdraw": of_photo.pk}).status_code == 404
    of_photo.refresh_from_db()
    assert of_photo.withdrawn_at is None
    assert client.get(reverse("newsroom:desk_photo_consents", args=[item.pk, 999_999])).status_code == 404
    page = client.get(reverse("newsroom:at_desk", args=[item.pk])).content.decode()
    assert f'href="{text}"' in page

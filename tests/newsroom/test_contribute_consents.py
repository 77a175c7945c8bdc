"""Consent of people shown or named: written down, erased while nothing was sent, withdrawn at any time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import selectors, services
from sumvay.newsroom.models import Consent, NewsPicture, PieceSource
from sumvay.newsroom.services.contribution_refusals import (
    ConsentRelied,
    ConsentUnclear,
    NotYourUnit,
    SensitiveContent,
)
from sumvay.notifications.models import Notice
from tests.factories.newsroom import NewsPictureFactory, PieceFactory
from tests.newsroom.writing import agreed, begun, sent, shot, writing_house


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture
def draft(house):
    return begun(house)


def withdraw(actor, consent):
    services.withdraw_consent(actor=actor, consent=consent, now=timezone.now())


def told(officer):
    return list(Notice.objects.filter(officer=officer, kind="consent_withdrawn").values_list("title", flat=True))


def test_who_agrees_to_what_is_written_down(house, draft):
    kept = shot(house, draft)
    consent = agreed(house, draft, kept, uses=["social", "portal"])
    assert (consent.about, consent.photo, consent.uses) == ("picture", kept, ["portal", "social"])
    assert (consent.person, consent.recorded_by) == ("Nguyễn Thị Lan", house.writer)
    assert agreed(house, draft).about == "text"
    entry = Entry.objects.get(action="consent.record", target_id=consent.pk)
    assert "Lan" not in str(entry.changes)


def test_pressing_twice_leaves_one(house, draft):
    assert agreed(house, draft) == agreed(house, draft)
    assert draft.consents.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"person": " "},
        {"how": ""},
        {"uses": []},
        {"uses": ["portal", "everywhere"]},
        {"given_on": timezone.localdate() + timedelta(days=2)},
    ],
)
def test_a_consent_says_who_what_how_and_when(house, draft, fields):
    with pytest.raises(ConsentUnclear):
        agreed(house, draft, **fields)
    assert not Consent.objects.exists()


def test_no_identity_number_is_written_into_it(house, draft):
    with pytest.raises(SensitiveContent):
        agreed(house, draft, how="CCCD 001085012345")
    assert not Consent.objects.exists()


def test_it_is_also_written_down_after_sending(house):
    item = sent(house)
    assert agreed(house, item).contribution == item


def test_outsiders_may_neither_write_nor_withdraw_nor_erase(house, draft):
    consent = agreed(house, draft)
    now = timezone.now()
    for act in (
        lambda: services.record_consent(
            actor=house.stranger,
            contribution=draft,
            person="A",
            uses=["portal"],
            how="Nói",
            given_on=now.date(),
            now=now,
        ),
        lambda: withdraw(house.stranger, consent),
        lambda: services.erase_consent(actor=house.stranger, consent=consent, now=now),
    ):
        with pytest.raises(NotYourUnit):
            act()
    consent.refresh_from_db()
    assert consent.withdrawn_at is None


def test_a_mistake_is_erased_only_while_nothing_was_sent(house, draft):
    services.erase_consent(actor=house.colleague, consent=agreed(house, draft), now=timezone.now())
    assert not draft.consents.exists()
    item = sent(house)
    consent = agreed(house, item)
    with pytest.raises(ConsentRelied):
        services.erase_consent(actor=house.writer, consent=consent, now=timezone.now())
    assert item.consents.count() == 1


def test_withdrawn_it_stays_with_its_date_and_a_step_tells_of_it(house):
    item = sent(house)
    consent = agreed(house, item)
    withdraw(house.colleague, consent)
    consent.refresh_from_db()
    assert consent.withdrawn_at
    assert (item.steps.last().act, item.steps.last().note) == (
        "consent_withdrawn",
        "Nguyễn Thị Lan: được nêu tên trong bài",
    )
    notice = Notice.objects.get(officer=house.writer)
    assert notice.title == "Có người rút sự đồng ý trong “Công nhân may đón Tết sớm”."
    assert notice.path == reverse("newsroom:contribution", args=[item.pk])


def test_the_desk_it_lies_at_is_told(house):
    item = sent(house)
    withdraw(house.writer, agreed(house, item))
    assert told(house.editors[house.ward]) == ["Có người rút sự đồng ý, đề nghị xem lại “Công nhân may đón Tết sớm”."]
    assert told(house.editors[house.province]) == []


def test_the_desk_is_led_to_the_item_itself(house, client):
    item = sent(house)
    withdraw(house.writer, agreed(house, item))
    editor = house.editors[house.ward]
    notice = Notice.objects.get(officer=editor, kind="consent_withdrawn")
    client.force_login(editor)
    opened = client.post(reverse("notifications:read", args=[notice.pk]), follow=True)
    assert (opened.status_code, opened.context["contribution"]) == (200, item)


def test_twice_changes_and_tells_nothing_more(house):
    item = sent(house)
    consent = agreed(house, item)
    withdraw(house.writer, consent)
    consent.refresh_from_db()
    when = consent.withdrawn_at
    withdraw(house.writer, consent)
    consent.refresh_from_db()
    assert consent.withdrawn_at == when
    assert item.steps.filter(act="consent_withdrawn").count() == 1
    assert len(told(house.editors[house.ward])) == 1


def test_every_piece_that_uses_it_is_flagged_and_no_other(house):
    draft = begun(house)
    kept = shot(house, draft)
    services.send_contribution(actor=house.writer, contribution=draft, now=timezone.now())
    consent = agreed(house, draft, kept)
    picture = NewsPictureFactory(unit=house.unit)
    NewsPicture.objects.filter(pk=picture.pk).update(photo=kept)
    made = PieceFactory(unit=house.province, title="Làm từ tin")
    PieceSource.objects.create(piece=made, contribution=draft, at=timezone.now())
    leads = PieceFactory(unit=house.nation, title="Ảnh chính", picture=picture)
    shows = PieceFactory(unit=house.nation, title="Ảnh trong bài", body=[("picture", {"picture": picture})])
    PieceFactory(unit=house.other, title="Không liên quan", picture=NewsPictureFactory(unit=house.other))
    assert set(selectors.uses_of_consent(consent)) == {made, leads, shows}
    withdraw(house.writer, consent)
    assert told(house.editors[house.province]) == ["Có người rút sự đồng ý, đề nghị xem lại “Làm từ tin”."]
    assert len(told(house.editors[house.nation])) == 2
    assert told(house.outsider) == []


def test_the_doors(house, client):
    draft = begun(house)
    kept = shot(house, draft)
    client.force_login(house.writer)
    said = {"person": "Lê Thị Mai", "uses": ["portal"], "how": "Ký phiếu", "given_on": "2026-11-01"}
    of_photo = reverse("newsroom:photo_consents", args=[draft.pk, kept.pk])
    of_text = reverse("newsroom:text_consents", args=[draft.pk])
    for page, about in ((of_photo, "picture"), (of_text, "text")):
        assert client.get(page).status_code == 200
        assert client.post(page, {**said, "uses": []}).status_code == 422
        assert "Lê Thị Mai" in client.post(page, said, follow=True).content.decode()
        assert draft.consents.get(about=about).person == "Lê Thị Mai"
    erased = draft.consents.get(about="text")
    address = reverse("newsroom:erase_consent", args=[draft.pk, erased.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).url == of_text
    standing = draft.consents.get()
    address = reverse("newsroom:withdraw_consent", args=[draft.pk, standing.pk])
    client.force_login(house.stranger)
    assert client.post(address).status_code == 404
    assert client.get(of_text).status_code == 404
    client.force_login(house.colleague)
    assert client.post(address).url == of_photo
    standing.refresh_from_db()
    assert standing.withdrawn_at

"""Sending to the desk: what must be there first, where it goes, and again after it was returned."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import selectors, services
from sumvay.newsroom.models import Desk
from sumvay.newsroom.services.contribution_refusals import AlreadySent, Incomplete, NotYourUnit
from tests.newsroom.writing import TEXT, TITLE, agreed, begun, save, sent, shot, writing_house


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture
def draft(house):
    return begun(house)


def send(house, draft, actor=None):
    services.send_contribution(actor=actor or house.writer, contribution=draft, now=timezone.now())


def test_it_waits_at_the_nearest_desk_and_its_words_are_kept_as_sent(house, draft):
    send(house, draft)
    draft.refresh_from_db()
    assert (draft.state, draft.desk, draft.editor) == ("waiting", house.ward, None)
    assert draft.sent_at == draft.at_desk_since
    step = draft.steps.get()
    assert (step.act, step.desk, step.by, step.title, step.text) == ("sent", house.ward, house.writer, TITLE, TEXT)
    assert Entry.objects.filter(action="contribution.send", target_id=draft.pk, unit_id=house.unit.pk).count() == 1


def test_a_desk_of_its_own_comes_first_and_a_closed_one_is_passed_over(house, draft):
    Desk.objects.filter(unit=house.ward).update(is_open=False)
    send(house, draft)
    assert draft.desk == house.province
    other = begun(house)
    Desk.objects.create(unit=house.unit, name="Ban tin")
    send(house, other)
    assert other.desk == house.unit


def test_without_any_desk_it_says_whom_to_ask(house, draft):
    Desk.objects.update(is_open=False)
    with pytest.raises(Incomplete, match="Chưa có tòa soạn"):
        send(house, draft)


def test_outsiders_may_not(house, draft):
    for outsider in (house.stranger, house.editors[house.ward]):
        with pytest.raises(NotYourUnit):
            send(house, draft, outsider)


def test_twice_is_refused_and_leaves_one_step(house, draft):
    send(house, draft)
    with pytest.raises(AlreadySent):
        send(house, draft)
    assert draft.steps.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "Cần có tiêu đề."),
        ({"text": ""}, "Cần có nội dung."),
        ({"kind": "video"}, "Cần dán đường dẫn video."),
        ({"kind": "photo_story"}, "Cần có ít nhất một ảnh."),
        ({"kind": "voice"}, "Cần ghi người phát biểu."),
        ({"kind": "voice", "speaker": "Chị Lan, tổ may 3"}, "Cần chọn đây là ý kiến của ai."),
        ({"text": "Ủng hộ chị Lan, STK: 0123456789"}, "tài khoản"),
        ({"elsewhere": "CCCD 001085012345"}, "tài khoản"),
        ({"names_hardship": True}, "sự đồng ý"),
    ],
)
def test_what_is_missing_is_said_and_nothing_moves(house, draft, fields, sentence):
    save(house.writer, draft, **fields)
    with pytest.raises(Incomplete, match=sentence):
        send(house, draft)
    draft.refresh_from_db()
    assert (draft.state, draft.desk, draft.steps.count()) == ("draft", None, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "video", "video_url": "https://youtu.be/dQw4w9WgXcQ", "text": ""},
        {"kind": "voice", "speaker": "Chị Lan, tổ may 3", "voice_of": "member"},
        {"kind": "question"},
    ],
)
def test_each_kind_asks_for_its_own(house, draft, fields):
    save(house.writer, draft, **fields)
    send(house, draft)
    assert draft.state == "waiting"


def test_a_photo_story_needs_photos_and_no_text(house, draft):
    save(house.writer, draft, kind="photo_story", text="")
    shot(house, draft)
    send(house, draft)
    assert draft.state == "waiting"


def test_people_shown_have_to_agree_first_each_photo_for_itself(house, draft):
    one = shot(house, draft, (64, 48), shows_people=True)
    two = shot(house, draft, (65, 48), shows_people=True)
    shot(house, draft, (66, 48))
    agreed(house, draft, one)
    agreed(house, draft)
    with pytest.raises(Incomplete, match="Ảnh 2 có người"):
        send(house, draft)
    agreed(house, draft, two)
    send(house, draft)
    assert draft.state == "waiting"


def test_who_took_the_consent_back_has_to_agree_anew(house, draft):
    one = shot(house, draft, shows_people=True)
    agreed(house, draft, one, person="Lê Thị Mai")
    taken_back = agreed(house, draft, one)
    services.withdraw_consent(actor=house.writer, consent=taken_back, now=timezone.now())
    with pytest.raises(Incomplete):
        send(house, draft)
    agreed(house, draft, one)
    send(house, draft)
    assert draft.state == "waiting"


def test_hardship_told_needs_consent_for_the_text_not_for_a_photo(house, draft):
    save(house.writer, draft, names_hardship=True)
    agreed(house, draft, shot(house, draft))
    assert [gap.where for gap in selectors.gaps_of(draft, on=timezone.localdate())] == ["consent"]
    agreed(house, draft)
    send(house, draft)
    assert draft.state == "waiting"


def test_a_sensitive_number_in_a_caption_stops_it_too(house, draft):
    shot(house, draft, caption="Thẻ của chị Lan, STK 0123456789012")
    with pytest.raises(Incomplete):
        send(house, draft)


def test_what_was_returned_is_mended_and_goes_back_to_the_desk_it_came_from(house):
    item = sent(house)
    first_sent = item.sent_at
    services.lift(actor=house.editors[house.ward], contribution=item, note="", now=timezone.now())
    item.refresh_from_db()
    services.return_contribution(
        actor=house.editors[house.province], contribution=item, reason="Thiếu số liệu", now=timezone.now()
    )
    item.refresh_from_db()
    save(house.colleague, item, text=TEXT + " Tổng trị giá 96 triệu đồng.")
    send(house, item, house.colleague)
    item.refresh_from_db()
    assert (item.state, item.desk, item.sent_at) == ("waiting", house.province, first_sent)
    assert item.at_desk_since > first_sent
    assert list(item.steps.values_list("act", flat=True)) == ["sent", "lifted", "returned", "sent"]


def test_the_door(house, draft, client):
    client.force_login(house.writer)
    address = reverse("newsroom:send", args=[draft.pk])
    assert client.get(address).status_code == 405
    save(house.writer, draft, text="")
    assert "Cần có nội dung." in client.post(address, follow=True).content.decode()
    save(house.writer, draft, text=TEXT)
    assert "Đã gửi tới tòa soạn của Công đoàn phường An." in client.post(address, follow=True).content.decode()
    client.force_login(house.stranger)
    assert client.post(address).status_code == 404

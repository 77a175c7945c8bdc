"""The draft is kept on the server as one writes; what two write at once is not lost."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sumvay.campaigns.models import Campaign, Topic
from sumvay.links import NotALink
from sumvay.newsroom.models import Contribution
from sumvay.newsroom.services.contribution_refusals import (
    AlreadySent,
    CampaignNotReceived,
    ChangedMeanwhile,
    NotYourUnit,
)
from tests.factories.directives import issued_directive
from tests.factories.files import PDF, photo
from tests.factories.org import officer_of
from tests.newsroom.writing import TEXT, TITLE, begun, save, sent, writing_house


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture
def draft(house):
    return begun(house)


def campaign_of(unit, **fields):
    return Campaign.objects.create(
        unit=unit, title="Tết Đinh Mùi", starts_on=date(2027, 1, 1), created_at=timezone.now(), **fields
    )


def posted(draft, **words):
    return {"edition": draft.edition, "kind": "news", "title": draft.title, "text": draft.text} | words


def test_words_are_kept_and_only_those_given(house, draft):
    save(house.writer, draft, place="Khu công nghiệp Yên Phong", happened_on=date(2027, 1, 10))
    draft.refresh_from_db()
    assert (draft.title, draft.text, draft.place) == (TITLE, TEXT, "Khu công nghiệp Yên Phong")
    assert (draft.edition, draft.changed_by, draft.happened_on) == (2, house.writer, date(2027, 1, 10))
    assert "cong nhan may" in draft.folded


def test_a_title_is_one_line_and_a_link_is_kept_in_its_usual_spelling(house, draft):
    save(house.writer, draft, title="Một\r\n dòng", video_url="https://youtu.be/dQw4w9WgXcQ?si=abc")
    assert (draft.title, draft.video_url) == ("Một dòng", "https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    with pytest.raises(NotALink):
        save(house.writer, draft, title="Hai", video_url="không phải")
    draft.refresh_from_db()
    assert draft.title == "Một dòng"


def test_outsiders_may_not(house, draft):
    for outsider in (house.stranger, house.editors[house.ward]):
        with pytest.raises(NotYourUnit):
            save(outsider, draft, title="Khác")
    draft.refresh_from_db()
    assert draft.title == TITLE


def test_what_was_sent_is_changed_no_more(house):
    item = sent(house)
    with pytest.raises(AlreadySent):
        save(house.writer, item, title="Khác")
    item.refresh_from_db()
    assert item.title == TITLE


def test_a_colleague_who_saved_meanwhile_is_not_overwritten(house, draft):
    save(house.colleague, draft, edition=draft.edition, text="Bản của Nam")
    with pytest.raises(ChangedMeanwhile, match="Lê Văn Nam đã lưu"):
        save(house.writer, draft, edition=1, text="Bản của Hoa")
    draft.refresh_from_db()
    assert draft.text == "Bản của Nam"


def test_ones_own_draft_from_another_tab_is_no_conflict(house, draft):
    save(house.writer, draft, edition=1, text="Tab một")
    save(house.writer, draft, edition=1, text="Tab hai")
    assert draft.text == "Tab hai"


def test_only_a_campaign_that_reached_the_unit_and_a_topic_of_it(house, draft):
    chair = officer_of(house.province)
    reached = campaign_of(house.province)
    issued_directive(actor=chair, unit=house.province, campaign=reached)
    foreign = campaign_of(house.other)
    topic = Topic.objects.create(campaign=reached, position=1, title="Chăm lo Tết")
    stray = Topic.objects.create(campaign=foreign, position=1, title="Việc khác")
    save(house.writer, draft, campaign_id=reached.pk, topic_id=topic.pk)
    assert (draft.campaign, draft.topic) == (reached, topic)
    for campaign, other in ((foreign.pk, None), (reached.pk, stray.pk)):
        with pytest.raises(CampaignNotReceived):
            save(house.writer, draft, campaign_id=campaign, topic_id=other)
    draft.refresh_from_db()
    assert (draft.campaign, draft.topic) == (reached, topic)


def test_autosave_answers_with_the_edition_and_keeps_all_but_what_is_half_typed(house, draft, client):
    client.force_login(house.writer)
    address = reverse("newsroom:autosave", args=[draft.pk])
    answer = client.post(address, posted(draft, text="Đang viết", video_url="htt", place="Yên Phong"))
    assert answer.json() == {"edition": 2}
    draft.refresh_from_db()
    assert (draft.text, draft.video_url, draft.place) == ("Đang viết", "", "Yên Phong")
    assert client.get(address).status_code == 405


def test_autosave_behind_a_colleague_says_so_and_keeps_theirs(house, draft, client):
    save(house.colleague, draft, text="Bản của Nam")
    client.force_login(house.writer)
    answer = client.post(reverse("newsroom:autosave", args=[draft.pk]), posted(draft, edition=1, text="Của Hoa"))
    assert answer.status_code == 409
    assert "Lê Văn Nam" in answer.json()["refusal"]
    draft.refresh_from_db()
    assert draft.text == "Bản của Nam"


def test_the_page_keeps_both_versions_and_one_may_keep_ones_own(house, draft, client):
    save(house.colleague, draft, text="Bản của Nam")
    client.force_login(house.writer)
    address = reverse("newsroom:write", args=[draft.pk])
    answer = client.post(address, posted(draft, edition=1, text="Bản của Hoa"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bản của Nam" in page
    assert "Bản của Hoa" in page
    assert 'name="edition" value="1"' in page
    client.post(address, posted(draft, edition=1, text="Bản của Hoa", over=draft.edition))
    draft.refresh_from_db()
    assert draft.text == "Bản của Hoa"


def test_a_photo_that_is_refused_takes_neither_words_nor_other_photos_with_it(house, draft, client):
    client.force_login(house.writer)
    address = reverse("newsroom:write", args=[draft.pk])
    files = [SimpleUploadedFile(f"{n}.jpg", photo((64 + n, 48)), "image/jpeg") for n in (1, 2)]
    answer = client.post(address, posted(draft, text="Có ảnh", photos=files))
    assert answer.url == address
    draft.refresh_from_db()
    assert (draft.text, draft.photos.count()) == ("Có ảnh", 2)
    wrong = SimpleUploadedFile("giay.pdf", PDF, "image/jpeg")
    good = SimpleUploadedFile("3.jpg", photo((67, 48)), "image/jpeg")
    # Whoever wanted to look at it before sending is shown first what is missing
    asked = posted(draft, edition=2, text="Một ảnh hỏng", photos=[wrong, good], review="1")
    page = client.post(address, asked, follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert "“giay.pdf”: Tệp này không phải là ảnh." in page.content.decode()
    draft.refresh_from_db()
    assert (draft.text, draft.photos.count()) == ("Một ảnh hỏng", 3)


def test_more_files_than_one_press_carries_are_answered_with_how_many_it_carries(house, draft, client):
    client.force_login(house.writer)
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    address = reverse("newsroom:write", args=[draft.pk])
    assert f"nhiều nhất {most} ảnh" in client.get(address).content.decode()
    files = [SimpleUploadedFile(f"{n}.jpg", b"x", "image/jpeg") for n in range(most + 1)]
    answer = client.post(address, posted(draft, photos=files))
    assert answer.status_code == 400
    assert f"nhiều nhất {most} tệp" in answer.content.decode()
    assert not draft.photos.exists()


def test_a_link_that_is_none_is_said_beside_the_field(house, draft, client):
    client.force_login(house.writer)
    answer = client.post(reverse("newsroom:write", args=[draft.pk]), posted(draft, video_url="abc", text="Mới"))
    assert answer.status_code == 422
    assert "Mới" in answer.content.decode()


def test_what_is_not_the_units_is_not_there(house, draft, client):
    client.force_login(house.stranger)
    for name in ("write", "autosave", "contribution"):
        address = reverse(f"newsroom:{name}", args=[draft.pk])
        answer = client.post(address, posted(draft)) if name == "autosave" else client.get(address)
        assert answer.status_code == 404
    client.logout()
    assert client.get(reverse("newsroom:write", args=[draft.pk])).status_code == 302
    assert Contribution.objects.get().title == TITLE


def test_what_lies_at_a_desk_is_shown_and_not_written_on(house, client):
    item = sent(house)
    client.force_login(house.writer)
    answer = client.get(reverse("newsroom:write", args=[item.pk]))
    assert answer.url == reverse("newsroom:contribution", args=[item.pk])


def test_a_form_that_came_half_erases_nothing(house, draft, client):
    save(house.writer, draft, names_hardship=True, place="Yên Phong")
    client.force_login(house.writer)
    address = reverse("newsroom:autosave", args=[draft.pk])
    client.post(address, {})
    client.post(address, {"place": "Quế Võ"})
    draft.refresh_from_db()
    assert (draft.title, draft.text, draft.names_hardship, draft.place) == (TITLE, TEXT, True, "Quế Võ")
    client.post(address, posted(draft))
    draft.refresh_from_db()
    assert not draft.names_hardship

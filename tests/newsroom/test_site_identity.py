"""Whose site it is and what it may carry is said by those who lead the highest desk, and readers see it at once."""

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.newsroom import share_card, tasks
from sumvay.newsroom.models import Listing, SiteIdentity
from sumvay.newsroom.services import site as services
from sumvay.newsroom.services.sections import SiteNotYours
from tests.factories.newsroom import SectionFactory, listed
from tests.newsroom.site_house import keep, kept, leading_house, signed_in, trail

pytestmark = pytest.mark.django_db
ADDRESS = "/newsroom/site/"
TYPED = {
    "profile": "internal", "licence_line": "", "responsible_person": "Lê Văn An, Phó Chủ tịch", "name": "Sum Vầy",
    "tagline": "", "owner": "Tổng Liên đoàn", "address": "", "phone": "", "email": "",
}  # fmt: skip


@pytest.fixture
def pages(tmp_path, settings):
    settings.KEPT_PAGES = tmp_path / "pages"
    settings.PICTURES = tmp_path / "pictures"
    return settings.KEPT_PAGES


@pytest.fixture
def house():
    SectionFactory()
    return leading_house()


@pytest.fixture
def leader(house):
    return signed_in(house.leader)


def test_what_is_said_stands_at_the_foot_of_every_page(house, leader, pages, run_jobs):
    keep(pages, "/", "/bai/mot-bai-1/")
    assert leader.post(ADDRESS, TYPED).status_code == 302
    run_jobs()
    assert kept(pages) == 0
    page = Client().get("/muc/tin-hoat-dong/").content.decode()
    assert "Lê Văn An, Phó Chủ tịch" in page
    assert SiteIdentity.objects.get().pk == 1
    ((who, changes),) = trail("site.change")
    assert (who, changes["profile"]) == (house.leader.pk, "internal")
    assert {"name", "owner", "responsible_person"} <= set(changes["fields"])


def test_the_same_again_leaves_no_second_trace_and_drops_nothing(leader, pages, run_jobs):
    leader.post(ADDRESS, TYPED)
    run_jobs()
    keep(pages, "/")
    assert leader.post(ADDRESS, TYPED).status_code == 302
    run_jobs()
    assert (len(trail("site.change")), kept(pages)) == (1, 1)


def test_another_name_has_the_cards_drawn_anew(leader, pages, run_jobs):
    leader.post(ADDRESS, TYPED)
    run_jobs()
    listing = listed(at=timezone.now())
    Client().get(f"/bai/{listing.pk}/the.png")
    assert share_card.place_of(listing.pk).exists()
    leader.post(ADDRESS, {**TYPED, "owner": "Liên đoàn Lao động tỉnh"})
    run_jobs()
    assert share_card.place_of(listing.pk).exists()
    leader.post(ADDRESS, {**TYPED, "name": "Lao động Việt"})
    run_jobs()
    assert not share_card.place_of(listing.pk).exists()


def test_press_names_its_licence(leader):
    refused = leader.post(ADDRESS, {**TYPED, "profile": "press"})
    assert refused.status_code == 422
    assert "Cơ quan báo chí phải ghi giấy phép: số, ngày cấp và cơ quan cấp." in refused.content.decode()
    assert not SiteIdentity.objects.exists()
    leader.post(ADDRESS, {**TYPED, "profile": "press", "licence_line": "Giấy phép số 01/GP-BVHTTDL"})
    assert "Giấy phép số 01/GP-BVHTTDL" in Client().get("/muc/tin-hoat-dong/").content.decode()


def test_the_screen_says_which_genres_each_kind_may_carry(leader):
    page = leader.get(ADDRESS).content.decode()
    assert "Chỉ cơ quan báo chí có giấy phép được đăng thêm: phỏng vấn, phóng sự, điều tra." in page


def test_with_press_genres_before_readers_it_does_not_become_an_internal_site(leader):
    press = {**TYPED, "profile": "press", "licence_line": "Giấy phép số 01"}
    leader.post(ADDRESS, press)
    interview = listed(at=timezone.now(), genre="interview")
    refused = leader.post(ADDRESS, TYPED)
    assert "1 bài đang đăng là phỏng vấn, phóng sự hoặc điều tra" in refused.content.decode()
    assert SiteIdentity.objects.get().profile == "press"
    Listing.objects.filter(pk=interview.pk).delete()
    assert leader.post(ADDRESS, TYPED).status_code == 302


def test_what_is_not_filled_in_rightly_changes_nothing(leader):
    for wrong in ({"responsible_person": ""}, {"email": "không phải"}, {"profile": "radio"}, {"name": "x" * 121}):
        assert leader.post(ADDRESS, {**TYPED, **wrong}).status_code == 422
    assert not SiteIdentity.objects.exists()


def test_nobody_else_says_whose_site_it_is(house):
    for person in house.others:
        client = signed_in(person)
        assert [client.get(ADDRESS).status_code, client.post(ADDRESS, TYPED).status_code] == [404, 404]
        with pytest.raises(SiteNotYours):
            services.save_identity(actor=person, fields=TYPED, now=timezone.now())
    assert not SiteIdentity.objects.exists()
    assert signed_in(house.leader).put(ADDRESS).status_code == 405


def test_when_saving_fails_nothing_is_left_of_it(house, monkeypatch):
    monkeypatch.setattr(tasks.drop_every_page, "configure", lambda **how: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.save_identity(actor=house.leader, fields=TYPED, now=timezone.now())
    assert not SiteIdentity.objects.exists()
    assert trail("site.change") == []

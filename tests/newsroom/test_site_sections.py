"""Sections are begun, renamed, hidden and merged by those who lead the highest desk; no address is lost by it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import tasks
from sumvay.newsroom.models import OldAddress, Piece, Section
from sumvay.newsroom.services import sections as services
from tests.factories.newsroom import PieceFactory, SectionFactory, listed
from tests.factories.org import officer_of
from tests.newsroom.site_house import Post, keep, kept, leading_house, signed_in, trail

pytestmark = pytest.mark.django_db
LIST = "/newsroom/site/sections/"


@pytest.fixture
def pages(tmp_path, settings):
    settings.KEPT_PAGES = tmp_path / "pages"
    return settings.KEPT_PAGES


@pytest.fixture
def house():
    house = leading_house()
    house.section = SectionFactory()
    house.culture = SectionFactory(slug="van-hoa", name="Văn hóa", position=60)
    return house


@pytest.fixture
def leader(house):
    return signed_in(house.leader)


def typed(**fields):
    return {"name": "Tin hoạt động", "slug": "tin-hoat-dong", "position": "50", "is_open": "on", **fields}


def own(section):
    return reverse("newsroom:change_section", args=[section.pk])


def merged(house, into=None, actor=None):
    return services.merge_section(
        actor=actor or house.leader, section=house.section, into=into or house.culture, now=timezone.now()
    )


def test_a_section_is_begun_its_address_made_of_its_name(house, leader, pages, run_jobs):
    keep(pages, "/", "/bai/mot-bai-1/")
    given = typed(name="Đời sống – Việc làm", english_name="Life and work", slug="", position="5")
    assert leader.post(LIST, given).status_code == 302
    section = Section.objects.get(slug="doi-song-viec-lam")
    assert (section.name, section.english_name, section.position) == ("Đời sống – Việc làm", "Life and work", 5)
    run_jobs()
    assert kept(pages) == 0
    assert trail("section.add") == [(house.leader.pk, {})]
    home = Client().get("/muc/doi-song-viec-lam/").content.decode()
    assert home.index('href="/muc/doi-song-viec-lam/"') < home.index('href="/muc/tin-hoat-dong/"')


def test_the_same_section_twice_is_refused(house, leader):
    leader.post(LIST, typed(name="Thể thao", slug=""))
    again = leader.post(LIST, typed(name="Thể thao", slug=""))
    assert again.status_code == 422
    assert "đang hoặc đã từng thuộc chuyên mục khác" in again.content.decode()
    assert Section.objects.filter(name="Thể thao").count() == 1


def test_a_renamed_section_is_found_at_its_former_address_with_its_pages_and_feeds(house, leader, pages, run_jobs):
    listed(at=timezone.now(), section=house.section, title="Tin của mục")
    keep(pages, "/muc/tin-hoat-dong/", "/bai/mot-bai-1/")
    assert leader.post(own(house.section), typed(name="Hoạt động", slug="hoat-dong")).status_code == 302
    run_jobs()
    assert kept(pages) == 0
    assert trail("section.change") == [(house.leader.pk, {"fields": ["name", "slug"]})]
    for below in ("", "trang-1/", "tin.rss"):
        answer = Client().get(f"/muc/tin-hoat-dong/{below}")
        assert (answer.status_code, answer.url) == (301, f"/muc/hoat-dong/{below}")
        assert "Tin của mục" in Client().get(answer.url).content.decode()


def test_a_former_address_is_nobody_elses_and_can_be_taken_back(house, leader):
    leader.post(own(house.section), typed(slug="hoat-dong"))
    assert leader.post(own(house.culture), typed(name="Văn hóa", slug="tin-hoat-dong")).status_code == 422
    assert leader.post(LIST, typed(name="Mới")).status_code == 422
    assert leader.post(own(house.section), typed(slug="tin-hoat-dong")).status_code == 302
    assert Client().get("/muc/tin-hoat-dong/").status_code == 200
    assert Client().get("/muc/hoat-dong/").url == "/muc/tin-hoat-dong/"


def test_nothing_changed_leaves_no_trace_and_drops_nothing(house, leader, pages, run_jobs):
    keep(pages, "/muc/van-hoa/")
    leader.post(own(house.culture), typed(name="Văn hóa", slug="van-hoa", position="60"))
    run_jobs()
    assert kept(pages) == 1
    assert trail("section.change") == []


def test_a_hidden_section_leaves_the_menu_and_keeps_its_page(house, leader):
    listed(at=timezone.now(), section=house.section, title="Tin của mục ẩn")
    given = typed()
    del given["is_open"]
    leader.post(own(house.section), given)
    assert 'href="/muc/tin-hoat-dong/"' not in Client().get("/muc/van-hoa/").content.decode()
    assert "Tin của mục ẩn" in Client().get("/muc/tin-hoat-dong/").content.decode()
    last = leader.post(own(house.culture), {**given, "name": "Văn hóa", "slug": "van-hoa"})
    assert "Thanh chuyên mục phải còn ít nhất một chuyên mục." in last.content.decode()
    assert Section.objects.get(slug="van-hoa").is_open


def test_a_merged_section_leads_to_the_one_that_took_over_and_so_do_drafts(house, leader, pages, run_jobs):
    public = listed(at=timezone.now(), section=house.section, title="Bài đã đăng")
    draft = PieceFactory(unit=house.nation, section=house.section)
    keep(pages, "/muc/van-hoa/")
    answer = leader.post(reverse("newsroom:merge_section", args=[house.section.pk]), {"into": house.culture.pk})
    assert answer.status_code == 302
    run_jobs()
    assert kept(pages) == 0
    public.refresh_from_db()
    assert public.section == house.culture
    assert trail("section.merge") == [(house.leader.pk, {"into": house.culture.pk, "pieces": 2})]
    answer = Client().get("/muc/tin-hoat-dong/")
    assert (answer.status_code, answer.url) == (301, "/muc/van-hoa/")
    assert "Bài đã đăng" in Client().get("/muc/van-hoa/").content.decode()
    assert "Tin hoạt động" not in Client().get("/muc/van-hoa/").content.decode()
    draft = Piece.objects.get(pk=draft.pk)
    assert draft.get_latest_revision_as_object().section == house.culture
    draft.get_latest_revision().publish()
    assert Piece.objects.get(pk=draft.pk).listing.section == house.culture


def test_what_took_over_may_be_merged_in_turn_and_all_addresses_lead_to_the_last(house):
    last = SectionFactory(slug="tong-hop", name="Tổng hợp")
    merged(house)
    services.merge_section(actor=house.leader, section=house.culture, into=last, now=timezone.now())
    assert [Client().get(f"/muc/{slug}/").url for slug in ("tin-hoat-dong", "van-hoa")] == ["/muc/tong-hop/"] * 2
    house.section.refresh_from_db()
    assert house.section.merged_into == last


def test_merging_twice_or_into_itself_is_refused_and_changes_nothing(house, leader):
    listed(at=timezone.now(), section=house.section)
    address = reverse("newsroom:merge_section", args=[house.section.pk])
    assert leader.post(address, {"into": house.section.pk}).status_code == 422
    with pytest.raises(services.MergedAlready):
        merged(house, into=house.section)
    assert merged(house) == 1
    with pytest.raises(services.MergedAlready):
        merged(house)
    assert leader.post(address, {"into": house.culture.pk}).status_code == 404
    assert OldAddress.objects.count() == 1


def test_when_the_change_fails_nothing_is_left_of_it(house, monkeypatch):
    listed(at=timezone.now(), section=house.section)
    monkeypatch.setattr(tasks.drop_every_page, "configure", lambda **how: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merged(house)
    house.section.refresh_from_db()
    assert (house.section.is_open, house.section.merged_into) == (True, None)
    assert Piece.objects.filter(section=house.section).count() == 1
    assert trail("section.merge") == []


def test_nobody_else_finds_the_screens_or_changes_a_section(house):
    for person in house.others:
        client = signed_in(person)
        for address in (LIST, own(house.section)):
            assert [client.get(address).status_code, client.post(address, typed(name="Chiếm")).status_code] == [404] * 2
        gone = client.post(reverse("newsroom:merge_section", args=[house.section.pk]), {"into": house.culture.pk})
        assert gone.status_code == 404
        with pytest.raises(services.SiteNotYours):
            merged(house, actor=person)
    assert list(Section.objects.order_by("pk").values_list("name", "is_open")) == [
        ("Tin hoạt động", True), ("Văn hóa", True),
    ]  # fmt: skip
    assert Client().get(LIST).url.startswith(reverse("account_login"))


def test_the_chair_of_the_highest_unit_finds_them_from_the_desk(house):
    leader = signed_in(officer_of(house.nation, Post.CHAIR))
    assert f'href="{LIST}"' in leader.get("/newsroom/").content.decode()
    assert f'href="{LIST}"' in leader.get(f"/newsroom/desks/{house.nation.pk}/set-up/").content.decode()
    assert f'href="{LIST}"' not in signed_in(house.others[0]).get("/newsroom/").content.decode()
    assert leader.get(LIST).status_code == 200
    assert leader.get(reverse("newsroom:merge_section", args=[house.section.pk])).status_code == 405


def test_an_english_piece_names_its_section_in_english(house):
    Section.objects.filter(pk=house.section.pk).update(english_name="Activities")
    english = listed(at=timezone.now(), section=house.section, language="en", title="Buses home")
    page = Client().get(english.path).content.decode()
    assert ">Activities<" in page
    assert ">Tin hoạt động<" not in page


def test_a_piece_is_offered_the_sections_of_the_menu_and_its_own(house):
    SectionFactory(slug="an", name="Mục ẩn khác", is_open=False)
    piece = PieceFactory(unit=house.nation, section=SectionFactory(slug="cu", name="Mục cũ ẩn", is_open=False))
    editor = signed_in(house.editors[house.nation])
    page = editor.get(reverse("wagtailsnippets_newsroom_piece:edit", args=[piece.pk])).content.decode()
    assert ["Văn hóa</option>" in page, "Mục cũ ẩn</option>" in page, "Mục ẩn khác" in page] == [True, True, False]


def test_of_two_who_take_an_address_at_once_the_later_is_told_so(house, leader, monkeypatch):
    # Both looked before either had it
    monkeypatch.setattr(services, "_refuse_taken", lambda slug, but: None)
    for answer in (leader.post(LIST, typed()), leader.post(own(house.culture), typed())):
        assert answer.status_code == 422
        assert "đang hoặc đã từng thuộc chuyên mục khác" in answer.content.decode()
    assert Section.objects.filter(slug="tin-hoat-dong").get() == house.section
    assert trail("section.add") == trail("section.change") == []

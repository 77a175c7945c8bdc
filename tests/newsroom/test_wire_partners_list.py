"""The list of partners is kept by those who speak for the whole tree; its feeds are read each hour."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services, tasks
from sumvay.newsroom.models import PartnerFeed, PartnerItem
from sumvay.newsroom.services.partners import AlreadyClosed, NotAWebAddress, PartnerKnown, PartnersNotYours
from sumvay.newsroom.wire import fetching
from sumvay.org.models import Appointment
from tests.factories.newsroom import editing_house
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
Post = Appointment.Post
URL = "https://bao.example.vn/tin.rss"
DAY = timedelta(days=1)


@pytest.fixture
def house():
    return editing_house()


@pytest.fixture
def keeper(house):
    return house.editors[house.nation]


@pytest.fixture
def answers(monkeypatch):
    """What the outside says to each address: bytes, None (unchanged) or an exception; and what was asked."""
    said, asked = {}, []

    def fetch(url, *, unchanged_since=""):
        asked.append((url, unchanged_since))
        if isinstance(said[url], Exception):
            raise said[url]
        return said[url]

    monkeypatch.setattr(fetching, "fetch", fetch)
    said["asked"] = asked
    return said


def rss(*entries):
    items = "".join(
        f"<item><title>{title}</title><link>https://bao.example.vn/{link}</link><description>Toàn văn</description>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S +0000}</pubDate></item>"
        for title, link, at in entries
    )
    return f"<rss><channel>{items}</channel></rss>".encode()


def add(actor, **fields):
    return services.add_partner(actor=actor, **{"name": "Báo Lao động", "url": URL, **fields}, now=timezone.now())


def test_a_partner_is_added_read_and_its_titles_kept_without_text(keeper, answers, run_jobs):
    now = timezone.now()
    answers[URL] = rss(("Tin một", 1, now - DAY), ("Tin cũ", 2, now - 31 * DAY), ("Tin mai sau", 3, now + DAY))
    feed = add(keeper)
    assert "newsroom.fetch_partner" in run_jobs()
    kept = dict(PartnerItem.objects.values_list("title", "url"))
    assert kept == {"Tin một": "https://bao.example.vn/1", "Tin mai sau": "https://bao.example.vn/3"}
    assert not PartnerItem.objects.filter(published_at__gt=timezone.now()).exists()
    assert {field.name for field in PartnerItem._meta.fields} == {"id", "feed", "title", "url", "published_at"}
    assert Entry.objects.get(action="partner.add").target_id == feed.pk


def test_the_hourly_job_reads_open_feeds_and_keeps_each_link_once(keeper, answers, run_jobs):
    now = timezone.now()
    shut = PartnerFeed.objects.create(name="Đã đóng", url="https://dong.example.vn/", is_open=False)
    answers[URL] = rss(("Tin một", 1, now - DAY))
    feed = add(keeper)
    run_jobs()
    answers[URL] = rss(("Tin một, sửa tiêu đề", 1, now - DAY), ("Tin hai", 2, now))
    tasks.ask_partners.defer()
    run_jobs()
    assert sorted(PartnerItem.objects.values_list("title", flat=True)) == ["Tin hai", "Tin một"]
    assert [url for url, _since in answers["asked"]] == [URL, URL]
    assert answers["asked"][1][1] != ""
    feed.refresh_from_db()
    assert feed.fetched_at
    assert not shut.items.exists()


def test_old_titles_go_even_when_nothing_new_came(keeper, answers):
    feed, now = add(keeper), timezone.now()
    for days in (29, 31):
        PartnerItem.objects.create(
            feed=feed, title=f"{days}", url=f"https://a.vn/{days}", published_at=now - days * DAY
        )
    answers[URL] = None
    assert services.fetch_partner(feed=feed, now=now) == 0
    assert list(PartnerItem.objects.values_list("title", flat=True)) == ["29"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (fetching.Unreachable(), "không phản hồi"),
        (fetching.BadAnswer(503), "503"),
        (fetching.NotPublic(), "công khai"),
        (fetching.TooLarge(), "2 MB"),
        (b"<html></html>", "RSS"),
    ],
)
def test_what_went_wrong_is_told_and_forgotten_when_it_works_again(keeper, answers, said, words):
    feed, now = add(keeper), timezone.now()
    PartnerItem.objects.create(feed=feed, title="Tin", url="https://a.vn/", published_at=now)
    answers[URL] = said
    services.fetch_partner(feed=feed, now=now)
    feed.refresh_from_db()
    assert words in feed.trouble
    assert feed.items.count() == 1
    client = Client()
    client.force_login(keeper)
    assert feed.trouble in client.get(reverse("newsroom:partners")).content.decode()
    answers[URL] = rss()
    services.fetch_partner(feed=feed, now=now)
    feed.refresh_from_db()
    assert feed.trouble == ""
    # After trouble the whole is asked for
    assert answers["asked"][-1][1] == ""


def test_a_feed_closed_while_it_was_read_stays_empty(keeper, answers, monkeypatch):
    feed = add(keeper)
    stale = PartnerFeed.objects.get(pk=feed.pk)
    answers[URL] = rss(("Tin một", 1, timezone.now()))
    services.close_partner(actor=keeper, feed=feed, now=timezone.now())
    assert services.fetch_partner(feed=stale, now=timezone.now()) == 0
    assert not PartnerItem.objects.exists()


def test_closing_takes_the_titles_away_and_opening_again_starts_anew(keeper):
    feed, now = add(keeper), timezone.now()
    PartnerItem.objects.create(feed=feed, title="Tin", url="https://a.vn/", published_at=now)
    services.close_partner(actor=keeper, feed=feed, now=now)
    assert not PartnerItem.objects.exists()
    with pytest.raises(AlreadyClosed):
        services.close_partner(actor=keeper, feed=feed, now=now)
    again = add(keeper, name="Báo Lao động mới")
    assert (again.pk, again.is_open, again.name) == (feed.pk, True, "Báo Lao động mới")


def test_a_feed_stands_once_on_the_list_and_has_a_web_address(keeper):
    add(keeper)
    with pytest.raises(PartnerKnown):
        add(keeper)
    with pytest.raises(NotAWebAddress):
        add(keeper, url="file:///etc/passwd")
    assert PartnerFeed.objects.count() == 1


def test_only_those_at_the_top_keep_the_list(house, keeper):
    feed = add(keeper)
    manager = officer_of(house.nation, Post.CLERK)
    writer = officer_of(house.nation, Post.COLLABORATOR)
    for officer in (house.editors[house.province], house.outsider, writer, officer_of(house.province)):
        with pytest.raises(PartnersNotYours):
            add(officer, url="https://khac.example.vn/")
        with pytest.raises(PartnersNotYours):
            services.close_partner(actor=officer, feed=feed, now=timezone.now())
        client = Client()
        client.force_login(officer)
        for method, address in (("get", "newsroom:partners"), ("post", "newsroom:partners")):
            assert (
                getattr(client, method)(reverse(address), {"name": "x", "url": "https://khac.example.vn/"}).status_code
                == 404
            )
        assert client.post(reverse("newsroom:close_partner", args=[feed.pk])).status_code == 404
    assert PartnerFeed.objects.filter(is_open=True).count() == 1
    assert add(manager, url="https://khac.example.vn/").pk


def test_the_screen_adds_and_closes(keeper):
    client = Client()
    client.force_login(keeper)
    address = reverse("newsroom:partners")
    assert client.post(address, {"name": "Báo", "url": "bao.vn"}).status_code == 200
    assert client.post(address, {"name": "Báo", "url": URL}).status_code == 302
    feed = PartnerFeed.objects.get()
    assert client.get(reverse("newsroom:close_partner", args=[feed.pk])).status_code == 405
    client.post(reverse("newsroom:close_partner", args=[feed.pk]))
    feed.refresh_from_db()
    assert not feed.is_open
    assert "/accounts/login/" in Client().get(address).url


def test_before_the_first_feed_the_list_says_what_belongs_here(keeper, client):
    client.force_login(keeper)
    assert "Chưa lấy tin của đối tác nào" in client.get(reverse("newsroom:partners")).content.decode()
    services.add_partner(actor=keeper, name="Báo bạn", url=URL, now=timezone.now())
    assert "Chưa lấy tin của đối tác nào" not in client.get(reverse("newsroom:partners")).content.decode()

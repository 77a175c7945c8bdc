"""The bulletin of the day drafts itself and is arranged; service rules and the editors' doors."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom.models import Piece
from sumvay.newsroom.services import bulletins as services
from tests.factories.newsroom import SectionFactory, editing_house, listed
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
TITLES = ["Trao quà Tết", "Đối thoại về lương", "Mái ấm mới"]


@pytest.fixture
def house():
    return editing_house()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def pieces(house, now):
    """Three of the province's branch, and one of its neighbour."""
    SectionFactory(slug="ban-tin", name="Bản tin công nhân")
    listed(at=now, unit=house.other, title="Tin tỉnh khác")
    places = [house.province, house.ward, house.units[0]]
    return [
        listed(at=now - timedelta(minutes=minutes), unit=unit, title=title)
        for minutes, unit, title in zip((30, 10, 20), places, TITLES, strict=True)
    ]


def drafted(house, now):
    editor = house.editors[house.province]
    return services.draft_bulletin(actor=editor, unit=house.province, day=timezone.localdate(now), now=now)


def ids(bulletin):
    return Piece.objects.get(pk=bulletin.pk).get_latest_revision_as_object().picks


def test_a_draft_carries_the_days_pieces_of_the_branch_with_the_line_that_names_them(house, pieces, now):
    bulletin = drafted(house, now)
    assert bulletin.picks == [pieces[1].pk, pieces[2].pk, pieces[0].pk]
    assert bulletin.standfirst == ("Bản tin gồm những nội dung sau: Đối thoại về lương; Mái ấm mới; Trao quà Tết.")
    assert (bulletin.kind, bulletin.live, bulletin.section.slug) == ("bulletin", False, "ban-tin")
    assert bulletin.title == f"Bản tin ngày {timezone.localdate(now):%d/%m/%Y}"
    assert ids(bulletin) == bulletin.picks
    assert Entry.objects.filter(action="bulletin.draft", target_id=bulletin.pk).count() == 1


def test_what_is_older_than_a_day_ended_or_no_news_stays_out(house, pieces, now):
    listed(at=now - timedelta(hours=25), unit=house.ward, title="Hôm kia")
    listed(at=now, unit=house.ward, title="Tuyển thợ", kind="job")
    ended = listed(at=now, unit=house.ward, title="Đã hết hạn")
    type(ended).objects.filter(pk=ended.pk).update(expires_at=now)
    assert len(drafted(house, now).picks) == 3


def test_a_day_has_one_bulletin_of_a_unit(house, pieces, now):
    drafted(house, now)
    with pytest.raises(services.AlreadyDrafted):
        drafted(house, now)
    assert Piece.objects.filter(kind="bulletin").count() == 1


def test_only_editors_of_the_branch_draft(house, pieces, now):
    with pytest.raises(services.NotYourBulletin):
        services.draft_bulletin(actor=house.outsider, unit=house.province, day=timezone.localdate(now), now=now)
    assert not Piece.objects.filter(kind="bulletin").exists()


def test_the_clock_drafts_where_three_pieces_came_out_and_only_once(house, pieces, now):
    assert services.draft_bulletins(now=now) == 2
    assert services.draft_bulletins(now=now) == 0
    made = Piece.objects.filter(kind="bulletin").values_list("unit_id", flat=True)
    assert set(made) == {house.nation.pk, house.province.pk}


def test_arranging_keeps_the_order_given_and_the_line_follows(house, pieces, now):
    bulletin, editor = drafted(house, now), house.editors[house.province]
    wanted = [pieces[0].pk, pieces[1].pk]
    services.arrange(actor=editor, bulletin=bulletin, picks=[*wanted, pieces[0].pk], now=now)
    latest = Piece.objects.get(pk=bulletin.pk).get_latest_revision_as_object()
    assert latest.picks == wanted
    assert latest.standfirst == "Bản tin gồm những nội dung sau: Trao quà Tết; Đối thoại về lương."


def test_a_line_an_editor_wrote_anew_stays(house, pieces, now):
    bulletin = drafted(house, now)
    written = bulletin.get_latest_revision_as_object()
    written.standfirst = "Ba tin đáng chú ý hôm nay."
    written.save_revision()
    bulletin.refresh_from_db()
    services.arrange(actor=house.editors[house.nation], bulletin=bulletin, picks=[pieces[0].pk], now=now)
    bulletin.refresh_from_db()
    assert bulletin.get_latest_revision_as_object().standfirst == "Ba tin đáng chú ý hôm nay."


def test_a_public_bulletin_changes_only_when_published_again(house, pieces, now):
    bulletin = drafted(house, now)
    bulletin.get_latest_revision().publish()
    bulletin.refresh_from_db()
    services.arrange(actor=house.editors[house.province], bulletin=bulletin, picks=[pieces[0].pk], now=now)
    bulletin.refresh_from_db()
    assert len(bulletin.picks) == 3
    assert (ids(bulletin), bulletin.has_unpublished_changes) == ([pieces[0].pk], True)


@pytest.mark.parametrize("odd", [[0], [10**12]])
def test_what_is_not_public_is_refused_and_nothing_changes(house, pieces, now, odd):
    bulletin = drafted(house, now)
    before = ids(bulletin)
    with pytest.raises(services.NotPublic):
        services.arrange(actor=house.editors[house.province], bulletin=bulletin, picks=odd, now=now)
    with pytest.raises(services.TooManyPicks):
        services.arrange(actor=house.editors[house.province], bulletin=bulletin, picks=list(range(21)), now=now)
    assert ids(bulletin) == before


def signed_in(officer):
    client = Client()
    client.force_login(officer)
    return client


def test_the_page_moves_adds_and_removes_without_scripts(house, pieces, now):
    bulletin, client = drafted(house, now), signed_in(house.editors[house.province])
    client.get(reverse("newsroom:bulletin", args=[bulletin.pk]))
    arrange = reverse("newsroom:arrange_bulletin", args=[bulletin.pk])
    first, second, third = ids(bulletin)
    client.post(arrange, {"pick": [first, second, third], "up": third})
    assert ids(bulletin) == [first, third, second]
    client.post(arrange, {"pick": [first, third, second], "out": first})
    assert ids(bulletin) == [third, second]
    client.post(arrange, {"pick": [third, second], "add": first})
    assert ids(bulletin) == [third, second, first]
    assert "pick" in client.get(reverse("newsroom:bulletin", args=[bulletin.pk])).content.decode()


def test_a_drag_is_answered_with_the_arrangement_alone(house, pieces, now):
    bulletin, client = drafted(house, now), signed_in(house.editors[house.province])
    order = ids(bulletin)[::-1]
    answer = client.post(
        reverse("newsroom:arrange_bulletin", args=[bulletin.pk]), {"pick": order}, headers={"hx-request": "true"}
    )
    assert answer.content.decode().lstrip().startswith("<form")
    assert ids(bulletin) == order


def test_an_earlier_piece_is_found_without_accents(house, pieces, now):
    old = listed(at=now - timedelta(days=9), unit=house.other, title="Chuyến xe nghĩa tình")
    bulletin, client = drafted(house, now), signed_in(house.editors[house.province])
    page = client.get(reverse("newsroom:bulletin", args=[bulletin.pk]), {"q": "chuyen xe"}).content.decode()
    assert f'name="add" value="{old.pk}"' in page


def test_the_list_offers_a_draft_to_desks_without_one(house, pieces, now):
    client = signed_in(house.editors[house.ward])
    page = client.get(reverse("newsroom:bulletins")).content.decode()
    desk = house.ward.desk
    assert reverse("newsroom:draft_bulletin", args=[desk.pk]) in page
    answer = client.post(reverse("newsroom:draft_bulletin", args=[desk.pk]))
    made = Piece.objects.get(kind="bulletin", unit=house.ward)
    assert answer.url == reverse("newsroom:bulletin", args=[made.pk])


def test_publishing_puts_it_before_readers(house, pieces, now):
    bulletin, client = drafted(house, now), signed_in(house.editors[house.province])
    client.post(reverse("newsroom:publish_bulletin", args=[bulletin.pk]))
    bulletin.refresh_from_db()
    assert bulletin.live


def test_others_and_wrong_methods_are_turned_away(house, pieces, now):
    bulletin = drafted(house, now)
    names = ("bulletin", "arrange_bulletin", "publish_bulletin", "mail_bulletin", "preview_bulletin")
    outside, inside = signed_in(house.outsider), signed_in(house.editors[house.province])
    for name in names:
        address = reverse(f"newsroom:{name}", args=[bulletin.pk])
        assert {outside.get(address).status_code, outside.post(address).status_code} <= {404, 405}
    assert inside.get(reverse("newsroom:arrange_bulletin", args=[bulletin.pk])).status_code == 405
    clerk = signed_in(officer_of(house.province, "clerk"))
    assert clerk.post(reverse("newsroom:arrange_bulletin", args=[bulletin.pk])).status_code == 404
    assert "Bản tin ngày" not in outside.get(reverse("newsroom:bulletins")).content.decode()

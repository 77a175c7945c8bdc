"""What is taken down leaves the contents of every bulletin that named it: pages, lists, search, feeds and drafts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.bulletin_picks import contents_line, contents_without
from sumvay.newsroom.models import Listing, Piece
from tests.factories.newsroom import PieceFactory
from tests.newsroom.published_house import before_readers, published_house

GONE, LEFT = "Tin về người bệnh", "Hội thao khu trọ"


@pytest.fixture
def house(db):
    house = published_house()
    unit = house.units[0]
    house.gone, house.left = before_readers(unit, title=GONE), before_readers(unit, title=LEFT)
    house.ids = [house.gone.pk, house.left.pk]
    house.line = contents_line([GONE, LEFT])
    return house


def bulletin(house, **fields):
    fields = {"kind": "bulletin", "title": "Bản tin", "picks": house.ids, "standfirst": house.line, **fields}
    return before_readers(house.ward, **fields)


def take_down(house):
    services.take_down(actor=house.editor, piece=house.gone, reason="Sai", now=timezone.now())


def test_its_title_is_nowhere_before_readers_any_more(house, run_jobs, settings, tmp_path):
    settings.KEPT_PAGES = tmp_path / "pages"
    paper = bulletin(house)
    run_jobs()
    paths = [paper.get_absolute_url(), f"{paper.get_absolute_url()}in/", "/", "/tin.rss", f"/don-vi/{house.ward.code}/"]
    assert all(GONE in Client().get(path).content.decode() for path in paths)
    take_down(house)
    run_jobs()
    for path in paths:
        page = Client().get(path).content.decode()
        assert GONE not in page, path
    assert f"gồm những nội dung sau: {LEFT}." in Client().get(paths[0]).content.decode()
    assert Client().get("/tim/?q=benh").content.decode().count("<article") == 0
    assert Entry.objects.get(action="bulletin.forget").target_id == paper.pk


def test_a_draft_and_a_version_on_the_clock_forget_it_too(house):
    paper = bulletin(house)
    draft = paper.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    on_the_clock = draft.save_revision()
    on_the_clock.publish()
    newest = Piece.objects.get(pk=paper.pk).get_latest_revision_as_object()
    newest.kicker = "Mới"
    newest.save_revision()
    unpublished = PieceFactory(
        unit=house.ward, kind="bulletin", title="Còn soạn", picks=house.ids, standfirst=house.line
    )
    take_down(house)
    on_the_clock.refresh_from_db()
    without = contents_line([LEFT])
    assert on_the_clock.content["standfirst"] == without
    for pk in (paper.pk, unpublished.pk):
        piece = Piece.objects.get(pk=pk)
        assert (piece.standfirst, piece.get_latest_revision_as_object().standfirst) == (without, without)


def test_words_of_an_editor_stay_unless_they_name_it(house):
    own = bulletin(house, standfirst="Số báo của những ngày cuối năm.")
    naming = bulletin(house, standfirst=f"Đáng chú ý: {GONE.upper()} và nhiều tin khác.")
    take_down(house)
    assert Piece.objects.get(pk=own.pk).standfirst == "Số báo của những ngày cuối năm."
    assert Listing.objects.get(pk=naming.pk).standfirst == contents_line([LEFT])


def test_a_bulletin_that_did_not_carry_it_is_left_alone(house):
    other = bulletin(house, picks=[house.left.pk], standfirst=contents_line([LEFT]))
    before = Listing.objects.values().get(pk=other.pk)
    take_down(house)
    assert Listing.objects.values().get(pk=other.pk) == before
    assert not Entry.objects.filter(action="bulletin.forget").exists()


def test_what_ends_by_the_clock_is_forgotten_as_well(house):
    paper = bulletin(house)
    past = timezone.now() - timedelta(minutes=1)
    Piece.objects.filter(pk=house.gone.pk).update(expire_at=past)
    services.end_expired(piece_id=house.gone.pk, now=timezone.now())
    assert Listing.objects.get(pk=paper.pk).standfirst == contents_line([LEFT])


def test_nothing_is_forgotten_when_the_taking_down_fails(house):
    paper = bulletin(house)
    with pytest.raises(services.publishing.NothingSaid):
        services.take_down(actor=house.editor, piece=house.gone, reason=" ", now=timezone.now())
    assert Listing.objects.get(pk=paper.pk).standfirst == house.line


def test_a_line_of_ours_is_written_anew_even_when_a_title_was_another_then():
    assert contents_without(contents_line(["Tựa cũ", LEFT]), GONE, [LEFT]) == contents_line([LEFT])
    assert contents_without(contents_line([GONE]), GONE, []) == ""
    assert contents_without("", GONE, [LEFT]) == ""

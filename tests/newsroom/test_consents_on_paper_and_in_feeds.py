"""Who did not agree to print is not on paper, who does not agree to the portal in no feed; no letter shows anybody."""

import json
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from sumvay.newsroom import bulletin_letters, services
from sumvay.newsroom.models import ContributionPhoto, Listing, NewsPicture, Piece, PieceSource
from sumvay.newsroom.services.bulletins import ConsentTakenBack
from sumvay.ui import kept_pages
from tests.factories.files import photo
from tests.factories.newsroom import NewsPictureFactory, PieceFactory, SectionFactory, photo_sent
from tests.newsroom.writing import agreed, begun, writing_house

NOTE = "Bản in này không có 1 ảnh vì chưa có đồng ý cho in."
FORMS = ["tin.rss", "tin.atom", "tin.json", "ninjs.json"]


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture(params=["above", "within"])
def where(request):
    return request.param


def shot(item, size, caption):
    sent = photo_sent(item, photo(size), shows_people=True, caption=caption)
    file = ContentFile(photo(size), "a.jpg")
    sent.picture = NewsPictureFactory(unit=item.unit, photo=sent, shows_people=None, file=file, caption=caption)
    return sent


def published(house, where, uses=("portal",)):
    """A piece with a photo of Lan, who agrees to these uses, above or within; beside it one of nobody's."""
    item = begun(house, title="Chị Lan nhận quà")
    item.shot = shot(item, (900, 600), "Chị Lan nhận quà")
    item.consent = agreed(house, item, item.shot, uses=list(uses))
    nobody = NewsPictureFactory(unit=house.ward, caption="Hội trường", file=ContentFile(photo((910, 600)), "b.jpg"))
    services.send_contribution(actor=house.writer, contribution=item, now=timezone.now())
    shown = [item.shot.picture, nobody] if where == "within" else [nobody]
    body = [("gallery", [{"picture": one, "caption": "", "credit": ""} for one in shown])]
    lead = item.shot.picture if where == "above" else None
    piece = PieceFactory(unit=house.ward, title="Chị Lan nhận quà", picture=lead, body=body)
    PieceSource.objects.create(piece=piece, contribution=item, at=timezone.now())
    piece.get_latest_revision().publish()
    services.draw_pictures(piece_id=piece.pk)
    item.piece = Piece.objects.get(pk=piece.pk)
    return item


def names_of(picture):
    """The addresses under which readers get it."""
    return [size.file.url for size in NewsPicture.objects.get(pk=picture.pk).renditions.all()]


def read(path):
    return Client().get(path).content.decode()


def holds(page, picture):
    found = names_of(picture)
    assert found
    return any(name in page for name in found)


def paper(item):
    return read(f"{item.piece.get_absolute_url()}in/")


def test_who_did_not_agree_to_print_is_left_out_on_paper_with_a_note(house, where):
    item = published(house, where, uses=["portal", "social"])
    page = paper(item)
    assert not holds(page, item.shot.picture)
    assert NOTE in page
    assert page.count("<figure") == 1
    assert "Hội trường" in page
    # On the screen the portal's consent holds
    assert holds(read(item.piece.get_absolute_url()), item.shot.picture)


def test_who_agreed_to_print_is_on_paper_and_nothing_is_said(house, where):
    item = published(house, where, uses=["portal", "print"])
    page = paper(item)
    assert holds(page, item.shot.picture)
    assert "chưa có đồng ý cho in" not in page
    assert page.count("<figure") == 2


def test_the_kept_page_on_paper_goes_with_the_consent(house, run_jobs, django_capture_on_commit_callbacks):
    item = published(house, "within", uses=["portal", "print"])
    run_jobs()
    assert holds(paper(item), item.shot.picture)
    kept = kept_pages._place_of(f"{item.piece.get_absolute_url()}in/")
    assert kept.exists()
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_consent(actor=house.writer, consent=item.consent, now=timezone.now())
    run_jobs()
    assert not kept.exists()
    assert NOTE in paper(item)
    run_jobs()
    agreed(house, item, item.shot, person="Nguyễn Thị Lan", uses=["portal", "print"])
    assert "newsroom.drop_pages" in run_jobs()
    assert holds(paper(item), item.shot.picture)


@pytest.mark.parametrize("form", FORMS)
def test_feeds_carry_the_picture_until_the_consent_is_withdrawn(house, where, form):
    item = published(house, where)
    path, lists_bodies = f"/{form}", "json" in form
    assert holds(read(path), item.shot.picture) == (where == "above" or lists_bodies)
    first = Client().get(path)
    services.withdraw_consent(actor=house.writer, consent=item.consent, now=timezone.now())
    said = read(path)
    assert not holds(said, item.shot.picture)
    assert item.piece.title in said
    if lists_bodies:
        [nobody] = NewsPicture.objects.filter(photo=None)
        assert holds(said, nobody)
    # Whoever asks only for what is new is told so
    for headers in ({"if-none-match": first["ETag"]}, {"if-modified-since": "Sat, 01 Jan 2022 00:00:00 GMT"}):
        assert Client().get(path, headers=headers).status_code == 200
    agreed(house, item, item.shot)
    assert holds(read(path), item.shot.picture) == (where == "above" or lists_bodies)


def test_whoever_asks_by_the_clock_hears_of_a_withdrawal(house):
    item = published(house, "above")
    first = Client().get("/tin.rss")
    asked = {"if-modified-since": first["Last-Modified"]}
    assert Client().get("/tin.rss", headers=asked).status_code == 304
    later = timezone.now() + timedelta(seconds=3)
    services.withdraw_consent(actor=house.writer, consent=item.consent, now=later)
    assert Client().get("/tin.rss", headers=asked).status_code == 200


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_nobody_was_asked_about_or_agreed_to_is_in_no_feed(house, form):
    item = published(house, "above")
    assert holds(read(f"/{form}"), item.shot.picture)
    ContributionPhoto.objects.filter(pk=item.shot.pk).update(shows_people=None)
    assert not holds(read(f"/{form}"), item.shot.picture)
    ContributionPhoto.objects.filter(pk=item.shot.pk).update(shows_people=True)
    # A second person in it who agrees to print alone
    agreed(house, item, item.shot, person="Anh Nam", uses=["print"])
    assert not holds(read(f"/{form}"), item.shot.picture)
    assert json.loads(read("/tin.json"))["items"][0].get("image") is None


def bulletin_with(house, piece):
    SectionFactory(slug="ban-tin")
    editor, now = house.editors[house.nation], timezone.now()
    made = services.draft_bulletin(actor=editor, unit=house.nation, day=timezone.localdate(), now=now)
    services.arrange(actor=editor, bulletin=made, picks=[piece.pk], now=now)
    made.get_latest_revision().publish()
    return Piece.objects.get(pk=made.pk)


def test_the_letter_shows_nobody_and_waits_while_a_consent_is_taken_back(house, run_jobs):
    item = published(house, "above", uses=["portal", "social", "print"])
    bulletin, editor = bulletin_with(house, item.piece), house.editors[house.nation]
    printed = bulletin_letters.edition(bulletin, Listing.objects.filter(pk=item.piece.pk))
    assert item.piece.title in printed.text
    assert "<img" not in printed.html
    assert "/pictures/" not in printed.html + printed.text
    run_jobs()
    services.withdraw_consent(actor=house.writer, consent=item.consent, now=timezone.now())
    run_jobs()
    with pytest.raises(ConsentTakenBack, match="Chị Lan nhận quà"):
        services.mail_bulletin(actor=editor, bulletin=bulletin, now=timezone.now())
    assert "newsroom.send_bulletin" not in run_jobs()
    agreed(house, item, item.shot)
    services.mail_bulletin(actor=editor, bulletin=bulletin, now=timezone.now())
    assert "newsroom.send_bulletin" in run_jobs()

"""A piece in English and its original: begun with one press, linked on both pages, in maps and in the cache."""

import json
import re

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import editor_doors
from sumvay.newsroom.models import Piece, PieceSource
from sumvay.newsroom.services import publishing, translations
from tests.factories.newsroom import NewsPictureFactory, PieceFactory, SentContributionFactory
from tests.newsroom.published_house import before_readers, published_house, signed_in


@pytest.fixture
def house(db):
    house = published_house()
    picture = NewsPictureFactory(unit=house.units[0])
    body = [("text", "<p>Xe chạy từ bến phía nam.</p>")]
    house.told = before_readers(
        house.units[0], title="Chuyến xe về quê", byline="Trần Nam", picture=picture, body=body, standfirst="Năm xe."
    )
    sent = SentContributionFactory(unit=house.units[0])
    PieceSource.objects.create(piece=house.told, contribution=sent, at=timezone.now())
    house.sent = sent
    return house


def press(person, piece):
    return signed_in(person).post(reverse("newsroom:make_english", args=[piece.pk]))


def in_editor(piece):
    return reverse(f"{editor_doors.PIECE}:edit", args=[piece.pk])


def begun(house):
    return translations.start_english_version(actor=house.editor, piece=house.told, now=timezone.now())


def put_out(version, title="Buses home"):
    """Translated and published."""
    draft = version.get_latest_revision_as_object()
    draft.title = title
    # As the editor's form saves what is not published yet
    draft.save()
    draft.save_revision().publish()
    return Piece.objects.get(pk=version.pk)


def page_of(piece):
    return Client().get(piece.get_absolute_url()).content.decode()


def test_one_press_begins_it_with_text_pictures_credit_and_sources(house):
    answer = press(house.editor, house.told)
    version = Piece.objects.get(translation_of=house.told)
    assert (answer.status_code, answer.url) == (302, in_editor(version))
    draft = version.get_latest_revision_as_object()
    for one in (version, draft):
        assert (one.language, one.live, one.title, one.byline) == ("en", False, "Chuyến xe về quê", "Trần Nam")
        assert one.picture_id == house.told.picture_id
        assert list(one.body.raw_data) == list(house.told.body.raw_data)
        assert one.translation_of_id == house.told.pk
    assert [source.contribution_id for source in version.sources.all()] == [house.sent.pk]
    assert Entry.objects.get(action="piece.start", target_id=version.pk).actor_id == house.editor.pk
    assert signed_in(house.editor).get(in_editor(version)).status_code == 200


def test_who_agreed_that_their_hardship_is_told_comes_along(house):
    said = {"names_hardship": True, "hardship_person": "Chị Lan", "hardship_how": "Ký phiếu"}
    Piece.objects.filter(pk=house.told.pk).update(**said)
    version = begun(house).get_latest_revision_as_object()
    assert {name: getattr(version, name) for name in said} == said


def test_a_second_press_begins_no_second_one(house):
    press(house.editor, house.told)
    answer = press(house.editor, house.told)
    assert answer.url == reverse("newsroom:published_piece", args=[house.told.pk])
    assert Piece.objects.filter(translation_of=house.told).count() == 1
    page = signed_in(house.editor).get(answer.url).content.decode()
    assert in_editor(Piece.objects.get(translation_of=house.told)) in page
    assert "Làm bản tiếng Anh" not in page


def test_whoever_edits_may_and_whoever_only_collaborates_or_is_a_stranger_may_not(house):
    assert press(house.collaborator, house.told).status_code == 404
    assert press(house.outsider, house.told).status_code == 404
    assert press(house.editor, house.strange).status_code == 404
    with pytest.raises(translations.NotYourPiece):
        translations.start_english_version(actor=house.outsider, piece=house.told, now=timezone.now())
    assert not Piece.objects.filter(translation_of__isnull=False).exists()
    assert press(house.writer, house.told).url.startswith(reverse(f"{editor_doors.PIECE}:list"))


def test_looking_at_the_door_begins_nothing(house):
    assert signed_in(house.editor).get(reverse("newsroom:make_english", args=[house.told.pk])).status_code == 405
    assert not Piece.objects.filter(translation_of__isnull=False).exists()


def test_of_what_is_off_the_portal_or_is_a_translation_itself_none_is_begun(house):
    version = put_out(begun(house))
    down = before_readers(house.units[0], title="Đã gỡ")
    down.unpublish()
    for piece in (version, down):
        answer = press(house.editor, piece)
        assert answer.url == reverse("newsroom:published_piece", args=[piece.pk])
    assert Piece.objects.filter(translation_of__isnull=False).count() == 1


def test_its_address_follows_the_english_title_until_it_is_published(house):
    version = put_out(begun(house), "Buses home")
    assert version.get_absolute_url() == f"/bai/buses-home-{version.pk}/"
    again = version.get_latest_revision_as_object()
    again.title = "Buses home for Tet"
    again.save_revision().publish()
    assert Piece.objects.get(pk=version.pk).get_absolute_url() == version.get_absolute_url()


def test_only_what_is_published_is_named_and_each_names_the_other(house):
    version = begun(house)
    assert 'rel="alternate" hreflang' not in page_of(house.told)
    assert version.get_absolute_url() not in page_of(house.told)
    version = put_out(version)
    here, there = page_of(house.told), page_of(version)
    link = '<a class="piece__version" href="{}" lang="{}" hreflang="{}" rel="alternate">{}</a>'
    assert link.format(version.get_absolute_url(), "en", "en", "English") in here
    assert link.format(house.told.get_absolute_url(), "vi", "vi", "Tiếng Việt") in there
    for page in (here, there):
        named = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', page))
        assert named == {
            "vi": settings.BASE_URL + house.told.get_absolute_url(),
            "en": settings.BASE_URL + version.get_absolute_url(),
        }
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', there, re.S)[1])["@graph"][0]
    assert [one["@id"] for one in told["translationOfWork"]] == [settings.BASE_URL + house.told.get_absolute_url()]


def test_taken_down_it_is_named_no_more(house):
    version = put_out(begun(house))
    publishing.take_down(actor=house.editor, piece=version, reason="Sai", now=timezone.now())
    assert version.get_absolute_url() not in page_of(house.told)
    version.refresh_from_db()
    version.get_latest_revision().publish()
    house.told.unpublish()
    assert house.told.get_absolute_url() not in page_of(version)


def test_each_coming_or_going_drops_the_kept_page_of_the_other(house, run_jobs, settings, tmp_path):
    settings.KEPT_PAGES = tmp_path / "pages"
    version = begun(house)
    run_jobs()
    kept = settings.KEPT_PAGES / house.told.get_absolute_url().strip("/") / "index.html"
    page_of(house.told)
    assert kept.is_file()
    version = put_out(version)
    run_jobs()
    assert not kept.exists()
    page_of(house.told)
    page_of(version)
    other = settings.KEPT_PAGES / version.get_absolute_url().strip("/") / "index.html"
    assert other.is_file()
    # Tells of another original from now on: the former one must forget it
    draft = version.get_latest_revision_as_object()
    draft.translation_of = house.own
    draft.save_revision().publish()
    run_jobs()
    assert not kept.exists()
    page_of(version)
    house.own.unpublish()
    run_jobs()
    assert not other.exists()


def test_the_news_map_names_both_languages(house):
    version = put_out(begun(house))
    root = ElementTree.fromstring(Client().get("/sitemap-tin.xml").content)
    link, place = "{http://www.w3.org/1999/xhtml}link", "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    named = {url.findtext(place): {one.get("hreflang"): one.get("href") for one in url.iter(link)} for url in root}
    both = {
        "vi": settings.BASE_URL + house.told.get_absolute_url(),
        "en": settings.BASE_URL + version.get_absolute_url(),
    }
    assert named[both["vi"]] == named[both["en"]] == both
    assert named[settings.BASE_URL + house.own.get_absolute_url()] == {}


def saved(client, piece, **changes):
    """The editor's form sent with some fields changed; gives the draft as it is then, and what the page answered."""
    given = {
        "title": piece.title, "slug": piece.slug, "kind": piece.kind, "genre": piece.genre, "language": piece.language,
        "section": piece.section_id, "body-count": "0", **changes,
    }  # fmt: skip
    answer = client.post(in_editor(piece), given)
    return Piece.objects.get(pk=piece.pk).get_latest_revision_as_object(), answer


def test_the_editor_takes_an_original_within_reach_in_another_language_and_no_other(house):
    client = signed_in(house.editor)
    draft = PieceFactory(unit=house.units[0], title="Written in English", language="en")
    version = begun(house)
    for wrong, language in ((house.strange, "en"), (version, "en"), (draft, "en"), (house.own, "vi")):
        kept, answer = saved(client, draft, translation_of=wrong.pk, language=language)
        assert (kept.translation_of_id, answer.status_code) == (None, 200)
        assert set(answer.context["form"].errors) == {"translation_of"}
    kept, answer = saved(client, draft, translation_of=house.own.pk)
    assert (kept.translation_of_id, answer.status_code) == (house.own.pk, 302)

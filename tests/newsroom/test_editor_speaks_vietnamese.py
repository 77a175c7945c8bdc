"""Every screen of the editor in use, read as a person reads it: no English of Wagtail's is left."""

import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.contrib import humanize
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import editor_doors
from sumvay.newsroom.models import Piece
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.factories.files import photo
from tests.factories.newsroom import (
    NewsDocumentFactory,
    NewsPictureFactory,
    PieceFactory,
    SectionFactory,
    desk_with_steps,
)
from tests.factories.org import officer_of
from tests.newsroom.foreign_words import foreign_words
from tests.newsroom.test_wagtail_permissions import addresses_naming, edit_address, form_of

ROOMS_OF_WAGTAIL = ["", "admin", "documents", "embeds", "images", "search", "snippets", "users"]
SHOWN_ATTRIBUTES = {"title", "placeholder", "aria-label", "alt", "data-w-dialog-title"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>|&\w+;")
UNSAID = {"step", "name", "icon_name", "method", "action", "id", "url", "edit_url", "classname"}
# The same in both languages, or what people themselves wrote
ALIKE = {"Video", "Email", "Wagtail", "URL", "OK"}


def wagtails_english():
    """Every phrase Wagtail can say, and every single word that is a message of its own."""
    phrases, words = set(), set()
    rooms = [*(Path(wagtail.__file__).parent / room for room in ROOMS_OF_WAGTAIL), Path(humanize.__file__).parent]
    for room in rooms:
        for path in (room / "locale" / "en" / "LC_MESSAGES").glob("django*.po"):
            with path.open("rb") as file:
                for message in read_po(file):
                    for text in message.id if isinstance(message.id, tuple) else [message.id]:
                        pieces = [" ".join(piece.split()) for piece in PLACEHOLDER.split(text)]
                        phrases |= {piece for piece in pieces if len(re.findall(r"[A-Za-z]{2,}", piece)) > 1}
                        words |= {text} if re.fullmatch(r"[A-Z][a-z]{2,}…?", text) else set()
    return phrases, words - ALIKE


class Visible(HTMLParser):
    """Collects what a person sees or hears of a page, text by text."""

    def __init__(self):
        super().__init__()
        self.said, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        self.said += [value for name, value in attrs if name in SHOWN_ATTRIBUTES and value]
        self.said += [value for name, value in attrs if name == "value" and value and ("type", "submit") in attrs]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        self.said += [] if self.silent else [data]


def said_on(answer) -> list[str]:
    """The texts of a page, of a dialogue sent as JSON, and of the sidebar that a script draws."""
    page = answer.content.decode()
    if answer.headers["Content-Type"].startswith("application/json"):
        page = " ".join(strings_in(answer.json()))
    props = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)
    reader = Visible()
    reader.feed(page)
    sidebar = strings_in(json.loads(props[1])) if props else []
    return [" ".join(text.split()) for text in [*reader.said, *sidebar] if text.strip()]


def strings_in(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        # What scripts call things by is not said to anybody
        value = [inner for key, inner in value.items() if key not in UNSAID]
    inner = value if isinstance(value, list) else []
    return [text for part in inner for text in strings_in(part)]


PHRASES, WORDS = wagtails_english()
SINCE = r"\d+\s(?:second|minute|hour|day|week|month|year)s?"
LONGEST_FIRST = [re.escape(phrase) for phrase in sorted(PHRASES, key=len, reverse=True)]
ANY_PHRASE = re.compile(rf"(?<!\w)(?:{'|'.join([SINCE, *LONGEST_FIRST])})(?!\w)")


def english_on(answer) -> set[str]:
    """What is left in English on a page."""
    said = said_on(answer)
    wagtails = {text for text in said if text in WORDS} | {found for text in said for found in ANY_PHRASE.findall(text)}
    return wagtails | {word for text in said for word in foreign_words(text)}


@pytest.fixture
def ward(house):  # noqa: F811
    unit = house.wards[0]
    desk_with_steps(unit, "editor", "editor_in_chief")
    unit.picture = NewsPictureFactory(unit=unit)
    unit.document = NewsDocumentFactory(unit=unit)
    unit.editor = officer_of(unit, "editor", full_name="Lê Thị Hoa")
    unit.piece = PieceFactory(unit=unit, picture=unit.picture, body=[("document", unit.document)])
    unit.desk.workflow.start(unit.piece, unit.editor)
    unit.piece.title = "Chuyến xe nghĩa tình đã về tới quê"
    unit.piece.save_revision(user=unit.editor, log_action=True)
    return unit


@pytest.fixture
def client_of_editor(ward):
    client = Client()
    client.force_login(ward.editor)
    return client


def unseen(pages) -> dict[str, set[str]]:
    """Which pages still speak English, and what they say."""
    return {name: found for name, answer in pages if (found := english_on(answer))}


def test_the_reader_of_this_test_hears_english(ward, client_of_editor):
    ward.editor.language = "en"
    ward.editor.save(update_fields=["language"])
    assert {"Images", "Save draft"} <= english_on(client_of_editor.get(edit_address(ward.piece)))


def test_every_screen_of_a_row(ward, client_of_editor):
    pages = [
        (name, client_of_editor.get(address, headers={"x-requested-with": "XMLHttpRequest"}))
        for name, address in addresses_naming(ward.piece, ward.picture, ward.document)
        if "preview" not in name and "revisions_view" not in name
    ]
    opened = [(name, answer) for name, answer in pages if answer.status_code == 200]
    assert len(opened) > 18
    assert unseen(opened) == {}


def test_every_list_and_chooser_with_and_without_something_found(ward, client_of_editor):
    shut = ("delete_upload", "release", "javascript", "logout", ".")
    named = [name for name in sorted(editor_doors.FOR_EDITORS) if not any(word in name for word in shut)]
    pages = [
        (f"{name} {query}", client_of_editor.get(reverse(name), query, headers={"x-requested-with": "XMLHttpRequest"}))
        for name in named
        for query in ({}, {"q": "không có gì như thế"}, {"allow_email_link": "1", "allow_anchor_link": "1"})
    ]  # fmt: skip
    opened = [(name, answer) for name, answer in pages if answer.status_code == 200]
    assert len(opened) > 50
    assert unseen(opened) == {}


def test_the_own_account(client_of_editor):
    pages = [("account", client_of_editor.get("/newsroom/editor/account/"))]
    assert pages[0][1].status_code == 200
    assert unseen(pages) == {}


@pytest.mark.parametrize("state", ["live", "scheduled", "locked", "returned", "expired", "small desk"])
def test_a_piece_in_every_state(ward, house, client_of_editor, state):  # noqa: F811
    now = timezone.now()
    piece = PieceFactory(unit=house.units[0] if state == "small desk" else ward)
    if state == "small desk":
        desk_with_steps(house.units[0])
    if state in ("live", "expired"):
        piece.latest_revision.publish()
        Piece.objects.filter(pk=piece.pk).update(expire_at=now + timedelta(days=1), live=state == "live")
    if state == "scheduled":
        piece.go_live_at, piece.expire_at = now + timedelta(days=1), now + timedelta(days=9)
        piece.save_revision(user=ward.editor).publish()
    if state == "locked":
        Piece.objects.filter(pk=piece.pk).update(locked=True, locked_by=ward.editor, locked_at=now)
    if state == "returned":
        flow = ward.desk.workflow.start(piece, ward.editor)
        flow.current_task_state.reject(user=ward.editor, comment="Thiếu tên người trong ảnh")
    pages = [
        (name, client_of_editor.get(reverse(f"{editor_doors.PIECE}:{name}", args=[piece.pk])))
        for name in ("edit", "history", "usage", "delete", "unpublish", "workflow_history")
    ]
    assert pages[0][1].status_code == 200
    assert unseen([(name, answer) for name, answer in pages if answer.status_code == 200]) == {}


def test_what_is_said_after_a_press(ward, client_of_editor):
    piece, client = PieceFactory(unit=ward), client_of_editor
    sent = [
        client.post(edit_address(piece), form_of(piece), follow=True),
        client.post(edit_address(piece), {**form_of(piece), "title": "", "go_live_at": "mai", "section": ""}),
        client.post(edit_address(piece), {**form_of(piece), "action-submit": "1"}, follow=True),
        client.post(edit_address(piece), {**form_of(piece), "action-workflow-action": "1",
                                          "workflow-action-name": "approve"}, follow=True),
        client.post(reverse("wagtailimages:add"), {}),
        client.post(reverse("wagtailimages:edit", args=[ward.picture.pk]), {"title": "Mới"}, follow=True),
        client.post(reverse("wagtailimages:add_multiple"), {"files[]": SimpleUploadedFile("a.jpg", photo())},
                    headers={"x-requested-with": "XMLHttpRequest"}),
        client.post(reverse("wagtailimages:add_multiple"), {"files[]": SimpleUploadedFile("a.svg", b"<svg/>")},
                    headers={"x-requested-with": "XMLHttpRequest"}),
        client.post(reverse("wagtaildocs:add"), {"title": "Lịch"}),
        client.post(reverse("wagtaildocs:delete", args=[ward.document.pk]), follow=True),
    ]  # fmt: skip
    assert {answer.status_code for answer in sent} == {200}
    assert unseen(list(enumerate(sent))) == {}


def test_sections_and_kinds_are_no_english_either(ward, client_of_editor):
    SectionFactory(slug="doi-song", name="Đời sống – Việc làm")
    page = client_of_editor.get(edit_address(ward.piece)).content.decode()
    options = re.findall(r"<option[^>]*>\s*(.*?)\s*</option>", page)
    assert len(options) > 20
    assert [text for text in options if re.fullmatch(r"[a-z ]+", text) and " " in text and text.isascii()] == []


def test_english_that_is_in_no_catalogue_is_heard_too():
    for said in ("Email address", "Link text", "File extension is not allowed", "Body", "Consent uses", "Save", "Undo"):
        assert foreign_words(said), said
    for said in ("Lưu bản nháp", "Chuyen xe nghia tinh ve que don Tet", "/muc/tin-hoat-dong/", "Nghiêng", "lich.pdf"):
        assert foreign_words(said) == set(), said


def test_closed_doors_broken_forms_and_things_that_are_gone(ward, client_of_editor):
    piece = PieceFactory(unit=ward)
    client = Client(raise_request_exception=False)
    client.force_login(ward.editor)
    pages = {
        404: client.get("/newsroom/editor/reports/locked/"),
        400: client.post(edit_address(piece), {"body-count": "vài"}),
        403: Client(enforce_csrf_checks=True).post("/newsroom/editor/logout/"),
    }  # fmt: skip
    assert [answer.status_code for answer in pages.values()] == list(pages)
    assert unseen(pages.items()) == {}


def test_choosing_a_picture_and_asking_with_wrong_answers(ward, client_of_editor):
    ajax = {"headers": {"x-requested-with": "XMLHttpRequest"}}
    client = client_of_editor
    links = ("external", "email", "phone", "anchor")
    wrong = {f"{kind}-link-chooser-{name}": "" for kind in links for name in ("url", "email_address", "phone_number")}
    sent = [
        *(client.post(reverse(f"wagtailadmin_choose_page_{kind}_link"), wrong, **ajax) for kind in links),
        *(client.get(reverse(f"wagtailadmin_choose_page_{kind}_link"), **ajax) for kind in links),
        client.post(reverse("wagtailimages_chooser:create"), {}, **ajax),
        client.post(reverse("wagtaildocs_chooser:create"),
                    {"document-chooser-upload-file": SimpleUploadedFile("a.bin", b"MZ")}, **ajax),
        client.post(reverse("wagtailimages:add"), {"title": "A", "file": SimpleUploadedFile("a.jpg", b"no picture")}),
        client.post(edit_address(ward.piece), {**form_of(ward.piece), "slug": "a b", "happened_on": "32/13/2026",
                                               "picture": "999999", "video_url": "không phải", "title": "x" * 300,
                                               "embargo_until": "mai", "kind": "x"}),
        *(client.get(reverse(f"{editor_doors.PIECE}:list"), {"standing": standing})
          for standing in ("waiting", "clock", "locked", "draft", "published", "vua")),
    ]  # fmt: skip
    assert {answer.status_code for answer in sent} == {200}
    assert unseen(list(enumerate(sent))) == {}


def test_every_word_of_the_editors_scripts_has_its_vietnamese(client_of_editor):
    said = client_of_editor.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    known = json.loads(re.search(r"const newcatalog = (\{.*?\n  \});", said, re.DOTALL)[1])
    asked = set()
    for path in Path(wagtail.__file__).parent.glob("**/locale/en/LC_MESSAGES/djangojs.po"):
        with path.open("rb") as file:
            asked |= {message.id[0] if isinstance(message.id, tuple) else message.id for message in read_po(file)}
    asked -= {""}
    assert len(asked) > 60
    assert asked - set(known) == set()
    told = [text for value in known.values() for text in (value if isinstance(value, list) else [value])]
    assert {text: found for text in told if (found := foreign_words(PLACEHOLDER.sub("", text)))} == {}

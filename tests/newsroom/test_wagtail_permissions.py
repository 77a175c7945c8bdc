"""Rights in the editor come from posts: one's own branch is open, everything else does not exist."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, resolve, reverse
from wagtail.models import GroupPagePermission, Page, Site, TaskState
from wagtail.permissions import policy_registry

from sumvay.newsroom import editor_doors
from sumvay.newsroom.models import NewsDocument, NewsPicture, Piece
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.factories.files import PDF, photo
from tests.factories.newsroom import (
    NewsDocumentFactory,
    NewsPictureFactory,
    PieceFactory,
    desk_with_steps,
)
from tests.factories.org import AppointmentFactory, officer_of

EDITOR = "/newsroom/editor/"
SECRET = "BÀI CỦA PHƯỜNG BÌNH"
PIECE, CHOOSER = editor_doors.PIECE, editor_doors.CHOOSER


@pytest.fixture
def town(house):  # noqa: F811
    """Ward An with its unit, and ward Bình, each with a piece in approval, a picture and a document."""
    house.a, house.b = house.wards
    house.editor = officer_of(house.a, "editor")
    for ward, word in ((house.a, "a"), (house.b, "b")):
        desk_with_steps(ward, "editor", "chair")
        title = SECRET if word == "b" else "Bài của phường An"
        piece = PieceFactory(unit=ward, title=title)
        ward.desk.workflow.start(piece, officer_of(ward, "editor"))
        setattr(house, f"piece_{word}", piece)
        setattr(house, f"picture_{word}", NewsPictureFactory(unit=ward, title=f"Ảnh {title}"))
        setattr(house, f"document_{word}", NewsDocumentFactory(unit=ward, title=f"Tệp {title}"))
    return house


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def edit_address(piece):
    return reverse(f"{PIECE}:edit", args=[piece.pk])


def step_of(piece):
    return TaskState.objects.get(workflow_state__object_id=str(piece.pk), status="in_progress")


def addresses_naming(piece, picture, document):
    """Every address of the editor that names one of the three."""
    rows = {Piece: piece, NewsPicture: picture, NewsDocument: document}
    more = {
        "revision_id": piece.latest_revision.pk, "revision_id_a": piece.latest_revision.pk, "revision_id_b": "latest",
        "task_state_id": step_of(piece).pk, "task_id": step_of(piece).task_id, "action_name": "approve",
        "workflow_state_id": step_of(piece).workflow_state_id, "app_label": "newsroom", "model_name": "piece",
        "session_id": 1,
    }  # fmt: skip
    for name, (model, word) in editor_doors.OF_A_ROW.items():
        words = {key: value for key, value in more.items() if key in words_of(name)}
        yield name, reverse(name, kwargs={word: rows[model].pk, **words})


def words_of(name):
    room, _, own = name.rpartition(":")
    resolver = get_resolver()
    for part in filter(None, room.split(":")):
        resolver = resolver_named(resolver, part)
    return {
        word for _, pattern, *_ in resolver.reverse_dict.getlist(own) for word in re.findall(r"\((\w+)\)s", str(_))
    } | {word for options, *_ in resolver.reverse_dict.getlist(own) for _, words in options for word in words}


def resolver_named(resolver, name):
    _prefix, inner = resolver.namespace_dict[name]
    return inner


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_another_ward_makes_does_not_exist_for_an_editor(town, method):
    client, faults = signed_in(town.editor), []
    for name, address in addresses_naming(town.piece_b, town.picture_b, town.document_b):
        answer = getattr(client, method)(address, headers={"x-requested-with": "XMLHttpRequest"})
        if answer.status_code != 404 or SECRET.encode() in answer.content:
            faults.append((name, answer.status_code))
    assert faults == []
    assert step_of(town.piece_b).status == "in_progress"


def test_an_editor_edits_the_pieces_of_the_own_ward_and_of_the_units_below(town):
    below = PieceFactory(unit=town.units[0])
    client = signed_in(town.editor)
    assert [client.get(edit_address(piece)).status_code for piece in (town.piece_a, below)] == [200, 200]
    assert client.get(edit_address(PieceFactory(unit=town.province))).status_code == 404


def test_every_screen_of_the_own_piece_opens(town):
    client, faults = signed_in(officer_of(town.a, "editor_in_chief")), []
    for name, address in addresses_naming(town.piece_a, town.picture_a, town.document_a):
        answer = client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
        if answer.status_code >= 400 and answer.status_code != 405:
            faults.append((name, answer.status_code))
    # Only a post in the step may carry it out, nobody deletes what waits, multiple uploads are pressed
    assert [name for name, status in faults if status >= 500 or status == 404] == []


def test_lists_and_choosers_hold_nothing_of_another_ward(town):
    client = signed_in(town.editor)
    lists = [name for name in editor_doors.FOR_EDITORS if name.rpartition(":")[2] in (
        "list", "list_results", "choose", "choose_results", "index", "index_results", "wagtailadmin_home",
    )]  # fmt: skip
    assert len(lists) == 13
    for name in lists:
        page = client.get(reverse(name), {"q": "bài"}).content.decode()
        assert SECRET not in page, name
    shown = client.get(reverse(f"{PIECE}:list")).content.decode()
    assert "Bài của phường An" in shown


@pytest.mark.parametrize("room", [CHOOSER, "wagtailimages_chooser", "wagtaildocs_chooser"])
def test_choosing_several_leaves_out_what_is_not_ones_own(town, room):
    rows = {
        CHOOSER: (town.piece_a, town.piece_b),
        "wagtailimages_chooser": (town.picture_a, town.picture_b),
        "wagtaildocs_chooser": (town.document_a, town.document_b),
    }
    own, strange = rows[room]
    address = reverse(f"{room}:chosen_multiple")
    answer = signed_in(town.editor).get(address, {"id": [own.pk, strange.pk]})
    assert [row["id"] for row in answer.json()["result"]] in ([own.pk], [str(own.pk)])


def test_a_step_of_anothers_piece_cannot_be_carried_out_through_the_own_address(town):
    client = signed_in(town.editor)
    address = reverse(f"{PIECE}:workflow_action", args=[town.piece_a.pk, "approve", step_of(town.piece_b).pk])
    assert client.post(address).status_code == 404
    assert step_of(town.piece_b).task.name == "Bước 1"


def test_the_number_of_anothers_picture_or_programme_is_refused_in_the_form(town):
    piece = PieceFactory(unit=town.a)
    programme = PieceFactory(unit=town.b, kind="programme", title=SECRET)
    given = {**form_of(piece), "picture": town.picture_b.pk, "programme": programme.pk}
    answer = signed_in(town.editor).post(edit_address(piece), given)
    piece.refresh_from_db()
    latest = piece.get_latest_revision_as_object()
    assert (latest.picture_id, latest.programme_id) == (None, None)
    assert set(answer.context["form"].errors) == {"picture", "programme"}


def test_the_number_of_anothers_picture_is_refused_between_the_paragraphs(town):
    piece = PieceFactory(unit=town.a)
    block = {
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "picture", "body-0-id": "",
        "body-0-value-caption": "", "body-0-value-credit": "",
    }  # fmt: skip
    client = signed_in(town.editor)
    refused = client.post(edit_address(piece), {**form_of(piece), **block, "body-0-value-picture": town.picture_b.pk})
    assert "body" in refused.context["form"].errors
    client.post(edit_address(piece), {**form_of(piece), **block, "body-0-value-picture": town.picture_a.pk})
    body = Piece.objects.get(pk=piece.pk).get_latest_revision_as_object().body
    assert [block.value["picture"].pk for block in body] == [town.picture_a.pk]


def form_of(piece):
    return {
        "title": piece.title, "kind": "article", "genre": "news", "language": "vi", "section": piece.section_id,
        "body-count": "0", "slug": piece.slug,
    }  # fmt: skip


def test_a_communications_post_edits_but_does_not_publish_where_the_desk_has_steps(town):
    officer, piece = officer_of(town.a, "communications"), PieceFactory(unit=town.a)
    client = signed_in(officer)
    client.post(edit_address(piece), {**form_of(piece), "title": "Tên mới", "action-publish": "1"})
    piece.refresh_from_db()
    assert not piece.live
    assert piece.get_latest_revision_as_object().title == "Tên mới"


def test_with_steps_not_even_the_chair_publishes_alone_and_without_steps_an_editor_does(town):
    policy = policy_registry.get_by_type(Piece)
    desk_with_steps(town.units[0])
    small = PieceFactory(unit=town.units[0])
    assert not policy.user_has_permission_for_instance(town.chair_of(town.a), "publish", town.piece_a)
    assert policy.user_has_permission_for_instance(officer_of(town.units[0], "editor"), "publish", small)
    assert not policy.user_has_permission_for_instance(officer_of(town.units[0], "communications"), "publish", small)


def test_a_chair_elsewhere_reaches_nothing(town):
    client = signed_in(town.stranger)
    assert client.get(EDITOR).status_code == 200
    assert [client.get(address).status_code for _, address in addresses_naming(
        town.piece_a, town.picture_a, town.document_a
    ) if client.get(address).status_code != 404] == []  # fmt: skip


@pytest.mark.parametrize("post", ["clerk", "collaborator", "inspection"])
def test_a_post_that_edits_nothing_finds_no_editor(town, post):
    client = signed_in(officer_of(town.a, post))
    assert client.get(EDITOR).status_code == 404
    assert client.get(edit_address(town.piece_a)).status_code == 404


def test_a_post_that_has_ended_finds_no_editor(town):
    former = officer_of(town.a, "editor")
    seat = former.appointments.get()
    type(seat).objects.filter(pk=seat.pk).update(valid=(seat.valid.lower, "2026-01-01"))
    assert signed_in(former).get(edit_address(town.piece_a)).status_code == 404


def test_who_has_not_signed_in_is_sent_to_do_so(town):
    answer = Client().get(edit_address(town.piece_a))
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))


def test_an_officer_with_only_a_phone_edits_and_is_called_by_name(town):
    officer = officer_of(town.a, "editor", email=None, phone="+84912345678", full_name="Lê Thị Hoa")
    page = signed_in(officer).get(edit_address(town.piece_a))
    assert page.status_code == 200
    assert '"name": "L\\u00ea Th\\u1ecb Hoa"' in page.content.decode() or "Lê Thị Hoa" in page.content.decode()
    officer.refresh_from_db()
    assert officer.first_name == ""


def test_no_group_gives_rights_and_no_page_is_left(db):
    assert not GroupPagePermission.objects.exists()
    assert not Group.objects.exists()
    assert list(Page.objects.values_list("depth", "numchild")) == [(1, 0)]
    assert not Site.objects.exists()


def test_every_other_address_of_the_editor_is_closed_even_to_an_operator(town):
    operator = officer_of(town.a, "editor", is_superuser=True)
    client, open_ones = signed_in(operator), {*editor_doors.FOR_EDITORS, *editor_doors.OF_A_ROW}
    faults, tried = [], 0
    for name, address in simple_addresses(get_resolver()):
        if not {name, resolve(address).view_name} & open_ones and address.startswith(EDITOR):
            tried += 1
            faults += [(name, status) for status in [client.get(address).status_code] if status != 404]
    assert faults == []
    assert tried > 60


def simple_addresses(resolver, room=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            name = f"{room}:{pattern.name}" if room else pattern.name
            if pattern.name and (address := address_with_ones(name, pattern)):
                yield name, address
        else:
            inner = ":".join(filter(None, [room, pattern.namespace]))
            yield from simple_addresses(pattern, inner)


def address_with_ones(name, pattern):
    words = pattern.pattern.converters or pattern.pattern.regex.groupindex
    try:
        return reverse(name, kwargs=dict.fromkeys(words, 1))
    except NoReverseMatch:
        return None


def test_an_uploaded_picture_belongs_to_the_uploaders_unit_and_has_lost_its_place(town):
    client = signed_in(town.editor)
    given = {"title": "Ảnh mới", "file": SimpleUploadedFile("IMG_1.jpg", photo(), "image/jpeg")}
    client.post(reverse("wagtailimages:add"), given)
    picture = NewsPicture.objects.get(title="Ảnh mới")
    assert picture.unit == town.a
    with picture.file.open() as file:
        assert b"Exif" not in file.read()
    assert "Ảnh mới" in client.get(reverse("wagtailimages:index")).content.decode()


def test_who_edits_for_two_units_uploads_for_the_one_acted_for(town):
    AppointmentFactory(officer=town.editor, unit=town.b, post="editor")
    client = signed_in(town.editor)
    client.post(reverse("org:switch_unit"), {"unit": town.b.pk})
    client.post(reverse("wagtaildocs:add"), {"title": "Lịch", "file": SimpleUploadedFile("lich.pdf", PDF)})
    assert NewsDocument.objects.get(title="Lịch").unit == town.b


def test_several_pictures_uploaded_at_once_belong_to_the_uploaders_unit_too(town):
    address = reverse("wagtailimages:add_multiple")
    given = {"files[]": SimpleUploadedFile("hai.jpg", photo(), "image/jpeg"), "title": "Hai"}
    answer = signed_in(town.editor).post(address, given, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.json()["success"]
    assert NewsPicture.objects.get(title="Hai").unit == town.a


@pytest.mark.parametrize(("room", "name"), [("wagtailimages", "a.svg"), ("wagtaildocs", "a.html")])
def test_drawings_and_pages_with_scripts_are_refused(town, room, name):
    script = SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    before = NewsPicture.objects.count(), NewsDocument.objects.count()
    answer = signed_in(town.editor).post(reverse(f"{room}:add"), {"title": "X", "file": script})
    assert "file" in answer.context["form"].errors
    assert before == (NewsPicture.objects.count(), NewsDocument.objects.count())


def test_a_drafts_document_is_for_its_editors_and_a_published_pieces_for_everyone(town):
    address = reverse("wagtaildocs_serve", args=[town.document_a.pk, town.document_a.filename])
    strangers = [Client(), signed_in(town.stranger)]
    assert [client.get(address).status_code for client in strangers] == [404, 404]
    assert signed_in(town.editor).get(address).status_code == 200
    PieceFactory(unit=town.a, live=True, body=[("document", town.document_a)])
    assert [client.get(address).status_code for client in strangers] == [200, 200]


@pytest.mark.parametrize("given", [{}, {"body-count": "1"}, {"body-count": "vài"}, {"title": "Chỉ tên"}])
def test_a_form_that_is_no_form_gets_a_clean_answer_and_changes_nothing(town, given):
    piece = PieceFactory(unit=town.a)
    client = signed_in(town.editor)
    assert client.post(edit_address(piece), given).status_code == 400
    preview = client.post(reverse(f"{PIECE}:preview_on_edit", args=[piece.pk]), given)
    assert preview.status_code == 400 or not preview.json()["is_valid"]
    assert piece.revisions.count() == 1


def test_the_list_is_searched_by_titles_without_accents(town):
    PieceFactory(unit=town.a, title="Lương thưởng Tết")
    page = signed_in(town.editor).get(reverse(f"{PIECE}:list"), {"q": "luong thuong"}).content.decode()
    assert "Lương thưởng Tết" in page
    assert "Bài của phường An" not in page

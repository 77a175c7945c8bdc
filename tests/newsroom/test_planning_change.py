"""A line of the plan is written anew: its title, day, kind, writer and note; never over a colleague's back."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sumvay.audit.models import Entry
from sumvay.newsroom.models import PlannedPiece
from sumvay.newsroom.services import planning as services
from sumvay.newsroom.services.contribution_refusals import ChangedMeanwhile
from sumvay.org.models import Appointment
from tests.factories.newsroom import SectionFactory, editing_house
from tests.factories.org import AppointmentFactory, officer_of

Post = Appointment.Post
NOW = datetime(2027, 1, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TET = date(2027, 2, 6)
FIELDS = {"title": "Bữa cơm đoàn viên", "on": "2027-02-08", "kind": "photo_story", "note": "Mời nhiếp ảnh"}


@pytest.fixture
def house(db):
    house = editing_house()
    house.editor = house.editors[house.province]
    return house


@pytest.fixture
def line(house):
    return services.plan_piece(
        actor=house.editor, desk=house.province.desk, on=TET, title="Trực Tết", kind="article", now=NOW
    )


@pytest.fixture
def page(house, line, client):
    client.force_login(house.editor)
    return reverse("newsroom:change_planned", args=[line.pk])


def change(house, line, actor=None, edition=None, **fields):
    said = {"on": TET, "title": "Trực Tết", "kind": "article", **fields}
    services.change_planned(actor=actor or house.editor, planned=line, edition=edition or line.edition, now=NOW, **said)


def stands(line):
    line = PlannedPiece.objects.get(pk=line.pk)
    return line.title, line.on, line.kind, line.assignee, line.note


def test_everything_of_a_line_is_changed_and_on_record(house, line):
    writer = officer_of(house.province, Post.COLLABORATOR)
    change(house, line, on=date(2027, 2, 8), title=" Bữa  cơm ", kind="video", assignee=writer, note=" Quay sớm ")
    assert stands(line) == ("Bữa cơm", date(2027, 2, 8), "video", writer, "Quay sớm")
    assert Entry.objects.get(action="plan.change").changes == {"fields": ["assignee", "kind", "note", "on", "title"]}


def test_the_same_again_changes_nothing_and_is_no_conflict(house, line):
    before = line.edition
    change(house, line, title="Bữa cơm", edition=before)
    change(house, line, title="Bữa cơm", edition=before)
    assert Entry.objects.filter(action="plan.change").count() == 1


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(house, line):
    before = line.edition
    change(house, line, note="Gọi chị Lan", actor=house.editors[house.nation], edition=before)
    with pytest.raises(ChangedMeanwhile):
        change(house, line, title="Bữa cơm", edition=before)
    assert stands(line) == ("Trực Tết", TET, "article", None, "Gọi chị Lan")


def test_a_line_of_which_a_piece_was_made_stays(house, line):
    services.start_planned(actor=house.editor, planned=line, section=SectionFactory(), now=NOW)
    with pytest.raises(services.AlreadyBegun):
        change(house, line, title="Bữa cơm")
    assert stands(line)[0] == "Trực Tết"


def test_a_line_taken_out_is_not_there_to_be_changed(house, line):
    PlannedPiece.objects.all().delete()
    with pytest.raises(services.AlreadyBegun):
        change(house, line, title="Bữa cơm")


def test_other_desks_lower_ones_and_collaborators_may_not(house, line):
    for who in (house.outsider, house.editors[house.ward], officer_of(house.province, Post.COLLABORATOR)):
        with pytest.raises(services.NotYourPlan):
            change(house, line, actor=who, title="Lạ")
    assert stands(line)[0] == "Trực Tết"


def test_without_a_title_it_stays(house, line):
    with pytest.raises(services.TitleMissing):
        change(house, line, title=" \n")
    assert stands(line)[0] == "Trực Tết"


def test_the_door_shows_what_stands_and_leads_back_to_the_day(house, line, page, client):
    shown = client.get(page, {"view": "week"}).content.decode()
    assert "Trực Tết" in shown
    answer = client.post(page, {**FIELDS, "edition": line.edition, "view": "week"})
    assert answer.url == f"/newsroom/calendar/?desk={house.province.pk}&day=2027-02-08&view=week"
    assert stands(line) == ("Bữa cơm đoàn viên", date(2027, 2, 8), "photo_story", None, "Mời nhiếp ảnh")
    assert client.put(page).status_code == 405


def test_calendar_and_queue_lead_to_the_door_until_a_piece_is_made(house, line, page, client):
    calendar = reverse("newsroom:calendar")
    asked = {"day": TET.isoformat()}
    assert f'href="{page}"' in client.get(calendar, asked).content.decode()
    assert f'href="{page}"' in client.get(reverse("newsroom:desk"), {"view": "planned"}).content.decode()
    services.start_planned(actor=house.editor, planned=line, section=SectionFactory(), now=NOW)
    assert page not in client.get(calendar, asked).content.decode()


def test_whoever_comes_late_reads_what_stands_and_chooses(house, line, page, client):
    before = line.edition
    change(house, line, note="Gọi chị Lan")
    late = client.post(page, {**FIELDS, "edition": before})
    said = late.content.decode()
    assert (late.status_code, late.context["is_behind"]) == (422, True)
    assert "Gọi chị Lan" in said
    assert "Mời nhiếp ảnh" in said
    client.post(page, {**FIELDS, "edition": before, "over": late.context["line"].edition})
    assert stands(line)[4] == "Mời nhiếp ảnh"


@pytest.mark.parametrize("fields", [{"title": ""}, {"on": "hôm qua"}, {"kind": "poem"}, {"assignee": "0"}])
def test_odd_input_changes_nothing_and_is_explained(house, line, page, client, fields):
    answer = client.post(page, {**FIELDS, **fields, "edition": line.edition})
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    assert stands(line)[0] == "Trực Tết"


def test_a_stranger_finds_no_such_line(house, line, page, client):
    client.force_login(house.outsider)
    assert client.get(page).status_code == 404
    assert client.post(page, FIELDS).status_code == 404
    assert stands(line)[0] == "Trực Tết"


def test_who_has_it_keeps_it_after_the_post_has_ended(house, line, page, client):
    writer = officer_of(house.province, Post.COLLABORATOR)
    change(house, line, assignee=writer)
    Appointment.objects.filter(officer=writer).delete()
    AppointmentFactory(officer=writer, unit=house.other)
    line.refresh_from_db()
    client.post(page, {**FIELDS, "edition": line.edition, "assignee": writer.pk})
    assert (stands(line)[0], stands(line)[3]) == ("Bữa cơm đoàn viên", writer)

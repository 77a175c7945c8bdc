"""Who is to write a planned piece is told, finds it among their own, and begins it there."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution, Desk, Piece
from sumvay.newsroom.services import planning
from sumvay.newsroom.services.pieces import AlreadyMade
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.newsroom import SectionFactory, editing_house
from tests.factories.org import officer_of

Post = Appointment.Post
NOW = datetime(2027, 1, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TET = date(2027, 2, 6)
TITLE = "Trực Tết ở nhà máy"


@pytest.fixture
def house(db):
    house = editing_house()
    house.editor = house.editors[house.province]
    house.writer = officer_of(house.province, Post.COLLABORATOR)
    house.chief = officer_of(house.province, Post.EDITOR_IN_CHIEF, full_name="Trần Thị Hoa")
    return house


def planned(house, assignee, **fields):
    given = {"on": TET, "title": TITLE, "kind": "photo_story", "note": "Mời nhiếp ảnh", **fields}
    return planning.plan_piece(actor=house.chief, desk=house.province.desk, assignee=assignee, now=NOW, **given)


def given_to(house, line, assignee, *, after=0, **fields):
    words = {"on": line.on, "title": line.title, "kind": line.kind, "note": line.note, **fields}
    line.refresh_from_db()
    planning.change_planned(
        actor=house.chief, planned=line, edition=line.edition, assignee=assignee,
        now=NOW + timedelta(minutes=after), **words,
    )  # fmt: skip


def told(officer):
    return list(Notice.objects.filter(officer=officer, kind="plan_assigned"))


def write(client, line):
    return client.post(reverse("newsroom:write_planned", args=[line.pk]))


# -- told


def test_the_assignee_is_told_what_and_until_when(house):
    planned(house, house.writer)
    (notice,) = told(house.writer)
    assert notice.title == f"Trần Thị Hoa đề nghị đồng chí viết “{TITLE}”."
    assert notice.body == "Chùm ảnh, 06/02/2027\nMời nhiếp ảnh"


def test_each_is_led_where_they_can_go_on(house, client):
    for person, place in ((house.writer, "newsroom:mine"), (house.editor, "newsroom:calendar")):
        planned(house, person)
        (notice,) = told(person)
        client.force_login(person)
        page = client.get(notice.path)
        assert (page.resolver_match.view_name, page.status_code) == (place, 200)
        assert TITLE in page.content.decode()


def test_whoever_takes_it_on_oneself_and_nobody_is_told_nothing(house):
    planned(house, house.chief)
    planned(house, None)
    assert not Notice.objects.exists()


def test_given_to_another_that_one_is_told_and_the_rest_is_not_told_again(house):
    line = planned(house, house.writer)
    given_to(house, line, house.editor)
    given_to(house, line, house.editor, note="Quay sớm", after=1)
    assert [len(told(house.writer)), len(told(house.editor))] == [1, 1]


def test_given_back_one_is_told_again(house):
    line = planned(house, house.writer)
    given_to(house, line, house.editor, after=1)
    given_to(house, line, house.writer, after=2)
    assert len(told(house.writer)) == 2


# -- found among one's own


def test_a_collaborator_finds_it_among_their_own_with_day_kind_and_note(house, client):
    planned(house, house.writer)
    planned(house, house.editor, title="Của biên tập viên")
    client.force_login(house.writer)
    page = client.get(reverse("newsroom:mine")).content.decode()
    for said in (TITLE, "Chùm ảnh", "Mời nhiếp ảnh", "2027-02-06"):
        assert said in page
    assert "Của biên tập viên" not in page


def test_it_is_gone_once_a_piece_was_made_or_the_post_or_the_desk_has_ended(house, client):
    client.force_login(house.writer)

    def is_there():
        return TITLE in client.get(reverse("newsroom:mine")).content.decode()

    line = planned(house, house.writer)
    Desk.objects.filter(unit=house.province).update(is_open=False)
    assert not is_there()
    Desk.objects.filter(unit=house.province).update(is_open=True)
    assert is_there()
    officer = Appointment.objects.filter(officer=house.writer)
    officer.update(post=Post.CLERK)
    assert not is_there()
    officer.update(post=Post.COLLABORATOR)
    planning.start_planned(actor=house.editor, planned=line, section=SectionFactory(), now=NOW)
    assert not is_there()


@pytest.mark.parametrize("size", [1, 10])
def test_many_cost_no_more_than_one(house, client, django_assert_num_queries, size):
    for _number in range(size):
        planned(house, house.writer)
    client.force_login(house.writer)
    with django_assert_num_queries(13):
        client.get(reverse("newsroom:mine"))


# -- begun


def test_it_begins_as_an_item_of_that_title_and_kind(house, client):
    line = planned(house, house.writer)
    client.force_login(house.writer)
    answer = write(client, line)
    begun = Contribution.objects.get()
    assert answer.url == reverse("newsroom:write", args=[begun.pk])
    assert (begun.title, begun.kind, begun.unit, begun.author, begun.state) == (
        TITLE, "photo_story", house.province, house.writer, "draft",
    )  # fmt: skip
    assert client.get(answer.url).status_code == 200


def test_a_kind_no_item_has_becomes_an_article(house):
    line = planned(house, house.writer, kind="infographic")
    begun = planning.write_planned(actor=house.writer, planned=line, now=NOW)
    assert begun.kind == "article"


def test_pressed_twice_it_is_one_item_with_what_was_written_since(house):
    line = planned(house, house.writer)
    begun = planning.write_planned(actor=house.writer, planned=line, now=NOW)
    services.save_contribution(
        actor=house.writer, contribution=begun, fields={"text": "Đã viết"}, edition=None, now=timezone.now()
    )
    assert planning.write_planned(actor=house.writer, planned=line, now=NOW) == begun
    assert Contribution.objects.get().text == "Đã viết"


@pytest.mark.parametrize("state", ["draft", "returned", "waiting", "published", "refused"])
def test_under_another_title_and_wherever_it_has_come_it_is_still_the_same_item(house, client, state):
    line = planned(house, house.writer)
    begun = planning.write_planned(actor=house.writer, planned=line, now=NOW)
    Contribution.objects.filter(pk=begun.pk).update(title="Tết ở xưởng may", state=state, desk=house.province)
    client.force_login(house.writer)
    answer = client.post(reverse("newsroom:write_planned", args=[line.pk]), follow=True)
    assert (answer.status_code, answer.context["contribution"]) == (200, begun)
    assert Contribution.objects.count() == 1


def test_of_two_lines_of_one_title_each_has_its_own_item(house):
    begun = [
        planning.write_planned(actor=house.writer, planned=planned(house, house.writer), now=NOW) for _line in range(2)
    ]
    assert begun[0] != begun[1]


def test_given_to_another_that_one_begins_an_item_of_their_own(house):
    line = planned(house, house.writer)
    begun = planning.write_planned(actor=house.writer, planned=line, now=NOW)
    given_to(house, line, house.editor)
    own = planning.write_planned(actor=house.editor, planned=line, now=NOW)
    assert (own != begun, own.author) == (True, house.editor)


def test_what_was_withdrawn_is_begun_anew(house):
    line = planned(house, house.writer)
    begun = planning.write_planned(actor=house.writer, planned=line, now=NOW)
    services.withdraw_contribution(actor=house.writer, contribution=begun, now=NOW)
    assert planning.write_planned(actor=house.writer, planned=line, now=NOW) != begun


def test_nobody_else_begins_it(house, client):
    line = planned(house, house.writer)
    for other in (house.editor, house.outsider):
        with pytest.raises(planning.NotAssigned):
            planning.write_planned(actor=other, planned=line, now=NOW)
        client.force_login(other)
        assert write(client, line).status_code == 404
    assert not Contribution.objects.exists()


def test_who_no_longer_writes_for_the_unit_does_not_begin_it(house):
    line = planned(house, house.writer)
    Appointment.objects.filter(officer=house.writer).delete()
    with pytest.raises(planning.NotAssigned):
        planning.write_planned(actor=house.writer, planned=line, now=NOW)
    assert not Contribution.objects.exists()


def test_a_line_of_which_a_piece_was_made_is_begun_no_more(house):
    line = planned(house, house.writer)
    planning.start_planned(actor=house.editor, planned=line, section=SectionFactory(), now=NOW)
    with pytest.raises(planning.AlreadyBegun):
        planning.write_planned(actor=house.writer, planned=line, now=NOW)
    assert not Contribution.objects.exists()


def test_it_is_begun_by_pressing_alone(house, client):
    line = planned(house, house.writer)
    client.force_login(house.writer)
    assert client.get(reverse("newsroom:write_planned", args=[line.pk])).status_code == 405
    assert not Contribution.objects.exists()


# -- made into a piece


def written(house, line):
    """What was begun for a line, as it waits at the province's desk."""
    begun = planning.write_planned(actor=house.writer, planned=line, now=NOW)
    Contribution.objects.filter(pk=begun.pk).update(
        title="Tết ở xưởng may", state="waiting", desk=house.province, at_desk_since=NOW, sent_at=NOW
    )
    begun.refresh_from_db()
    return begun


def made(house, contribution, unit):
    return services.start_piece(
        actor=house.editors[unit], unit=unit, kind="article", title=contribution.title, section=SectionFactory(),
        now=NOW, contribution=contribution,
    )  # fmt: skip


def test_made_of_the_item_the_piece_fills_its_line(house, client):
    line, other = planned(house, house.writer), planned(house, house.writer, title="Của người khác")
    piece = made(house, written(house, line), house.province)
    for one in (line, other):
        one.refresh_from_db()
    assert (line.piece_id, other.piece) == (piece.pk, None)
    client.force_login(house.writer)
    assert [one.title for one in client.get(reverse("newsroom:mine")).context["assigned"]] == ["Của người khác"]


def test_of_a_line_filled_so_no_second_piece_is_begun(house):
    line = planned(house, house.writer)
    made(house, written(house, line), house.province)
    with pytest.raises(AlreadyMade):
        planning.start_planned(actor=house.editor, planned=line, section=SectionFactory(), now=NOW)
    assert Piece.objects.count() == 1


def test_a_line_begun_blank_meanwhile_keeps_its_piece(house):
    line = planned(house, house.writer)
    item = written(house, line)
    blank = planning.start_planned(actor=house.editor, planned=line, section=SectionFactory(), now=NOW)
    made(house, item, house.province)
    line.refresh_from_db()
    assert line.piece_id == blank.pk


def test_the_piece_of_the_desk_above_fills_no_line(house):
    line = planned(house, house.writer)
    item = written(house, line)
    Contribution.objects.filter(pk=item.pk).update(desk=house.nation)
    item.refresh_from_db()
    made(house, item, house.nation)
    line.refresh_from_db()
    assert line.piece is None

"""*Nơi chưa phản hồi*: which few branches, whom to call there, and one press that reminds exactly the silent ones."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services
from sumvay.directives.models import Contact
from tests.dashboard.movement import finish, movement, running
from tests.factories.org import officer_of


@pytest.fixture
def made(db):
    """Five wards of four; only the second and the fourth are silent, the second ward's own office is done."""
    made = running(movement(wards=5, bases=4))
    for number in (0, 2, 4):
        finish(made, made.wards[number], *made.bases[made.wards[number].pk])
    finish(made, made.wards[1])
    services.accept_dispatch(actor=None, dispatch=made.dispatch(made.base(3, 0)), now=timezone.now())
    return made


@pytest.fixture
def board(client, made):
    client.force_login(made.chair)

    def read(**query):
        return client.get(reverse("dashboard:board", args=[made.directive.pk]), query)

    return read


def test_the_few_branches_are_named_with_whom_to_call(board, made):
    context = board().context
    assert context["finding"] == "2 công đoàn phường chiếm 100% số đơn vị chưa phản hồi"
    assert [silence.row.unit for silence in context["silences"]] == [made.wards[1], made.wards[3]]
    assert [[officer.full_name for officer in silence.officers] for silence in context["silences"]] == [
        ["Nguyễn Thị Bến Thành Cũ"],
        ["Nguyễn Thị Đông Ngạc Hạ"],
    ]


def test_one_press_reminds_the_silent_units_of_that_branch_and_nobody_else(client, board, made):
    page = board().content.decode()
    form = next(part for part in page.split("<form")[1:] if "Nhắc 4 đơn vị" in part and 'name="dispatch"' in part)
    ids = re.findall(r'name="dispatch" value="(\d+)"', form)
    client.post(reverse("directives:remind", args=[made.directive.pk]), {"dispatch": ids})
    assert set(Contact.objects.values_list("unit", flat=True)) == {base.pk for base in made.bases[made.wards[1].pk]}


def test_the_main_button_reminds_everyone_who_has_not_finished(client, board, made):
    assert "Nhắc 9 đơn vị" in board().content.decode()
    client.post(reverse("directives:remind", args=[made.directive.pk]))
    assert Contact.objects.count() == 9


def test_in_a_branch_the_units_themselves_are_named(board, made):
    context = board(unit=made.wards[3].pk).context
    assert context["finding"] == "4 trên 5 đơn vị chưa phản hồi"
    assert {silence.row.unit for silence in context["silences"]} == {made.wards[3], *made.bases[made.wards[3].pk][1:]}
    own = next(silence for silence in context["silences"] if silence.row.is_own)
    assert own.dispatch_ids == [made.dispatch(made.wards[3]).pk]


def test_without_silence_nobody_is_called(board, made):
    for number in (1, 3):
        finish(made, *made.bases[made.wards[number].pk])
    finish(made, made.wards[3])
    context = board().context
    assert (context["finding"], context["silences"]) == ("Tất cả đơn vị đã phản hồi", [])


def test_too_many_for_one_press_are_chosen_from_a_list(board, made, monkeypatch):
    monkeypatch.setattr("sumvay.dashboard.selectors.units.REMINDED_AT_ONCE", 3)
    answer = board()
    assert [silence.dispatch_ids for silence in answer.context["silences"]] == [[], []]
    assert "Chọn đơn vị để nhắc" in answer.content.decode()


def test_who_only_looks_is_offered_no_reminder(client, made):
    client.force_login(officer_of(made.province, post="editor"))
    page = client.get(reverse("dashboard:board", args=[made.directive.pk])).content.decode()
    assert "Nơi chưa phản hồi" in page
    assert reverse("directives:remind", args=[made.directive.pk]) not in page

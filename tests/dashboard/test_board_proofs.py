"""The newest proofs of a branch as a stream, and one story shared many times counted as one story."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services
from tests.dashboard.movement import movement, running
from tests.factories.files import photo
from tests.factories.org import officer_of


def give(made, unit, url, *, minutes):
    dispatch = made.dispatch(unit)
    services.give_link(
        actor=None,
        dispatch=dispatch,
        assignment=dispatch.directive.assignments.order_by("position")[0],
        url=url,
        now=timezone.now() - timedelta(minutes=minutes),
    )


@pytest.fixture
def made(db):
    made = running(movement(wards=2, bases=3))
    for number, base in enumerate(made.bases[made.wards[0].pk]):
        give(made, base, "https://congdoan.example.vn/cho-tet", minutes=number + 5)
    give(made, made.base(1, 0), "https://congdoan.example.vn/khac", minutes=1)
    return made


@pytest.fixture
def proofs(client, made):
    client.force_login(made.chair)

    def read(page="dashboard:board", **query):
        return client.get(reverse(page, args=[made.directive.pk]), query)

    return read


def test_one_story_given_three_times_is_one_story_and_three_shares(proofs, made):
    whole = proofs().context["proofs"]
    assert (whole.stories, whole.shares) == (2, 4)
    branch = proofs(unit=made.wards[0].pk).context["proofs"]
    assert (branch.stories, branch.shares) == (1, 3)


def test_the_newest_stands_first(proofs, made):
    assert [proof.dispatch.unit for proof in proofs().context["proofs"].newest] == [
        made.base(1, 0),
        *made.bases[made.wards[0].pk],
    ]


def test_a_large_branch_is_read_another_way_with_the_same_answer(proofs, monkeypatch):
    expected = proofs().context["proofs"]
    monkeypatch.setattr("sumvay.dashboard.selectors.units.SEARCHED_AT_ONCE", 1)
    monkeypatch.setattr("sumvay.dashboard.views.PROOFS_AT_ONCE", 1)
    page = proofs()
    assert page.context["proofs"] is None
    assert reverse("dashboard:board_proofs", args=[page.context["place"].directive.pk]) in page.content.decode()
    assert proofs("dashboard:board_proofs").context["proofs"] == expected


def test_the_page_of_a_large_branch_fetches_only_the_stream(client, proofs, made):
    client.force_login(made.chair)
    address = reverse("dashboard:board_proofs", args=[made.directive.pk])
    stream = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert stream.strip().startswith("<section")
    assert made.base(1, 0).name in stream


def test_another_ward_sees_none_of_them(client, made):
    client.force_login(officer_of(made.wards[1]))
    page = client.get(reverse("dashboard:board", args=[made.directive.pk]))
    assert [proof.dispatch.unit for proof in page.context["proofs"].newest] == [made.base(1, 0)]
    assert "cho-tet" not in page.content.decode()


def test_what_was_taken_back_is_gone(proofs, made):
    given = made.dispatch(made.base(1, 0)).deliverables.get()
    services.withdraw_proof(actor=None, deliverable=given, now=timezone.now())
    assert (proofs().context["proofs"].stories, proofs().context["proofs"].shares) == (1, 3)


def test_pictures_are_shown_small(proofs, made):
    dispatch = made.dispatch(made.base(1, 1))
    assignment = dispatch.directive.assignments.order_by("position")[1]
    given = services.give_file(
        actor=None, dispatch=dispatch, assignment=assignment, name="a.jpg", content=photo(), now=timezone.now()
    )
    assert reverse("files:thumb", args=[given.file.key]) in proofs().content.decode()


def test_proofs_follow_a_unit_through_a_nearer_directive(proofs, made):
    ward = made.wards[0]
    services.pass_on(actor=ward.appointments.get().officer, dispatch=made.dispatch(ward), note="", now=timezone.now())
    assert proofs(unit=ward.pk).context["proofs"].shares == 3

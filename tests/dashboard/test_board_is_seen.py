"""Who sees which branch of a board; everything else does not exist for them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives.models import Directive
from tests.dashboard.movement import finish, movement, running
from tests.factories.accounts import OperatorFactory
from tests.factories.directives import drafted_directive
from tests.factories.org import GrantFactory, UnitFactory, officer_of

PAGES = ["dashboard:board", "dashboard:board_units", "dashboard:board_proofs"]


@pytest.fixture
def made(db):
    """A running directive, with something done in every ward."""
    made = running(movement())
    finish(made, made.base(0, 0), made.base(1, 0), made.base(1, 1))
    return made


@pytest.fixture
def get(client):
    """A page as somebody sees it."""

    def ask(viewer, page, directive, **query):
        client.force_login(viewer)
        return client.get(reverse(page, args=[directive.pk]), query)

    return ask


@pytest.mark.parametrize("page", PAGES)
def test_the_issuer_sees_the_whole(get, made, page):
    answer = get(made.chair, page, made.directive)
    assert answer.status_code == 200
    assert answer.context["place"].unit == made.province


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_nothing(get, made, page):
    stranger = officer_of(UnitFactory(name="Công đoàn ở nơi khác"))
    assert get(stranger, page, made.directive).status_code == 404
    assert get(stranger, page, made.directive, unit=made.wards[0].pk).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_stranger_downloads_nothing(client, made, form):
    client.force_login(officer_of(UnitFactory(name="Công đoàn ở nơi khác")))
    assert client.get(reverse("dashboard:board_sheet", args=[made.directive.pk, form])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_ward_sees_its_own_branch_and_no_other(get, made, page):
    chair = officer_of(made.wards[1])
    answer = get(chair, page, made.directive)
    assert answer.status_code == 200
    assert answer.context["place"].unit == made.wards[1]
    assert made.base(0, 0).name not in answer.content.decode()
    for elsewhere in (made.wards[0], made.base(0, 0), made.province):
        assert get(chair, page, made.directive, unit=elsewhere.pk).status_code == 404


def test_what_lies_above_a_ward_is_not_named_on_its_trail(get, made):
    chair = officer_of(made.wards[1])
    page = get(chair, "dashboard:board", made.directive, unit=made.base(1, 2).pk)
    assert [unit.pk for unit in page.context["place"].trail] == [made.wards[1].pk, made.base(1, 2).pk]


def test_counts_of_other_branches_do_not_leak_into_a_ward(get, made):
    total = get(officer_of(made.wards[1]), "dashboard:board", made.directive).context["board"].total
    assert (total.addressed, total.done) == (5, 2)


def test_a_branch_opened_in_place_asks_the_same_question(get, made):
    chair = officer_of(made.wards[1])
    assert get(chair, "dashboard:board", made.directive, branch=made.wards[0].pk, depth=1).status_code == 404


def test_a_grassroots_officer_sees_the_own_unit(get, made):
    answer = get(officer_of(made.base(1, 2)), "dashboard:board", made.directive)
    assert [row.unit for row in answer.context["rows"]] == [made.base(1, 2)]


def test_somebody_with_a_grant_alone_sees_what_was_granted(get, made):
    grant = GrantFactory(unit=made.wards[2])
    answer = get(grant.officer, "dashboard:board", made.directive)
    assert answer.context["place"].unit == made.wards[2]


def test_an_operator_sees_all(get, made):
    assert get(OperatorFactory(), "dashboard:board", made.directive).status_code == 200


def test_a_draft_has_no_board(get, made):
    draft = drafted_directive(actor=made.chair, unit=made.province)
    assert get(made.chair, "dashboard:board", draft).status_code == 404


def test_a_branch_nothing_was_sent_to_has_no_board(get, made):
    only_first = running(movement(wards=2, bases=2), title="Chỉ gửi một phường", audience_branches=[0])
    left_out = officer_of(only_first.wards[1])
    assert get(left_out, "dashboard:board", only_first.directive).status_code == 404
    assert get(only_first.chair, "dashboard:board", only_first.directive).status_code == 200
    assert get(officer_of(only_first.wards[0]), "dashboard:board", only_first.directive).status_code == 200


def test_a_unit_that_is_no_number_is_left_aside(get, made):
    assert get(made.chair, "dashboard:board", made.directive, unit="1 OR 1=1").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_boards_are_for_those_who_signed_in_and_only_read(client, made, page):
    address = reverse(page, args=[made.directive.pk])
    assert client.get(address)["Location"].startswith(reverse("account_login"))
    client.force_login(made.chair)
    assert client.post(address).status_code == 405
    assert Directive.objects.get(pk=made.directive.pk).issued_at < timezone.now()

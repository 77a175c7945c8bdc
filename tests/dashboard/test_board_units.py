"""Every figure opens to exactly the units it counts, with whom to call and what was last agreed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services
from sumvay.directives.models import Directive
from tests.dashboard.movement import finish, movement, report, running
from tests.factories.org import officer_of


@pytest.fixture
def made(db):
    made = running(movement())
    finish(made, made.base(0, 0), made.base(1, 1))
    now = timezone.now()
    services.accept_dispatch(actor=None, dispatch=made.dispatch(made.base(0, 1)), now=now)
    services.see_dispatch(actor=None, dispatch=made.dispatch(made.base(2, 3)), now=now)
    services.decline_dispatch(actor=None, dispatch=made.dispatch(made.base(2, 2)), reason="Đã giải thể", now=now)
    report(made, made.base(1, 1))
    return made


@pytest.fixture
def listed(client, made):
    """The list for the province's chair."""
    client.force_login(made.chair)

    def ask(**query):
        return client.get(reverse("dashboard:board_units", args=[made.directive.pk]), query)

    return ask


def names(answer):
    return [dispatch.unit for dispatch in answer.context["page"]]


@pytest.mark.parametrize("unit", [None, 0, 2])
@pytest.mark.parametrize(
    "state", ["", "silent", "unseen", "open", "doing", "done", "not_applicable", "late", "reported"]
)
def test_a_list_holds_as_many_units_as_its_figure_says(listed, made, state, unit):
    Directive.objects.update(report_due_at=timezone.now() - timedelta(hours=1))
    branch = {} if unit is None else {"unit": made.wards[unit].pk}
    answer = listed(state=state, **branch)
    shown = {key: count for key, _label, count in answer.context["chips"]}
    assert len(names(answer)) == shown[state] == answer.context["page"].paginator.count


def test_the_list_of_a_figure_holds_those_units(listed, made):
    assert names(listed(state="done")) == [made.base(0, 0), made.base(1, 1)]
    assert names(listed(state="doing")) == [made.base(0, 1)]
    assert names(listed(state="reported")) == [made.base(1, 1)]
    assert "Đã giải thể" in listed(state="not_applicable").content.decode()


def test_a_list_of_one_branch_holds_no_other(listed, made):
    assert set(names(listed(unit=made.wards[1].pk))) == {made.wards[1], *made.bases[made.wards[1].pk]}


def test_a_unit_is_found_by_a_part_of_its_name(listed, made):
    answer = listed(q="co loa dong 2")
    assert names(answer) == [made.base(2, 1)]
    assert answer.context["page"].paginator.count == 1


def test_whom_to_call_stands_beside_the_unit(listed, made):
    officer_of(made.base(0, 2), full_name="Hoàng Thị Gọi", phone="+84912345678")
    page = listed(state="silent").content.decode()
    assert "Hoàng Thị Gọi" in page
    assert 'href="tel:+84912345678"' in page
    assert "0912 345 678" in page


def test_the_last_contact_is_told(listed, made):
    dispatch = made.dispatch(made.base(0, 2))
    services.note_call(
        actor=made.chair, directive=made.directive, dispatch=dispatch, note="hẹn chiều mai", now=timezone.now()
    )
    assert "hẹn chiều mai" in listed(state="silent", unit=made.wards[0].pk).content.decode()
    assert "hẹn chiều mai" not in listed(state="silent", unit=made.wards[1].pk).content.decode()


def test_a_report_opens_from_the_list(listed, made):
    report_of = made.base(1, 1).reports.get()
    assert reverse("reporting:report", args=[report_of.pk]) in listed(state="reported").content.decode()


def test_long_lists_come_in_pages(listed, monkeypatch):
    monkeypatch.setattr("sumvay.dashboard.views.UNITS_A_PAGE", 4)
    first, last = listed(), listed(page=4)
    assert first.context["page"].paginator.num_pages == 4
    assert (len(names(first)), len(names(last))) == (4, 3)
    assert not set(names(first)) & set(names(last))


def test_who_cannot_remind_sees_no_button_for_it(client, made):
    client.force_login(officer_of(made.wards[0]))
    page = client.get(reverse("dashboard:board_units", args=[made.directive.pk])).content.decode()
    assert 'name="dispatch"' not in page
    assert reverse("directives:remind", args=[made.directive.pk]) not in page


def test_a_ward_reminds_by_its_own_directive(client, made):
    chair = officer_of(made.wards[0])
    services.pass_on(actor=chair, dispatch=made.dispatch(made.wards[0]), note="", now=timezone.now())
    own = Directive.objects.get(parent=made.directive)
    client.force_login(chair)
    page = client.get(reverse("dashboard:board_units", args=[made.directive.pk])).content.decode()
    assert reverse("directives:remind", args=[own.pk]) in page

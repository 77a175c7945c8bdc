"""What a unit does with what it received, and what that does to the counts above."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services
from sumvay.directives.models import Dispatch
from sumvay.directives.services.refusals import NotChangeable, NotYours, ReasonMissing
from sumvay.tally import selectors as tally
from tests.factories.directives import dispatch_to, issued_directive


@pytest.fixture
def directive(house):
    return issued_directive(actor=house.chair_of(house.province), unit=house.province)


@pytest.fixture
def received(house, directive):
    return dispatch_to(directive, house.units[0])


def counted(directive, unit):
    found = tally.totals(subject=directive.tally_subject, unit_ids=[unit.pk])[unit.pk]
    return {measure: int(value) for measure, value in found.items() if value and measure.startswith("state:")}


def test_a_get_is_not_seen_and_a_press_is(house, directive, received, client):
    client.force_login(house.chair_of(house.units[0]))
    client.get(reverse("directives:dispatch", args=[received.pk]))
    client.get(reverse("directives:my_work"))
    assert counted(directive, house.province) == {"state:sent": 6}
    assert client.get(reverse("directives:see", args=[received.pk])).status_code == 405
    client.post(reverse("directives:see", args=[received.pk]))
    assert counted(directive, house.province) == {"state:sent": 5, "state:seen": 1}
    assert counted(directive, house.units[0]) == {"state:seen": 1}


def test_seeing_twice_counts_once(house, directive, received):
    for _time in range(2):
        services.see_dispatch(actor=house.chair_of(house.units[0]), dispatch=received, now=timezone.now())
    assert counted(directive, house.province) == {"state:sent": 5, "state:seen": 1}


def test_seeing_does_not_undo_what_was_done(house, directive, received):
    chair = house.chair_of(house.units[0])
    services.complete_dispatch(actor=chair, dispatch=received, now=timezone.now())
    services.see_dispatch(actor=chair, dispatch=received, now=timezone.now())
    assert Dispatch.objects.get(pk=received.pk).state == "done"


def test_done_and_taken_up_again(house, directive, received):
    chair = house.chair_of(house.units[0])
    services.accept_dispatch(actor=chair, dispatch=received, now=timezone.now())
    services.complete_dispatch(actor=chair, dispatch=received, now=timezone.now())
    assert counted(directive, house.wards[0]) == {"state:sent": 2, "state:done": 1}
    services.reopen_dispatch(actor=chair, dispatch=received, now=timezone.now())
    assert counted(directive, house.wards[0]) == {"state:sent": 2, "state:in_progress": 1}
    days = tally.totals(subject=directive.tally_subject, unit_ids=[house.province.pk])[house.province.pk]
    assert days[f"done:{timezone.localdate().isoformat()}"] == 0


def test_accepting_what_is_done_is_refused(house, received):
    chair = house.chair_of(house.units[0])
    services.complete_dispatch(actor=chair, dispatch=received, now=timezone.now())
    with pytest.raises(NotChangeable):
        services.accept_dispatch(actor=chair, dispatch=received, now=timezone.now())


def test_not_applicable_needs_a_reason(house, directive, received):
    chair = house.chair_of(house.units[0])
    with pytest.raises(ReasonMissing):
        services.decline_dispatch(actor=chair, dispatch=received, reason="  ", now=timezone.now())
    services.decline_dispatch(actor=chair, dispatch=received, reason="Đơn vị đã giải thể", now=timezone.now())
    assert counted(directive, house.province) == {"state:sent": 5, "state:not_applicable": 1}


def test_officers_of_other_units_may_not(house, directive, received, client):
    neighbour = house.chair_of(house.units[1])
    with pytest.raises(NotYours):
        services.accept_dispatch(actor=neighbour, dispatch=received, now=timezone.now())
    client.force_login(neighbour)
    for move in ("accept", "complete", "reopen"):
        assert client.post(reverse("directives:answer", args=[received.pk, move])).status_code == 404
    assert client.get(reverse("directives:dispatch", args=[received.pk])).status_code == 404
    assert counted(directive, house.province) == {"state:sent": 6}


def test_the_ward_may_answer_on_the_units_behalf(house, received):
    services.accept_dispatch(actor=house.chair_of(house.wards[0]), dispatch=received, now=timezone.now())
    assert Dispatch.objects.get(pk=received.pk).state == "accepted"


def test_my_work_takes_the_same_number_of_queries_for_one_and_three(house, client):
    chair = house.chair_of(house.province)
    client.force_login(house.chair_of(house.units[0]))
    counts = []
    for more in (1, 2):
        for n in range(more):
            issued_directive(actor=chair, unit=house.province, title=f"Văn bản {more}.{n}")
        client.get(reverse("directives:my_work"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("directives:my_work"))
        counts.append(len(queries))
    assert counts[0] == counts[1]

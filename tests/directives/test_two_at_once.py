"""Two hands at one moment: what is given, passed on or taken back is so once, and the counts stay right."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from django.utils import timezone
from PIL import Image

from sumvay.directives import services
from sumvay.directives.models import Deliverable, Directive, Dispatch
from sumvay.directives.services.refusals import BegunAlready, NotIssued
from sumvay.files import disk
from sumvay.tally import selectors as tally
from sumvay.tally import services as tallying
from tests.directives.conftest import federation
from tests.factories.directives import dispatch_to, issued_directive
from tests.factories.org import UnitFactory
from tests.turns import begun_meanwhile


@pytest.fixture(scope="module")
def house(module_database):
    return federation()


@pytest.fixture
def directive(house):
    """From the province to all below."""
    return issued_directive(actor=house.chair_of(house.province), unit=house.province)


def counted(directive, unit):
    found = tally.totals(subject=directive.tally_subject, unit_ids=[unit.pk])[unit.pk]
    return {measure: int(value) for measure, value in found.items() if value}


def pass_on(house, directive, unit):
    received = dispatch_to(directive, unit)
    return services.pass_on(actor=house.chair_of(unit), dispatch=received, note="", now=timezone.now())


def complete(dispatch):
    services.complete_dispatch(actor=None, dispatch=dispatch, now=timezone.now())


def recall(house, directive):
    services.recall_directive(
        actor=house.chair_of(directive.unit), directive=directive, reason="Nhầm", now=timezone.now()
    )


def photo(colour="#0b57b0"):
    file = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(file, "JPEG")
    return file.getvalue()


def test_a_photo_sent_again_before_the_first_is_through_is_one_proof(house, directive):
    unit, content = house.units[0], photo()
    event = directive.assignments.get(kind="event")

    def give():
        return services.give_file(
            actor=house.chair_of(unit), dispatch=dispatch_to(directive, unit), assignment=event, name="anh.jpg",
            content=content, now=timezone.now(),
        )  # fmt: skip

    assert begun_meanwhile(give, give) == Deliverable.objects.get(dispatch=dispatch_to(directive, unit))
    assert dispatch_to(directive, unit).progress.get().quantity == 1


def test_a_unit_goes_on_while_its_photos_are_written_to_disk(house, directive, monkeypatch):
    received, put = dispatch_to(directive, house.units[0]), disk.put

    def press():
        try:
            with transaction.atomic():
                return Dispatch.objects.select_for_update(no_key=True, nowait=True).get(pk=received.pk)
        finally:
            connections.close_all()

    def put_while_another_presses(content, place):
        with ThreadPoolExecutor() as other:
            assert other.submit(press).result(timeout=20) == received
        put(content, place)

    monkeypatch.setattr(disk, "put", put_while_another_presses)
    given = services.give_files(
        actor=house.chair_of(received.unit), dispatch=received, assignment=directive.assignments.get(kind="event"),
        uploads=[("anh.jpg", photo()), ("anh-2.jpg", photo("#c62828"))], now=timezone.now(),
    )  # fmt: skip
    assert len(given) == received.progress.get().quantity == 2


def test_what_is_recalled_while_photos_are_written_to_disk_takes_no_proof(house, directive, monkeypatch):
    event, put = directive.assignments.get(kind="event"), disk.put
    giving = {"actor": house.chair_of(house.units[0]), "assignment": event, "now": timezone.now()}
    services.give_note(dispatch=dispatch_to(directive, house.units[0]), note="Đang làm", **giving)

    def recall_elsewhere():
        try:
            recall(house, Directive.objects.get(pk=directive.pk))
        finally:
            connections.close_all()

    def put_while_it_is_recalled(content, place):
        with ThreadPoolExecutor() as other:
            other.submit(recall_elsewhere).result(timeout=20)
        put(content, place)

    monkeypatch.setattr(disk, "put", put_while_it_is_recalled)
    received = dispatch_to(directive, house.units[0])
    assert received.directive.status == Directive.Status.ISSUED
    with pytest.raises(NotIssued):
        services.give_file(dispatch=received, name="anh.jpg", content=photo(), **giving)
    assert not received.deliverables.filter(kind="photo").exists()


def test_what_two_pass_on_at_once_goes_on_once(house, directive):
    acts = [lambda: pass_on(house, directive, house.wards[0])] * 2
    with pytest.raises(BegunAlready):
        begun_meanwhile(*acts)
    assert directive.children.get().status == Directive.Status.ISSUED


def begin(house, directive, unit):
    received = dispatch_to(directive, unit)
    return services.reissue(actor=house.chair_of(unit), dispatch=received, now=timezone.now())


@pytest.mark.parametrize("act", [pass_on, begin])
def test_what_is_being_recalled_goes_no_further(house, directive, act):
    acts = [lambda: recall(house, directive), lambda: act(house, directive, house.wards[0])]
    with pytest.raises(NotIssued):
        begun_meanwhile(*acts)
    assert not directive.children.exists()


@pytest.fixture
def draft(house, directive):
    """The first ward's own, passed on by nobody yet."""
    received, actor = dispatch_to(directive, house.wards[0]), house.chair_of(house.wards[0])
    return services.draft_from_superior(
        actor=actor, dispatch=received, paper=None, kind=Directive.Kind.PASS_ON, now=timezone.now()
    )


def issue(house, draft):
    return services.issue_directive(actor=house.chair_of(draft.unit), directive=draft, now=timezone.now())


def test_a_draft_is_not_issued_while_what_it_was_made_from_is_recalled(house, directive, draft):
    with pytest.raises(NotIssued):
        begun_meanwhile(lambda: recall(house, directive), lambda: issue(house, draft))
    draft.refresh_from_db()
    assert (draft.status, draft.dispatches.count()) == (Directive.Status.DRAFT, 0)


def test_what_is_just_issued_is_recalled_with_what_it_was_made_from(house, directive, draft):
    begun_meanwhile(lambda: issue(house, draft), lambda: recall(house, directive))
    draft.refresh_from_db()
    assert draft.status == Directive.Status.RECALLED


@pytest.fixture
def child(house, directive):
    """The second ward's."""
    return pass_on(house, directive, house.wards[1])


@pytest.fixture
def added(house, child):
    """What a unit received that the province did not ask."""
    unit = UnitFactory(parent=house.wards[1])
    received = Dispatch.objects.create(directive=child, unit=unit, sent_at=timezone.now())
    arrived = tallying.Fact("state:sent", unit.pk, 1)
    tallying.append_facts(subject=child.tally_subject, facts=[arrived])
    return dispatch_to(received.directive, unit)


def test_what_a_unit_finishes_while_its_paper_is_recalled_is_counted_no_more(house, directive, child, added):
    begun_meanwhile(lambda: complete(added), lambda: recall(house, child))
    assert counted(directive, house.province) == {"state:sent": directive.dispatches.count()}


def test_what_is_being_recalled_cannot_be_finished(house, directive, child, added):
    with pytest.raises(NotIssued):
        begun_meanwhile(lambda: recall(house, child), lambda: complete(added))
    assert counted(directive, house.province) == {"state:sent": directive.dispatches.count()}


def test_two_levels_that_recall_at_once_give_each_unit_back_once(house):
    directive = issued_directive(actor=house.chair_of(house.nation), unit=house.nation)
    by_province = pass_on(house, directive, house.province)
    by_ward = pass_on(house, by_province, house.wards[0])
    begun_meanwhile(lambda: recall(house, by_ward), lambda: recall(house, by_province))
    assert counted(directive, house.nation) == {"state:sent": directive.dispatches.count()}


def test_what_a_unit_finishes_while_it_ends_stays_where_it_was_done(house):
    ended, heir = house.units[0], house.units[2]
    directive = issued_directive(actor=house.chair_of(house.wards[0]), unit=house.wards[0])
    received = dispatch_to(directive, ended)
    begun_meanwhile(
        lambda: complete(received),
        lambda: services.pass_on_to_heir(ended=ended, heir=heir, now=timezone.now()),
    )
    assert not Dispatch.objects.filter(directive=directive, unit=heir).exists()
    measures = {measure for measure in counted(directive, ended) if measure.startswith("state:")}
    assert measures == {"state:done"}


def test_what_goes_to_an_heir_while_a_unit_presses_is_counted_at_the_heir(house):
    ended, heir = house.units[1], house.units[3]
    directive = issued_directive(actor=house.chair_of(house.wards[0]), unit=house.wards[0])
    received = dispatch_to(directive, ended)
    begun_meanwhile(
        lambda: services.pass_on_to_heir(ended=ended, heir=heir, now=timezone.now()),
        lambda: services.accept_dispatch(actor=None, dispatch=received, now=timezone.now()),
    )
    assert counted(directive, ended) == {}
    assert counted(directive, heir) == {"state:accepted": 1}

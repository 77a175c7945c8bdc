"""What one unit does is true of every dispatch of its lineage, and the counts follow through re-issues and recalls."""

import pytest
from django.utils import timezone

from sumvay.directives import services
from sumvay.directives.models import Dispatch
from sumvay.tally import selectors as tally
from sumvay.tally import services as tallying
from tests.factories.directives import dispatch_to, issued_directive
from tests.factories.org import UnitFactory

NOW = timezone.now()


@pytest.fixture
def directive(house):
    """From the nation to all below."""
    return issued_directive(actor=house.chair_of(house.nation), unit=house.nation)


@pytest.fixture
def chain(house, directive):
    """The nation's, the province's and the first ward's."""
    by_province = pass_on(house, directive, house.province)
    return [directive, by_province, pass_on(house, by_province, house.wards[0])]


def pass_on(house, directive, unit):
    return services.pass_on(actor=house.chair_of(unit), dispatch=dispatch_to(directive, unit), note="", now=NOW)


def counted(directive, unit):
    found = tally.totals(subject=directive.tally_subject, unit_ids=[unit.pk])[unit.pk]
    return {measure: int(value) for measure, value in found.items() if value}


def complete(house, directive, unit):
    services.complete_dispatch(actor=house.chair_of(unit), dispatch=dispatch_to(directive, unit), now=NOW)


def test_done_below_is_done_at_every_level_above(house, chain):
    complete(house, chain[2], house.units[0])
    assert {dispatch_to(each, house.units[0]).state for each in chain} == {"done"}
    assert counted(chain[0], house.province)["state:done"] == 1


def test_a_report_by_the_link_of_the_upper_level_counts_where_the_unit_is_counted(house, chain):
    far = dispatch_to(chain[0], house.units[0])
    services.take_report(actor=None, dispatch=far, all_done=True, now=NOW)
    assert {dispatch_to(each, house.units[0]).state for each in chain} == {"done"}
    assert counted(chain[0], house.wards[0])["state:done"] == 1


def test_what_was_read_before_a_reissue_does_not_count_the_unit_twice(house, directive):
    read_before = dispatch_to(directive, house.units[0])
    pass_on(house, directive, house.province)
    services.accept_dispatch(actor=house.chair_of(house.units[0]), dispatch=read_before, now=NOW)
    total = counted(directive, house.nation)
    assert sum(total.values()) == Dispatch.objects.filter(directive=directive).count()


def test_a_recall_takes_back_the_day_on_which_only_its_own_addressees_were_done(house, directive):
    by_province = pass_on(house, directive, house.province)
    added = UnitFactory(parent=house.wards[0], name="CĐCS mới thành lập")
    Dispatch.objects.create(directive=by_province, unit=added, sent_at=NOW)
    arrived = tallying.Fact("state:sent", added.pk, 1)
    tallying.append_facts(subject=directive.tally_subject, facts=[arrived])
    services.complete_dispatch(actor=None, dispatch=dispatch_to(by_province, added), now=NOW)
    services.recall_directive(actor=house.chair_of(house.province), directive=by_province, reason="Nhầm", now=NOW)
    after = counted(directive, house.nation)
    assert after == {"state:sent": Dispatch.objects.filter(directive=directive).count()}

"""Sixteen writers at once and a folder beside them: nothing lost, nothing twice, no reader sees a count go back."""

from threading import Thread

import pytest
from django.db import connection

from sumvay.tally import selectors, services
from sumvay.tally.models import TallyDelta
from tests.factories.org import UnitFactory

WRITERS, EACH = 16, 12


@pytest.fixture
def units(module_database):
    top = UnitFactory()
    return [top, *(UnitFactory(parent=top) for _n in range(4))]


def in_thread(work, *arguments):
    def run():
        try:
            work(*arguments)
        finally:
            connection.close()

    return Thread(target=run)


def run_together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_writers_folder_and_reader_agree(units):
    top, seen = units[0], []

    def write(number):
        for _time in range(EACH):
            unit = units[1 + number % 4]
            services.append_facts(subject="many:1", facts=[services.Fact("seen", unit.pk, 1)])

    def fold():
        for _time in range(30):
            services.fold_deltas(limit=20)

    def read():
        for _time in range(60):
            found = selectors.totals(subject="many:1", unit_ids=[top.pk])
            seen.append(found.get(top.pk, {}).get("seen", 0))

    run_together([*(in_thread(write, n) for n in range(WRITERS)), in_thread(fold), in_thread(fold), in_thread(read)])
    services.fold_all()
    assert not TallyDelta.objects.filter(folded=False).exists()
    assert selectors.totals(subject="many:1", unit_ids=[top.pk])[top.pk]["seen"] == WRITERS * EACH
    assert seen == sorted(seen)

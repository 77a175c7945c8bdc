"""Two pieces for the same place at the same moment: one is taken, the other refused, and the bytes are those of one."""

import threading

import pytest
from django.db import connection

from sumvay.files import disk
from sumvay.files.models import Upload
from tests.factories.films import film
from tests.factories.org import UnitFactory, officer_of
from tests.files.tus import begin, patch, signed_in


@pytest.fixture
def address(module_database):
    unit = UnitFactory()
    officer = officer_of(unit)
    return officer, begin(signed_in(officer), officer, unit, len(film()))["Location"]


def test_of_two_pieces_at_once_one_is_taken(address):
    officer, place = address
    content, answers, start = film(), [], threading.Barrier(2)
    browsers = [signed_in(officer), signed_in(officer)]

    def send(browser, length):
        start.wait()
        answers.append((patch(browser, place, content[:length], 0).status_code, length))
        connection.close()

    senders = [threading.Thread(target=send, args=pair) for pair in zip(browsers, (1000, 3000), strict=True)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(status for status, _length in answers) == [204, 409]
    taken = next(length for status, length in answers if status == 204)
    row = Upload.objects.get()
    assert row.offset == disk.upload_place_of(row.token).stat().st_size == taken

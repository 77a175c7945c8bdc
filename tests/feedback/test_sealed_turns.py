"""Two at one moment in the confidential lane: nothing that lies there becomes unreadable by it."""

import pytest
from django.utils import timezone

from sumvay.feedback.models import Handler, SealedKey
from sumvay.feedback.services import sealed_boxes
from tests.factories.org import UnitFactory
from tests.factories.sealed import sealed_message, with_box
from tests.turns import begun_meanwhile


def test_of_two_handlers_ended_at_once_one_stays_to_read_what_lies_there(module_database):
    place = with_box(UnitFactory(), first=False, second=False)
    sent = sealed_message(place.box, [place.first, place.second])

    def end(officer):
        handler = Handler.objects.get(officer=officer)
        return lambda: sealed_boxes.end_handler(actor=place.chair, handler=handler, now=timezone.now())

    with pytest.raises(sealed_boxes.LastReader):
        begun_meanwhile(end(place.first), end(place.second))
    assert [held.key.officer for held in SealedKey.objects.filter(case=sent.case)] == [place.second]

"""Two at one moment in the confidential lane: nothing that lies there becomes unreadable by it."""

import pytest
from django.utils import timezone

from sumvay.feedback.models import Handler, SealedKey
from sumvay.feedback.services import sealed_boxes, sealed_keys
from tests.factories.org import UnitFactory, officer_of
from tests.factories.sealed import PASSPHRASE, PASSWORD, keyed, sealed_message, with_box
from tests.turns import begun_meanwhile

NEWER = "nắng vàng sông rộng đò đưa"


def test_of_two_handlers_ended_at_once_one_stays_to_read_what_lies_there(module_database):
    place = with_box(UnitFactory(), first=False, second=False)
    sent = sealed_message(place.box, [place.first, place.second])

    def end(officer):
        handler = Handler.objects.get(officer=officer)
        return lambda: sealed_boxes.end_handler(actor=place.chair, handler=handler, now=timezone.now())

    with pytest.raises(sealed_boxes.LastReader):
        begun_meanwhile(end(place.first), end(place.second))
    assert [held.key.officer for held in SealedKey.objects.filter(case=sent.case)] == [place.second]


def test_a_passphrase_changed_while_the_key_is_made_anew_is_that_of_no_key_any_more(module_database):
    officer, now = keyed(officer_of(UnitFactory())), timezone.now()
    with pytest.raises(sealed_keys.WrongPassphrase):
        begun_meanwhile(
            lambda: sealed_keys.replace_key(actor=officer, password=PASSWORD, passphrase=NEWER, now=now),
            lambda: sealed_keys.change_passphrase(actor=officer, old=PASSPHRASE, new=f"{NEWER} xa", now=now),
        )
    assert sealed_keys.unlock_key(actor=officer, passphrase=NEWER)

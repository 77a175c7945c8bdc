"""Two hands at one moment: what is given, passed on or taken back is so once, and the counts stay right."""

import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from PIL import Image

from sumvay.directives import services
from sumvay.directives.models import Directive
from sumvay.directives.services.refusals import BegunAlready
from sumvay.errors import Refusal
from tests.directives.conftest import federation
from tests.factories.directives import dispatch_to, issued_directive


@pytest.fixture(scope="module")
def house(module_database):
    return federation()


@pytest.fixture
def directive(house):
    """From the province to all below."""
    return issued_directive(actor=house.chair_of(house.province), unit=house.province)


def someone_waits() -> bool:
    with connection.cursor() as cursor:
        # Within a transaction the first look would be repeated for ever
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


def while_uncommitted(first, second):
    """Do the second in a thread while the first is done but not committed; gives what each gave or was refused with."""

    def run():
        try:
            return second()
        except Refusal as no:
            return type(no)
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as other:
        with transaction.atomic():
            given = first()
            ended = other.submit(run)
            until = time.monotonic() + 20
            while not someone_waits() and not ended.done() and time.monotonic() < until:
                time.sleep(0.02)
        return given, ended.result(timeout=20)


def photo():
    file = io.BytesIO()
    Image.new("RGB", (80, 60), "#0b57b0").save(file, "JPEG")
    return file.getvalue()


def test_a_photo_sent_again_before_the_first_is_through_is_one_proof(house, directive):
    unit, content = house.units[0], photo()
    event = directive.assignments.get(kind="event")

    def give():
        return services.give_file(
            actor=house.chair_of(unit), dispatch=dispatch_to(directive, unit), assignment=event, name="anh.jpg",
            content=content, now=timezone.now(),
        )  # fmt: skip

    first, second = while_uncommitted(give, give)
    assert first == second
    assert dispatch_to(directive, unit).progress.get().quantity == 1


def test_what_two_pass_on_at_once_goes_on_once(house, directive):
    ward = house.wards[0]

    def pass_on():
        received = dispatch_to(directive, ward)
        return services.pass_on(actor=house.chair_of(ward), dispatch=received, note="", now=timezone.now())

    passed, refused = while_uncommitted(pass_on, pass_on)
    assert (passed.status, refused) == (Directive.Status.ISSUED, BegunAlready)
    assert directive.children.count() == 1

"""Two officers who answer the same people at the same moment: each sender is answered once."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from sumvay.errors import Refusal
from sumvay.feedback import services
from sumvay.feedback.models import Message
from tests.factories.feedback import answering_house, sorted_case


@pytest.fixture(scope="module")
def house(module_database):
    return answering_house()


def at_once(*acts):
    """Run each in a thread of its own, on a connection of its own."""
    begin, told = Barrier(len(acts)), []

    def run(act):
        try:
            begin.wait()
            told.append(act())
        except Refusal as no:
            told.append(type(no).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_the_same_answer_to_the_same_people_is_given_once(house):
    pks = [sorted_case(house.ward, f"Thư số {n}").pk for n in range(20)]
    said = {"pks": pks, "text": "Công ty trả lương ngày 15.", "source": "", "now": timezone.now()}
    acts = [
        lambda officer=officer, resolves=resolves: services.answer_cases(actor=officer, resolves=resolves, **said)
        for officer, resolves in ((house.chair, False), (house.clerk, False), (house.chair, True))
    ]
    assert sorted(map(str, at_once(*acts))) == ["20", "NobodyToAnswer", "NobodyToAnswer"]
    assert Message.objects.filter(case__in=pks).count() == 20

"""A server that is killed while members write has kept every message whose key it gave out; what it had not, once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

import pytest
from django.utils import timezone

from sumvay.feedback.form_tokens import new_token
from sumvay.feedback.models import Case
from sumvay.feedback.receipts import trace_of
from tests.factories.org import UnitFactory, officer_of
from tests.feedback.asking import key_in
from tests.processes import WebServer, wait_until

WRITERS, ENOUGH, MANY = 4, 80, 8
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


class Answer:
    """What came back, as the helper of the other tests reads it."""

    def __init__(self, content):
        self.content = content


class Members:
    """Writers that go on until the line breaks; the keys they were given, and the forms that got no answer."""

    def __init__(self, url, unit):
        self.place, self.path = urlsplit(url), f"/y-kien/{unit.code}/"
        self.keys, self.unanswered = [], []
        self.threads = [threading.Thread(target=self._write, args=(n,)) for n in range(WRITERS)]

    def _write(self, writer):
        line = HTTPConnection(self.place.hostname, self.place.port, timeout=120)
        for number in range(10_000):
            form = {
                "text": f"Ý kiến {writer}.{number}",
                "reads": "don-vi",
                "token": new_token(now=timezone.now() - timedelta(minutes=1)),
            }
            try:
                self.keys.append(send(line, self.path, form))
            except (HTTPException, OSError):
                self.unanswered.append(form)
                return


def send(line, path, form) -> str:
    line.request("POST", path, urlencode(form), HEADERS)
    answer = line.getresponse()
    content = answer.read()
    assert answer.status == 200, content[:300]
    return key_in(Answer(content))


@pytest.fixture
def unit(module_database):
    unit = UnitFactory(name="CĐCS Công ty May Bình Minh")
    officer_of(unit)
    return unit


def test_every_key_that_was_given_out_opens_its_message_after_the_power_has_gone(unit):
    server = WebServer()
    members = Members(server.url, unit)
    for thread in members.threads:
        thread.start()
    wait_until(lambda: len(members.keys) >= ENOUGH, "enough messages are acknowledged")
    server.kill()
    for thread in members.threads:
        thread.join()

    kept = set(Case.objects.values_list("receipt", flat=True))
    assert [key for key in members.keys if trace_of(key) not in kept] == []
    assert len(set(members.keys)) == len(members.keys) >= ENOUGH

    again = WebServer()
    place = urlsplit(again.url)
    line = HTTPConnection(place.hostname, place.port, timeout=120)
    # Whoever got no answer presses once more: one message, whether the first press had come through or not
    keys = [send(line, members.path, form) for form in members.unanswered for _press in range(2)]
    again.stop()
    assert len(set(keys)) == len(members.unanswered) == WRITERS
    assert Case.objects.count() == len(members.keys) + WRITERS
    assert set(Case.objects.values_list("text", flat=True)) >= {form["text"] for form in members.unanswered}


def test_presses_of_one_form_at_the_same_moment_are_one_message_and_disturb_no_other(unit):
    server = WebServer()
    token, place = new_token(now=timezone.now() - timedelta(minutes=1)), urlsplit(server.url)
    before = Case.objects.count()

    def press(number):
        # Every second one is the same form
        text = "Cùng một ý kiến" if number % 2 else f"Ý kiến riêng số {number}"
        line = HTTPConnection(place.hostname, place.port, timeout=120)
        return send(line, f"/y-kien/{unit.code}/", {"text": text, "reads": "don-vi", "token": token})

    with ThreadPoolExecutor(MANY) as pool:
        keys = list(pool.map(press, range(10 * MANY)))
    server.stop()
    assert len(set(keys[1::2])) == 1
    assert len(set(keys)) == Case.objects.count() - before == 5 * MANY + 1

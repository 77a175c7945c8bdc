"""The writer comes back with the receipt: reads, writes more, erases."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sumvay.feedback import crowding
from sumvay.feedback.form_tokens import new_token
from sumvay.feedback.models import SealedCase, SealedFile, SealedMessage
from sumvay.feedback.services import sealed_handling
from sumvay.feedback.services import sealed_writing as services
from tests.factories.files import photo
from tests.factories.org import UnitFactory
from tests.factories.sealed import private_of, sealed_message, with_box

pytestmark = pytest.mark.django_db
DOOR = "/y-kien/kin/tra-loi/"
WRONG = ["", "sai", "ABCD-EFGH-IJKL-MNOP-QRST", "x" * 400, "' OR 1=1 --"]


@pytest.fixture
def place():
    crowding._counted.clear()
    return with_box(UnitFactory(), first=False)


@pytest.fixture
def sent(place):
    return sealed_message(place.box, [place.first], "Bị trừ lương vô cớ")


def test_the_receipt_opens_what_was_said_and_answered(client, place, sent):
    sealed_handling.answer_sealed(
        actor=place.first, case=sent.case, private=private_of(place.first), text="Đã làm việc với công ty.",
        state="employer", now=timezone.now(),
    )  # fmt: skip

    shown = client.post(DOOR, {"receipt": sent.receipt.lower().replace("-", " ")}).content.decode()

    assert "Bị trừ lương vô cớ" in shown
    assert "Đã làm việc với công ty." in shown
    assert place.first.full_name in shown
    assert SealedCase.objects.get().state == "employer"


@pytest.mark.parametrize("receipt", WRONG)
@pytest.mark.parametrize("step", ["", "more", "erase"])
def test_a_wrong_receipt_opens_and_changes_nothing(client, sent, receipt, step):
    body = {"receipt": receipt, "step": step, "text": "Thêm", "sure": "on", "token": new_token(now=timezone.now())}
    answer = client.post(DOOR, body)
    assert answer.status_code == 404
    assert "Bị trừ lương vô cớ" not in answer.content.decode()
    assert SealedMessage.objects.count() == 1


def test_every_wrong_receipt_asks_the_same_of_the_database(client, place):
    gone = sealed_message(place.box, [place.first])
    services.erase_sealed(receipt=gone.receipt)
    asked = []
    for receipt in [*WRONG, gone.receipt]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post(DOOR, {"receipt": receipt})
        asked.append([re.sub(r"'[0-9a-f]{64}'", "?", query["sql"]) for query in queries])
    assert asked == [asked[0]] * len(asked)
    assert len(asked[0]) == 1


def test_more_is_written_once(client, sent):
    body = {"receipt": sent.receipt, "step": "more", "text": "Có thêm chứng cứ", "token": new_token(now=timezone.now())}
    for _ in range(2):
        assert "Đã gửi" in client.post(DOOR, body).content.decode()
    assert SealedMessage.objects.count() == 2
    for wrong in ({"text": " "}, {"token": "x"}):
        assert client.post(DOOR, body | wrong).status_code == 422
    assert SealedMessage.objects.count() == 2


def test_the_same_form_with_other_words_is_another_message(client, sent):
    body = {"receipt": sent.receipt, "step": "more", "token": new_token(now=timezone.now())}
    for words in ("Thêm một", "Thêm hai", "Thêm hai"):
        client.post(DOOR, {**body, "text": words})
    shown = client.post(DOOR, {"receipt": sent.receipt}).content.decode()
    assert "Thêm một" in shown
    assert "Thêm hai" in shown
    assert SealedMessage.objects.count() == 3
    # Nothing tells what the writer said from what an officer says
    assert {message.pk.version for message in SealedMessage.objects.all()} == {4}


def test_a_writer_adds_so_much_and_waits_then_for_an_answer(client, place, sent, monkeypatch):
    def more(**files):
        body = {"receipt": sent.receipt, "step": "more", "text": "Nữa", "token": new_token(now=timezone.now())}
        return client.post(DOOR, {**body, **files}).status_code

    monkeypatch.setattr(services, "MOST_UNANSWERED", 3)
    assert [more(), more(), more()] == [200, 200, 422]
    sealed_handling.answer_sealed(
        actor=place.first, case=sent.case, private=private_of(place.first), text="Đã rõ.", state="verifying",
        now=timezone.now(),
    )  # fmt: skip
    monkeypatch.setattr(services, "MOST_BYTES_OF_A_CASE", 40_000)
    assert more(files=SimpleUploadedFile("a.jpg", photo())) == 200
    assert more(files=SimpleUploadedFile("a.jpg", photo())) == 422
    assert more() == 200
    assert SealedFile.objects.count() == 1


def test_erasing_asks_for_a_tick_and_leaves_nothing(client, sent):
    body = {"receipt": sent.receipt, "step": "erase"}
    assert "xác nhận xóa" in client.post(DOOR, body).content.decode()
    assert SealedCase.objects.exists()
    assert client.post(DOOR, body | {"sure": "on"}).status_code == 200
    assert not SealedCase.objects.exists()
    assert client.post(DOOR, body | {"sure": "on"}).status_code == 404


def test_looking_changes_nothing(client, sent):
    before = SealedCase.objects.values().get()
    assert client.get(DOOR).status_code == 200
    client.post(DOOR, {"receipt": sent.receipt})
    assert SealedCase.objects.values().get() == before

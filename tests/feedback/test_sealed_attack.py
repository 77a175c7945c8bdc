"""
An attack on the confidential lane: what a thief of the database, of the logs and of the letters learns.

The thief has every table as text, what every handler of lines and letters wrote, the rights of an operator and of the
chair, and time. Sought is anything that leads to the writer: text, name, workplace, key, bytes of the photo, time.
"""

import base64
import re
import time
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from psycopg import sql

from sumvay.feedback import crowding, sealing, unlocked
from sumvay.feedback.form_tokens import new_token
from sumvay.feedback.models import SealedCase, SealedKey, SealedMessage
from sumvay.feedback.services import sealed_nights, sealed_writing
from tests.doors import rows_written
from tests.factories.files import photo
from tests.factories.sealed import PASSPHRASE, private_of, sealed_tree

pytestmark = pytest.mark.django_db
TEXT = "Quản đốc Lò Văn Chẩn quấy rối nữ công nhân chuyền 7"
NAME = "Nguyễn Thị Người Viết"
ANSWER = "Công đoàn phường sẽ gặp riêng chị ở nhà văn hóa"
DOOR, BACK = "/y-kien/kin/", "/y-kien/kin/tra-loi/"
SEALED = {f"feedback_sealed{noun}" for noun in ("case", "key", "message", "file")}


@pytest.fixture
def tree():
    crowding._counted.clear()
    return sealed_tree()


def form(place, *readers, **fields):
    ticks = [f"{place.unit.pk}-{reader.pk}" for reader in readers]
    said = {"step": "send", "topic": "to_cao", "level": place.unit.pk, "reader": ticks, "text": f"{TEXT}. {NAME}"}
    return said | {"token": new_token(now=timezone.now()), "sure": "on"} | fields


def sent(client, tree, **fields) -> str:
    """The receipt of a message with a photo, sealed to the ward's first handler."""
    body = form(tree.ward, tree.ward.first, code=tree.unit.unit.code, **fields)
    answer = client.post(DOOR, {**body, "files": [SimpleUploadedFile("toi.jpg", photo(place=(21.0, 105.8)))]})
    return re.search(r'class="sealed__code">([A-Z2-7-]+)<', answer.content.decode())[1]


def dump() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        rows = []
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(sql.SQL("SELECT r::text FROM {} r").format(sql.Identifier(table)))
            rows += [f"{table}: {row[0]}" for row in cursor.fetchall()]
    return "\n".join(rows)


def writings(secret: bytes) -> set[str]:
    """How bytes may stand in a dump: as they are, in hex, in base64 of either alphabet."""
    plain = {secret.decode(errors="ignore")} if len(secret.decode(errors="ignore")) > 8 else set()
    return plain | {
        secret.hex(),
        base64.b64encode(secret).decode()[:-4],
        base64.urlsafe_b64encode(secret).decode()[:-4],
    }


def whole_talk(tree) -> tuple[str, Client]:
    """A message, the handler's answer, more of the writer, the notices; gives the receipt and the handler's browser."""
    writer, handler = Client(), Client()
    receipt = sent(writer, tree)
    handler.force_login(tree.ward.first)
    handler.post(reverse("feedback:sealed_unlock"), {"passphrase": PASSPHRASE})
    case = SealedCase.objects.get()
    handler.get(reverse("feedback:sealed_case", args=[case.pk]))
    handler.post(reverse("feedback:sealed_answer", args=[case.pk]), {"text": ANSWER, "state": "verifying"})
    more = {"receipt": receipt, "step": "more", "text": f"{NAME} xin bổ sung", "token": new_token(now=timezone.now())}
    assert ANSWER in writer.post(BACK, more).content.decode()
    for _ in range(5):
        sealed_nights.tell_handlers(now=timezone.now())
    return receipt, handler


def secrets_of(tree, receipt: str, handler: Client) -> dict[str, set[str]]:
    _case, content_key = sealed_writing.opened_by_receipt(receipt=receipt)
    said = {"text": TEXT, "name": NAME, "answer": ANSWER, "about the photo": "toi.jpg", "receipt": receipt}
    found = {what: writings(words.encode()) for what, words in said.items()}
    found["receipt without dashes"] = writings(receipt.replace("-", "").encode())
    found["content key"] = writings(content_key)
    found["key of the receipt"] = writings(sealing.key_of(receipt))
    for who in ("first", "second", "chair", "vice"):
        found[f"private key of {who}"] = writings(private_of(getattr(tree.ward, who)))
    found["passphrase"] = writings(PASSPHRASE.encode())
    found["half of the handler's session"] = {handler.cookies[unlocked.COOKIE].value}
    found["bytes of the photo"] = {b"\xff\xd8\xff\xe0".hex(), photo()[20:60].hex()}
    return found


def test_a_stolen_database_tells_nothing(tree, run_jobs):
    receipt, handler = whole_talk(tree)
    stolen = dump()
    run_jobs()
    stolen += dump()
    # The thief does have all of it
    assert tree.ward.first.full_name in stolen
    assert SealedCase.objects.get().trace in stolen
    for what, written in secrets_of(tree, receipt, handler).items():
        assert [words for words in written if words in stolen] == [], what
    for word in ("quấy rối", "Người Viết", "người viết", "to_cao", "quan doc"):
        assert word not in "\n".join(line for line in stolen.splitlines() if line.startswith("feedback_sealed"))


def test_writing_touches_the_sealed_tables_alone(tree):
    """No session, no cache, no job, no notice, no trail, no count of the writer's doing."""
    everything = [*connection.introspection.table_names()]
    before, with_sessions = rows_written(), {"django_session", "cache"}
    with connection.cursor() as cursor:
        counts = {}
        for table in with_sessions & set(everything):
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            counts[table] = cursor.fetchone()[0]
        client = Client()
        client.get(DOOR)
        client.post(DOOR, {"where": "may thu nghiem", "topic": "to_cao"})
        receipt = sent(client, tree)
        client.post(BACK, {"receipt": receipt})
        client.post(BACK, {"receipt": "sai"})
        after = rows_written()
        for table, count in counts.items():
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            assert cursor.fetchone()[0] == count
    assert {table for table in after if after[table] != before.get(table, 0)} == SEALED


def test_no_column_of_a_writers_rows_holds_a_time_a_sequence_or_who_it_was():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type, column_default FROM information_schema.columns"
            " WHERE table_name = ANY(%s)",
            [sorted(SEALED)],
        )
        columns = cursor.fetchall()
    assert {table for table, *_rest in columns} == SEALED
    allowed = {"uuid", "bytea", "date", "smallint", "character varying", "bigint"}
    assert {kind for _table, _name, kind, _default in columns} <= allowed
    assert [default for *_rest, default in columns if default] == []
    # Numbers are references to boxes and to readers' keys, and the lot
    assert {name for _t, name, kind, _d in columns if kind in {"bigint", "smallint"}} == {"box_id", "key_id", "rounds"}
    assert {name for _t, name, kind, _d in columns if kind == "character varying"} == {"trace", "state"}


def test_the_order_of_coming_cannot_be_told_from_the_rows(tree):
    for number in range(20):
        sent(Client(), tree, text=f"Ý kiến thứ {number}")
    for model in (SealedCase, SealedMessage, SealedKey):
        assert {row.pk.version for row in model.objects.all()} == {4}
        assert len(set(model.objects.values_list("pk", flat=True))) == 20


def test_the_same_words_twice_are_not_the_same_at_rest_and_lengths_fall_into_steps(tree):
    for _ in range(2):
        sent(Client(), tree)
    sent(Client(), tree, text="Ngắn thôi ạ")
    sent(Client(), tree, text="Dài " * 700)
    bodies = [bytes(body) for body in SealedMessage.objects.values_list("body", flat=True)]
    assert len(set(bodies)) == 4
    assert sorted({len(body) for body in bodies}) == [1024 + 28, 4096 + 28]
    frames = [bytes(frame) for frame in SealedCase.objects.values_list("frame", flat=True)]
    assert (len(set(frames)), {len(frame) for frame in frames}) == (4, {1024 + 28})


def test_letters_notices_jobs_and_files_tell_nothing(tree, run_jobs):
    receipt, handler = whole_talk(tree)
    case = SealedCase.objects.get()
    run_jobs()
    letters = [path.read_bytes().decode(errors="ignore") for path in Path(settings.VAR).rglob("*") if path.is_file()]
    told = "\n".join(
        [*letters, *(line for line in dump().splitlines() if re.match("mail_|notif|procrast|audit", line))]
    )
    for what, written in secrets_of(tree, receipt, handler).items():
        assert [words for words in written if words in told] == [], what
    notices = "\n".join(line for line in told.splitlines() if line.startswith(("notif", "mail_outbound")))
    assert "Có ý kiến kín mới" in notices
    for number in (str(case.pk), case.trace, str(tree.unit.unit.pk) + "-"):
        assert number not in notices


def test_headers_and_pages_tell_nothing(tree):
    client = Client(headers={"user-agent": "Nokia 105", "x-forwarded-for": "203.0.113.7"})
    receipt = sent(client, tree)
    for answer in (client.get(DOOR), client.get(BACK), client.post(BACK, {"receipt": receipt})):
        assert not answer.cookies
        said = str(sorted(answer.headers.items()))
        assert receipt not in said
        assert {"ETag", "Last-Modified", "Set-Cookie"} & set(answer.headers) == set()
        assert "no-store" in answer.headers["Cache-Control"]
        assert "Nokia" not in answer.content.decode()
        # Nothing of the page leads elsewhere with an address that tells
        assert not re.search(rf'(?:href|action)="[^"]*(?:\?|{receipt})', answer.content.decode())


def test_a_wrong_receipt_takes_the_same_way_as_one_that_is_gone(tree):
    client = Client()
    gone = sent(client, tree)
    sealed_writing.erase_sealed(receipt=gone)
    asked = set()
    for receipt in (gone, sealing.receipt_for(uuid.uuid4()), "sai", "", "A" * 24):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(BACK, {"receipt": receipt})
        shown = answer.content.decode().replace(receipt, "") if receipt else answer.content.decode()
        asked.add((len(queries), answer.status_code, shown.replace('value=""', "")))
    assert len(asked) == 1


def test_the_right_receipts_first_look_takes_no_longer_than_a_wrong_ones(tree):
    """What is asked of the table is the hash: no comparison of the receipt itself that could be timed."""
    client, receipt = Client(), None
    receipt = sent(client, tree)
    with CaptureQueriesContext(connection) as right:
        client.post(BACK, {"receipt": receipt})
    with CaptureQueriesContext(connection) as wrong:
        client.post(BACK, {"receipt": sealing.receipt_for(uuid.uuid4())})
    assert re.sub("[0-9a-f]{64}", "", right[0]["sql"]) == re.sub("[0-9a-f]{64}", "", wrong[0]["sql"])
    assert receipt not in str(right.captured_queries)


def test_the_minute_of_writing_is_in_no_row(tree, monkeypatch):
    odd = timezone.now().replace(hour=3, minute=47, second=13)
    monkeypatch.setattr(timezone, "now", lambda: odd)
    before = set(dump().splitlines())
    sent(Client(), tree, token=new_token(now=odd))
    new = "\n".join(set(dump().splitlines()) - before)
    assert new
    assert not re.search(r"\d\d:\d\d", re.sub(r'"\\\\x[0-9a-f]+"|\\\\x[0-9a-f]+', "", new))
    for stamp in (str(int(odd.timestamp())), str(int(time.time()))[:6]):
        assert stamp not in re.sub(r"[0-9a-f]{20,}", "", new)

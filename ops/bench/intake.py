"""Members' messages through HTTP: how many a second are on disk and acknowledged, beside bare INSERTs of such rows."""

import re
import socket
import time
import uuid
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import quote, urlencode, urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone

from ops.bench import serving
from ops.bench.timing import Row, percentile, told
from ops.bench.traffic import Writers
from sumvay.accounts.models import User
from sumvay.feedback.form_tokens import SIGNER
from sumvay.feedback.models import Case
from sumvay.feedback.receipts import trace_of
from sumvay.org import spans
from sumvay.org.models import Appointment, Unit, UnitPath

SECONDS = 20
# As many members press Send at once
WRITERS = 32
# As docs/operating.md advises for halls of people, beside what is installed
MANY_THREADS = 16
UNITS = 2_000
# More than can be taken in
MADE = 2 * SECONDS * 1_000
SHOWN_KEY = re.compile(rb'id="receipt-key">([^<]+)<')
SAID = (
    "Chuyền {n} làm thêm đến 22 giờ mà bảng công tháng này chỉ ghi 8 tiếng, đề nghị công đoàn xem giúp.",
    "Cho hỏi ca đêm ngày lễ được trả bao nhiêu phần trăm lương? Tổ {n} chưa ai trả lời.",
    "Nhà ăn tuần này cơm thiu hai lần, hơn {n} người đau bụng phải xuống phòng y tế.",
    "Công ty chưa đóng bảo hiểm từ tháng {n}, đi khám phải tự trả hết.",
    "Cảm ơn công đoàn đã hỗ trợ xe đưa đón, {n} người về quê an toàn.",
)


def intake() -> list[Row]:
    """Acknowledged messages per second through two processes of the web service, and what was lost of them."""
    forms = _forms()
    installed, many = settings.WEB_THREADS, MANY_THREADS
    rows = [_row(installed, forms[: len(forms) // 2]), _row(many, forms[len(forms) // 2 :])]
    rows[0].floor = f"{_bare_inserts():,.0f}/s bare INSERTs of such a row, one transaction each"
    rows[1].aim = "≥ 500/s, none lost"
    return rows


def _row(threads: int, forms: list) -> Row:
    with serving.application(threads=threads) as address:
        _post(address, forms[:WRITERS], SECONDS)
        acknowledged, times, seconds = _post(address, forms[WRITERS:], SECONDS)
    kept = set(Case.objects.values_list("receipt", flat=True))
    lost = sum(trace_of(key) not in kept for key in acknowledged)
    p50, p95 = told(percentile(times, 0.5)), told(percentile(times, 0.95))
    return Row(
        f"members' messages through HTTP, {WRITERS} at once, 2 processes of {threads} threads: "
        "acknowledged; p50 / p95; lost of them",
        f"{len(acknowledged) / seconds:,.0f}/s; {p50} / {p95}; {lost}",
    )


def _forms() -> list[tuple[str, bytes]]:
    """Forms as phones send them: address, body."""
    units = Unit.objects.filter(kind__is_grassroots=True).order_by("pk")[:UNITS]
    _staff(units)
    codes, opened = [unit.code for unit in units], int((timezone.now() - timedelta(minutes=1)).timestamp())
    forms = []
    for number in range(MADE):
        body = {
            "text": SAID[number % len(SAID)].format(n=number),
            "reads": "theo-viec",
            "token": SIGNER.sign(f"{uuid.uuid4().hex}.{opened}"),
        }
        forms.append((f"/y-kien/{quote(codes[number % len(codes)])}/", urlencode(body).encode()))
    return forms


def _staff(units: Sequence[Unit]) -> None:
    """An officer at each of the units and at every level above them, so that each has somebody who reads."""
    officer = User.objects.create_user("readers@bench.invalid", full_name="Cán bộ")
    above = UnitPath.objects.filter(descendant__in=[unit.pk for unit in units]).values("ancestor")
    lines = Unit.objects.filter(pk__in=above)
    Appointment.objects.bulk_create(
        Appointment(officer=officer, unit=unit, post="chair", valid=spans.since(unit.lifetime.lower)) for unit in lines
    )
    # As the database itself does some minutes after so many came
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {Appointment._meta.db_table}")


def _post(address: str, forms: list, seconds: float) -> tuple[list[str], list[float], float]:
    """Send forms until the time or the forms are over: keys given out, how long each took, how long all took."""
    place, acknowledged, times = urlsplit(address), [], []

    def work(number, wait_for_all, go_on):
        with socket.create_connection((place.hostname, place.port), timeout=60) as line:
            wait_for_all()
            for path, body in forms[number::WRITERS]:
                if not go_on():
                    break
                began = time.perf_counter()
                acknowledged.append(_sent(line, path, body))
                times.append(time.perf_counter() - began)
        return 0

    began = time.monotonic()
    Writers(WRITERS, seconds, work).total()
    return acknowledged, times, time.monotonic() - began


def _sent(line: socket.socket, path: str, body: bytes) -> str:
    """One request over a line that stays open: the key on the page that answers. RuntimeError when there is none."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    line.sendall(head.encode() + body)
    came = b""
    while b"\r\n\r\n" not in came:
        came += line.recv(65_536)
    head, _, rest = came.partition(b"\r\n\r\n")
    length = next(int(one.split(b":")[1]) for one in head.lower().split(b"\r\n") if one.startswith(b"content-length:"))
    while len(rest) < length:
        rest += line.recv(65_536)
    if shown := SHOWN_KEY.search(rest):
        return shown[1].decode()
    raise RuntimeError(f"{path} was refused: {head[:60]!r} … {rest[-600:]!r}")


def _bare_inserts() -> float:
    """The same row again and again, by as many connections, each in its own transaction."""
    columns = [field.column for field in Case._meta.concrete_fields if field.column not in {"id", "receipt"}]
    names = ", ".join(f'"{column}"' for column in columns)
    model = Case.objects.order_by("pk").values_list("pk", flat=True).first()
    statement = f"INSERT INTO feedback_case (receipt, {names}) SELECT %s, {names} FROM feedback_case WHERE id = %s"  # noqa: S608
    known = connection.get_connection_params()
    reached = {name: known[name] for name in ("dbname", "user", "password", "host", "port") if known.get(name)}

    def work(number, wait_for_all, go_on):
        done = 0
        with psycopg.connect(**reached, autocommit=True) as link:
            wait_for_all()
            while go_on():
                link.execute(statement, [uuid.uuid4().hex * 2, model])
                done += 1
        return done

    return Writers(WRITERS, SECONDS / 4, work).total() / (SECONDS / 4)

"""The triage desk at five million messages: lists, filters, search and one message, as the server renders them."""

import gc
import time
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rich.console import Console

from ops import static_files
from ops.bench.timing import Row, counted, percentile, seconds, told
from sumvay.accounts.models import User
from sumvay.feedback.models import Case
from sumvay.org import spans
from sumvay.org.models import Appointment, Unit
from sumvay.vietnamese import fold

CASES = 5_000_000
TIMES = 20
AIM = "p95 < 100 ms"
# One unit has every fiftieth message; the others share the rest
BUSIEST_SHARE, UNITS = 50, 3_000
BEGUN = (
    "Em là công nhân may ở tổ ba, xin hỏi", "Anh chị công đoàn cho tôi hỏi", "Tôi làm ở xưởng hai, xin phản ánh",
    "Nhờ công đoàn xem giúp", "Chúng tôi kiến nghị", "Cháu mới vào làm, muốn biết", "Tổ chúng em mong",
)  # fmt: skip
TOLD = (
    "lương tháng trước đến nay chưa thấy trả", "thưởng Tết năm nay tính thế nào", "bữa ăn ca quá ít rau",
    "quạt thông gió hỏng hai tuần nay", "bảo hiểm xã hội bị trừ mà chưa đóng", "nghỉ thai sản có được giữ việc không",
    "xe đưa đón hay đến muộn", "nhà trọ tăng giá điện nước", "tăng ca quá nhiều giờ", "công ty chậm ký hợp đồng",
    "cần nhà trẻ gần khu công nghiệp", "quà Tết chia chưa đều giữa các tổ", "máy dập thiếu tấm che",
)  # fmt: skip
ENDED = (
    "mong sớm được trả lời.", "xin cảm ơn công đoàn.", "anh em trong tổ đều lo.", "tháng này nhiều người muốn nghỉ.",
    "đã hỏi quản lý mà chưa ai nói gì.", "nhờ công đoàn làm việc với công ty giúp.",
)  # fmt: skip
FILTERS = {
    "queue, first page": {},
    "queue, page 20": {"page": "20"},
    "with a result, newest first": {"view": "resolved"},
    "put aside": {"view": "aside"},
    "late alone": {"late": "true"},
    "urgent alone": {"urgent": "true"},
    "in one's own hands": {"whose": "me"},
    "by subject": {"category": "bhxh"},
    "by kind": {"kind": "khieu_nai"},
    "by subject among those with a result": {"category": "bhxh", "view": "resolved"},
    "search, common words": {"q": "luong thang"},
    "search, rare words": {"q": "tam che may dap"},
    "search among those with a result": {"q": "nha tro", "view": "resolved"},
    "search for what is not there": {"q": "kim cuong"},
}


def triage(cases: int = CASES) -> list[Row]:
    """Load so many messages into units of the tree, then open the desk of the busiest. The units must be loaded."""
    settings.ALLOWED_HOSTS = ["*"]
    static_files.gather()
    say = Console(stderr=True).print
    unit = busiest()
    officer = User.objects.create_user("desk@bench.invalid", full_name="Cán bộ")
    Appointment.objects.create(officer=officer, unit=unit, post="chair", valid=spans.since(unit.lifetime.lower))
    say(f"{cases:,} messages …")
    taken = seconds(lambda: load(cases, unit, officer))
    client = Client()
    client.force_login(officer)
    at = reverse("feedback:triage")
    # As in the web server (config/wsgi.py): one look through all that this run has loaded takes longer than the page
    gc.collect()
    gc.freeze()
    rows = [Row(f"load of {cases:,} messages", told(taken))]
    rows += [_page_row(f"triage: {what}", client, at, asked) for what, asked in FILTERS.items()]
    one = Case.objects.filter(unit=unit, resolved_at=None, put_aside_at=None).order_by("due_at")[0]
    return [
        *rows,
        _page_row("triage: one message beside the queue", client, reverse("feedback:case", args=[one.pk]), {}),
    ]


def busiest() -> Unit:
    """The unit that has most messages."""
    return Unit.objects.order_by("pk")[1]


def load(cases: int, busiest: Unit, officer: User) -> None:
    """Made-up messages of two years: nine of ten answered, three of a hundred put aside."""
    fields = [field for field in Case._meta.concrete_fields if field.column != "id"]
    values = _values()
    columns = ", ".join(f'"{field.column}"' for field in fields)
    drawn = ", ".join(values.get(field.column) or _nothing(field) for field in fields)
    texts = [f"{a} {b}, {c}" for a in BEGUN for b in TOLD for c in ENDED]
    units = list(Unit.objects.exclude(pk=busiest.pk).order_by("pk").values_list("pk", flat=True)[:UNITS])
    given = {
        "n": cases, "texts": texts, "folded": [fold(text) for text in texts], "units": units, "busiest": busiest.pk,
        "officer": officer.pk, "now": timezone.now(), "two_years": timedelta(days=730), "day": timedelta(days=1),
    }  # fmt: skip
    with WithoutIndexes(Case._meta.db_table) as cursor:
        cursor.execute(
            f"INSERT INTO {Case._meta.db_table} ({columns}) SELECT {drawn} FROM ("  # noqa: S608
            " SELECT n, 1 + (hashint4(n) & 2147483647) %% cardinality(%(texts)s::text[]) AS t,"
            "  h %% 10 <> 0 AND h %% 33 <> 0 AS is_closed, h %% 33 = 0 AS is_aside, h %% 40 = 7 AS is_urgent,"
            "  CASE WHEN h %% 10 = 0 THEN %(now)s - %(day)s * 9 * ((hashint4(n) & 1023) / 1024.0)"
            "   ELSE %(now)s - %(two_years)s * (n / %(n)s::float) END AS at"
            " FROM (SELECT n, hashint4(n + 7) & 2147483647 AS h FROM generate_series(1, %(n)s) n) numbered) made",
            given,
        )
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {Case._meta.db_table}")


class WithoutIndexes:
    """Drops a table's indexes but the unique ones for a load, with the checks of its keys, and builds them after it."""

    def __init__(self, table: str):
        self.table = table

    def __enter__(self):
        self.cursor = connection.cursor()
        self.cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef NOT LIKE '%%UNIQUE%%'",
            [self.table],
        )
        self.indexes = self.cursor.fetchall()
        for name, _definition in self.indexes:
            self.cursor.execute(f"DROP INDEX {name}")
        self.cursor.execute("SET session_replication_role = replica")
        self.cursor.execute("SET maintenance_work_mem = '1GB'")
        return self.cursor

    def __exit__(self, *_error):
        self.cursor.execute("SET session_replication_role = DEFAULT")
        for _name, definition in self.indexes:
            self.cursor.execute(definition)
        self.cursor.execute("RESET maintenance_work_mem")
        self.cursor.close()


def _values() -> dict[str, str]:
    category = "(ARRAY['luong','thuong_tet','viec_lam','doi_song','phuc_loi','bhxh','atvsld','khac'])[1 + (n / 7) %% 8]"
    unit = (
        f"CASE WHEN n %% {BUSIEST_SHARE} = 0 THEN %(busiest)s"
        " ELSE (%(units)s::bigint[])[1 + n %% cardinality(%(units)s::bigint[])] END"
    )
    return {
        "unit_id": unit,
        "about_unit_id": unit,
        "door": "'web_form'",
        "receipt": "md5(n::text) || md5('x' || n)",
        "text": "(%(texts)s::text[])[t]",
        "folded": "(%(folded)s::text[])[t]",
        "category": category,
        "categories": f"ARRAY[{category}]",
        "kind": "(ARRAY['phan_anh','hoi_dap','kien_nghi','khieu_nai'])[1 + (n / 11) %% 4]",
        "tone": "'neg'",
        "is_urgent": "is_urgent",
        "urgent_why": "CASE WHEN is_urgent THEN 'tai nạn lao động' ELSE '' END",
        "state": "CASE WHEN is_closed THEN 'resolved' ELSE 'received' END",
        "assigned_to_id": "CASE WHEN n %% 400 = 0 THEN %(officer)s END",
        "received_at": "at",
        "due_at": "at + %(day)s",
        "first_answered_at": "CASE WHEN is_closed THEN at + %(day)s / 2 END",
        "resolved_at": "CASE WHEN is_closed THEN at + %(day)s * 3 END",
        "put_aside_at": "CASE WHEN is_aside THEN at END",
        "grouped_at": "at",
    }


def _nothing(field) -> str:
    """What a column holds when nothing is known."""
    empty = {"BooleanField": "false", "PositiveSmallIntegerField": "0", "ArrayField": "'{}'"}
    return "NULL" if field.null else empty.get(field.get_internal_type(), "''")


def _page_row(what: str, client: Client, address: str, asked: dict) -> Row:
    taken = []
    for _time in range(TIMES + 1):
        start = time.perf_counter()
        answer = client.get(address, asked)
        taken.append(time.perf_counter() - start)
    if answer.status_code != 200:
        return Row(what, f"answered {answer.status_code}")
    warm = taken[1:]
    queries = counted(lambda: client.get(address, asked))
    figure = f"p50 {told(percentile(warm, 0.5))}, p95 {told(percentile(warm, 0.95))}"
    return Row(f"{what}, whole page", figure, f"{queries} queries", AIM)

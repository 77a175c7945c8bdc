"""Broken bodies, addresses and questions at every door: an answer, never a crash."""

import io
from datetime import timedelta
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.charsets import only_utf8
from sumvay.directives.models import Directive
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.doors import DOORS, OF_ONES_OWN, address_of, furnished
from tests.factories.files import photo
from tests.factories.notifications import NoticeFactory

HUGE = "99999999999999999999"
ODD = {
    "nul": "a\x00b",
    "longest": "9" * 5000,
    "negative": "-1",
    "superscript": "²",
    "fraction": "1e400",
    "far day": "31/12/9999 23:59",
}
ODD_QUESTIONS = {
    **ODD,
    "huge": HUGE,
    "not a number": "NaN",
    "part": "2027.5",
    "format": "%s %(x)d {0} {{ 1 }} <script>",
}
IN_TEN_DAYS = timezone.localtime(timezone.now() + timedelta(days=10))
HEAD = {f"assignments-{key}": value for key, value in (("TOTAL_FORMS", "1"), ("INITIAL_FORMS", "0"))}
ASSIGNMENT = {f"assignments-0-{key}": value for key, value in (("kind", "write"), ("wording", "Viết"), ("quantity", 1))}
COUNTS = ("topics", "tasks", "deadlines", "quotas", "basis")
ON = {"on": "2026-01-02"}
WHO = {"full_name": "Nguyễn Văn Mới", "phone": "0912345678", "email": "moi2@example.vn"}
# What is rightly filled in, so that one odd value at a time reaches as far as it can
FILLED = {
    "accounts:forgotten": {"contact": "ai@example.vn"},
    "accounts:invitation": {"password": "mật khẩu rất dài", "again": "mật khẩu rất dài"},
    "accounts:change_profile": {"full_name": "Tên", "language": "vi"},
    "accounts:ask_for_email": {"email": "moi3@example.vn"},
    "directives:personal_link": {"name": "Lê Thị Hoa"},
    "directives:group_link": {"unit": "1", "contact": "ai@example.vn"},
    "directives:group_code": {"code": "123456"},
    "directives:decline": {"reason": "Không có"},
    "directives:give_links": {"urls": "https://example.vn/bai", "note": "x"},
    "directives:give_note": {"note": "x"},
    "directives:give_activity": {
        "title": "Tặng quà", "held_on": "2027-01-02", "place": "Sân", "attendances": "120", "cost": "12 triệu",
        "co_organisers": "1",
    },
    "directives:edit": {
        "title": "Tết", "report_due_at": f"{IN_TEN_DAYS:%Y-%m-%dT%H:%M}", "note": "x", "audience": "hand_picked",
        "units": "1", "kinds": "1", **HEAD, **ASSIGNMENT, "assignments-0-due_at": "2027-01-02T10:00",
        "assignments-0-origin_id": "", "assignments-0-proofs": "link",
    },
    "directives:edit_campaign": {
        "title": "Tết", "starts_on": "2027-01-01", "ends_on": "2027-02-01", "topics": "A\n- b", "key_messages": "c",
        "hashtags": "#tet",
    },
    "directives:recall": {"reason": "Nhầm"},
    "directives:make_links": {"dispatch": "1"},
    "directives:remind": {"dispatch": "1"},
    "directives:note_call": {"note": "x"},
    "directives:pass_on": {"note": "x"},
    "directives:from_paper": {"whose": "own"},
    "reporting:fill": {"reporter": "Hoa", "edition": "", "all_done": "on", "sure": "on", "text-results": "x"},
    "reporting:autosave": {"reporter": "Hoa", "edition": "", "text-results": "x"},
    "reporting:own_part": {"reporter": "Hoa"},
    "reporting:accept": {"version": "1"},
    "reporting:return": {"remark": "x", "version": "1"},
    "reporting:form": {"title": "Biểu", "indicators": "1", "optional": "1", "headings": "Kết quả"},
    "reporting:quick_ask": {
        "title": "Nhanh", "indicators": "1", "due_at": f"{IN_TEN_DAYS:%Y-%m-%dT%H:%M}", "audience": "all_below",
        "repeats_daily": "on",
    },
    "reporting:consolidations": {"period": "2027-01-01"},
    "reporting:narrative": {"text-results": "x", "edition": "0", "hand": "0"},
    "reporting:pick": {"sentence": "1.results.0", "text-results": "x"},
    "reporting:unpick": {"text-results": "x"},
    "reporting:supplement": {"reason": "x"},
    "reporting:annexes": {"recipient": "Ai"},
    "reporting:map_annex": {"cell-0": ""},
    "reporting:chat": {"text": "Hoa, 10:00\nCĐCS số 1: 9 suất https://example.vn/a", "assignment": "1", "apply": "1"},
    "documents:receive": {"text": "Số: 1/CĐ\nV/v Tết"},
    "documents:registers": {"direction": "out", "doc_type": "ke_hoach", "next_number": "7"},
    "documents:draft": {"doc_type": "ke_hoach", "subject": "Tết", "text": "I. MỤC ĐÍCH", "addressees": "A"},
    "documents:change": {"doc_type": "ke_hoach", "subject": "Tết", "text": "Tết", "version": "0", "signer": "A"},
    "documents:review": {
        "number": "1", "date": "2027-01-01", "report_emails": "a@b.vn", "stay": "1",
        **{f"{name}-{key}": "1" for name in COUNTS for key in ("TOTAL_FORMS",)},
        **{f"{name}-INITIAL_FORMS": "0" for name in COUNTS}, "deadlines-0-date": "2027-01-01", "tasks-0-text": "Đăng",
    },
    "documents:live_line": {f"{name}-TOTAL_FORMS": "1" for name in COUNTS} | {"more": "tasks"},
    "documents:return": {"remark": "x"},
    "documents:submit": {"remark": "x"},
    "documents:number": {"number": "7", "issued_on": "2026-01-02"},
    "documents:put_through": {"number": "7", "issued_on": "2026-01-02"},
    "org:switch_unit": {"unit": "1", "next": "/"},
    "org:create": {**ON, "name": "Mới", "code": "M1", "kind": "1", "paper": "1"},
    "org:edit": {"kind": "1", "phone": "0912345678", "email": "a@b.vn"},
    "org:rename": {**ON, "name": "Khác"},
    "org:record_size": {**ON, "members": "1", "workers": "2", "women": "1"},
    "org:link_beside": {**ON, "beside": "CD00001", "kind": "sector"},
    "org:invite_officer": {**ON, **WHO, "post": "clerk"},
    "org:grant": {**ON, "contact": "ai@example.vn", "scope": "see", "reason": "x"},
    "org:replace_phone": {"phone": "0912345678"},
    "org:import_columns": {"column-0": "name", "default-kind": "ward", "default-officer_post": "chair"},
    "org:kinds": {"name": "Loại", "code": "loai", "rank": "40"},
    "org:change_kind": {"name": "Loại", "rank": "40"},
    "reorganisation:move": {**ON, "parent": "CD00001", "paper": "1"},
    "reorganisation:end": {**ON, "heirs": "CD00001", "paper": "1"},
    "reorganisation:hand_over": {**ON, **WHO, "reason": "x"},
    "reorganisation:leave": {**ON, "reason": "x"},
}  # fmt: skip
QUESTIONS = (
    "page", "q", "state", "status", "kind", "ended", "depth", "unit", "branch", "show", "sort", "year", "doc_type",
    "direction", "pass", "next", "period",
)  # fmt: skip

ASKED = (
    "dashboard:board", "dashboard:board_units", "dashboard:board_sheet", "documents:list", "org:children",
    "reporting:number", "directives:follow_up", "files:open",
)  # fmt: skip


@pytest.fixture
def world(house):  # noqa: F811
    return furnished(house)


@pytest.fixture
def officer(world):
    """Somebody who may everything and stands in the province."""
    head = world.house.chair_of(world.house.province)
    type(head).objects.filter(pk=head.pk).update(is_superuser=True)
    world.notice = NoticeFactory(officer=head).pk
    # The lines and cells of this world's forms, whose names carry their ids
    FILLED["reporting:fill"] |= {f"line-{world.line}": "5", f"reason-{world.line}": "x"}
    FILLED["reporting:own_part"] |= {f"line-{world.line}": "5", f"reason-{world.line}": "x"}
    client = Client(raise_request_exception=False)
    client.force_login(head)
    return client


def crash_of(client, method, address, body, **headers) -> str:
    """Which error a request ends in, "" when it is answered; what it changed is undone."""
    with transaction.atomic():
        answer = getattr(client, method)(address, body, headers=headers)
        if getattr(answer, "streaming", False):
            b"".join(answer)
        transaction.set_rollback(True)
    if answer.status_code < 500:
        return ""
    error = answer.exc_info[1]
    return f"{type(error).__name__}: {str(error)[:160]}"


def crashes(client, method, tries, **headers) -> str:
    """What was tried and the error, a line each, of all tries (label, address, body) that ended in one."""
    found = [(label, crash_of(client, method, address, body, **headers)) for label, address, body in tries]
    return "\n".join(f"{label}: {error}" for label, error in found if error)


@pytest.mark.parametrize("kind", ODD)
def test_one_odd_value_in_a_form_is_answered(world, officer, kind):
    tries = [
        ((name, field), address_of(name, world), {**body, field: ODD[kind]})
        for name, body in FILLED.items()
        for field in body
    ]
    assert crashes(officer, "post", tries) == ""


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}, {"x-draft": "1"}])
def test_a_form_that_is_empty_or_half_sent_is_answered(world, officer, headers):
    empty = [(name, address_of(name, world), {}) for name in DOORS]
    missing = [
        ((name, left_out), address_of(name, world), {key: value for key, value in body.items() if key != left_out})
        for name, body in FILLED.items()
        for left_out in body
    ]
    assert crashes(officer, "post", empty + missing, **headers) == ""


@pytest.mark.parametrize("kind", ODD_QUESTIONS)
def test_an_odd_question_in_an_address_is_answered(world, officer, kind):
    odd, asked = dict.fromkeys(QUESTIONS, ODD_QUESTIONS[kind]), [*OF_ONES_OWN, *ASKED]
    tries = [((name, "all"), address_of(name, world), odd) for name in asked]
    tries += [((name, key), address_of(name, world), {key: odd[key]}) for name in ASKED for key in QUESTIONS]
    assert crashes(officer, "get", tries) == ""


@pytest.mark.parametrize("number", [HUGE, "2147483648"])
def test_an_address_of_something_that_cannot_be_is_not_found(world, officer, number):
    odd = type(world)(
        **{**vars(world), **{key: number for key, value in vars(world).items() if isinstance(value, int)}}
    )
    odd.one = number
    tries = [(name, address_of(name, odd), {}) for name in DOORS]
    assert crashes(officer, "get", tries) == ""
    assert crashes(officer, "post", [(label, where, FILLED.get(label, {})) for label, where, _body in tries]) == ""


def test_a_torn_or_misnamed_file_is_answered(world, officer):
    taking = {
        "documents:receive": "file", "documents:scan": "file", "directives:give_files": "photos", "org:import": "file",
        "reporting:annexes": "file",
    }  # fmt: skip
    tries = [
        (
            (name, field, filename, content),
            address_of(name, world),
            {"recipient": "Ai", field: SimpleUploadedFile(filename, content)},
        )
        for name, field in [*taking.items(), ("directives:give_files", "file")]
        for filename in ("không đuôi", "a.xlsx", "a.docx", "a.pdf", "a.txt", "a.jpg", "x" * 300)
        for content in (b"", b"\x00" * 10, b"PK\x03\x04 torn", b"%PDF-1.4 torn", b"GIF89a", b"a,b\n\x00,1\n")
    ]
    assert crashes(officer, "post", tries) == ""


def test_a_file_where_text_belongs_and_text_where_a_file_belongs_are_answered(world, officer):
    tries = []
    for name, body in FILLED.items():
        tries += [
            ((name, key), address_of(name, world), {**body, key: SimpleUploadedFile("a.jpg", photo())}) for key in body
        ]
    for name in ("documents:receive", "documents:scan", "directives:give_files", "org:import", "reporting:annexes"):
        tries.append((name, address_of(name, world), {"file": "chữ", "photos": "chữ", "recipient": "Ai"}))
    assert crashes(officer, "post", tries) == ""


def test_a_directive_without_a_campaign_and_a_quick_ask_open_at_every_door(world, officer):
    Directive.objects.update(campaign=None)
    Directive.objects.filter(pk=world.draft).update(report_due_at=None)
    tries = [(name, address_of(name, world), {}) for name in DOORS]
    assert crashes(officer, "get", tries) == ""
    assert crashes(officer, "post", [(name, where, FILLED.get(name, {})) for name, where, _body in tries]) == ""


@pytest.fixture
def one_connection(db, monkeypatch):
    """The server's entry lets go of the database after each request, and with it of what the test has begun."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


def answered(content_type: str, *, method: str = "POST", body: bytes = b"") -> str:
    """How the server's entry answers one request that asks and sends."""
    said: list[str] = []
    asked = {
        "REQUEST_METHOD": method, "PATH_INFO": "/y-kien/kin/tra-loi/", "QUERY_STRING": "q=%5Cud800%2BAGE",
        "CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
    }  # fmt: skip
    setup_testing_defaults(asked)
    only_utf8(WSGIHandler())(asked, lambda status, _headers: said.append(status[:3]))
    return said[0]


@pytest.mark.parametrize("charset", ["=hex", "=utf-7", "=unicode_escape", "=utf-16", "*=hex''%41"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])
def test_a_charset_that_is_not_ours_is_refused(one_connection, charset, kind):
    body = b'--x\r\nContent-Disposition: form-data; name="receipt"\r\n\r\n+2AA-\\ud800\r\n--x--\r\n'
    assert answered(f"{kind}; charset{charset}", body=body) == "400"
    assert answered(f"{kind}; charset{charset}", method="GET") == "400"


def test_a_form_that_names_our_charset_is_taken(one_connection):
    for charset in ("UTF-8", "utf-8", '"utf-8"'):
        kind = f"application/x-www-form-urlencoded; charset={charset}"
        assert answered(kind, body=b"receipt=sai") == "404"
        assert answered(kind, method="GET") == "200"


def test_an_odd_token_is_a_dead_link(world):
    for token in ("²", "a" * 3000, "%00", "x\x00y", "../..", "đ"):
        for name in ("directives:personal_link", "directives:group_link", "directives:group_code"):
            address = reverse(name, args=["TOKEN"]).replace("TOKEN", token.replace("/", "%2F"))
            assert Client().get(address).status_code in (404, 410)

"""A file of units and officers: everything or nothing, every bad row named, a second time changes nothing."""

import io
from datetime import date, timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sumvay.accounts.models import User
from sumvay.audit.models import Entry
from sumvay.org import selectors, services
from sumvay.org.models import Appointment, ColumnMapping, Unit, UnitImport, UnitPath, UnitSize
from sumvay.org.services.import_units import AlreadyApplied, ColumnsUnclear, RowsRefused
from tests.factories.accounts import PersonFactory
from tests.factories.org import officer_of

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
HEAD = "Mã đơn vị,Tên đơn vị,Loại đơn vị,Cấp trên,Ngày thành lập,Số đoàn viên,Họ và tên,Chức vụ,Sđt,Email cán bộ"
GOOD = """A1,Công đoàn An Bình,Công đoàn cơ sở,P1,15/03/2018,"1.250",Lê Thị An,Chủ tịch,0912345678,an@example.vn
A2,Tổ may 1,grassroots,A1,,,,,,
A1,,,,,,Trần Văn Hai,Văn thư,0987654321,
"""
pytestmark = pytest.mark.django_db


def table(rows: str, head: str = HEAD) -> bytes:
    return f"{head}\n{rows}".encode()


def load(movement, rows=GOOD, **changes):
    asked = {"actor": movement.ward_chair, "unit": movement.ward, "content": table(rows), "filename": "don-vi.csv"}
    return services.import_units(**{**asked, "dry_run": False, "now": NOW, **changes})


def everything():
    models = (Unit, UnitPath, UnitSize, Appointment, User)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_units_sizes_people_and_posts_are_there_afterwards(movement):
    result = load(movement)
    assert result._replace(problems=[]) == services.ImportResult(3, 2, 0, 0, [], 2)
    unit = Unit.objects.get(code="A1")
    assert (unit.name, unit.kind.code, unit.lifetime.lower) == ("Công đoàn An Bình", "grassroots", date(2018, 3, 15))
    assert unit.sizes.get().members == 1250
    child = Unit.objects.get(code="A2")
    assert [u.code for u in selectors.ancestors_of(child, on=TODAY)] == ["A1", "P1", "BAC", "TLD"]
    chair = User.objects.get(phone="+84912345678")
    assert (chair.full_name, chair.email, chair.has_usable_password()) == ("Lê Thị An", "an@example.vn", False)
    assert selectors.posts_held(chair, unit, on=TODAY) == {"chair"}
    assert [seat.post for seat in selectors.appointments_in(unit, on=TODAY)] == ["chair", "clerk"]
    entry = Entry.objects.get(action="units.import")
    assert entry.changes == {"created": 2, "changed": [], "posts": 2}


def test_an_excel_sheet_works_the_same(movement):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["DANH SÁCH CÔNG ĐOÀN CƠ SỞ"])
        sheet.write_row(2, 0, HEAD.split(","))
        sheet.write_row(3, 0, ["A1", "Công đoàn An Bình", "Công đoàn cơ sở", "P1", "", 1250, "Lê Thị An", "Chủ tịch"])
        sheet.write(3, 8, 912345678)
    assert load(movement, content=buffer.getvalue()).created == 1
    assert User.objects.filter(phone="+84912345678", full_name="Lê Thị An").exists()


def test_the_same_file_again_changes_nothing_even_days_later(movement):
    load(movement)
    before = everything()
    again = load(movement, now=NOW + timedelta(days=3))
    assert (again.created, again.changed, again.unchanged, again.posts) == (0, 0, 2, 0)
    assert everything() == before


def test_a_trial_writes_nothing(movement):
    before = everything()
    result = load(movement, dry_run=True)
    assert (result.created, result.posts, result.problems) == (2, 2, [])
    assert everything() == before


def test_empty_cells_leave_what_is_known_and_others_change_it(movement):
    load(movement)
    load(movement, rows="A1,Công đoàn An Bình Mới,,,,1300,,,,\n")
    unit = Unit.objects.get(code="A1")
    assert (unit.name, unit.kind.code) == ("Công đoàn An Bình Mới", "grassroots")
    assert selectors.name_on(unit, TODAY - timedelta(days=1)) == "Công đoàn An Bình"
    assert unit.sizes.get(on=TODAY).members == 1300
    assert list(selectors.units_found(movement.ward_chair, "an binh moi", on=TODAY)) == [unit]


BAD = {
    "no code": (",Thiếu mã,grassroots,P1,,,,,,", 2, "code"),
    "no name": ("B1,,grassroots,P1,,,,,,", 2, "name"),
    "no kind": ("B1,Tên,,P1,,,,,,", 2, "kind"),
    "unknown kind": ("B1,Tên,Hội,P1,,,,,,", 2, "kind"),
    "unknown parent": ("B1,Tên,grassroots,XYZ,,,,,,", 2, "parent"),
    "parent elsewhere": ("B1,Tên,grassroots,NAM,,,,,,", 2, "parent"),
    "code elsewhere": ("CANG,Tên,grassroots,P1,,,,,,", 2, "code"),
    "twice in the file": ("B1,Tên,grassroots,P1,,,,,,\nb1,Tên khác,grassroots,P1,,,,,,", 3, "code"),
    "circle": ("B1,Một,grassroots,B2,,,,,,\nB2,Hai,grassroots,B1,,,,,,", 2, "parent"),
    "below itself": ("B1,Một,grassroots,B1,,,,,,", 2, "parent"),
    "moved by file": ("DET,Công đoàn Công ty Dệt Lụa,,DET2,,,,,,\nDET2,Hai,grassroots,P1,,,,,,", 2, "parent"),
    "bad date": ("B1,Tên,grassroots,P1,31/02/2020,,,,,", 2, "since"),
    "future date": ("B1,Tên,grassroots,P1,01/01/2199,,,,,", 2, "since"),
    "negative size": ("B1,Tên,grassroots,P1,,-5,,,,", 2, "members"),
    "size in words": ("B1,Tên,grassroots,P1,,nhiều,,,,", 2, "members"),
    "half a member": ('B1,Tên,grassroots,P1,,"1,5",,,,', 2, "members"),
    "bad phone": ("B1,Tên,grassroots,P1,,,Lê An,Chủ tịch,12345,", 2, "officer_phone"),
    "bad e-mail": ("B1,Tên,grassroots,P1,,,Lê An,Chủ tịch,,an(at)example", 2, "officer_email"),
    "no contact": ("B1,Tên,grassroots,P1,,,Lê An,Chủ tịch,,", 2, "officer_phone"),
    "no person": ("B1,Tên,grassroots,P1,,,,Chủ tịch,0912345678,", 2, "officer_name"),
    "unknown post": ("B1,Tên,grassroots,P1,,,Lê An,Tổng quản,0912345678,", 2, "officer_post"),
    "no post": ("B1,Tên,grassroots,P1,,,Lê An,,0912345678,", 2, "officer_post"),
    "two names, one phone": (
        "B1,Một,grassroots,P1,,,Lê An,Chủ tịch,0912345678,\nB2,Hai,grassroots,P1,,,Ngô Bé,Chủ tịch,0912345678,",
        3,
        "officer_name",
    ),
    "somebody else's phone": ("B1,Một,grassroots,P1,,,Lê An,Chủ tịch,0977000111,", 2, "officer_name"),
    "contacts of two people": ("B1,Một,grassroots,P1,,,Có Sẵn,Chủ tịch,0977000111,hai@example.vn", 2, "officer_phone"),
    "own leader": ("P1,,,,,,Lê An,Chủ tịch,0912345678,", 2, "officer_post"),
    "too long": (f"B1,{'dài ' * 60},grassroots,P1,,,,,,", 2, "name"),
}


@pytest.mark.parametrize(("rows", "number", "field"), BAD.values(), ids=BAD)
def test_a_bad_row_is_named_with_its_reason_and_nothing_at_all_is_taken(movement, rows, number, field):
    PersonFactory(full_name="Có Sẵn", phone="+84977000111")
    PersonFactory(full_name="Có Sẵn", email="hai@example.vn")
    before = everything()
    result = load(movement, rows=f"{rows}\nC9,Dòng tốt,grassroots,P1,,,,,,\n")
    assert (number, field) in {(problem.row, problem.field) for problem in result.problems}
    assert all(problem.text for problem in result.problems)
    assert "C9" not in str([problem.text for problem in result.problems])
    assert everything() == before


def test_every_bad_row_is_listed_at_once(movement):
    result = load(movement, rows="B1,,grassroots,P1,,,,,,\nB2,Hai,Hội,P1,,x,,,,\n")
    assert [(problem.row, problem.field) for problem in result.problems] == [(2, "name"), (3, "kind"), (3, "members")]


def test_parents_may_be_named_when_the_name_is_unmistakable(movement):
    rows = "B1,Công đoàn Một,grassroots,công đoàn phường ĐÔNG NGẠC,,,,,,\nB2,Hai,grassroots,Cong doan Mot,,,,,,\n"
    load(movement, rows=rows)
    assert selectors.parent_of(Unit.objects.get(code="B2"), on=TODAY).code == "B1"
    same = "B3,Công đoàn Một,grassroots,P1,,,,,,\nB4,Bốn,grassroots,Công đoàn Một,,,,,,\n"
    assert [(p.row, p.field) for p in load(movement, rows=same).problems] == [(3, "parent")]


def test_without_a_parent_a_new_unit_stands_below_the_importing_one(movement):
    load(movement, rows="B1,Một,grassroots,,,,,,,\n")
    assert selectors.parent_of(Unit.objects.get(code="B1"), on=TODAY) == movement.ward


def test_a_known_person_gets_the_post_and_keeps_account_and_name(movement):
    known = PersonFactory(full_name="Lê Thị An", phone="+84912345678")
    load(movement)
    assert selectors.posts_held(known, Unit.objects.get(code="A1"), on=TODAY) == {"chair"}
    assert User.objects.get(pk=known.pk).has_usable_password()


def test_who_does_not_manage_imports_nothing(movement):
    for actor in (movement.south_chair, officer_of(movement.ward, "communications")):
        with pytest.raises(services.NotPermitted):
            load(movement, actor=actor)
    assert not UnitImport.objects.exists()


def test_the_operator_at_the_console_may(movement):
    assert load(movement, actor=None).created == 2


def test_columns_may_be_given_by_heading_with_defaults(movement):
    content = table("X1,Xưởng Một,Lê An,0912345678\n", head="Số thứ tự hồ sơ,Cơ quan,Người đứng đầu,Máy")
    columns = {"code": "Số thứ tự hồ sơ", "name": "Cơ quan", "officer_name": "Người đứng đầu", "officer_phone": "Máy"}
    result = load(movement, content=content, columns=columns, defaults={"kind": "grassroots", "officer_post": "chair"})
    assert (result.created, result.posts) == (1, 1)
    assert ColumnMapping.objects.get().unit == movement.ward
    later = table("X2,Xưởng Hai,Ngô Bé,0987654321\n", head="Số thứ tự hồ sơ,Cơ quan,Người đứng đầu,Máy")
    assert load(movement, content=later).created == 1


def test_without_a_code_column_nothing_can_be_told_apart(movement):
    with pytest.raises(ColumnsUnclear):
        load(movement, columns={"name": "Tên đơn vị"})


# -- on the screens


@pytest.fixture
def desk(client, movement):
    client.force_login(movement.ward_chair)
    return client


def send(desk, content):
    response = desk.post(reverse("org:import"), {"file": SimpleUploadedFile("export.csv", content)})
    return UnitImport.objects.latest("pk"), response


def mapped(desk, waiting, **extra):
    proposed = {f"column-{place}": name for name, place in waiting.columns["columns"].items()}
    return desk.post(reverse("org:import_columns", args=[waiting.pk]), proposed | extra)


def test_from_the_file_over_columns_and_trial_to_the_press(desk, movement):
    waiting, response = send(desk, table(GOOD))
    assert response.url == reverse("org:import_columns", args=[waiting.pk])
    assert "Công đoàn An Bình" in desk.get(response.url).content.decode()
    trial = mapped(desk, waiting).url
    assert trial == reverse("org:import_trial", args=[waiting.pk])
    assert not Unit.objects.filter(code="A1").exists()
    assert reverse("org:import_apply", args=[waiting.pk]) in desk.get(trial).content.decode()
    press = reverse("org:import_apply", args=[waiting.pk])
    assert desk.get(press).status_code == 405
    desk.post(press)
    assert Unit.objects.filter(code="A1").exists()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.rows) == ("applied", {})


def test_pressing_twice_takes_over_once(desk, movement):
    waiting, _response = send(desk, table(GOOD))
    press = reverse("org:import_apply", args=[waiting.pk])
    desk.post(press)
    before = everything()
    assert desk.post(press).status_code == 302
    assert everything() == before
    with pytest.raises(AlreadyApplied):
        services.apply_import(actor=movement.ward_chair, upload=waiting, now=NOW)


def test_bad_rows_are_listed_and_the_press_is_not_offered(desk):
    waiting, _response = send(desk, table("B1,Tên,Hội,P1,,,,,,\n"))
    page = desk.get(reverse("org:import_trial", args=[waiting.pk])).content.decode()
    assert "“Hội”" in page
    press = reverse("org:import_apply", args=[waiting.pk])
    assert press not in page
    desk.post(press)
    assert not Unit.objects.filter(code="B1").exists()
    waiting.refresh_from_db()
    assert waiting.state == "tried"


def test_the_service_itself_refuses_bad_rows(movement):
    waiting = services.receive_import(
        actor=movement.ward_chair, unit=movement.ward, content=table("B1,,,,,,,,,\n"), filename="x.csv", now=NOW
    )
    with pytest.raises(RowsRefused):
        services.apply_import(actor=movement.ward_chair, upload=waiting, now=NOW)


def test_columns_are_remembered_for_the_same_headings(desk, movement):
    head, rows = "STT,Cơ quan,Máy", "X1,Xưởng Một,0243 825 1234\n"
    waiting, _response = send(desk, table(rows, head=head))
    assert "code" not in waiting.columns["columns"]
    no_code = desk.post(reverse("org:import_columns", args=[waiting.pk]), {"column-1": "name"})
    assert no_code.status_code == 422
    fields = {"column-0": "code", "column-1": "name", "column-2": "phone", "default-kind": "grassroots"}
    desk.post(reverse("org:import_columns", args=[waiting.pk]), fields)
    again, _response = send(desk, table(rows, head=head.upper()))
    assert again.columns == {"columns": {"code": 0, "name": 1, "phone": 2}, "defaults": {"kind": "grassroots"}}


def test_an_unreadable_file_says_why_and_leaves_nothing(desk):
    response = desk.post(reverse("org:import"), {"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken")})
    assert response.status_code == 422
    assert desk.post(reverse("org:import"), {"file": ""}).status_code == 422
    assert not UnitImport.objects.exists()


def test_files_of_others_do_not_exist(client, desk, movement):
    waiting, _response = send(desk, table(GOOD))
    client.force_login(movement.north_chair)
    for name in ("import_columns", "import_trial", "import_apply"):
        assert client.post(reverse(f"org:{name}", args=[waiting.pk])).status_code in (404, 405)
        assert client.get(reverse(f"org:{name}", args=[waiting.pk])).status_code in (404, 405)
    assert not Unit.objects.filter(code="A1").exists()


def test_who_does_not_manage_is_kept_out(client, movement):
    client.force_login(officer_of(movement.ward, "communications"))
    assert client.get(reverse("org:import")).status_code == 403
    client.force_login(PersonFactory())
    assert client.get(reverse("org:import")).status_code == 404


def test_the_empty_sheet_is_understood_as_it_is(desk, movement):
    content = desk.get(reverse("org:import_template")).content
    result = load(movement, content=content, dry_run=True)
    assert [(problem.row, problem.field) for problem in result.problems] == [(2, "parent")]
    assert set(UnitImport.objects.latest("pk").columns["columns"]) == {
        *("code", "name", "short_name", "kind", "parent", "since", "email", "phone", "address", "paper_symbol"),
        *("paper_place", "members", "workers", "women", "officer_name", "officer_post", "officer_phone"),
        *("officer_email", "officer_since"),
    }

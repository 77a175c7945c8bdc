"""The editor in a real browser under the strict policy: writing, choosing, previewing, approving, scheduling."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import TaskState

from sumvay.newsroom.models import Consent, Contribution, Piece, PieceSource
from tests.factories.newsroom import NewsPictureFactory, PieceFactory, desk_with_steps
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of

EDIT = "/newsroom/editor/snippets/newsroom/piece/edit/{}/"


@pytest.fixture(scope="module")
def ward(server):
    """A ward whose pieces need the editor's and the editor-in-chief's approval."""
    unit = UnitFactory(kind=UnitKindFactory(code="ward", name="Công đoàn phường"), name="Công đoàn phường Bãi Lúa")
    desk_with_steps(unit, "managing_editor", "editor_in_chief")
    NewsPictureFactory(unit=unit, title="Bến xe chiều cuối năm")
    return unit


def _choose_picture(page):
    page.get_by_role("button", name="Chọn ảnh").first.click()
    page.locator(".modal-dialog li a", has_text="Bến xe chiều cuối năm").click()
    expect(page.locator(".modal-dialog")).to_have_count(0)


def _add(page, name):
    page.get_by_role("button", name="Chèn khối").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def _more(page, action):
    page.get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name=action, exact=True).click()


def _write_a_link(page):
    _add(page, "nội dung")
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.type("Sáng nay, đoàn xe rời bến.")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+k")
    page.locator(".modal-dialog #id_external-link-chooser-url").fill("https://example.vn/")
    page.locator(".modal-dialog [type=submit]").click()


def _open(page, sign_in, person, piece):
    sign_in(page, person)
    page.goto(EDIT.format(piece.pk))


def latest(piece):
    return Piece.objects.get(pk=piece.pk).get_latest_revision_as_object()


def test_an_editor_writes_with_pictures_links_and_dates_and_sees_the_preview(desk, sign_in, ward):
    piece = PieceFactory(unit=ward, title="Chuyến xe nghĩa tình")
    sign_in(desk, officer_of(ward, "editor", full_name="Lê Thị Hoa"))
    desk.goto(EDIT.format(piece.pk))
    expect(desk.locator("#wagtail-sidebar")).to_contain_text("Lê Thị Hoa")
    desk.locator("#id_kicker").fill("Tết sum vầy")
    _choose_picture(desk)
    _write_a_link(desk)
    _add(desk, "trích dẫn")
    desk.locator("[name='body-1-value-text']").fill("Ba năm rồi tôi mới về quê.")
    _add(desk, "ảnh")
    _choose_picture(desk)
    desk.locator("#id_happened_on").click()
    desk.locator(".xdsoft_datetimepicker:visible td[data-date='15']").first.click()
    expect(desk.locator("#id_happened_on")).to_have_value(re.compile(r"15/\d\d/\d{4}"))
    desk.get_by_role("button", name="Hiện hoặc ẩn bản xem trước").click()
    expect(desk.frame_locator("#w-preview-iframe").locator("h1")).to_contain_text("Chuyến xe nghĩa tình")
    desk.get_by_role("button", name="Lưu bản nháp").click()
    expect(desk.locator(".messages")).to_contain_text("Đã cập nhật")
    written = latest(piece)
    assert (written.kicker, written.picture.title, written.happened_on.day) == (
        "Tết sum vầy", "Bến xe chiều cuối năm", 15,
    )  # fmt: skip
    assert [block.block_type for block in written.body] == ["text", "quote", "picture"]
    assert '<a href="https://example.vn/">Sáng nay, đoàn xe rời bến.</a>' in written.body[0].value.source


def test_a_piece_is_handed_in_returned_handed_in_again_and_approved_to_its_hour(desk, phone, sign_in, ward):
    piece = PieceFactory(unit=ward, title="Phiên chợ 0 đồng")
    writer, second, chief = (officer_of(ward, post) for post in ("editor", "managing_editor", "editor_in_chief"))
    _open(desk, sign_in, writer, piece)
    _more(desk, f"Gửi duyệt (Duyệt {ward.code})")
    expect(desk.locator(".messages")).to_contain_text("Đã gửi duyệt")
    _open(desk, sign_in, second, piece)
    _more(desk, "Trả lại để sửa")
    desk.locator(".modal-dialog textarea").fill("Thiếu tên người trong ảnh.")
    desk.locator(".modal-dialog [type=submit]").click()
    expect(desk.locator(".messages")).to_be_visible()
    _open(desk, sign_in, writer, piece)
    _more(desk, "Gửi duyệt lại (Bước 1)")
    expect(desk.locator(".messages")).to_be_visible()
    _open(desk, sign_in, second, piece)
    _more(desk, "Duyệt")
    expect(desk.locator(".messages")).to_be_visible()
    sign_in(phone, chief)
    phone.goto("/newsroom/editor/")
    expect(phone.get_by_role("link", name="Phiên chợ 0 đồng")).to_be_visible()
    phone.goto(EDIT.format(piece.pk))
    _more(phone, "Duyệt và đăng")
    expect(phone.locator(".messages")).to_be_visible()
    assert Piece.objects.get(pk=piece.pk).live
    remarks = TaskState.objects.filter(workflow_state__object_id=str(piece.pk), status="rejected")
    assert [state.comment for state in remarks] == ["Thiếu tên người trong ảnh."]


def test_an_hour_of_publishing_is_set(desk, sign_in, ward):
    piece = PieceFactory(unit=ward, title="Lịch trực Tết")
    sign_in(desk, officer_of(ward, "editor"))
    desk.goto(EDIT.format(piece.pk))
    desk.get_by_role("button", name="Hiện hoặc ẩn trạng thái").click()
    desk.get_by_role("button", name="Đặt lịch").click()
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%d/%m/%Y 07:30")
    desk.locator("#id_go_live_at").fill(tomorrow)
    # The calendar that opens may lie over the button; the keyboard does not mind
    desk.locator("#schedule-publishing-dialog [type=submit]").press("Enter")
    desk.wait_for_load_state()
    expect(desk.get_by_text("07:30").first).to_be_visible()
    assert timezone.localtime(latest(piece).go_live_at).strftime("%d/%m/%Y %H:%M") == tomorrow


def test_who_sent_it_and_who_agreed_stays_in_sight(desk, sign_in, ward):
    editor = officer_of(ward, "editor")
    now = timezone.now()
    sent = Contribution.objects.create(
        unit=ward, author=editor, byline="Tổ đội xe", title="Tin đội xe", created_at=now, changed_at=now, sent_at=now
    )
    given = {"contribution": sent, "about": "text", "uses": ["portal"], "how": "bằng lời", "given_on": now.date()}
    Consent.objects.create(person="Lý Thị Lan", **given)
    Consent.objects.create(person="Đỗ Hải Sơn", withdrawn_at=now, **given)
    piece = PieceFactory(unit=ward, title="Đội xe")
    PieceSource.objects.create(piece=piece, contribution=sent, at=now)
    sign_in(desk, editor)
    desk.goto(EDIT.format(piece.pk))
    desk.get_by_role("tab", name="Nguồn tin và sự đồng ý").click()
    panel = desk.locator(".sources")
    expect(panel).to_contain_text("Tổ đội xe, Công đoàn phường Bãi Lúa")
    expect(panel).to_contain_text("Lý Thị Lan")
    expect(panel.locator(".sources__withdrawn")).to_contain_text("không được dùng nữa")

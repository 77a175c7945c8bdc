"""A photo story from a grassroots officer's phone, from the first word to the desk, in a real browser."""

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution
from tests.factories.files import photo
from tests.newsroom.writing import TEXT, begun, save, sent, shot, writing_house


@pytest.fixture(scope="module")
def house(server):
    return writing_house()


def picture(name, size):
    return {"name": name, "mimeType": "image/jpeg", "buffer": photo(size)}


def latest():
    return Contribution.objects.latest("pk")


def say_who_is_shown(phone):
    """Each photo gets its caption and its answer; the person agrees, as the page asks before sending."""
    for number, (caption, answer) in enumerate(
        [("Chị Nguyễn Thị Lan nhận quà Tết", "Có người nhận ra được"), ("Sân công ty", "Không có ai")]
    ):
        asked = phone.locator(".shot").nth(number)
        asked.get_by_label("Chú thích").fill(caption)
        asked.get_by_text(answer).click()
    phone.get_by_label("Nơi diễn ra").fill("Xưởng may số 2")
    phone.get_by_role("button", name="Sự đồng ý của người trong ảnh").click()
    expect(phone.get_by_role("heading", name="Sự đồng ý của người trong ảnh")).to_be_visible()
    phone.get_by_role("link", name="Về trang viết").click()
    phone.get_by_role("button", name="Xem lại và gửi").click()
    phone.get_by_role("link", name="Ảnh 1 có người được nêu tên").click()
    phone.get_by_label("Người đồng ý").fill("Nguyễn Thị Lan")
    phone.get_by_label("Đồng ý bằng cách nào").fill("Ký phiếu đồng ý")
    phone.get_by_role("button", name="Ghi lại").click()
    expect(phone.locator(".row__title")).to_have_text("Nguyễn Thị Lan")


def test_a_photo_story_is_written_on_a_phone_and_sent(house, phone, sign_in):
    sign_in(phone, house.writer)
    phone.goto("/newsroom/mine/")
    phone.get_by_role("button", name="Viết tin bài mới").click()
    phone.get_by_text("Chùm ảnh", exact=False).click()
    phone.get_by_label("Tiêu đề").fill("Bữa cơm tất niên của 320 công nhân")
    expect(phone.locator("[data-saved]")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    kept = latest()
    assert (kept.title, kept.kind, kept.state) == ("Bữa cơm tất niên của 320 công nhân", "photo_story", "draft")

    phone.locator("input[name=photos]").set_input_files(
        [picture("mot.jpg", (800, 600)), picture("hai.jpg", (640, 480))]
    )
    expect(phone.locator(".shot")).to_have_count(2)

    say_who_is_shown(phone)
    phone.goto(f"/newsroom/mine/{kept.pk}/")
    phone.get_by_role("button", name="Gửi tới Công đoàn phường An").click()
    expect(phone.get_by_text("Đã gửi tới tòa soạn của Công đoàn phường An.")).to_be_visible()
    kept.refresh_from_db()
    assert (kept.state, kept.desk, kept.photos.count()) == ("waiting", house.ward, 2)
    assert kept.photos.first().consents.get().person == "Nguyễn Thị Lan"


def test_a_phone_that_turned_away_keeps_its_words_and_writes_on(house, phone, sign_in):
    draft = begun(house)
    sign_in(phone, house.writer)
    phone.goto(f"/newsroom/mine/{draft.pk}/write/")
    phone.get_by_label("Nội dung").fill("Viết dở")
    phone.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", {value: "hidden", configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
        Object.defineProperty(document, "visibilityState", {value: "visible", configurable: true});
    }""")
    phone.get_by_label("Nội dung").fill("Viết dở rồi viết tiếp")
    expect(phone.locator("[data-saved]")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
    draft.refresh_from_db()
    assert draft.text == "Viết dở rồi viết tiếp"


def test_it_works_without_scripts(house, browser, server, sign_in):
    context = browser.new_context(base_url=server.url, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    sign_in(page, house.writer)
    page.goto("/newsroom/mine/")
    page.get_by_role("button", name="Viết tin bài mới").click()
    page.get_by_label("Tiêu đề").fill("Viết không cần mã lệnh")
    page.get_by_label("Nội dung").fill("Một đoạn ngắn.")
    page.get_by_label("Nơi diễn ra").fill("Xưởng may số 2")
    page.locator("input[name=photos]").set_input_files([picture("ba.jpg", (90, 60))])
    page.get_by_role("button", name="Lưu và thêm ảnh đã chọn").click()
    page.get_by_label("Chú thích").fill("Sân công ty")
    page.get_by_text("Không có ai").click()
    page.get_by_role("button", name="Xem lại và gửi").click()
    page.get_by_role("button", name="Gửi tới Công đoàn phường An").click()
    context.close()
    kept = latest()
    assert (kept.title, kept.state, kept.photos.count()) == ("Viết không cần mã lệnh", "waiting", 1)


def taken_on(day):
    """A photo whose camera says when it was taken."""
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x0132] = f"{day:%Y:%m:%d} 10:20:30"
    Image.new("RGB", (60 + day.day, 60)).save(file, "JPEG", exif=exif)
    return {"name": "may.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_the_first_photo_tells_the_day_unless_somebody_typed_one(house, phone, sign_in):
    draft, today = begun(house), timezone.localdate()
    sign_in(phone, house.writer)
    phone.goto(f"/newsroom/mine/{draft.pk}/write/")
    day = phone.get_by_label("Ngày diễn ra")
    expect(day).to_have_value(today.isoformat())
    taken = today - timedelta(days=3)
    phone.locator("input[name=photos]").set_input_files([taken_on(taken)])
    expect(day).to_have_value(taken.isoformat())
    day.fill((today - timedelta(days=1)).isoformat())
    phone.locator("input[name=photos]").set_input_files([taken_on(today - timedelta(days=9))])
    expect(phone.locator(".shot")).to_have_count(2)
    phone.get_by_role("button", name="Lưu", exact=True).click()
    expect(phone.get_by_text("Đã lưu.")).to_be_visible()
    draft.refresh_from_db()
    assert draft.happened_on == today - timedelta(days=1)


def test_only_a_voice_is_asked_who_says_it(house, phone, sign_in):
    draft = begun(house)
    sign_in(phone, house.writer)
    phone.goto(f"/newsroom/mine/{draft.pk}/write/")
    expect(phone.get_by_label("Người phát biểu")).to_be_hidden()
    phone.get_by_text("Ý kiến phát biểu", exact=False).click()
    expect(phone.get_by_label("Người phát biểu")).to_be_visible()


def test_nothing_sticks_out_on_a_phone(house, phone, sign_in):
    draft, item = begun(house), sent(house)
    kept = shot(house, draft, (300, 200), caption="Mộtchúthíchdàikhôngcódấucáchnàocả" * 4, shows_people=True)
    services.take(actor=house.editors[house.ward], contribution=item, now=item.sent_at)
    item.refresh_from_db()
    services.edit_contribution(
        actor=house.editors[house.ward], contribution=item, title="Tựa mới", text=TEXT * 2, note="", now=item.sent_at
    )
    save(house.writer, draft, names_hardship=True)
    sign_in(phone, house.writer)
    one = f"/newsroom/mine/{draft.pk}/"
    pages = ["/newsroom/mine/", one, f"{one}write/", f"{one}photos/{kept.pk}/", f"{one}photos/{kept.pk}/consents/"]
    for path in [*pages, f"{one}consents/", f"/newsroom/mine/{item.pk}/"]:
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path

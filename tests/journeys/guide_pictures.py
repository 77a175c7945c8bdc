"""What the user guide's pictures are made with: a camera, an eye for words, a letter from above, a list in Excel."""

import io
import os
import re

from babel.messages.pofile import read_po
from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import expect

from ops.migrating import HOUSE
from tests.journeys.camera import take

GUIDE = HOUSE / "docs" / "huong-dan.md"
KEPT = HOUSE / "docs" / "pictures"
LOOKED_AT = HOUSE / "var" / "guide"
COLOURS, GAP = 256, 16
PUBLIC_ADDRESS = "https://sumvay.congdoan.demo"

# The browser of a test machine has no Vietnamese of its own: its date fields would read 11/22/2026
WRITE_DATES = """() => document.querySelectorAll('input[type^=date]').forEach(field => {
  field.dataset.was = field.type; field.dataset.held = field.value
  const [, year, month, day, hour] = field.value.match(/(\\d+)-(\\d+)-(\\d+)T?(.*)/) || []
  const drawn = getComputedStyle(field)
  const looks = ['border', 'borderRadius', 'padding', 'minHeight', 'width'].map((name) => [name, drawn[name]])
  field.type = 'text'
  for (const [name, look] of looks) field.style[name] = look
  if (year) field.value = `${day}/${month}/${year}` + (hour ? ` ${hour}` : '')
})"""
GIVE_DATES_BACK = """() => document.querySelectorAll('input[data-was]').forEach(field => {
  field.type = field.dataset.was; field.value = field.dataset.held; delete field.dataset.was
  field.removeAttribute('style')
})"""

LETTER = """TỔNG LIÊN ĐOÀN LAO ĐỘNG
Số: 118/TLĐ
Hà Nội, ngày 20 tháng 11 năm 2026
V/v truyền thông Ngày hội Thể thao công nhân năm 2026

Kính gửi: Liên đoàn Lao động các tỉnh, thành phố; Công đoàn ngành

Thực hiện Kế hoạch số 95/KH-TLĐ ngày 02/11/2026 của Tổng Liên đoàn về tổ chức Ngày hội Thể thao công nhân, Tổng Liên đoàn đề nghị các cấp công đoàn tuyên truyền theo phương châm “Khỏe để lao động giỏi” với những nội dung sau:

* Truyền thông về các giải thể thao tại cơ sở

- Giới thiệu các đội bóng, đội kéo co của công nhân lao động.

- Nêu gương đoàn viên tập luyện đều đặn sau giờ làm việc.

* Tổng Liên đoàn đề nghị Liên đoàn Lao động các tỉnh, thành phố thực hiện các nhiệm vụ:

+ Viết tin, bài và chia sẻ trên trang, nhóm của các cấp công đoàn về hoạt động thể thao của đơn vị.

+ Tổng hợp ý kiến phản hồi của đoàn viên về sân bãi, thời gian tập luyện.

+ Vận động đoàn viên tham gia cuộc thi ảnh “Công nhân khỏe”.

Báo cáo kết quả thực hiện về Tổng Liên đoàn trước ngày 15/12/2026 qua địa chỉ email tld@congdoan.demo để tổng hợp.

Nơi nhận:
- Như trên;
- Lưu: VP.

TM. ĐOÀN CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Minh Khánh
"""  # noqa: E501 (a letter has long lines)

CHAT = """[08:15, 22/11/2026] Hoàng Xuân Nam: Bệnh viện Đa khoa Bãi Lúa báo cáo: đã trao 45 suất quà, bài đã đăng https://www.facebook.com/congdoan.demo/posts/990001
[08:40, 22/11/2026] Nguyễn Thu Lan: Trường Tiểu học Bãi Lúa 1 gửi bài https://www.facebook.com/congdoan.demo/posts/990002
"""


def snap(page, height: int | None = None) -> Image.Image:
    """What the window shows (its upper HEIGHT pixels), with dates as a Vietnamese browser writes them."""
    page.evaluate("document.fonts.ready")
    page.evaluate(WRITE_DATES)
    shot = take(page)
    page.evaluate(GIVE_DATES_BACK)
    taken = Image.open(io.BytesIO(shot)).convert("RGB")
    return taken.crop((0, 0, taken.width, height or taken.height))


def keep(name: str, *shots: Image.Image) -> None:
    """Put pictures side by side into docs/pictures when SUMVAY_KEEP_PICTURES=1, else into var/guide."""
    folder = KEPT if os.environ.get("SUMVAY_KEEP_PICTURES") == "1" else LOOKED_AT
    folder.mkdir(parents=True, exist_ok=True)
    width = sum(shot.width for shot in shots) + GAP * (len(shots) - 1)
    sheet, left = Image.new("RGB", (width, max(shot.height for shot in shots)), "#cfd4da"), 0
    for shot in shots:
        sheet.paste(shot, (left, 0))
        left += shot.width + GAP
    few = sheet.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(folder / f"{name}.png", optimize=True)


def says(page, *texts: str | re.Pattern) -> None:
    """The page shows each of the texts."""
    for text in texts:
        expect(page.locator("body")).to_contain_text(text)


def offers(page, *names: str) -> None:
    """The page offers each of the buttons or links."""
    for name in names:
        named = re.compile(rf"^\s*{re.escape(name)}\s*$")
        found = page.get_by_role("button", name=named).or_(page.get_by_role("link", name=named))
        expect(found.first).to_be_visible()


def show_public_address(page) -> None:
    """A picture shows the address officers will see, not that of the machine that took it, and no whole token."""
    page.evaluate(
        """address => document.querySelectorAll('.copybox__text').forEach(box => {
             box.textContent = box.textContent.replace(
               /https?:\\/\\/127[^/]*(\\S*?\\/[lg]\\/\\S{10})\\S*/g, address + '$1…')
           })""",
        PUBLIC_ADDRESS,
    )


def excel_list() -> dict:
    """Three units below the ward as a member-management export lists them; the last row lacks its name."""
    book = Workbook()
    for row in (
        ["Mã đơn vị", "Tên đơn vị", "Đoàn viên", "Họ tên cán bộ", "Điện thoại cán bộ"],
        ["SH-BL-08", "Công đoàn cơ sở Công ty TNHH Rau sạch Bãi Lúa", 64, "Trần Thị Thơm", "0900 000 308"],
        ["SH-BL-09", "Công đoàn cơ sở Trường THCS Bãi Lúa", 41, "Lê Văn Phú", "0900 000 309"],
        ["SH-BL-10", "", 37, "Ngô Thu Hiền", "0900 000 310"],
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "danh-sach-don-vi.xlsx", "mimeType": sheet, "buffer": file.getvalue()}


def words_on_screen() -> set[str]:
    """Every Vietnamese wording of every room, and of the newsroom's editor."""
    words: set[str] = set()
    for catalogue in HOUSE.glob("sumvay/*/*locale/vi/LC_MESSAGES/*.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file, locale="vi"):
                said = message.string if isinstance(message.string, tuple) else (message.string,)
                words.update(text.casefold() for text in said)
    return words


def guide_names(pattern: str) -> list[str]:
    """What the guide says in the places PATTERN describes."""
    return re.findall(pattern, GUIDE.read_text(encoding="utf-8"))

"""A unit's photo story as people carry it: phone, two desks, approval, readers, a correction, the day's bulletin."""

import io
import json
import re
from base64 import b64encode
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone
from PIL import Image, ImageOps
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob

from ops.migrating import HOUSE
from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution, Piece, SiteIdentity
from sumvay.org.models import Appointment
from tests.factories.newsroom import SectionFactory, desk_with_steps, listed
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.journeys.camera import take
from tests.portal.paper import picture
from tests.processes import wait_until

SHOTS = HOUSE / "var" / "journey"
Post = Appointment.Post
SENT_TITLE = "Bữa cơm tất niên của công nhân may"
WARD_TITLE = "Bữa cơm tất niên của 320 công nhân May Bình An"
HEADLINE = "320 suất cơm tất niên ngay giữa xưởng may"
WORDS = (
    "Trưa 10/01, công đoàn công ty mời công nhân ăn tất niên ngay tại xưởng.\n\n"
    "Mỗi bàn có bánh chưng, thịt kho và một chậu hoa nhỏ. Người về quê sớm được phát phần mang theo."
)
EDITED = WORDS.replace("mời công nhân", "mời 320 công nhân ca sáng")
CAPTIONS = ("Chị Nguyễn Thị Lan chia bánh chưng cho tổ may số 4", "Bàn tiệc bày giữa hai dãy máy may")
CORRECTION = "Bài trước ghi 320 suất cơm; số đúng là 325 suất."
OTHERS = (
    ("doi-song", "Đời sống công nhân", "Chuyến xe nghĩa tình đưa 400 công nhân về quê"),
    ("phap-luat", "Chính sách, pháp luật", "Mười câu hỏi về tiền thưởng cuối năm"),
    ("van-hoa", "Văn hóa, thể thao", "Chung kết bóng chuyền hơi công nhân khu Đông"),
)


class NewsroomJob:
    """Officers at a desk and on a phone, and a reader nobody knows."""

    def __init__(self, desk, phone, reader, sign_in):
        """DESK is 1280 × 800, PHONE 390 × 844; READER has no cookie; SIGN_IN opens a session on a page."""
        self.desk, self.phone, self.reader, self.sign_in = desk, phone, reader, sign_in
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.house = editing_house()
        open_portal(self.house)

    def shot(self, page, name: str) -> None:
        """Keep what the page looks like."""
        take(page, path=SHOTS / f"news-{name}.png", full_page=page is not self.desk)

    # The unit's officer, on the phone

    def write_on_the_phone(self) -> Contribution:
        """A photo story: words, two photos; what is not yet said is asked for before sending."""
        phone = self.phone
        self.sign_in(phone, self.house.author)
        phone.goto("/newsroom/mine/")
        phone.get_by_role("button", name="Viết tin bài mới").click()
        phone.get_by_text("Chùm ảnh", exact=False).click()
        phone.get_by_label("Tiêu đề").fill(SENT_TITLE)
        phone.get_by_label("Nội dung").fill(WORDS)
        phone.get_by_label("Nơi diễn ra").fill("Xưởng may số 2")
        expect(phone.locator("[data-saved]")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))
        phone.locator("[data-photos] input[type=file]").set_input_files([photo("mot.jpg", -2), photo("hai.jpg", -0.9)])
        expect(phone.locator(".shot")).to_have_count(2)
        self.shot(phone, "01-phone-writing")
        return Contribution.objects.get(unit=self.house.unit)

    def say_who_is_shown(self) -> None:
        """What each photo shows and whether somebody can be recognised; the person in the first one agreed."""
        phone = self.phone
        first, second = phone.locator(".shot").nth(0), phone.locator(".shot").nth(1)
        first.get_by_role("link", name="Người chụp, thứ tự").click()
        phone.get_by_label("Người chụp").fill("Trần Thị Hoa")
        phone.get_by_role("button", name="Lưu").click()
        phone.get_by_role("button", name="Xem lại và gửi").click()
        expect(phone.get_by_text("Cần trả lời: trong ảnh 1, 2 có ai nhận ra được không.")).to_be_visible()
        phone.get_by_role("link", name="Cần có chú thích cho ảnh 1, 2.").click()
        second.get_by_label("Chú thích").fill(CAPTIONS[1])
        second.get_by_text("Không có ai").click()
        first.get_by_label("Chú thích").fill(CAPTIONS[0])
        first.get_by_text("Có người nhận ra được").click()
        self.shot(phone, "02-phone-who-is-shown")
        first.get_by_role("button", name="Sự đồng ý của người trong ảnh").click()
        expect(phone.get_by_role("heading", name="Sự đồng ý của người trong ảnh")).to_be_visible()
        phone.get_by_label("Người đồng ý").fill("Nguyễn Thị Lan")
        phone.get_by_label("Đồng ý bằng cách nào").fill("Ký phiếu đồng ý tại bữa cơm")
        phone.get_by_role("button", name="Ghi lại").click()
        expect(phone.locator(".row__title")).to_have_text("Nguyễn Thị Lan")
        self.shot(phone, "02-phone-consent")
        phone.get_by_role("link", name="Về trang viết").click()
        expect(second.get_by_label("Chú thích")).to_have_value(CAPTIONS[1])

    def send(self) -> None:
        """Look at it, then send it to the ward."""
        phone = self.phone
        phone.get_by_role("button", name="Xem lại và gửi").click()
        expect(phone.get_by_text(CAPTIONS[1])).to_be_visible()
        self.shot(phone, "03-phone-before-sending")
        phone.get_by_role("button", name=f"Gửi tới {self.house.ward.name}").click()
        expect(phone.get_by_text("Đã gửi tới tòa soạn")).to_be_visible()
        self.shot(phone, "04-phone-sent")

    # Two desks

    def edit_at_the_ward(self) -> None:
        """The ward's editor takes it, mends it, sends it up with a word to the author."""
        desk = self.desk
        self._take(self.house.ward_editor, SENT_TITLE, "05-ward-queue")
        form = desk.locator("form[action$='/edit/']")
        form.get_by_label("Tiêu đề").fill(WARD_TITLE)
        form.get_by_label("Nội dung").fill(EDITED)
        form.get_by_label("Lời nhắn cho tác giả").fill("Đã thêm số người và ca làm.")
        self.shot(desk, "06-ward-item")
        form.get_by_role("button", name="Lưu bản sửa").click()
        expect(desk.get_by_role("heading", level=1)).to_have_text(WARD_TITLE)
        desk.locator("summary", has_text="Chuyển lên trên").click()
        form = desk.locator("form[action$='/lift/']")
        form.get_by_label("Lời nhắn cho tác giả").fill("Ảnh đẹp, chuyển tỉnh xem đăng.")
        form.get_by_role("button", name="Chuyển lên trên").click()
        desk.wait_for_url("**view=mine**")
        self.shot(desk, "07-ward-lifted")

    def make_piece_at_the_province(self) -> Piece:
        """The province's editor makes a photo story of it."""
        desk = self.desk
        self._take(self.house.editor, WARD_TITLE, "08-province-queue")
        desk.locator("summary", has_text="Dựng thành bài").click()
        form = desk.locator("form[action$='/piece/']")
        expect(form.get_by_label("Loại")).to_have_value("photo_story")
        form.get_by_label("Chuyên mục").select_option(label="Đời sống công nhân")
        self.shot(desk, "09-province-item")
        form.get_by_role("button", name="Dựng bài").click()
        desk.wait_for_url("**/snippets/newsroom/piece/edit/**")
        return Piece.objects.get(sources__contribution__unit=self.house.unit)

    def change_the_headline(self) -> None:
        """In Wagtail's editor: another headline and a standfirst; then it is handed in."""
        desk = self.desk
        expect(desk.locator("#id_title")).to_have_value(WARD_TITLE)
        desk.locator("#id_title").fill(HEADLINE)
        desk.locator("#id_standfirst").fill("Công nhân ca sáng ăn tất niên ngay bên máy may trước khi về quê đón Tết.")
        self.shot(desk, "10-editor")
        self._more(f"Gửi duyệt (Duyệt {self.house.province.code})")
        expect(desk.locator(".messages")).to_contain_text("Đã gửi duyệt")

    def approve(self, piece: Piece) -> None:
        """The managing editor approves, the editor-in-chief approves and publishes."""
        house = self.house
        for who, officer, words in (("managing", house.managing, "Duyệt"), ("chief", house.chief, "Duyệt và đăng")):
            self.sign_in(self.desk, officer)
            self.desk.goto("/newsroom/editor/")
            self.shot(self.desk, f"11-waits-for-{who}")
            self.desk.get_by_role("link", name=HEADLINE).first.click()
            self.desk.wait_for_url(f"**/edit/{piece.pk}/**")
            self._more(words)
            expect(self.desk.locator(".messages")).to_be_visible()
        assert Piece.objects.get(pk=piece.pk).live

    def _take(self, editor, title: str, shot: str) -> None:
        self.sign_in(self.desk, editor)
        self.desk.goto("/newsroom/")
        expect(self.desk.locator(".task__title")).to_have_text(title)
        self.shot(self.desk, shot)
        self.desk.get_by_role("button", name="Nhận tin").click()
        self.desk.wait_for_url("**/at-desk/**")

    def _more(self, action: str) -> None:
        self.desk.get_by_role("button", name="Thao tác khác").click()
        self.desk.get_by_role("button", name=action, exact=True).click()

    # The reader

    def front_page_before(self) -> None:
        """The front page as it was kept before the piece came out."""
        self.reader.goto("/")
        expect(self.reader.get_by_role("link", name=OTHERS[0][2]).first).to_be_visible()
        expect(self.reader.get_by_text(HEADLINE)).to_have_count(0)

    def find_without_accents(self) -> None:
        """The reader sees it on the front page, and finds it by typing without accents."""
        reader = self.reader
        wait_until(idle, "pictures are drawn and pages dropped")
        reader.goto("/")
        expect(reader.get_by_role("link", name=HEADLINE).first).to_be_visible()
        self.shot(reader, "12-front-page")
        reader.goto("/tim/")
        reader.fill("#q", "com tat nien xuong may")
        reader.keyboard.press("Enter")
        expect(reader.locator(".found__count")).to_have_text("1 tin, bài")
        expect(reader.locator(".story__title mark").first).to_be_visible()
        self.shot(reader, "13-search")
        reader.get_by_role("link", name=HEADLINE).click()
        expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)

    def read(self, piece: Piece) -> None:
        """Credit, captions, pictures in small formats from here, links for sharing."""
        reader, address = self.reader, f"{settings.BASE_URL}{piece.get_absolute_url()}"
        expect(reader.locator(".piece__by")).to_contain_text("Trần Thị Hoa")
        shots = reader.locator(".gallery .shot")
        for number, caption in enumerate(CAPTIONS):
            shots.nth(number).scroll_into_view_if_needed()
            expect(shots.nth(number).locator("figcaption")).to_contain_text(caption)
            expect(shots.nth(number).locator("figcaption")).to_contain_text("Ảnh: Trần Thị Hoa")
            image = shots.nth(number).locator("img")
            expect(image).to_have_js_property("complete", True)
            shown = image.evaluate("image => new URL(image.currentSrc).pathname")
            assert re.fullmatch(r"/pictures/.+\.(avif|webp)", shown), shown
        # Zalo takes it as JSON in base64
        for_zalo = quote(b64encode(json.dumps({"url": address}).encode()))
        for name, part in (("Facebook", quote(address, safe="")), ("Zalo", for_zalo)):
            link = reader.get_by_role("link", name=name).first.get_attribute("href")
            assert part in link, link
        reader.evaluate("scrollTo(0, 0)")
        self.shot(reader, "14-piece")

    def print(self) -> None:
        """The page for paper shows the piece and no way about, and nobody who agreed to the site alone."""
        reader = self.reader
        reader.get_by_role("link", name="In", exact=True).first.click()
        reader.wait_for_url("**/in/")
        reader.emulate_media(media="print")
        expect(reader.locator("nav:visible")).to_have_count(0)
        expect(reader.locator("a.skip-link, .masthead")).to_have_count(0)
        expect(reader.get_by_text(CAPTIONS[1])).to_be_visible()
        expect(reader.get_by_text(CAPTIONS[0])).to_have_count(0)
        expect(reader.get_by_text("Bản in này không có 1 ảnh")).to_be_visible()
        self.shot(reader, "15-print")
        reader.emulate_media(media="screen")

    # Back to the author, and what comes after

    def author_is_told(self, piece: Piece) -> None:
        """On the phone: published, where, how often read, and what the desks changed."""
        services.fold_reads()
        phone = self.phone
        phone.goto("/newsroom/mine/")
        row = phone.locator(".row")
        expect(row).to_contain_text("Đã đăng")
        expect(row.get_by_role("link", name="Đọc trên trang tin")).to_have_attribute("href", piece.get_absolute_url())
        expect(row).to_contain_text("1 lượt đọc")
        self.shot(phone, "16-phone-published")
        phone.locator(".row__title").click()
        changed = phone.locator(".section > .changed .changed__text")
        expect(changed.locator("ins").first).to_contain_text("320")
        expect(phone.get_by_text("Ảnh đẹp, chuyển tỉnh xem đăng.")).to_be_visible()
        expect(phone.get_by_text("1 lượt đọc")).to_be_visible()
        phone.locator("summary", has_text="Chỗ đã sửa khi đăng").click()
        expect(phone.locator("details .changed__title ins").first).to_be_visible()
        self.shot(phone, "17-phone-what-changed")

    def correct(self, piece: Piece) -> None:
        """The chief writes a correction; the kept page is gone within a second or so."""
        address = piece.get_absolute_url()
        self.reader.goto(address)
        expect(self.reader.get_by_text(CORRECTION)).to_have_count(0)
        self.desk.goto("/newsroom/published/")
        self.shot(self.desk, "18-published")
        self.desk.get_by_role("link", name=f"Đính chính “{HEADLINE}”").click()
        form = self.desk.locator("#correct form")
        form.locator("textarea").fill(CORRECTION)
        form.get_by_role("button", name="Đăng đính chính").click()
        expect(self.desk.locator(".history__item", has_text=CORRECTION)).to_be_visible()
        wait_until(lambda: CORRECTION in self.reader.request.get(address).text(), "readers see it", seconds=3)
        self.reader.reload()
        expect(self.reader.locator(".corrections")).to_contain_text(CORRECTION)
        self.reader.locator(".corrections").scroll_into_view_if_needed()
        self.shot(self.desk, "19-corrected")
        self.shot(self.reader, "20-correction")

    def bulletin_of_the_day(self) -> None:
        """It drafts itself; the second piece is moved up; published, readers find it on the front page."""
        desk, reader = self.desk, self.reader
        # The ward's: its one editor publishes alone
        self.sign_in(desk, self.house.ward_editor)
        desk.goto("/newsroom/bulletins/")
        desk.get_by_role("button", name="Soạn bản tin hôm nay").click()
        expect(desk.locator(".pick")).to_have_count(len(OTHERS))
        titles = desk.locator(".pick__what a").all_inner_texts()
        desk.locator(".pick").nth(1).locator("button[name=up]").click()
        expect(desk.locator(".pick__what a").first).to_have_text(titles[1])
        self.shot(desk, "21-bulletin")
        desk.get_by_role("button", name="Xuất bản bản tin").click()
        expect(desk.get_by_text("đã đăng").first).to_be_visible()
        wait_until(idle, "pages are dropped")
        reader.goto("/")
        self.shot(reader, "22-front-page-with-bulletin")
        reader.locator(".band .story__title a").first.click()
        moved = [titles[1], titles[0], *titles[2:]]
        expect(reader.locator(".picks .story__title")).to_have_text(moved)
        self.shot(reader, "23-bulletin-read")


def editing_house() -> SimpleNamespace:
    """A province that approves in two steps, a ward with one editor, a grassroots unit whose chair writes."""
    kind = UnitKindFactory(code="province", name="Liên đoàn Lao động tỉnh", rank=20)
    province = UnitFactory(kind=kind, name="Liên đoàn Lao động tỉnh Bình Minh")
    ward = UnitFactory(parent=province, name="Công đoàn phường Bãi Lúa")
    unit = UnitFactory(parent=ward, name="CĐCS Công ty May Bình An")
    desk_with_steps(province, Post.MANAGING_EDITOR, Post.EDITOR_IN_CHIEF)
    desk_with_steps(ward)
    return SimpleNamespace(
        province=province, ward=ward, unit=unit,
        author=officer_of(unit, full_name="Trần Thị Hoa"),
        ward_editor=officer_of(ward, Post.EDITOR, full_name="Lê Văn Nam"),
        editor=officer_of(province, Post.EDITOR, full_name="Phạm Thu Hà"),
        managing=officer_of(province, Post.MANAGING_EDITOR, full_name="Vũ Minh Đức"),
        chief=officer_of(province, Post.EDITOR_IN_CHIEF, full_name="Đặng Kim Oanh"),
    )  # fmt: skip


def open_portal(house: SimpleNamespace) -> None:
    """A portal that has had three pieces today."""
    SiteIdentity.objects.create(
        pk=1, name="Công đoàn Bình Minh", owner=house.province.name, responsible_person="Đặng Kim Oanh"
    )
    SectionFactory(slug="ban-tin", name="Bản tin công nhân", position=90)
    # Not before midnight, whenever this runs
    now = timezone.localtime()
    start = max(now - timedelta(minutes=30), now.replace(hour=0, minute=0, second=0, microsecond=0))
    for number, (slug, name, title) in enumerate(OTHERS):
        listed(
            at=start + timedelta(milliseconds=number), unit=house.ward, section=SectionFactory(slug=slug, name=name),
            title=title, standfirst="Tin từ cơ sở trong ngày.", picture=picture(number),
        )  # fmt: skip


def photo(name: str, left: float) -> dict:
    """A picture as a phone takes it; each place of LEFT gives another."""
    drawn = Image.effect_mandelbrot((1600, 1200), (left, -1.2, left + 3, 1.2), 30)
    file = io.BytesIO()
    ImageOps.colorize(drawn, "#7a2e1d", "#f6d9a8").save(file, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


def idle() -> bool:
    """The worker has done all there is."""
    return not ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).exists()


def run(job: NewsroomJob) -> Piece:
    """The whole way."""
    job.front_page_before()
    job.write_on_the_phone()
    job.say_who_is_shown()
    job.send()
    job.edit_at_the_ward()
    piece = job.make_piece_at_the_province()
    job.change_the_headline()
    job.approve(piece)
    job.find_without_accents()
    piece.refresh_from_db()
    job.read(piece)
    job.print()
    job.author_is_told(piece)
    job.correct(piece)
    job.bulletin_of_the_day()
    return piece

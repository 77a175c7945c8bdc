"""The main job as people do it: a letter goes down the tree, sixty units answer, a signed report comes back."""

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pdfplumber
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from ops.migrating import HOUSE
from sumvay.directives.models import Directive, Dispatch
from sumvay.reporting import services as reporting
from sumvay.tally import services as tally
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.journeys.camera import take

SHOTS = HOUSE / "var" / "journey"
UNITS, ANSWERING = 60, 57


class MainJob:
    """Sections 3 to 6 of the product, in two browsers: the federation's desk and a unit officer's phone."""

    def __init__(self, desk, phone, server):
        """DESK is 1280 × 800, PHONE 390 × 844, both on SERVER."""
        self.desk, self.phone, self.server = desk, phone, server
        SHOTS.mkdir(parents=True, exist_ok=True)
        kind = UnitKindFactory(code="province", name="Liên đoàn Lao động", rank=10, is_grassroots=False)
        self.federation = UnitFactory(
            kind=kind, name="Liên đoàn Lao động huyện Đồng Bằng", paper_symbol="LĐLĐ", paper_place="Đồng Bằng"
        )
        self.chair = officer_of(self.federation, full_name="Nguyễn Văn Bách")
        self.units = [UnitFactory(parent=self.federation, name=f"CĐCS Công ty số {n}") for n in range(1, UNITS + 1)]
        self.officers = [officer_of(unit) for unit in self.units]

    def shot(self, page, name: str) -> None:
        """Keep what the page looks like."""
        take(page, path=SHOTS / f"{name}.png", full_page=page is self.phone)

    def sign_in(self) -> None:
        """The federation's chair signs in with a password."""
        self.desk.goto("/accounts/login/")
        self.desk.fill("[name=login]", self.chair.email)
        self.desk.fill("[name=password]", "mật khẩu thử")
        self.desk.keyboard.press("Enter")
        self.desk.wait_for_url("**/desk/")

    def drop_in(self, letter: Path) -> None:
        """Drop the letter in, look at what was read, confirm it."""
        self.desk.goto("/papers/receive/")
        self.desk.set_input_files("input[type=file]", letter)
        self.desk.get_by_role("button", name="Đọc văn bản").click()
        self.desk.wait_for_url("**/review/")
        self.shot(self.desk, "01-letter-read")
        assert self.desk.locator("mark.passage").count() >= 10
        self.desk.locator("button.button--primary[accesskey=s]").click()
        self.desk.wait_for_url("**/directives/from-paper/**")

    def make_directive(self) -> Directive:
        """It is our own letter: check what is proposed, sign and number the paper, issue."""
        self.desk.locator("button[value=own]").click()
        self.desk.wait_for_url("**/edit/")
        self.shot(self.desk, "02-assignments")
        self.desk.locator(".submit-bar .button--primary").click()
        self.desk.wait_for_url(re.compile(r"/directives/\d+/$"))
        self.desk.get_by_role("link", name="Ký và cấp số văn bản").click()
        self.desk.locator(".button--primary.button--wide").click()
        self.desk.get_by_role("link", name="Phát hành cùng").click()
        self.desk.wait_for_url(re.compile(r"/directives/\d+/$"))
        self.shot(self.desk, "03-ready-to-issue")
        self.desk.get_by_role("button", name=re.compile("Phát hành đến 60 đơn vị")).click()
        self.desk.wait_for_url("**/follow-up/")
        self.shot(self.desk, "04-follow-up")
        return Directive.objects.get(unit=self.federation)

    def personal_link(self) -> str:
        """The text for one unit's officer, with its link, ready for Zalo."""
        self.desk.locator("input[name=dispatch]").first.check()
        self.desk.get_by_role("button", name="Tin nhắn Zalo kèm đường dẫn").click()
        self.shot(self.desk, "05-texts-for-zalo")
        text = self.desk.locator("[id^=zalo-]").nth(1).inner_text()
        return re.search(r"/directives/l/\S+", text).group()

    def answer_on_the_phone(self, link: str) -> None:
        """A unit's officer opens the link, does one task, proves it, reports."""
        phone = self.phone
        phone.goto(link)
        phone.fill("[name=name]", "Trần Thị Mận")
        phone.get_by_role("button", name="Mở").click()
        phone.wait_for_url("**/received/**")
        phone.get_by_role("button", name="Nhận việc").click()
        self.shot(phone, "06-phone-document")
        phone.locator(".row__title").first.click()
        phone.fill("[name=urls]", "https://www.facebook.com/congdoan/posts/778899")
        phone.get_by_role("button", name="Thêm đường dẫn").click()
        phone.get_by_text("facebook.com/congdoan").wait_for()
        phone.get_by_text("Thêm ảnh").click()
        phone.set_input_files("input[name=photos]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()})
        phone.get_by_role("button", name="Gửi ảnh").click()
        phone.locator(".proof").nth(1).wait_for()
        self.shot(phone, "07-phone-task")
        phone.goto(phone.url.split("/tasks/")[0] + "/")
        phone.get_by_role("link", name="Gửi báo cáo").click()
        self.report(phone)

    def report(self, phone) -> None:
        """Three kinds of figures: counted, typed, nothing to report; a sentence; send."""
        empty = [f for f in phone.locator(".ask__entry input:visible").all() if not f.input_value()]
        for place, field in enumerate(empty):
            if place == 0:
                phone.locator(f"[data-none-arising={field.get_attribute('id')}]").click()
            else:
                field.fill("350 triệu" if field.get_attribute("data-money") else "12")
        phone.locator("[name^=text-]").first.fill("Đã đăng tin trong ngày, đoàn viên hưởng ứng.")
        phone.locator("[name=all_done]").check()
        self.shot(phone, "08-phone-report")
        phone.get_by_role("button", name="Gửi báo cáo").click()
        phone.get_by_role("heading", name="Báo cáo đã được gửi").wait_for()
        self.shot(phone, "09-phone-sent")

    def others_report(self, directive: Directive) -> None:
        """The other units that answer, through the same service."""
        done = 1
        waiting = Dispatch.objects.filter(directive=directive).exclude(state="done")
        for dispatch in waiting.select_related("directive__unit", "unit").order_by("pk")[: ANSWERING - 1]:
            page = reporting.report_page(dispatch=dispatch, now=timezone.now())
            entries = {
                line.pk: reporting.Entry(Decimal(done + (10**6 if line.indicator.is_money else 0)))
                for line in page.lines
            }
            content = reporting.Content(entries, {"results": f"Đơn vị đã làm {done} việc tốt."}, "Cán bộ đơn vị")
            reporting.submit_report(
                actor=self.officers[self.units.index(dispatch.unit)], dispatch=dispatch, content=content,
                all_done=True, now=timezone.now(),
            )  # fmt: skip
            done += 1
        tally.fold_all()

    def watch(self, directive: Directive) -> None:
        """The board shows 57 done and whom to call."""
        self.desk.goto(f"/desk/board/{directive.pk}/")
        self.desk.get_by_text("57").first.wait_for()
        self.shot(self.desk, "10-board")

    def consolidate(self, directive: Directive) -> None:
        """Gather, pin a sentence, close the figures, sign and number the report."""
        self.desk.goto(f"/reports/of/{directive.pk}/")
        self.desk.locator("main .button--primary").first.click()
        self.desk.get_by_text("57/60").first.wait_for()
        self.desk.get_by_role("button", name="Ghim").first.click()
        self.desk.wait_for_load_state()
        self.shot(self.desk, "11-consolidation")
        self.desk.get_by_role("button", name="Chốt số liệu").click()
        self.desk.locator("dialog[open] .button--primary, dialog[open] .button--danger").first.click()
        self.desk.wait_for_load_state()
        self.shot(self.desk, "12-figures-closed")

    def sign_report(self) -> None:
        """The report's paper goes the way of signing."""
        paper = self.desk.locator("main .button--primary").first
        paper.click()
        self.desk.wait_for_url(re.compile(r"/papers/\d+/$"))
        self.desk.locator(".button--primary.button--wide").click()
        self.desk.get_by_role("button", name="Phát hành").click()
        self.desk.locator("dialog[open] .button--primary, dialog[open] .button--danger").first.click()
        self.desk.get_by_text("Đã phát hành").or_(self.desk.get_by_text("đã phát hành")).first.wait_for()
        self.shot(self.desk, "13-report-issued")

    def take_along(self) -> dict[str, bytes]:
        """The report as .docx, PDF and .xlsx."""
        consolidation = self.federation.consolidations.get()
        files = {}
        for form in ("docx", "pdf", "xlsx"):
            answer = self.desk.request.get(f"/reports/consolidations/{consolidation.pk}/download.{form}")
            assert answer.ok, answer.status
            files[form] = answer.body()
            (SHOTS / f"report.{form}").write_bytes(files[form])
        return files


def photo() -> bytes:
    """A picture as a phone takes it."""
    file = io.BytesIO()
    Image.effect_mandelbrot((1600, 1200), (-2, -1.2, 1, 1.2), 40).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def check_files(files: dict[str, bytes]) -> None:
    """The three files are what they should be, and say what was reported."""
    with pdfplumber.open(io.BytesIO(files["pdf"])) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "57/60" in text
    assert b"57/60" in zipfile.ZipFile(io.BytesIO(files["docx"])).read("word/document.xml")
    sheet = load_workbook(io.BytesIO(files["xlsx"])).active
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert sum(isinstance(value, int | float) for value in values) > 100
    assert "CĐCS Công ty số 7" in values


def run(job: MainJob, letter: Path) -> Directive:
    """The whole way."""
    job.sign_in()
    job.drop_in(letter)
    directive = job.make_directive()
    job.answer_on_the_phone(job.server.url + job.personal_link())
    job.others_report(directive)
    job.watch(directive)
    job.consolidate(directive)
    job.sign_report()
    check_files(job.take_along())
    return directive

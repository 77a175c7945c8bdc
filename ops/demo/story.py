"""The demo's story: a Tết campaign in the middle of its life, told through the same services officers press."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from sumvay.accounts.models import User
from sumvay.campaigns import services as campaigns
from sumvay.campaigns.services import TopicInput
from sumvay.directives import services as directives
from sumvay.directives.models import Directive, Dispatch
from sumvay.documents import services as documents
from sumvay.org.models import Unit
from sumvay.reporting import selectors as reporting_selectors
from sumvay.reporting import services as reporting

TITLE = "Truyền thông các hoạt động chăm lo đoàn viên, người lao động dịp Tết Đinh Mùi 2027"
TOPICS = [
    TopicInput(
        "Chuyến xe nghĩa tình đưa công nhân về quê",
        [
            "Kể chuyện những gia đình công nhân được hỗ trợ vé xe, nhất là các gia đình nhiều năm chưa về quê.",
            "Giới thiệu cách đăng ký, điểm đón và số điện thoại của cán bộ phụ trách từng chuyến.",
        ],
    ),
    TopicInput(
        "Chợ Tết Công đoàn và phiên chợ 0 đồng",
        [
            "Đưa tin trước ba ngày về thời gian, địa điểm, mặt hàng; đưa tin trong ngày bằng ảnh và clip ngắn.",
            "Phản ánh ý kiến của người mua, nhất là lao động thuê trọ.",
        ],
    ),
    TopicInput(
        "Lương, thưởng Tết và tiếng nói người lao động",
        [
            "Thông tin doanh nghiệp công bố sớm kế hoạch thưởng Tết.",
            "Hướng dẫn đoàn viên gửi ý kiến qua mã QR tại nơi làm việc.",
        ],
    ),
]
MESSAGES = ["Không ai bị bỏ lại khi Tết đến", "Năm 2026 công đoàn đã ký mới nhiều thỏa ước có lợi cho người lao động"]
ASKED = [
    ("write", "Viết ít nhất hai tin, bài hoặc clip về hoạt động chăm lo Tết tại đơn vị", 2, ["link", "file"]),
    ("spread", "Chia sẻ đường dẫn các bài hay về trang, nhóm của đơn vị", 3, ["link", "photo"]),
    ("listen", "Tổng hợp ý kiến đoàn viên về việc làm, lương, thưởng Tết", 1, ["note", "file"]),
    ("event", "Tổ chức thăm, tặng quà đoàn viên khó khăn", 1, ["activity", "photo"]),
    ("report", "Báo cáo kết quả thực hiện", 1, ["report"]),
]
LINKS = [
    "https://www.facebook.com/congdoan.demo/posts/10{n:04d}",
    "https://www.tiktok.com/@congdoan.demo/video/73000000000000{n:05d}",
    "https://www.youtube.com/watch?v=demo{n:07d}",
    "https://bao.demo.vn/cong-doan/tet-dinh-mui-{n}",
]
SENTENCES = {
    "results": [
        "Đã trao quà tận tay đoàn viên khó khăn, đăng tin kèm ảnh ngay trong ngày.",
        "Phối hợp với chuyên môn tổ chức phiên chợ 0 đồng ngay tại nhà ăn ca.",
        "Vận động doanh nghiệp hỗ trợ thêm một tháng tiền trọ cho lao động ở lại đón Tết.",
    ],
    "difficulties": [
        "Nhiều đoàn viên làm ca đêm nên khó tham gia buổi tập trung.",
        "Cán bộ công đoàn kiêm nhiệm, chưa quen làm video ngắn.",
        "",
    ],
    "proposals": [
        "Đề nghị cấp trên gửi sớm mẫu pa nô, ảnh bìa dùng chung.",
        "Đề nghị tăng số vé xe cho lao động quê miền Trung.",
        "",
    ],
}
PLAN = ["done"] * 9 + ["working"] * 5 + ["seen"] * 3 + ["accepted"] * 2 + ["silent"] * 5
FATES = {"SH-BL-04": "working", "SH-GV-01": "done", "SH-GV-02": "done", "SH-GV-04": "done"}
SILENT_BRANCHES = ("SH-HS", "SH-CD")


class Story:
    """Tells the campaign day by day; `officers` are the chairs by unit id."""

    def __init__(self, *, random: Random, units: dict[str, Unit], officers: dict[int, User], now: datetime):
        """NOW is today's hour; everything happened in the twelve days before it."""
        self.random, self.units, self.officers, self.now = random, units, officers, now
        self.links = 0

    def chair(self, unit: Unit) -> User:
        """Who acts for a unit."""
        return self.officers[unit.pk]

    def begin(self) -> Directive:
        """The province writes, signs, numbers and issues its letter; it goes to every unit below."""
        province, day = self.units["SH"], self.now - timedelta(days=12)
        chair = self.chair(province)
        campaign = campaigns.create_campaign(
            actor=chair,
            unit=province,
            title=TITLE,
            starts_on=day.date(),
            ends_on=date(2027, 2, 10) if day.date() < date(2027, 2, 10) else (self.now + timedelta(days=30)).date(),
            topics=TOPICS,
            key_messages=MESSAGES,
            hashtags=["#TetSumVay2027", "#CongDoanSongHong"],
            now=day,
        )
        paper = self.paper(province, "Các công đoàn cấp trên trực tiếp cơ sở; các công đoàn cơ sở trực thuộc", day)
        due = (self.now + timedelta(days=4)).replace(hour=9, minute=0, second=0, microsecond=0)
        directive = directives.draft_directive(
            actor=chair, unit=province, title=TITLE, paper=paper, campaign=campaign, report_due_at=due,
            assignments=[directives.AssignmentInput(k, w, q, due, p) for k, w, q, p in ASKED], now=day,
        )  # fmt: skip
        reporting.issue_with_form(actor=chair, directive=directive, now=day)
        return directive

    def paper(self, unit: Unit, addressee: str, day: datetime):
        """A letter of a unit, signed and numbered."""
        blocks = [
            {"kind": "paragraph", "text": "Chuẩn bị đón Tết Đinh Mùi 2027, Ban Thường vụ đề nghị các công đoàn "
             "truyền thông đậm nét các hoạt động chăm lo đoàn viên, người lao động với những nội dung sau:"},
        ]  # fmt: skip
        for number, topic in enumerate(TOPICS, 1):
            blocks.append({"kind": "heading", "level": 2, "text": f"{number}. {topic.title}"})
            blocks += [{"kind": "bullet", "text": item} for item in topic.items]
        blocks.append({"kind": "heading", "level": 2, "text": f"{len(TOPICS) + 1}. Tổ chức thực hiện"})
        blocks += [{"kind": "bullet", "text": wording + "."} for _kind, wording, _quantity, _proofs in ASKED]
        subject = "truyền thông các hoạt động chăm lo đoàn viên, người lao động dịp Tết Đinh Mùi 2027"
        paper = documents.draft_paper(
            actor=self.chair(unit), unit=unit, doc_type="cong_van", subject=subject,
            body={"blocks": blocks, "annexes": []}, addressees=[addressee], now=day,
        )  # fmt: skip
        documents.put_through(actor=self.chair(unit), paper=paper, number=None, issued_on=day.date(), now=day)
        paper.refresh_from_db()
        return paper

    def reissue(self, directive: Directive, code: str) -> Directive:
        """A middle level makes its own letter of what came from the province."""
        unit, day = self.units[code], self.now - timedelta(days=11)
        received = Dispatch.objects.select_related("directive__unit", "unit").get(directive=directive, unit=unit)
        own = directives.reissue(actor=self.chair(unit), dispatch=received, now=day)
        documents.put_through(actor=self.chair(unit), paper=own.paper, number=None, issued_on=day.date(), now=day)
        own.paper.refresh_from_db()
        reporting.issue_with_form(actor=self.chair(unit), directive=own, now=day)
        return own

    def live(self, directive: Directive, step: Callable[[], None]) -> None:
        """Every unit does what it does: some are done, some on their way, some silent; `step` tells the progress."""
        nearest = Dispatch.objects.filter(directive__in=[directive, *directive.lineage.all()], via=None)
        for dispatch in nearest.select_related("directive__unit", "unit__kind").order_by("unit__code"):
            if dispatch.unit.kind.is_grassroots:
                self.answer(dispatch)
            step()

    def answer(self, dispatch: Dispatch) -> None:
        """One unit's answer, by chance but the same in every demo."""
        fate = FATES.get(dispatch.unit.code) or self.random.choice(PLAN)
        if dispatch.unit.code.startswith(SILENT_BRANCHES) and self.random.random() < 0.8:
            fate = "silent"
        chair, day = self.chair(dispatch.unit), self.now - timedelta(days=self.random.randint(2, 10), hours=3)
        if fate == "silent":
            return
        directives.see_dispatch(actor=chair, dispatch=dispatch, now=day)
        if fate == "seen":
            return
        directives.accept_dispatch(actor=chair, dispatch=dispatch, now=day + timedelta(hours=1))
        if fate in ("working", "done"):
            self.prove(dispatch, chair, day + timedelta(hours=5))
        if fate == "done":
            self.report(dispatch, chair, day + timedelta(days=1))

    def prove(self, dispatch: Dispatch, chair: User, day: datetime) -> None:
        """Links and an activity."""
        asked = {a.kind: a for a in dispatch.directive.assignments.all()}
        for kind in ("write", "spread", "spread"):
            self.links += 1
            n = self.links if kind == "write" else self.random.randint(1, 12)
            url = self.random.choice(LINKS).format(n=n + (1000 if kind == "write" else 0))
            try:
                directives.give_link(actor=chair, dispatch=dispatch, assignment=asked[kind], url=url, now=day)
            except directives.GivenAlready:
                continue
        people = self.random.randint(15, 240)
        directives.give_activity(
            actor=chair, dispatch=dispatch, assignment=asked["event"], co_organisers=[], now=day,
            activity={
                "title": self.random.choice(["Trao quà Tết sớm", "Phiên chợ 0 đồng", "Bữa cơm công đoàn"]),
                "held_on": day.date(), "place": "Nhà ăn ca", "attendances": people, "cost": people * 200_000,
            },
        )  # fmt: skip

    def report(self, dispatch: Dispatch, chair: User, day: datetime) -> None:
        """The unit's figures and sentences, sent up."""
        page = reporting.report_page(dispatch=dispatch, now=day)
        entries = {}
        for line in page.lines:
            known = page.counted.get(line.pk)
            guess = Decimal(self.random.randint(5, 300) * (1_000_000 if line.indicator.is_money else 1))
            entries[line.pk] = reporting.Entry(known if known is not None else guess, counted=known)
        narrative = {key: self.random.choice(sentences) for key, sentences in SENTENCES.items()}
        content = reporting.Content(entries, narrative, chair.full_name)
        sent = reporting.submit_report(actor=chair, dispatch=dispatch, content=content, all_done=True, now=day)
        if self.random.random() < 0.4:
            above = reporting_selectors.readers_of(sent, on=self.now.date()).first()
            reporting.accept_report(actor=self.chair(above), report=sent, now=day + timedelta(hours=20))

"""The demo's members are heard: their messages are answered, become issues, go up, and are answered back down."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.timezone import localdate, localtime

from ops.demo.story import Story
from ops.demo.voices import (
    ANSWERS,
    ASKED_UP,
    BEFORE,
    BONUS_BEFORE,
    BONUS_NOW,
    BRICKS,
    CONTENT,
    DAY,
    DRAFT,
    HEAT,
    INSURANCE,
    LOOKED_INTO,
    NIGHT,
    NIGHT_PAY,
    NO_WORD_YET,
    NOTED,
    TO_THE_WARD,
    WARD,
    Wrote,
)
from sumvay.feedback import services as feedback
from sumvay.feedback.models import Case, Issue, Kind, Reception, Warning
from sumvay.feedback.reading import reader

HALF_A_DAY = 12


class Heard:
    """Tells what members wrote and what has become of it, hours before NOW."""

    def __init__(self, story: Story):
        """STORY gives units, officers and the hour."""
        self.story, self.units = story, story.units

    def fill(self) -> None:
        """A ward's queue, three issues at the province in three states, warnings, answers for all, a register."""
        self.before()
        self.at_the_ward()
        self.promised()
        self.late()
        self.kept()
        self.asked_up()
        self.warned()
        self.kept_answers()
        self.receptions()
        self.service_times()

    def before(self) -> None:
        """Weeks ago: all answered, most within a day; some say how content they are."""
        for place, (days, unit, text) in enumerate(BEFORE):
            case = self.received(Wrote(days * DAY, unit, text, kind=Kind.REFLECTION))
            now = self.ago(days * DAY - (30 if place % 4 == 3 else 5 + place))
            feedback.answer_case(actor=self.chair(WARD), case=case, text=LOOKED_INTO, source="", resolves=True, now=now)
            if place < len(CONTENT):
                feedback.say_how_content(case=case, degree=CONTENT[place], word="", now=now)

    def at_the_ward(self) -> None:
        """Two weeks of messages: one is looked into, one has its answer."""
        cases = [self.received(wrote) for wrote in TO_THE_WARD]
        self.alike = cases[: len(NIGHT_PAY)]
        maternity, thanks = cases[len(NIGHT_PAY) + 7], cases[len(NIGHT_PAY) + 5]
        chair = self.chair(WARD)
        feedback.move_case(actor=chair, case=maternity, state=Case.State.VERIFYING, now=self.ago(40))
        feedback.answer_case(
            actor=chair, case=thanks, text="Công đoàn phường cảm ơn các thầy cô, đã chuyển lời tới cô Hạnh.",
            source="", resolves=True, now=self.ago(38),
        )  # fmt: skip

    def promised(self) -> None:
        """Six that ask the same go up to the province, which has promised to act."""
        issue = self.merged(WARD, self.alike, "Chậm trả tiền làm thêm ban đêm ở công ty Đường Xanh", 48, said=NIGHT)
        above = self.raised(
            issue, 30,
            solved="Đã gặp công ty ngày hôm qua; công ty hẹn trả trước một tháng, phần còn lại chưa có ngày.",
            proposal="Đề nghị Liên đoàn cùng thanh tra lao động làm việc với công ty về tiền làm đêm còn nợ.",
        )  # fmt: skip
        self.promise(above, "Làm việc với công ty và thanh tra lao động, báo ngày trả hết tiền làm đêm.", 20, days=9)

    def late(self) -> None:
        """What the province promised another ward is overdue."""
        cases = [self.received(wrote) for wrote in INSURANCE]
        issue = self.merged("SH-HS", cases, "May Hồ Sen ngừng đóng bảo hiểm, thẻ khám bệnh không dùng được", 33 * DAY)
        above = self.raised(
            issue, 32 * DAY,
            solved="Đã hai lần mời công ty làm việc; công ty thừa nhận chưa đóng, xin khất.",
            proposal="Đề nghị Liên đoàn cùng cơ quan bảo hiểm xã hội yêu cầu công ty đóng đủ, cấp lại thẻ.",
        )  # fmt: skip
        self.promise(
            above,
            "Cùng cơ quan bảo hiểm xã hội làm việc với công ty, thông báo ngày thẻ dùng lại được.",
            30 * DAY,
            days=26,
        )

    def kept(self) -> None:
        """What began in a workshop and came over the commune is answered by the province before its day."""
        weavers = [
            self.received(Wrote(41 * DAY - 6 * n, "SH-GV-01", text, to="SH-GV-01", kind=Kind.REFLECTION))
            for n, text in enumerate(HEAT)
        ]
        burners = [self.received(Wrote(39 * DAY, "SH-GV-05", BRICKS, to="SH-GV", kind=Kind.PROPOSAL))]
        weaving = self.merged("SH-GV-01", weavers, "Quạt hút xưởng dệt hỏng, nóng và bụi", 38 * DAY)
        commune = self.raised(
            weaving, 37 * DAY,
            solved="Công ty cho thêm nước uống và nghỉ giữa ca 15 phút, chưa chịu sửa quạt.",
            proposal="Đề nghị công đoàn xã làm việc với giám đốc công ty về hệ thống quạt hút.",
        )  # fmt: skip
        self.merged("SH-GV", burners, "", 37 * DAY - 2, into=commune)
        province = self.raised(
            commune, 35 * DAY,
            solved="Lò gạch đã lắp quạt đứng. Công ty dệt nói chờ ngân sách sang năm.",
            proposal="Đề nghị Liên đoàn kiến nghị đoàn kiểm tra an toàn lao động đo nhiệt độ, độ bụi tại xưởng.",
        )  # fmt: skip
        self.promise(
            province, "Mời cơ quan chuyên môn đo môi trường lao động và làm việc với công ty.", 34 * DAY, days=14
        )
        feedback.answer_line(
            actor=self.chair("SH"), issue=province, source="Luật An toàn, vệ sinh lao động 2015, Điều 16",
            text="Kết quả đo vượt mức cho phép. Công ty đã thay bốn quạt hút, cam kết đo lại mỗi quý và gửi công đoàn.",
            now=self.ago(22 * DAY),
        )  # fmt: skip

    def asked_up(self) -> None:
        """Ten more, of one member each: enough that the board of commitments may tell its figures."""
        for one in ASKED_UP:
            case = self.received(Wrote(one.days * DAY, one.unit, one.text, to=one.to, kind=Kind.PROPOSAL))
            issue = self.merged(one.to, [case], one.title, one.days * DAY - 5)
            above = self.raised(
                issue, one.days * DAY - 8, solved="", proposal="Đề nghị Liên đoàn làm việc với nơi có trách nhiệm."
            )
            if one.has_promise:
                self.promise(above, "Làm việc với nơi có trách nhiệm, trả lời kết quả.", one.days * DAY - 20, days=12)
            if one.answer:
                now = self.ago(one.days * DAY - 9 * DAY)
                feedback.answer_line(actor=self.chair("SH"), issue=above, text=one.answer, source=one.source, now=now)

    def warned(self) -> None:
        """More people than usual spoke of one thing at an enterprise: long ago, and now."""
        feedback.warn_early(now=self.ago(32 * DAY))
        for warning in Warning.objects.order_by("pk"):
            feedback.close_warning(
                actor=self.chair("SH"), warning=warning, now=self.ago(28 * DAY),
                note="Đã chuyển thành vấn đề và làm việc với công ty; theo dõi trên bảng cam kết.",
            )  # fmt: skip
        for wrote in BONUS_BEFORE:
            case, answered = self.received(wrote), self.ago(wrote.hours - HALF_A_DAY)
            feedback.answer_case(
                actor=self.chair("KCN"), case=case, text=NO_WORD_YET, source="", resolves=True, now=answered
            )
        for wrote in BONUS_NOW:
            self.received(wrote)
        feedback.warn_early(now=self.ago(7))
        for warning in Warning.objects.filter(unit=self.units[WARD], state=Warning.State.NEW):
            feedback.act_on_warning(actor=self.chair(WARD), warning=warning, now=self.ago(5))

    def kept_answers(self) -> None:
        """Answers of the library, approved and shown to readers; one waits for approval."""
        for code, category, question, answer, source, days in ANSWERS:
            words = feedback.AnswerWords(
                category=category, question=question, answer=answer, source=source,
                valid_until=localdate(self.story.now) + timedelta(days=days) if days else None,
                is_public=True, public_question=question,
            )  # fmt: skip
            chair, now = self.chair(code), self.ago(9 * DAY)
            kept = feedback.write_answer(actor=chair, unit=self.units[code], words=words, now=now)
            feedback.approve_answer(actor=chair, answer=kept, edition=kept.edition, now=now)
        feedback.write_answer(actor=self.chair(WARD), unit=self.units[WARD], words=DRAFT, now=self.ago(8))

    def receptions(self) -> None:
        """A few lines of the ward's register: settled, with a leader's word, still open."""
        way, kind = Reception.Way, Kind
        explained = self.noted(
            12 * DAY, way.VISIT, "Ngô Thị Sâm", "Hỏi hồ sơ hưởng trợ cấp thất nghiệp sau khi nghỉ việc.",
            kind.REFLECTION, by_chair=True,
        )  # fmt: skip
        feedback.settle(
            actor=self.chair(WARD), reception=explained, outcome=Reception.Outcome.EXPLAINED,
            result="Đã giải thích hồ sơ, nơi nộp, thời hạn; người đến đồng ý.", now=self.ago(11 * DAY),
        )  # fmt: skip
        dismissed = self.noted(
            5 * DAY, way.VISIT, "Lý Văn Tuyên", "Khiếu nại siêu thị cho thôi việc mà không báo trước.", kind.COMPLAINT,
        )  # fmt: skip
        feedback.instruct(
            actor=self.chair(WARD), reception=dismissed, now=self.ago(4 * DAY),
            text="Xem hợp đồng và quyết định; hẹn làm việc với siêu thị trong tuần, có tư vấn pháp luật.",
        )  # fmt: skip
        self.noted(28, way.PHONE, "Đặng Thu Nga", "Đề nghị hỗ trợ tiền trọ cho tổ tạp vụ bệnh viện.", kind.PROPOSAL)

    def noted(self, hours: float, way: str, name: str, content: str, kind: str, *, by_chair: bool = False) -> Reception:
        """One line of the register, so many hours ago."""
        at = localtime(self.ago(hours)).replace(hour=9, minute=30, second=0, microsecond=0)
        words = feedback.ReceptionWords(
            at=at, way=way, name=name, address="Phường Bãi Lúa", id_number="", phone="", content=content, kind=kind
        )
        return feedback.note_reception(
            actor=self.chair(WARD), unit=self.units[WARD], words=words, by_chair=by_chair, makes_case=False,
            token=_token(content), now=at,
        ).reception  # fmt: skip

    def service_times(self) -> None:
        """The ward answers questions sooner than is usual; the province promises it for all below."""
        for code, kind, hours, days in ((WARD, Kind.QUESTION, HALF_A_DAY, 3), ("SH", Kind.PROPOSAL, DAY, 10)):
            feedback.set_service_time(
                actor=self.chair(code), unit=self.units[code], kind=kind, first_answer_hours=hours, result_days=days,
                now=self.ago(1),
            )  # fmt: skip

    def received(self, wrote: Wrote) -> Case:
        """A message as it came in; its writer lets it rise."""
        reading = reader.read([wrote.text])[0]
        if wrote.kind:
            reading = replace(reading, kind=wrote.kind)
        return feedback.receive_case(
            unit=self.units[wrote.to], about_unit=self.units[wrote.unit], door=wrote.door, text=wrote.text,
            token=_token(wrote.text), now=self.ago(wrote.hours), name=wrote.name, phone=wrote.phone, may_rise=True,
            reading=reading,
        ).case  # fmt: skip

    def merged(
        self, code: str, cases: list[Case], title: str, hours: float, into: Issue | None = None, said: str = NOTED
    ) -> Issue:
        """Messages of a unit as one issue, a new one or the one given, with a first word to all who wrote."""
        chair, now = self.chair(code), self.ago(hours)
        issue = feedback.merge_cases(actor=chair, pks=[case.pk for case in cases], into=into, title=title, now=now)
        feedback.answer_issue(actor=chair, issue=issue, text=said, source="", resolves=False, now=now)
        return issue

    def raised(self, issue: Issue, hours: float, *, solved: str, proposal: str) -> Issue:
        """An issue taken up to the next level, whose own issue is given back."""
        return feedback.raise_issue(
            actor=self.story.chair(issue.unit), issue=issue, solved=solved, proposal=proposal, into=None,
            now=self.ago(hours),
        )  # fmt: skip

    def promise(self, issue: Issue, what: str, hours: float, *, days: int) -> None:
        """What a level promised, and within how many days."""
        now = self.ago(hours)
        by_day = localdate(now) + timedelta(days=days)
        feedback.promise(actor=self.story.chair(issue.unit), issue=issue, what=what, by_day=by_day, now=now)

    def chair(self, code: str):
        """Who acts for the unit with this code."""
        return self.story.chair(self.units[code])

    def ago(self, hours: float) -> datetime:
        """So many hours before now."""
        return self.story.now - timedelta(hours=hours)


def _token(text: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, text)

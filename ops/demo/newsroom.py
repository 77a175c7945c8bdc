"""The demo's newsroom: desks, sections, what is published, and what units have sent in."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from ops.demo.pieces import PIECES, SECTIONS, Told
from ops.demo.scenes import drawn
from ops.demo.sent import SENT, Sent
from ops.demo.story import Story
from sumvay.accounts.models import User
from sumvay.campaigns.models import Campaign
from sumvay.documents import services as documents
from sumvay.newsroom import services as newsroom
from sumvay.newsroom.models import Contribution, Listing, NewsDocument, NewsPicture, Piece, Section, SiteIdentity
from sumvay.org import spans
from sumvay.org.models import Appointment, Unit

ALT = {
    "dao": "Cành đào nở trên nền đồi, tranh minh họa",
    "mai": "Cành mai vàng trên nền đồi xanh, tranh minh họa",
    "den-long": "Đèn lồng trên mái phố đêm, tranh minh họa",
    "chuyen-xe": "Xe khách màu xanh trên đường về quê, tranh minh họa",
    "nha-may": "Nhà máy trong nắng sớm, tranh minh họa",
    "cho-tet": "Ba gian hàng chợ Tết, tranh minh họa",
    "qua-tet": "Những hộp quà Tết, tranh minh họa",
    "phap-luat": "Cuốn sách mở và dấu đã kiểm, tranh minh họa",
    "talk": "Hai người trò chuyện trên màn hình, tranh minh họa",
}
DESKS = [
    ("TLD", "Ban biên tập trang tin", ["editor", "managing_editor", "editor_in_chief"]),
    ("SH", "Bàn biên tập Sông Hồng", ["chair"]),
    ("TS", "Bàn biên tập Trường Sơn", ["chair"]),
    ("SH-BL", "Bàn tin Bãi Lúa", []),
    ("SH-CD", "Bàn tin Cầu Đá", []),
]
EDITORS = [("editor", "Nguyễn Thu Phượng"), ("managing_editor", "Trần Minh Khánh"), ("editor_in_chief", "Lê Ngọc Yến")]

# Coefficient and points of each kind that is paid, and the đồng a coefficient of 1 stands for
RATES = {
    "news": ("0.5", 1), "article": ("1.5", 3), "photo_story": ("1.2", 3), "video": ("1.5", 3), "exemplary": ("2", 4),
    "good_practice": ("1.5", 3), "voice": ("0.5", 1),
}  # fmt: skip
UNIT_OF_FEE = 200_000
COLUMNS = ["STT", "Họ và tên", "Tổ công đoàn", "Hoàn cảnh", "Hình thức hỗ trợ", "Ngày trao", "Ký nhận"]


class Newsroom:
    """Fills the newsroom of a story; everything goes through the services officers press."""

    def __init__(self, story: Story):
        """STORY gives units, officers and the hour."""
        self.story, self.now = story, story.now
        self.campaign = Campaign.objects.order_by("pk").first()
        self.pictures: dict[tuple[str, str], NewsPicture] = {}
        self.sections: dict[str, Section] = {}
        self.programme: Piece | None = None

    def fill(self, step: Callable[[], None]) -> None:
        """Everything; `step` tells the progress of each piece and each thing sent."""
        self.found()
        for told in sorted(PIECES, key=lambda told: -told.days):
            self.publish(told)
            step()
        for sent in SENT:
            self.send(sent)
            step()
        self.bulletin()
        # Last: what is told above was published before the desks had their steps
        for code, name, posts in DESKS:
            self.open_desk(code, name, posts)

    def found(self) -> None:
        """Whose site it is, its sections, its desks and the editors of the first of them."""
        nation = self.story.units["TLD"]
        SiteIdentity.objects.create(
            pk=1, name="Sum Vầy", tagline="Trang tin của đoàn viên, người lao động (bản dùng thử)", owner=nation.name,
            responsible_person=self.story.chair(nation).full_name, email="tld@congdoan.demo",
        )  # fmt: skip
        for position, (slug, name, blurb) in enumerate(SECTIONS):
            self.sections[slug] = Section.objects.create(slug=slug, name=name, blurb=blurb, position=position)
        for code, name, _posts in DESKS:
            self.open_desk(code, name, [])
            self.pay(self.story.units[code])
        since = spans.since((self.now - timedelta(days=200)).date())
        password = self.story.chair(nation).password
        for post, name in EDITORS:
            person = User.objects.create(
                email=f"{post.replace('_', '-')}@sumvay.demo", full_name=name, password=password,
                email_verified_at=self.now,
            )  # fmt: skip
            Appointment.objects.create(officer=person, unit=nation, post=post, valid=since)

    def open_desk(self, code: str, name: str, posts: list[str]) -> None:
        """A desk with its steps of approval."""
        unit = self.story.units[code]
        newsroom.open_desk(actor=self.story.chair(unit), unit=unit, name=name, posts=posts, now=self.now)

    def pay(self, unit: Unit) -> None:
        """The rates of a desk from this month on."""
        for kind, (coefficient, points) in RATES.items():
            newsroom.set_rate(
                actor=self.story.chair(unit), desk=unit.desk, kind=kind, coefficient=Decimal(coefficient),
                unit_of_fee=UNIT_OF_FEE, points=points, on=localdate(self.now).replace(day=1), now=self.now,
            )  # fmt: skip

    def picture(self, unit: Unit, scene: str) -> NewsPicture:
        """A drawn scene as the unit's picture; drawn once for each unit."""
        if (unit.code, scene) not in self.pictures:
            picture = NewsPicture(
                unit=unit, title=ALT[scene], description=ALT[scene], credit="Sum Vầy (minh họa)", shows_people=False,
                uploaded_by_user=self.story.chair(unit), file=ContentFile(drawn(scene), f"{scene}.jpg"),
            )  # fmt: skip
            picture.save(force_insert=True)
            self.pictures[unit.code, scene] = picture
        return self.pictures[unit.code, scene]

    def publish(self, told: Told) -> Piece:
        """One piece, from its first draft to its readers, on its day."""
        unit, day = self.story.units[told.unit], self.now - timedelta(days=told.days)
        chair = self.story.chair(unit)
        piece = newsroom.start_piece(
            actor=chair, unit=unit, kind=told.kind, title=told.title, section=self.sections[told.section], now=day
        )
        for name, value in self._fields(told, unit, day).items():
            setattr(piece, name, value)
        piece.save_revision(user=chair)
        self._bring_out(piece, day)
        if told.kind == Piece.Kind.PROGRAMME:
            self.programme = piece
        return piece

    def _bring_out(self, piece: Piece, day: Any) -> None:
        newsroom.publish_piece(actor=self.story.chair(piece.unit), piece=piece, now=day)
        # Wagtail and the listing take the hour of the press; in the story it was another day
        Piece.objects.filter(pk=piece.pk).update(first_published_at=day, last_published_at=day)
        Listing.objects.filter(pk=piece.pk).update(published_at=day, changed_at=day)

    def _fields(self, told: Told, unit: Unit, day: Any) -> dict[str, Any]:
        more = told.more
        fields = {
            name: more[name]
            for name in ("kicker", "place", "video_url", "legal_source", "employer", "pay", "language", "is_lead")
            if name in more
        }
        return fields | {
            "standfirst": told.standfirst,
            "picture": self.picture(unit, told.scene),
            "byline": unit.short_name or unit.name,
            "campaign": self.campaign if told.section == "tet-sum-vay" else None,
            "programme": self.programme if told.kind == Piece.Kind.EPISODE else None,
            "happened_on": day.date(),
            "expire_at": self.now + timedelta(days=more["expires"]) if "expires" in more else None,
            "body": self._body(told, unit),
        }

    def _body(self, told: Told, unit: Unit) -> list[tuple[str, Any]]:
        more, body = told.more, []
        if told.text.strip():
            paragraphs = [" ".join(text.split()) for text in told.text.split("\n\n")]
            body.append(("text", "".join(f"<p>{text}</p>" for text in paragraphs)))
        if "quote" in more:
            body.append(("quote", dict(zip(("text", "speaker"), more["quote"], strict=True))))
        if "gallery" in more:
            body.append(("gallery", [{"picture": self.picture(unit, s), "caption": ALT[s]} for s in more["gallery"]]))
        if "figures" in more:
            body.append(("figures", [{"number": number, "says": says} for number, says in more["figures"]]))
        if "question" in more:
            body.append(("question", dict(zip(("question", "answer"), more["question"], strict=True))))
        for hours, text in more.get("updates", []):
            body.append(("update", {"at": self.now - timedelta(days=told.days, hours=hours), "text": text}))
        if told.kind == Piece.Kind.DOCUMENT:
            body.append(("document", self._sheet(told, unit)))
        return body

    def _sheet(self, told: Told, unit: Unit) -> NewsDocument:
        """The empty form a document page offers."""
        content = documents.make_workbook(
            title=told.title, subtitle="Đơn vị: ", columns=[(head, "text") for head in COLUMNS], rows=[]
        )
        return NewsDocument.objects.create(
            unit=unit, title=told.title, uploaded_by_user=self.story.chair(unit),
            file=ContentFile(content, name="mau-danh-sach.xlsx"),
        )  # fmt: skip

    def send(self, sent: Sent) -> None:
        """One contribution from a unit, as far as it has come."""
        unit, day = self.story.units[sent.unit], self.now - timedelta(days=sent.days)
        author = self.story.chair(unit)
        item = newsroom.start_contribution(actor=author, unit=unit, now=day)
        words = {
            "kind": sent.kind, "title": sent.title, "text": sent.text, "happened_on": day.date(), "place": sent.place,
            "speaker": sent.speaker, "voice_of": "member" if sent.kind == "voice" else "",
            "names_hardship": bool(sent.consent and not sent.scene),
        }  # fmt: skip
        newsroom.save_contribution(actor=author, contribution=item, fields=words, edition=None, now=day)
        photo = self._photo(item, sent, author, day)
        if sent.consent:
            consent = newsroom.record_consent(
                actor=author, contribution=item, photo=photo, person=sent.consent, uses=["portal", "print"],
                how="đồng ý bằng lời, có cán bộ công đoàn chứng kiến", given_on=day.date(), now=day,
            )  # fmt: skip
        if sent.fate == "draft":
            return
        newsroom.send_contribution(actor=author, contribution=item, now=day + timedelta(minutes=20))
        self._at_the_desk(item, sent, day + timedelta(hours=3))
        if sent.fate == "consent withdrawn":
            newsroom.withdraw_consent(actor=author, consent=consent, now=day + timedelta(hours=9))

    def _photo(self, item: Contribution, sent: Sent, author: User, day: Any) -> Any:
        if not sent.scene:
            return None
        photo = newsroom.add_photo(
            actor=author, contribution=item, name=f"{sent.scene}.jpg", content=drawn(sent.scene), now=day
        )
        newsroom.change_photo(
            actor=author, photo=photo, caption=ALT[sent.scene], credit=author.full_name,
            shows_people=bool(sent.consent), now=day,
        )  # fmt: skip
        return photo

    def _at_the_desk(self, item: Contribution, sent: Sent, day: Any) -> None:
        """What the desk, and the desk above it, have done with it so far."""
        editor = self.story.chair(item.desk)
        if sent.fate in ("waiting", "consent withdrawn"):
            return
        if sent.fate == "withdrawn":
            newsroom.withdraw_contribution(actor=item.author, contribution=item, now=day)
            return
        newsroom.take(actor=editor, contribution=item, now=day)
        item.refresh_from_db()
        if sent.fate == "returned":
            newsroom.return_contribution(actor=editor, contribution=item, reason=sent.remark, now=day)
        elif sent.fate == "refused":
            newsroom.refuse(actor=editor, contribution=item, reason=sent.remark, now=day)
        elif sent.fate == "lifted":
            newsroom.lift(actor=editor, contribution=item, note=sent.remark, now=day)
        elif sent.fate == "published":
            piece = newsroom.start_piece(
                actor=editor, unit=item.desk, kind=sent.piece, title=item.title, now=day, contribution=item,
                section=self.sections["tin-hoat-dong"],
            )  # fmt: skip
            self._bring_out(piece, day + timedelta(hours=2))

    def bulletin(self) -> None:
        """Yesterday's bulletin of the first desk."""
        nation, day = self.story.units["TLD"], self.now - timedelta(days=1)
        bulletin = newsroom.draft_bulletin(actor=self.story.chair(nation), unit=nation, day=localdate(day), now=day)
        self._bring_out(bulletin, day)

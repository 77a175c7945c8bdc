"""The newsroom for tests: sections, desks with their steps, pieces, pictures, documents."""

import json
from types import SimpleNamespace

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Workflow, WorkflowTask

from sumvay.accounts.models import User
from sumvay.campaigns.models import Campaign
from sumvay.newsroom.listing_rows import fields_of
from sumvay.newsroom.models import (
    ApprovalStep,
    Contribution,
    ContributionPhoto,
    Desk,
    Listing,
    NewsDocument,
    NewsPicture,
    Piece,
    Section,
    Subscriber,
)
from sumvay.newsroom.search_suggestions import remember_words
from sumvay.org.models import Appointment
from sumvay.vietnamese import fold
from tests.factories.accounts import PersonFactory
from tests.factories.files import PDF, photo, stored_file
from tests.factories.org import LONG_AGO, UnitFactory, UnitKindFactory, officer_of


class SectionFactory(DjangoModelFactory):
    """A section; asking twice for a slug gives the same one."""

    class Meta:
        model = Section
        django_get_or_create = ("slug",)

    slug = "tin-hoat-dong"
    name = "Tin hoạt động"


class PieceFactory(DjangoModelFactory):
    """A draft with its first revision."""

    class Meta:
        model = Piece

    unit = factory.SubFactory(UnitFactory)
    section = factory.SubFactory(SectionFactory)
    title = "Chuyến xe nghĩa tình về quê đón Tết"
    live = False

    @factory.post_generation
    def first_revision(piece, create, extracted, **kwargs):
        """As the desk makes it."""
        piece.save_revision(log_action="wagtail.create")


class NewsPictureFactory(DjangoModelFactory):
    """A small photo of a unit."""

    class Meta:
        model = NewsPicture

    unit = factory.SubFactory(UnitFactory)
    title = "Công nhân lên xe về quê"
    shows_people = False
    file = factory.LazyFunction(lambda: ContentFile(photo(), "xe.jpg"))


class NewsDocumentFactory(DjangoModelFactory):
    """A small PDF of a unit."""

    class Meta:
        model = NewsDocument

    unit = factory.SubFactory(UnitFactory)
    title = "Lịch các chuyến xe"
    file = factory.LazyFunction(lambda: ContentFile(PDF, "lich.pdf"))


def desk_with_steps(unit, *posts: str) -> Desk:
    """A desk whose pieces need these posts' approval, one after the other; without posts one editor publishes."""
    workflow = Workflow.objects.create(name=f"Duyệt {unit.code}") if posts else None
    for number, post in enumerate(posts):
        step = ApprovalStep.objects.create(name=f"Bước {number + 1}", post=post)
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=number)
    return Desk.objects.create(unit=unit, name=f"Tòa soạn {unit.name}", workflow=workflow)


def campaign(**fields) -> Campaign:
    """A running campaign since the first of July 2025, of a unit of its own unless said otherwise."""
    fields = {"title": "Tết sum vầy", "starts_on": LONG_AGO, "state": Campaign.State.RUNNING, **fields}
    return Campaign.objects.create(
        created_at=timezone.now(), **{"unit": fields.pop("unit", None) or UnitFactory(), **fields}
    )


def text_body(html: str) -> str:
    """A body of one paragraph, as it is stored; empty for no text."""
    return json.dumps([{"type": "text", "value": f"<p>{html}</p>"}] if html else [], ensure_ascii=False)


def listed(*, at, picture: dict | None = None, **fields) -> Listing:
    """A published piece as readers' lists know it, published at a moment; `picture` as a listing keeps it."""
    piece = PieceFactory(live=True, first_published_at=at, last_published_at=at, **fields)
    listing = Listing.objects.create(piece=piece, **{**fields_of(piece, now=at), "picture": picture})
    remember_words(listing.folded_title)
    return listing


class SentContributionFactory(DjangoModelFactory):
    """A piece of news as it waits at a desk since `at`; the desk's unit is the sender's own unless said otherwise."""

    class Meta:
        model = Contribution

    class Params:
        at = factory.LazyFunction(timezone.now)

    unit = factory.SubFactory(UnitFactory)
    author = factory.SubFactory(PersonFactory)
    desk = factory.SelfAttribute("unit")
    state = Contribution.State.WAITING
    title = "Trao 200 suất quà Tết cho đoàn viên khó khăn"
    text = "Sáng 10/2, công đoàn công ty trao quà Tết cho đoàn viên.\n\nMỗi suất gồm gạo, dầu ăn và bánh kẹo."
    folded = factory.LazyAttribute(lambda sent: fold(f"{sent.title} {sent.text}"))
    created_at = factory.SelfAttribute("at")
    changed_at = factory.SelfAttribute("at")
    sent_at = factory.SelfAttribute("at")
    at_desk_since = factory.SelfAttribute("at")


def photo_sent(contribution, content: bytes | None = None, **fields) -> ContributionPhoto:
    """A photo of a contribution, its bytes on disk as the room `files` keeps them."""
    content = content or photo()
    stored = stored_file(content, unit=contribution.unit, name="anh.jpg", media_type="image/jpeg")
    fields = {"shows_people": False, **fields}
    return ContributionPhoto.objects.create(contribution=contribution, stored=stored, **fields)


def editing_house() -> SimpleNamespace:
    """
    A nation over a province over a ward over two units, with open desks at the first three and an editor at each.

    `.editors[unit]`; beside it another province with a desk and an editor, `.outsider`.
    """
    kinds = [UnitKindFactory(code=code, name=code, rank=rank) for code, rank in (("national", 1), ("province", 20))]
    nation = UnitFactory(kind=kinds[0], name="Tổng Liên đoàn")
    province = UnitFactory(kind=kinds[1], parent=nation, name="Liên đoàn Lao động tỉnh Bình Minh")
    other = UnitFactory(kind=kinds[1], parent=nation, name="Liên đoàn Lao động tỉnh Hoàng Hôn")
    ward = UnitFactory(parent=province, name="Công đoàn phường An")
    units = [UnitFactory(parent=ward, name=f"CĐCS Công ty May số {number}") for number in (1, 2)]
    for unit in (nation, province, other, ward):
        desk_with_steps(unit)
    editors = {unit: officer_of(unit, Appointment.Post.EDITOR) for unit in (nation, province, ward)}
    outsider = officer_of(other, Appointment.Post.EDITOR)
    return SimpleNamespace(
        nation=nation, province=province, other=other, ward=ward, units=units, editors=editors, outsider=outsider
    )


def not_at_desk(house: SimpleNamespace, item: Contribution) -> dict[str, User]:
    """Who may not work on an item that lies at the ward of an `editing_house`, by what they are."""
    clerk = officer_of(house.ward, Appointment.Post.CLERK)
    return {"outsider": house.outsider, "clerk": clerk, "author": item.author}


class SubscriberFactory(DjangoModelFactory):
    """A reader who confirmed and has had no bulletin yet."""

    class Meta:
        model = Subscriber

    email = factory.Sequence(lambda n: f"bandoc{n}@congdoan.example")
    asked_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.SelfAttribute("asked_at")

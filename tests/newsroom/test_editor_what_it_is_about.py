"""The editor offers campaigns, topics, programmes and papers within reach, and refuses all others."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.campaigns.models import Topic
from sumvay.documents.models import OfficialPaper
from tests.factories.newsroom import PieceFactory, campaign, editing_house

pytestmark = pytest.mark.django_db
State = OfficialPaper.State


def paper(unit, number="42", state=State.ISSUED):
    now = timezone.now()
    return OfficialPaper.objects.create(
        unit=unit, direction="out", state=state, number=number, symbol="HD-LĐLĐ", subject="Tuyên truyền Tết",
        issued_on=date(2027, 1, 18), created_at=now, issued_at=now if state == State.ISSUED else None,
    )  # fmt: skip


@pytest.fixture
def house():
    house = editing_house()
    house.own, house.strange = campaign(unit=house.ward), campaign(title="Đợt nơi khác", unit=house.other)
    house.topic = Topic.objects.create(campaign=house.own, position=1, title="Chuyến xe")
    house.strange_topic = Topic.objects.create(campaign=house.strange, position=1, title="Nơi khác")
    house.paper, house.strange_paper = paper(house.ward), paper(house.other, "43")
    house.numbered_only = paper(house.ward, "44", State.NUMBERED)
    house.programme = PieceFactory(unit=house.ward, kind="programme", title="Talk Công đoàn")
    house.article = PieceFactory(unit=house.ward, title="Không phải chương trình")
    house.piece = PieceFactory(unit=house.ward)
    return house


@pytest.fixture
def saved(client, house):
    """A function that saves the form with some fields; gives the refused fields and the newest version."""
    client.force_login(house.editors[house.ward])
    address = reverse("wagtailsnippets_newsroom_piece:edit", args=[house.piece.pk])

    def save(**fields):
        form = {
            "title": house.piece.title, "kind": "article", "genre": "news", "language": "vi", "body-count": "0",
            "section": house.piece.section_id, "slug": house.piece.slug,
        }  # fmt: skip
        answer = client.post(address, {**form, **{name: one.pk for name, one in fields.items()}})
        refused = set() if answer.status_code == 302 else set(answer.context["form"].errors)
        return refused, house.piece.__class__.objects.get(pk=house.piece.pk).get_latest_revision_as_object()

    return save


def test_what_is_within_reach_is_kept(house, saved):
    refused, version = saved(campaign=house.own, topic=house.topic, paper=house.paper, programme=house.programme)
    assert refused == set()
    kept = (version.campaign_id, version.topic_id, version.paper_id, version.programme_id)
    assert kept == (house.own.pk, house.topic.pk, house.paper.pk, house.programme.pk)


@pytest.mark.parametrize(
    ("field", "chosen"),
    [
        ("campaign", "strange"),
        ("topic", "strange_topic"),
        ("paper", "strange_paper"),
        ("paper", "numbered_only"),
        ("programme", "article"),
    ],
)
def test_what_is_not_is_refused_and_nothing_is_saved(house, saved, field, chosen):
    refused, version = saved(**{field: getattr(house, chosen)})
    assert refused == {field}
    assert getattr(version, f"{field}_id") is None


def test_a_topic_needs_its_own_campaign(house, saved):
    refused, version = saved(topic=house.topic)
    assert refused == {"topic"}
    assert version.topic_id is None


def test_the_form_names_papers_as_offices_do(client, house):
    client.force_login(house.editors[house.ward])
    page = client.get(reverse("wagtailsnippets_newsroom_piece:edit", args=[house.piece.pk])).content.decode()
    assert "42/HD-LĐLĐ, 18/01/2027: Tuyên truyền Tết" in page
    assert "43/HD-LĐLĐ" not in page
    assert "Nơi khác" not in page

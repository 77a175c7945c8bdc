"""A piece goes out only with what its kind is for; the sentence says what is missing, and nothing is public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.completeness import PieceIncomplete
from sumvay.newsroom.models import Listing
from sumvay.org.models import Appointment
from tests.factories.documents import NumberedPaperFactory
from tests.factories.newsroom import (
    NewsDocumentFactory,
    NewsPictureFactory,
    PieceFactory,
    campaign,
    desk_with_steps,
)
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db

QUESTION = {"question": "Nghỉ Tết mấy ngày?", "answer": ""}
WHOLE = {
    "photo_story": lambda unit: {"picture": NewsPictureFactory(unit=unit, shows_people=False)},
    "video": lambda unit: {"video_url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"},
    "infographic": lambda unit: {"body": [("figures", [{"number": "200", "says": "suất quà"}])]},
    "episode": lambda unit: {"programme": PieceFactory(unit=unit, kind="programme"), "standfirst": "Số 1"},
    "live": lambda unit: {"standfirst": "Chương trình đã bắt đầu."},
    "legal_answer": lambda unit: {"body": [("question", {**QUESTION, "answer": "<p>Năm ngày.</p>"})]},
    "job": lambda unit: {"employer": "Công ty May Sông Hồng", "expire_at": timezone.now() + timedelta(days=30)},
    "document": lambda unit: {"body": [("document", NewsDocumentFactory(unit=unit))]},
    "campaign": lambda unit: {"campaign": campaign()},
    "bulletin": lambda unit: {"picks": [1]},
}
LACKING = {
    "legal_answer": {"body": [("question", QUESTION)]},
    "job": {"employer": "Công ty May Sông Hồng"},
    "episode": {"standfirst": "Số 1"},
}


@pytest.fixture
def unit():
    unit = UnitFactory()
    desk_with_steps(unit)
    return unit


def publish(piece):
    chief = officer_of(piece.unit, Appointment.Post.MANAGING_EDITOR)
    return services.publish_piece(actor=chief, piece=piece, now=timezone.now())


@pytest.mark.parametrize("kind", WHOLE)
def test_without_it_the_piece_stays_a_draft(unit, kind):
    piece = PieceFactory(unit=unit, kind=kind, **LACKING.get(kind, {}))
    with pytest.raises(PieceIncomplete) as said:
        publish(piece)
    assert str(said.value).endswith(".")
    assert not Listing.objects.filter(pk=piece.pk).exists()


@pytest.mark.parametrize("kind", WHOLE)
def test_with_it_the_piece_goes_out(unit, kind):
    piece = publish(PieceFactory(unit=unit, kind=kind, **WHOLE[kind](unit)))
    assert Listing.objects.filter(pk=piece.pk, kind=kind).exists()


def test_a_document_page_that_only_names_its_paper_has_nothing_to_read(unit):
    with pytest.raises(PieceIncomplete):
        publish(PieceFactory(unit=unit, kind="document", paper=NumberedPaperFactory()))


def test_the_text_of_a_document_is_something_to_read(unit):
    piece = publish(PieceFactory(unit=unit, kind="document", body=[("text", "<p>Điều 1. Phạm vi.</p>")]))
    assert Listing.objects.filter(pk=piece.pk).exists()

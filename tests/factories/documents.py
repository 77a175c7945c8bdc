"""Official papers for tests."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from sumvay.documents.models import OfficialPaper, Register
from sumvay.documents.paper_fields import empty_fields
from sumvay.documents.searching import folded
from tests.factories.accounts import PersonFactory
from tests.factories.org import UnitFactory

WRITTEN_AT = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)


class PaperFactory(DjangoModelFactory):
    """A draft of a plan, nothing proposed around it."""

    class Meta:
        model = OfficialPaper

    unit = factory.SubFactory(UnitFactory)
    direction = OfficialPaper.Direction.OUT
    state = OfficialPaper.State.DRAFT
    doc_type = OfficialPaper.DocType.KE_HOACH
    symbol = "KH-CĐTH"
    issuer = "Công đoàn phường Thượng Hòa"
    parent_issuer = "Liên đoàn Lao động tỉnh Sông Vân"
    place = "Thượng Hòa"
    subject = "Chăm lo Tết Đinh Mùi 2027"
    body = factory.LazyFunction(lambda: {"blocks": [{"kind": "paragraph", "text": "Tổ chức chăm lo Tết."}]})
    recipients = factory.LazyFunction(lambda: ["Lưu: VT"])
    signing_prefix = "TM. BAN THƯỜNG VỤ"
    signer_title = "CHỦ TỊCH"
    signer = "Nguyễn Thị Mẫu"
    created_by = factory.SubFactory(PersonFactory)
    created_at = WRITTEN_AT
    issued_at = factory.LazyAttribute(lambda p: WRITTEN_AT if p.state == OfficialPaper.State.ISSUED else None)
    folded = factory.LazyAttribute(folded)
    arrival_number = ""
    number = ""


class NumberedPaperFactory(PaperFactory):
    """A plan with its number, not issued yet."""

    state = OfficialPaper.State.NUMBERED
    number = factory.Sequence(lambda n: f"{n + 10}")
    issued_on = WRITTEN_AT.date()


class ReceivedPaperFactory(PaperFactory):
    """A letter from above as it was entered, not yet checked."""

    direction = OfficialPaper.Direction.IN
    state = OfficialPaper.State.RECEIVED
    doc_type = OfficialPaper.DocType.CONG_VAN
    number = "15"
    symbol = "LĐLĐ"
    issued_on = WRITTEN_AT.date()
    issuer = "Liên đoàn Lao động tỉnh Sông Vân"
    subject = "tuyên truyền chăm lo Tết Đinh Mùi 2027"
    text = "Số: 15/LĐLĐ\nV/v tuyên truyền chăm lo Tết Đinh Mùi 2027"
    body = factory.LazyFunction(dict)
    fields = factory.LazyFunction(empty_fields)
    arrival_number = factory.Sequence(lambda n: f"{n + 1:02}")
    arrived_on = WRITTEN_AT.date()


class RegisterFactory(DjangoModelFactory):
    """The shared register of own papers of 2027."""

    class Meta:
        model = Register

    unit = factory.SubFactory(UnitFactory)
    year = 2027
    next_number = 7

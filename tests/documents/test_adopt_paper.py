"""A letter that was dropped in and is the office's own leaves the register of papers in and goes its road."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from sumvay.audit.models import Entry
from sumvay.documents import services
from sumvay.documents.models import OfficialPaper, Register
from sumvay.documents.services.refusals import NotYourPost, NumberTaken, StepOutOfTurn
from tests.factories.documents import NumberedPaperFactory
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of

NOW = datetime(2027, 1, 20, 2, 30, tzinfo=UTC)
LETTER = """Số: 42 /LĐLĐ

Thượng Hòa, ngày 18 tháng 01 năm 2027

V/v truyền thông chăm lo Tết Đinh Mùi

Kính gửi: Các công đoàn cơ sở.

Liên đoàn đề nghị các đơn vị truyền thông về các hoạt động chăm lo Tết.

- Đăng bài về chợ Tết trước ngày 25/01/2027.

Nơi nhận:
- Như trên;
- Lưu: VP

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Trần Văn Đức
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return UnitFactory(name="Liên đoàn Lao động Thượng Hòa", kind=UnitKindFactory(code="district"), paper_symbol="LĐLĐ")


@pytest.fixture
def chair(district):
    return officer_of(district, "chair", full_name="Trần Văn Đức")


@pytest.fixture
def letter(district, chair):
    return services.receive_text(actor=chair, unit=district, text=LETTER, now=NOW)


def test_it_becomes_a_draft_with_what_it_says_of_itself(district, chair, letter):
    own = services.adopt_paper(actor=chair, paper=letter, now=NOW)
    assert (own.pk, own.direction, own.state) == (letter.pk, "out", "draft")
    assert (own.number, own.symbol, own.issued_on) == ("42", "LĐLĐ", date(2027, 1, 18))
    assert (own.issuer, own.signer, own.recipients) == (district.name, "Trần Văn Đức", ["Như trên", "Lưu: VP"])
    assert [(block["kind"], block["text"]) for block in own.body["blocks"]] == [
        ("paragraph", "Liên đoàn đề nghị các đơn vị truyền thông về các hoạt động chăm lo Tết."),
        ("bullet", "Đăng bài về chợ Tết trước ngày 25/01/2027."),
    ]
    assert Entry.objects.get(action="paper.own").target_id == own.pk


def test_its_arrival_number_is_used_by_the_next_paper(district, chair, letter):
    assert letter.arrival_number == "01"
    services.adopt_paper(actor=chair, paper=letter, now=NOW)
    assert Register.objects.get(direction="in").next_number == 1
    letter.refresh_from_db()
    assert (letter.arrival_number, letter.arrived_on) == ("", None)


def test_an_arrival_number_in_the_middle_stays_used(district, chair, letter):
    services.receive_text(actor=chair, unit=district, text=LETTER.replace("42", "43"), now=NOW)
    services.adopt_paper(actor=chair, paper=letter, now=NOW)
    assert Register.objects.get(direction="in").next_number == 3


def test_one_press_numbers_it_as_it_is_numbered_already(chair, letter):
    own = services.adopt_paper(actor=chair, paper=letter, now=NOW)
    services.put_through(actor=chair, paper=own, number=None, issued_on=own.issued_on, now=NOW)
    assert (own.state, own.code) == ("numbered", "42/LĐLĐ")


def test_asking_twice_changes_nothing(chair, letter):
    own = services.adopt_paper(actor=chair, paper=letter, now=NOW)
    services.submit_paper(actor=chair, paper=own, now=NOW)
    again = services.adopt_paper(actor=chair, paper=letter, now=NOW)
    assert (again.pk, again.state) == (own.pk, "submitted")
    assert Entry.objects.filter(action="paper.own").count() == 1


def test_a_number_that_is_given_already_is_refused_and_the_letter_stays_where_it_was(district, chair, letter):
    NumberedPaperFactory(unit=district, number="42", symbol="LĐLĐ")
    with pytest.raises(NumberTaken, match="42/LĐLĐ"):
        services.adopt_paper(actor=chair, paper=letter, now=NOW)
    letter.refresh_from_db()
    assert (letter.direction, letter.arrival_number) == ("in", "01")


def test_other_offices_do_not_make_it_theirs(letter):
    with pytest.raises(NotYourPost):
        services.adopt_paper(actor=officer_of(UnitFactory(), "chair"), paper=letter, now=NOW)
    assert OfficialPaper.objects.get().direction == "in"


def test_it_is_no_longer_corrected_as_a_paper_received(client, chair, letter):
    services.adopt_paper(actor=chair, paper=letter, now=NOW)
    with pytest.raises(StepOutOfTurn):
        services.correct_paper(actor=chair, paper=letter, corrections={"number": "43"}, now=NOW)
    client.force_login(chair)
    answer = client.get(reverse("documents:review", args=[letter.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("documents:detail", args=[letter.pk]))

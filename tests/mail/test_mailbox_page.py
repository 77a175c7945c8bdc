"""The mailbox pages: operators see every letter; in the demo everyone sees what was sent to them over the wire."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.mail import caught
from tests.factories.accounts import OperatorFactory, PersonFactory
from tests.factories.files import PDF, stored_file
from tests.factories.mail import NOW, OutboundMessageFactory, raw_letter

pytestmark = pytest.mark.django_db
MAILBOX = "/mail/"


def words_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def operator(client):
    person = OperatorFactory()
    client.force_login(person)
    return person


def test_an_operator_finds_letters_with_their_state_newest_first(client, operator):
    OutboundMessageFactory(subject="Thư cũ", state="failed", error="550 no such person")
    OutboundMessageFactory(subject="Thư mới", created_at=NOW + timedelta(hours=1))
    page = words_of(client.get(MAILBOX))
    assert page.index("Thư mới") < page.index("Thư cũ")
    assert "550 no such person" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=hoa@", ["Nhắc lần một"]),
        ("?q=lần hai", ["Nhắc lần hai"]),
        ("?state=failed", ["Nhắc lần hai"]),
        ("?state=doubt", ["Nhắc lần ba"]),
        ("?state=bừa", ["Nhắc lần một", "Nhắc lần hai", "Nhắc lần ba"]),
        ("?q=không có", []),
    ],
)
def test_letters_are_found_by_words_and_state(client, operator, query, found):
    OutboundMessageFactory(subject="Nhắc lần một", recipient="hoa@congdoan.example")
    OutboundMessageFactory(subject="Nhắc lần hai", state="failed", error="x")
    OutboundMessageFactory(subject="Nhắc lần ba", state="sending", claimed_at=timezone.now() - timedelta(hours=1))
    page = words_of(client.get(MAILBOX + query))
    assert [subject for subject in ("Nhắc lần một", "Nhắc lần hai", "Nhắc lần ba") if subject in page] == found


def test_the_list_asks_as_often_for_three_letters_as_for_one(client, operator):
    def questions_with_one_more_letter() -> int:
        OutboundMessageFactory()
        with CaptureQueriesContext(connection) as asked:
            client.get(MAILBOX)
        return len(asked)

    assert len({questions_with_one_more_letter() for _number in range(3)}) == 1


def test_a_letter_is_shown_with_links_to_press_and_its_file(client, operator):
    file = stored_file(PDF, name="Công văn 42.pdf", media_type="application/pdf")
    letter = OutboundMessageFactory(
        text="Mở https://sumvay.example/b/1 <script>alert(1)</script>", attachment=file, reply_to="a@sumvay.example"
    )
    page = words_of(client.get(reverse("mail:message", args=[letter.pk])))
    assert '<a href="https://sumvay.example/b/1"' in page
    assert "<script>alert" not in page
    assert reverse("files:open", args=[file.key]) in page
    assert "a@sumvay.example" in page


def test_others_see_no_letters(client):
    person = PersonFactory()
    letter = OutboundMessageFactory(recipient=person.email)
    client.force_login(person)
    assert client.get(reverse("mail:message", args=[letter.pk])).status_code == 404
    assert client.get(MAILBOX, follow=True).status_code == 404


def test_who_has_not_signed_in_is_asked_to(client):
    assert client.get(MAILBOX)["Location"].startswith(reverse("account_login"))


@pytest.fixture
def demo(settings):
    settings.SUMVAY_DEMO = True


def test_in_the_demo_everyone_sees_their_own_letters_newest_first(client, demo):
    person = PersonFactory(email="hoa@congdoan.example")
    caught.keep("Hoa@congdoan.example", raw_letter(subject="Thư một"))
    caught.keep("hoa@congdoan.example", raw_letter(subject="Thư hai"))
    caught.keep("an@congdoan.example", raw_letter(subject="Thư của người khác"))
    client.force_login(person)
    page = words_of(client.get(MAILBOX, follow=True))
    assert page.index("Thư hai") < page.index("Thư một")
    assert "Thư của người khác" not in page


def test_in_the_demo_one_letter_opens_with_its_links_and_files(client, demo):
    path = caught.keep(
        "hoa@congdoan.example",
        raw_letter("Báo cáo tại https://sumvay.example/b/1\n", attachments=(("Bảng.pdf", "application/pdf", PDF),)),
    )
    client.force_login(PersonFactory(email="hoa@congdoan.example"))
    page = words_of(client.get(reverse("mail:caught_letter", args=[path.name])))
    assert '<a href="https://sumvay.example/b/1"' in page
    assert "Bảng.pdf" in page
    client.force_login(PersonFactory(email="an@congdoan.example"))
    assert client.get(reverse("mail:caught_letter", args=[path.name])).status_code == 404


def test_in_the_demo_the_operator_sees_all(client, operator, demo):
    caught.keep("hoa@congdoan.example", raw_letter(subject="Thư một"))
    assert "Thư một" in words_of(client.get(reverse("mail:caught")))


def test_a_person_without_an_address_sees_an_empty_mailbox(client, demo):
    caught.keep("hoa@congdoan.example", raw_letter(subject="Thư một"))
    client.force_login(PersonFactory(email=None))
    assert "Thư một" not in words_of(client.get(reverse("mail:caught")))


@pytest.mark.parametrize("name", ["../secret", "..%2Fsecret", "x.eml"])
def test_no_other_file_is_opened(client, operator, demo, settings, name):
    (settings.VAR / "secret").write_text("bí mật")
    assert client.get(f"/mail/on-this-machine/{name}/").status_code == 404


def test_without_a_demo_there_is_no_mailbox_of_this_machine(client, operator):
    caught.keep("hoa@congdoan.example", raw_letter(subject="Thư một"))
    assert client.get(reverse("mail:caught")).status_code == 404


@pytest.mark.parametrize("about", ["case:7", "case-key:7"])
def test_letters_between_members_and_the_union_are_not_read_by_who_runs_the_machine(client, operator, about):
    hidden = OutboundMessageFactory(text="Mã: ABCD-EFGH", about=about, subject="Re: Bị quấy rối", recipient="hoa@x.vn")
    shown = OutboundMessageFactory(text="Mã: ABCD-EFGH", about="directive:7")
    page = words_of(client.get(f"{MAILBOX}{hidden.pk}/"))
    assert "ABCD" not in page
    assert "không hiển thị ở đây" in page
    for shown_page in (page, words_of(client.get(MAILBOX)), words_of(client.get(f"{MAILBOX}?q=hoa@"))):
        assert "hoa@x.vn" in shown_page
        assert "quấy rối" not in shown_page
    assert "hoa@x.vn" not in words_of(client.get(f"{MAILBOX}?q=Re: Bị"))
    assert "ABCD" in words_of(client.get(f"{MAILBOX}{shown.pk}/"))

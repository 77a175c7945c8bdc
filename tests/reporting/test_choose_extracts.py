"""Members' words in a listening report: chosen, shortened and never changed, gone when their writers say so."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback.models import Case
from sumvay.reporting import services
from sumvay.reporting.listening_page import quotes_of
from sumvay.reporting.listening_words import LONGEST, capped, shortened
from sumvay.reporting.models import ChosenExtract
from sumvay.reporting.services.listening import NothingLeft, NotToQuote, Reworded
from sumvay.reporting.services.refusals import CutClosed, NotYours
from tests.factories.feedback import answering_house
from tests.factories.listening import begun_listening, wrote

pytestmark = pytest.mark.django_db

TEXT = "Tôi là Trần Thị Mơ, công ty chậm lương hai tháng, gọi 0912345678 gặp tôi."


@pytest.fixture
def house():
    house = answering_house()
    wrote(house.ward, 12)
    return house


@pytest.fixture
def report(house):
    return begun_listening(house.chair, house.ward)


@pytest.fixture
def case(house):
    return wrote(house.unit, 1, text=TEXT, may_rise=True, category="bhxh")[0]


def choose(house, report, case, actor=None):
    return services.choose_extract(actor=actor or house.chair, report=report, case_id=case.pk, now=timezone.now())


def shorten(house, chosen, text, actor=None):
    services.shorten_extract(actor=actor or house.chair, extract=chosen, text=text, now=timezone.now())
    chosen.refresh_from_db()
    return chosen.text


@pytest.mark.parametrize(
    ("wished", "left"),
    [
        ("một hai ba bốn năm", "một hai ba bốn năm"),
        ("một hai", "một hai …"),
        ("bốn năm", "… bốn năm"),
        ("hai bốn", "… hai … bốn …"),
        ("một … năm", "một … năm"),
        ("một, hai ba… năm.", "một, hai ba… năm."),
        ("năm một", None),
        ("một hai sáu", None),
        ("không hai", None),
        ("…", None),
        ("", None),
    ],
)
def test_words_are_left_out_and_never_put_in(wished, left):
    assert shortened("một hai ba bốn năm", wished) == left


def test_a_long_message_is_cut_after_a_whole_word():
    assert capped("chữ " * 400).endswith("chữ …")
    assert len(capped("chữ " * 400)) <= LONGEST + 2


def test_words_are_chosen_once_without_anybodys_data(house, report, case):
    chosen = choose(house, report, case)
    assert choose(house, report, case) == chosen
    assert (chosen.category, report.chosen.count()) == ("bhxh", 1)
    for secret in ("Trần", "Mơ", "0912345678"):
        assert secret not in chosen.text
    assert "chậm lương hai tháng" in chosen.text


def test_the_trail_does_not_lead_to_the_message(house, report, case):
    choose(house, report, case)
    entry = Entry.objects.get(action="listening.choose")
    assert (entry.target_id, entry.changes) == (report.pk, {})


@pytest.mark.parametrize(
    "fields",
    [
        {"may_rise": False},
        {"may_rise": False, "is_urgent": True, "urgent_why": "Lửa"},
        {"is_reserved": True},
        {"kind": "to_cao"},
        {"erased_at": timezone.now()},
        {"put_aside_at": timezone.now()},
    ],
)
def test_what_may_not_be_quoted_is_refused(house, report, case, fields):
    Case.objects.filter(pk=case.pk).update(**fields)
    with pytest.raises(NotToQuote):
        choose(house, report, case)
    assert ChosenExtract.objects.count() == 0


def test_a_message_of_another_branch_or_period_is_refused(house, report):
    (beside,) = wrote(house.other, 1, text=TEXT, may_rise=True)
    (early,) = wrote(house.ward, 1, text=TEXT, may_rise=True, day=report.since.replace(month=9))
    for case in (beside, early):
        with pytest.raises(NotToQuote):
            choose(house, report, case)


def test_others_choose_shorten_and_drop_nothing(house, report, case):
    with pytest.raises(NotYours):
        choose(house, report, case, actor=house.head)
    chosen = choose(house, report, case)
    with pytest.raises(NotYours):
        shorten(house, chosen, "chậm lương", actor=house.outsider)
    with pytest.raises(NotYours):
        services.drop_extract(actor=house.outsider, extract=chosen, now=timezone.now())
    assert report.chosen.count() == 1


def test_an_extract_is_shortened_with_signs_where_words_were(house, report, case):
    chosen = choose(house, report, case)
    assert shorten(house, chosen, "công ty chậm lương hai tháng") == "… công ty chậm lương hai tháng …"
    assert shorten(house, chosen, "chậm lương") == "… chậm lương …"


def test_nothing_is_put_into_an_extract(house, report, case):
    chosen = choose(house, report, case)
    before = chosen.text
    for text, no in (("công ty không trả lương", Reworded), ("gọi 0912345678", Reworded), (" … ", NothingLeft)):
        with pytest.raises(no):
            shorten(house, chosen, text)
    chosen.refresh_from_db()
    assert chosen.text == before


def test_what_a_shorter_text_would_show_goes_through_the_mask_again(house, report, case):
    chosen = choose(house, report, case)
    ChosenExtract.objects.filter(pk=chosen.pk).update(text="công ty chậm lương, gọi 0987654321 nhé")
    assert "0987654321" not in shorten(house, chosen, "chậm lương, gọi 0987654321 nhé")


def test_who_takes_the_word_back_is_quoted_no_more(house, report, case):
    chosen = choose(house, report, case)
    Case.objects.filter(pk=case.pk).update(may_rise=False)
    assert quotes_of(report) == []
    with pytest.raises(NotToQuote):
        shorten(house, chosen, "chậm lương")


def test_a_closed_report_takes_no_words(house, report, case):
    services.close_listening(actor=house.chair, report=report, now=timezone.now())
    with pytest.raises(CutClosed):
        choose(house, report, case)
    assert ChosenExtract.objects.count() == 0


def test_the_doors_choose_shorten_and_take_out(house, report, case, client):
    client.force_login(house.clerk)
    address = reverse("reporting:listening_extracts", args=[report.pk])
    page = client.get(address)
    assert "chậm lương hai tháng" in page.content.decode()
    assert "0912345678" not in page.content.decode()
    for _twice in range(2):
        assert client.post(address, {"case": case.pk}).url == address
    chosen = report.chosen.get()
    shorter = reverse("reporting:listening_shorten", args=[report.pk, chosen.pk])
    taken = reverse("reporting:listening_drop", args=[report.pk, chosen.pk])
    assert (client.get(shorter).status_code, client.get(taken).status_code) == (405, 405)
    client.post(shorter, {"text": "chậm lương hai tháng"})
    assert report.chosen.get().text == "… chậm lương hai tháng …"
    answer = client.post(shorter, {"text": "khác hẳn"}, follow=True)
    assert "chỉ có thể rút ngắn" in answer.content.decode()
    client.post(taken)
    assert report.chosen.count() == 0
    assert client.post(taken).status_code == 404
    assert client.post(address, {"case": "x"}).status_code == 404


def test_an_extract_of_another_report_is_not_found(house, report, case, client):
    chosen = choose(house, report, case)
    beside = begun_listening(house.outsider, house.other)
    client.force_login(house.outsider)
    for name in ("shorten", "drop"):
        address = reverse(f"reporting:listening_{name}", args=[beside.pk, chosen.pk])
        assert client.post(address, {"text": "chậm lương"}).status_code == 404
    assert report.chosen.count() == 1

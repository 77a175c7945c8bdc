"""What unions answered, for everybody: approved answers without anybody's data, and commitments in numbers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.feedback import services
from sumvay.feedback.models import Issue
from tests.factories.feedback import answering_house
from tests.factories.issues import issue_of, raised_from
from tests.factories.org import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings, tmp_path):
    settings.KEPT_PAGES = tmp_path / "pages"
    return answering_house()


def approved(officer, unit, question="Chị Lò Thị Mến hỏi chậm lương", **given):
    words = services.AnswerWords(
        **{
            "category": "luong",
            "question": question,
            "answer": "Chậm quá 15 ngày phải trả thêm tiền lãi.",
            "source": "Điều 97 Bộ luật Lao động 2019",
            "is_public": True,
            "public_question": "Công ty chậm lương thì sao?",
            **given,
        }
    )
    answer = services.write_answer(actor=officer, unit=unit, words=words, now=timezone.now())
    services.approve_answer(actor=officer, answer=answer, edition=answer.edition, now=timezone.now())
    return answer


def read(client, **asked):
    return client.get("/hoi-dap/", asked).content.decode()


def test_only_approved_public_valid_answers_are_read_and_only_by_what_readers_see(house, client):
    approved(house.chair, house.ward)
    approved(house.chair, house.ward, is_public=False, public_question="", answer="Nội bộ thôi.")
    past = approved(house.chair, house.ward, answer="Hết hạn rồi.")
    type(past).objects.filter(pk=past.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    page = read(client)
    assert "Công ty chậm lương thì sao?" in page
    assert 'itemtype="https://schema.org/FAQPage"' in page
    assert not {"Mến", "Nội bộ thôi.", "Hết hạn rồi."} & {
        word for word in ("Mến", "Nội bộ thôi.", "Hết hạn rồi.") if word in page
    }
    assert "Công ty chậm lương thì sao?" in read(client, q="cham luong")
    assert "Công ty chậm lương thì sao?" not in read(client, q="Lò Thị Mến")
    assert "Công ty chậm lương thì sao?" not in read(client, **{"chu-de": "bhxh"})


def test_answers_of_a_unit_are_its_own_and_those_of_units_above(house, client):
    approved(house.head, house.province, public_question="Của tỉnh?")
    approved(house.outsider, house.other, public_question="Của nơi khác?")
    page = read(client, **{"don-vi": house.ward.code})
    assert "Của tỉnh?" in page
    assert "Của nơi khác?" not in page


def test_an_answer_laid_aside_is_no_longer_read(house, client, run_jobs):
    answer = approved(house.chair, house.ward)
    run_jobs()
    assert "Công ty chậm lương thì sao?" in read(client)
    services.retire_answer(actor=house.chair, answer=answer, now=timezone.now())
    run_jobs()
    assert "Công ty chậm lương thì sao?" not in read(client)


def raised(house, number, *, answered):
    for n in range(number):
        top = raised_from(house.chair, issue_of(house.ward, 5, title="Chuyện riêng"))
        if n < answered:
            services.answer_line(actor=house.head, issue=top, text="Đã trả.", source="Điều 97", now=timezone.now())


def figures(client, unit):
    shown = client.get(f"/cam-ket/{unit.code}/").context["figures"]
    return [shown[name] for name in ("raised", "answered", "waiting")]


@pytest.mark.parametrize(
    ("number", "answered", "told"),
    [(3, 1, ["dưới 5", "–", "–"]), (7, 1, ["7", "dưới 5", "ít nhất 3"]), (6, 6, ["6", "6", "0"])],
)
def test_no_figure_under_five_is_told_or_can_be_reckoned(house, client, number, answered, told):
    raised(house, number, answered=answered)
    assert figures(client, house.province) == told


def test_the_board_names_unions_and_numbers_but_no_words(house, client):
    raised(house, 6, answered=6)
    for address in ("/cam-ket/", f"/cam-ket/{house.province.code}/"):
        page = client.get(address).content.decode()
        assert house.province.name in page
        assert "Chuyện riêng" not in page
        assert "Đã trả." not in page
    assert client.get("/cam-ket/KHONG-CO/").status_code == 404
    assert client.post("/cam-ket/").status_code == 405


def test_a_promise_kept_counts_as_kept(house, client):
    for day in range(6):
        issue = issue_of(house.ward, 1)
        by_day = timezone.localdate() + timedelta(days=day)
        services.promise(actor=house.chair, issue=issue, what="Đối thoại", by_day=by_day, now=timezone.now())
        services.answer_line(actor=house.chair, issue=issue, text="Đã trả.", source="Điều 97", now=timezone.now())
    Issue.objects.filter(pk=issue.pk).update(answered_at=timezone.now() + timedelta(days=30))
    shown = client.get(f"/cam-ket/{house.ward.code}/").context["figures"]
    assert (shown["promised"], shown["kept"]) == ("6", "ít nhất 2")
    # Nobody raised them: they are promises alone
    assert (shown["raised"], shown["answered"], shown["on_time"]) == ("0", "0", "0")


def test_what_was_answered_after_the_promised_day_is_not_in_time(house, client):
    raised(house, 6, answered=6)
    here, today = Issue.objects.filter(unit=house.province), timezone.localdate()
    here.update(owed_on=None, promised_on=today - timedelta(days=1))
    late = client.get(f"/cam-ket/{house.province.code}/").context["figures"]
    here.update(promised_on=today)
    kept = client.get(f"/cam-ket/{house.province.code}/").context["figures"]
    assert (late["on_time"], kept["on_time"]) == ("0", "6")


def test_all_unions_below_are_there_page_by_page_and_the_foot_leads_to_the_board(house, client):
    for n in range(21):
        unit = UnitFactory(parent=house.province, name=f"Công đoàn phường {n:02}")
        Issue.objects.create(
            unit=unit, title="Chuyện riêng", category="luong", created_at=timezone.now(), promise="Họp",
            promised_on=timezone.localdate(),
        )  # fmt: skip
    first, second = (client.get(f"/cam-ket/{house.province.code}/{page}").text for page in ("", "?trang=2"))
    assert ("phường 19" in first, "phường 20" in first, "?trang=2" in first) == (True, False, True)
    assert "phường 20" in second
    assert f'rel="prev" href="/cam-ket/{house.province.code}/"' in second
    assert client.get(f"/cam-ket/{house.province.code}/?trang=9").status_code == 404
    assert 'href="/cam-ket/"' in client.get("/hoi-dap/").text

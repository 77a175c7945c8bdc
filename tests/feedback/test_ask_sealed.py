"""The writer's door to the confidential lane: who reads, the message, the receipt."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import crowding
from sumvay.feedback.form_tokens import new_token
from sumvay.feedback.models import SealedCase, SealedFile, SealedKey
from sumvay.feedback.reading import reader
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.views import sealed_writing
from tests.factories.files import photo
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.factories.sealed import sealed_tree, with_box

pytestmark = pytest.mark.django_db
DOOR = "/y-kien/kin/"
RECEIPT = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){4}")


@pytest.fixture
def tree():
    crowding._counted.clear()
    return sealed_tree()


def form(place, *readers, **fields):
    ticks = [f"{place.unit.pk}-{reader.pk}" for reader in readers]
    said = {"step": "send", "topic": "khac", "level": place.unit.pk, "reader": ticks, "text": "Tổ trưởng ép ký đơn."}
    return said | {"token": new_token(now=timezone.now()), "sure": "on"} | fields


def ticked(answer) -> set[str]:
    return set(re.findall(r'name="reader" value="([\d-]+)" checked', answer.content.decode()))


def level_chosen(answer) -> str:
    return re.search(r'name="level" value="(\d+)" required checked', answer.content.decode())[1]


def test_a_message_is_sealed_and_its_receipt_shown_once(client, tree):
    place = tree.ward

    answer = client.post(DOOR, form(place, place.first, code=tree.unit.unit.code))

    receipt = RECEIPT.search(answer.content.decode())[0]
    shown = client.post(reverse("feedback:sealed_receipt"), {"receipt": receipt}).content.decode()
    assert "Tổ trưởng ép ký đơn." in shown
    assert "Đã nhận" in shown
    assert [held.key.officer for held in SealedKey.objects.all()] == [place.first]


def test_the_address_is_named_and_says_it_is_not_to_be_kept(client, tree):
    assert reverse("feedback:ask_sealed") == DOOR
    answers = [
        client.get(DOOR),
        client.post(DOOR, {"code": tree.unit.unit.code, "topic": "luong"}),
        client.post(DOOR, form(tree.ward, tree.ward.first)),
        client.get(reverse("feedback:sealed_receipt")),
        client.post(reverse("feedback:sealed_receipt"), {"receipt": "sai"}),
    ]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
        assert not answer.cookies
        assert b"<script" not in answer.content
        assert b"csrf" not in answer.content


@pytest.mark.parametrize(
    ("topic", "level", "left_out"),
    [("luong", "ward", True), ("bhxh", "ward", True), ("to_cao", "ward", True), ("khac", "unit", False)],
)
def test_pay_insurance_and_denunciations_go_above_and_leave_out_who_is_tied(client, tree, topic, level, left_out):
    answer = client.post(DOOR, {"where": "may thu nghiem", "topic": topic})

    assert level_chosen(answer) == str(getattr(tree, level).unit.pk)
    assert (f"{tree.unit.unit.pk}-{tree.unit.second.pk}" not in ticked(answer)) == left_out
    for officer in (tree.unit.first, tree.ward.second, tree.province.first):
        assert officer.full_name in answer.content.decode()
    assert "Ủy ban kiểm tra" in answer.content.decode()


def test_a_level_without_a_box_is_named_as_such(client, tree):
    below = UnitFactory(name="CĐCS Công ty Chưa Có Hộp", parent=tree.ward.unit)
    officer_of(below)

    answer = client.post(DOOR, {"where": "chua co hop", "topic": "khac"}).content.decode()

    assert "CĐCS Công ty Chưa Có Hộp: chưa có hộp kín" in re.sub(r"<[^>]+>", "", answer)
    assert level_chosen(client.post(DOOR, {"where": "chua co hop", "topic": "khac"})) == str(tree.ward.unit.pk)


def test_where_no_box_exists_the_page_says_so(client):
    UnitFactory(name="CĐCS Đơn Độc")
    for given in ({"where": "don doc"}, {}):
        answer = client.post(DOOR, {"topic": "khac", **given})
        assert "chưa gửi kín được ở đây" in answer.content.decode()
        assert b'name="text"' not in answer.content


def test_without_a_workplace_one_chooses_among_the_federations(client, tree):
    answer = client.post(DOOR, {"topic": "khac"})
    levels = set(re.findall(r'name="level" value="(\d+)"', answer.content.decode()))
    assert levels == {str(tree.province.unit.pk), str(tree.ward.unit.pk)}


def test_of_several_units_found_one_is_chosen(client, tree):
    UnitFactory(name="CĐCS Công ty May Thử Hai", parent=tree.ward.unit)
    answer = client.post(DOOR, {"where": "cong ty may thu", "topic": "khac"})
    codes = re.findall(r'name="code" value="(\w+)"', answer.content.decode())
    assert (answer.status_code, len(codes)) == (422, 2)
    assert b'name="text"' in client.post(DOOR, {"code": tree.unit.unit.code, "topic": "khac"}).content


@pytest.mark.parametrize(
    "given", [{"topic": "gi do"}, {"topic": ""}, {"where": "không có đơn vị này", "topic": "khac"}]
)
def test_the_first_step_asks_again(client, tree, given):
    answer = client.post(DOOR, given)
    assert answer.status_code == 422
    assert b'name="text"' not in answer.content


def test_a_level_that_has_no_box_or_a_reader_of_another_one_reads_nothing(client, tree):
    wrong = [
        form(tree.ward),
        form(tree.ward, tree.ward.first, level=UnitFactory().pk),
        form(tree.ward, tree.ward.first, level="x"),
        form(tree.ward, tree.ward.chair),
        form(tree.ward, reader=[f"{tree.province.unit.pk}-{tree.province.first.pk}"]),
        form(tree.ward, reader=["x"]),
        form(tree.ward, tree.ward.first, text="  "),
        form(tree.ward, tree.ward.first, topic="x"),
    ]
    for body in wrong:
        answer = client.post(DOOR, body)
        assert answer.status_code == 422
        assert body["text"].strip() in answer.content.decode()
    assert not SealedCase.objects.exists()


def test_the_same_form_sent_twice_shows_the_same_receipt(client, tree):
    body = form(tree.ward, tree.ward.first)
    first, second = (RECEIPT.search(client.post(DOOR, body).content.decode())[0] for _ in range(2))
    assert first == second
    assert SealedCase.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "a.b:c", None])
def test_a_form_that_is_not_ours_or_lay_open_too_long_is_shown_again(client, tree, token):
    token = new_token(now=timezone.now() - timedelta(days=3)) if token is None else token
    answer = client.post(DOOR, form(tree.ward, tree.ward.first, token=token))
    assert answer.status_code == 422
    assert "Tổ trưởng ép ký đơn." in answer.content.decode()
    assert not SealedCase.objects.exists()
    again = re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]
    assert RECEIPT.search(client.post(DOOR, form(tree.ward, tree.ward.first, token=again)).content.decode())


def test_what_a_machine_fills_in_is_not_sealed(client, tree):
    client.post(DOOR, form(tree.ward, tree.ward.first, website="https://vay-tien.example"))
    assert not SealedCase.objects.exists()


def test_what_sounds_urgent_first_shows_whom_to_call_and_stores_nothing(client, tree, monkeypatch):
    monkeypatch.setattr(reader, "read", lambda texts: [reader.Reading(urgent_why="nguy hiểm")])
    body = form(tree.ward, tree.ward.first, text="Có người bị nhốt trong xưởng")
    del body["sure"]

    answer = client.post(DOOR, body).content.decode()

    assert "113" in answer
    assert "Nội dung có vẻ khẩn cấp" in answer
    assert "Có người bị nhốt trong xưởng" in answer
    assert not SealedCase.objects.exists()
    assert '<input type="hidden" name="sure" value="on">' in answer
    client.post(DOOR, {**body, "sure": "on"})
    assert SealedCase.objects.count() == 1


def test_files_come_along_cleaned_and_what_is_no_photo_is_refused(client, tree):
    def with_files(*contents):
        files = [SimpleUploadedFile("mat toi.jpg", content) for content in contents]
        return client.post(DOOR, {**form(tree.ward, tree.ward.first), "files": files})

    assert with_files(b"%PDF-1.4 x").status_code == 422
    assert with_files(*[photo()] * 4).status_code == 422
    assert not SealedCase.objects.exists()
    assert RECEIPT.search(with_files(photo(), photo()).content.decode())
    assert SealedFile.objects.count() == 2


def test_more_than_a_box_takes_in_an_hour_is_refused_and_the_words_are_kept(client, tree, monkeypatch):
    monkeypatch.setattr(sealed_writing, "MOST_SEALED", 2)
    bodies = [form(tree.ward, tree.ward.first, text=f"Ý kiến thứ {number}") for number in range(3)]
    answers = [client.post(DOOR, body) for body in bodies]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert "Ý kiến thứ 2" in answers[2].content.decode()
    assert SealedCase.objects.count() == 2
    assert client.post(DOOR, form(tree.province, tree.province.first)).status_code == 200


def test_who_floods_a_box_with_files_shuts_it_for_files_alone(client, tree, monkeypatch):
    monkeypatch.setattr(sealed_writing, "MOST_WITH_FILES", 1)

    def sent(**more):
        return client.post(DOOR, {**form(tree.ward, tree.ward.first), **more}).status_code

    assert [sent(files=SimpleUploadedFile("a.jpg", photo())) for _ in range(2)] == [200, 422]
    assert sent() == 200
    assert SealedCase.objects.count() == 2


@pytest.mark.parametrize("level", ["²", "9" * 5000, "-1"])
def test_an_odd_level_is_asked_again(client, tree, level):
    assert client.post(DOOR, {**form(tree.ward, tree.ward.first), "level": level}).status_code == 422
    assert not SealedCase.objects.exists()


def test_the_same_form_changed_after_back_is_another_message(client, tree):
    first = form(tree.ward, tree.ward.first)
    bodies = [first, {**first, "text": "Chuyện khác hẳn"}, {**first, "reader": first["reader"][:1]}]
    receipts = [RECEIPT.search(client.post(DOOR, body).content.decode())[0] for body in bodies * 2]
    assert len(set(receipts)) == SealedCase.objects.count() == len({repr(body) for body in bodies})


def test_a_section_of_an_enterprise_is_inside_it(client, tree):
    section = UnitFactory(
        kind=UnitKindFactory(code="section", rank=60, is_grassroots=False), parent=tree.unit.unit, name="Tổ may 1"
    )
    with_box(section, first=False)
    today = timezone.localdate()
    assert section not in [level.unit for level in selectors.levels_for(None, on=today)]
    levels = selectors.levels_for(section, on=today)
    assert levels[0].unit == section
    assert selectors.level_by_default(levels, "luong").unit == tree.ward.unit
    assert selectors.level_by_default(levels, "khac").unit == section


def test_other_methods_and_too_much_are_refused(client, tree):
    for door in (DOOR, reverse("feedback:sealed_receipt")):
        assert {client.put(door).status_code, client.delete(door).status_code} == {405}
    large = client.generic("POST", DOOR, b"x", content_type="text/plain", CONTENT_LENGTH=str(40 * 1024 * 1024))
    assert large.status_code == 413


def test_an_officer_who_is_signed_in_is_nobody_here(client, tree):
    client.force_login(tree.ward.first)
    answer = client.get(DOOR)
    assert tree.ward.first.full_name not in answer.content.decode()
    assert not answer.cookies

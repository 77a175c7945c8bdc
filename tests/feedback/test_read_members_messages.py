"""Members' messages are read: what they are about, what they are, whether a person should see them at once."""

import numpy as np
import pytest

from sumvay.feedback.models import Category, Kind, Tone
from sumvay.feedback.reading import classifier, reader
from sumvay.feedback.reading.features import slots_of, words_of


def test_pay_that_does_not_come_is_a_complaint_about_wages():
    (reading,) = reader.read(["Công ty nợ lương công nhân hai tháng nay, đề nghị công đoàn can thiệp giúp chúng tôi"])
    assert (reading.categories[0], reading.kind, reading.is_urgent) == (Category.WAGES, Kind.COMPLAINT, False)


@pytest.mark.parametrize(
    "text",
    [
        "Cho em hỏi sinh con thì bảo hiểm xã hội trả thai sản mấy tháng ạ?",
        "cho em hoi sinh con thi bao hiem xa hoi tra thai san may thang a?",
        "CHO EM HỎI SINH CON THÌ BẢO HIỂM XÃ HỘI TRẢ THAI SẢN MẤY THÁNG Ạ?",
    ],
)
def test_accents_and_capitals_do_not_change_what_it_is_about(text):
    (reading,) = reader.read([text])
    assert (reading.categories[0], reading.kind) == (Category.INSURANCE, Kind.QUESTION)


def test_people_locked_in_a_fire_are_urgent_and_the_words_are_told():
    (reading,) = reader.read(["Cứu với, xưởng đang cháy mà bảo vệ khoá trái cửa, công nhân còn kẹt trong đó"])
    assert reading.is_urgent
    assert "cháy" in reading.urgent_why


def test_danger_without_a_danger_word_still_has_a_reason():
    text = "anh em ta thoi thi hen nhau sang mai khong ai vao xuong, ra dung het ngoai duong lon"
    assert reader._why(text)


def test_a_reason_never_holds_a_name():
    text = "chi Nguyen Thi Hoa 0912345678 goi gap gap chi Hoa oi"
    assert not {"nguyen", "hoa", "0912345678"} & set(reader._telling_words(text).lower().split())


def test_loans_on_offer_are_spam_and_nothing_else():
    (reading,) = reader.read(["Vay tiền nhanh không thế chấp, giải ngân trong ngày, lãi suất ưu đãi, liên hệ zalo"])
    assert (reading.kind, reading.categories, reading.is_urgent) == (Kind.SPAM, [Category.OTHER], False)


def test_where_danger_words_stand_it_is_never_advertising():
    loan = "Vay tiền nhanh không thế chấp, giải ngân trong ngày, lãi suất ưu đãi, liên hệ zalo"
    (reading,) = reader.read([f"{loan}. Công nhân bị nhốt trong xưởng"])
    assert reading.kind != Kind.SPAM
    assert reader._kind(loan, np.array([0.5, 1.0]), [Kind.QUESTION, Kind.SPAM]) == Kind.SPAM
    assert reader._kind("đang cháy", np.array([0.5, 1.0]), [Kind.QUESTION, Kind.SPAM]) == Kind.QUESTION


def test_every_answer_is_a_word_of_the_room():
    columns = classifier.columns()
    assert columns.categories == list(Category.values)
    assert sorted(columns.kinds) == sorted(Kind.values)
    assert sorted(columns.tones) == sorted(Tone.values)


def test_a_message_reads_the_same_alone_and_among_others():
    texts = ["Xin tăng tiền cơm ca", "", "cty k trả lương!!!", "😭", "x" * 20_000, "\x02\x03 hỏi chút", "\ud800"]
    together = classifier.scores(texts)
    alone = np.concatenate([classifier.scores([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_more_messages_than_are_read_together_keep_their_order():
    texts = ["Xin tăng lương", "Cho hỏi thai sản", "x" * 9_000] * 500
    scores = classifier.scores(texts)
    assert len(scores) == len(texts)
    np.testing.assert_allclose(scores, np.tile(scores[:3], (500, 1)), atol=1e-4)


def test_nothing_to_read_is_no_error():
    assert reader.read([]) == []


def test_short_forms_of_chats_are_read_as_their_words():
    short, long = (words_of([text]) for text in ("cty ko trả", "ty không trả"))
    assert (short.whole == long.whole).all()
    assert (short.toned == long.toned).all()


def test_a_thousand_is_no_short_form_of_not():
    thousand, no = words_of(["200k"]).whole, words_of(["200 k"]).whole
    assert (thousand[1], thousand[-1]) == (no[1], no[-1])
    assert thousand[2] != no[2]


def test_the_tone_may_stand_on_either_vowel():
    first, second = (words_of([text]) for text in ("hoà giải", "hòa giải"))
    assert (first.toned == second.toned).all()


def test_no_group_of_words_runs_from_one_message_into_the_next():
    apart = [words_of([text]) for text in ("trả lương", "thưởng Tết")]
    together = words_of(["trả lương", "thưởng Tết"])
    for group, one, two in zip(slots_of(together), *(slots_of(words) for words in apart), strict=True):
        if not group.by_spelling:
            assert list(group.slots) == [*one.slots, *two.slots]

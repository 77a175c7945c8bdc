"""Near-duplicates: what copied text and one event told twice look like, and what only seems so."""

from datetime import date

import pytest

from sumvay.newsroom.near_duplicates import Account, alike, is_same_event, marked, matching_lines
from sumvay.vietnamese import fold

TET = date(2027, 1, 30)
QUA = (
    "Sáng 30/1, Ban Chấp hành Công đoàn Công ty May Sông Vân tổ chức chương trình Tết sum vầy, trao 200 suất quà cho "
    "đoàn viên có hoàn cảnh khó khăn. Mỗi suất quà trị giá 500.000 đồng, gồm gạo, dầu ăn, bánh kẹo và phong bao lì xì."
)
XE = (
    "Chiều cùng ngày, mười chuyến xe đưa công nhân về quê đón Tết rời bến. Nhiều người lần đầu sau ba năm được ăn bữa "
    "cơm tất niên với cha mẹ, ai cũng cười nói suốt dọc đường."
)


def told(key, title, text, *, unit=1, day=TET, place="Công ty May Sông Vân"):
    return Account(key, unit, day, place, title, fold(f"{title} {text}"))


def test_copied_text_is_found_however_it_is_accented_and_punctuated():
    one = told(1, "Trao quà Tết", QUA)
    other = told(2, "Chương trình ở Sông Vân", f"Lời dẫn khác hẳn. {fold(QUA).replace(',', ' –').upper()}", unit=2)
    [likeness] = alike([one], [other])[1]
    assert likeness.key == 2
    assert likeness.copied > 0.9


def test_part_of_a_long_text_taken_over_is_measured_by_the_shorter_one():
    short, long = told(1, "Trao quà Tết", QUA), told(2, "Hai việc trong một ngày", f"{XE} {QUA} {XE}", unit=2)
    assert alike([short], [long])[1][0].copied > 0.85


def test_what_an_account_shares_with_itself_is_not_said():
    one = told(1, "Trao quà Tết", QUA)
    assert alike([one], [one]) == {}


@pytest.mark.parametrize(
    "text",
    [XE, "Sáng 30/1, Công đoàn Công ty May Sông Vân họp Ban Chấp hành, bàn việc thu chi và bầu bổ sung.", ""],
)
def test_other_news_in_the_same_phrases_is_not_like_it(text):
    assert alike([told(1, "Trao quà Tết", QUA)], [told(2, "Chuyện khác", text, day=None)]) == {}


def test_two_units_tell_of_one_event_in_their_own_words():
    ours = told(1, "Trao 200 suất quà Tết cho đoàn viên Công ty May Sông Vân", QUA)
    theirs = told(
        2, "Công ty May Sông Vân: đoàn viên nhận 200 suất quà",
        "Niềm vui đến sớm với những người thợ may xa nhà: hai trăm phần quà được trao tận tay từng người.",
        unit=2, place="Hội trường Công ty May Sông Vân",
    )  # fmt: skip
    assert is_same_event(ours, theirs)
    assert alike([ours], [theirs])[1][0].is_same_event


@pytest.mark.parametrize(
    "changes",
    [{"unit": 1}, {"day": date(2027, 1, 31)}, {"day": None}, {"place": "Nhà văn hóa phường Đông"}, {"place": ""}],
    ids=["one unit twice", "another day", "no day", "another place", "no place"],
)
def test_it_is_another_event_when_one_of_these_differs(changes):
    ours = told(1, "Trao 200 suất quà Tết cho đoàn viên", QUA)
    theirs = told(2, "Trao 200 suất quà Tết cho đoàn viên", XE, **{"unit": 2, **changes})
    assert not is_same_event(ours, theirs)


def test_two_events_of_one_day_and_place_are_told_apart_by_their_words():
    theirs = told(2, "Hội thao chào mừng ngày thành lập ngành", "Mười đội bóng tranh cúp.", unit=2)
    assert not is_same_event(told(1, "Trao 200 suất quà Tết cho đoàn viên", QUA), theirs)


def test_the_most_copied_comes_first():
    half = told(2, "Một nửa", f"{QUA[:110]} {XE}", unit=2)
    whole = told(3, "Toàn bộ", QUA, unit=3)
    assert [likeness.key for likeness in alike([told(1, "Trao quà", QUA)], [half, whole])[1]] == [3, 2]


def test_matching_lines_keep_the_writing_and_mark_what_both_say():
    mine = "Mở đầu của chúng tôi.\n\nNgày 30/1, Công ty May Sông Vân tặng 200 suất quà Tết cho công nhân.\nHết tin."
    beside = "CONG TY MAY SONG VAN TANG 200 SUAT QUA và nhiều việc khác"
    [line] = matching_lines(mine, beside)
    assert line == [
        ("Ngày 30/1, ", False),
        ("Công ty May Sông Vân tặng 200 suất quà ", True),
        ("Tết cho công nhân.", False),
    ]


@pytest.mark.parametrize("text", ["", "   \n\n", QUA, f"{QUA}\r\n\r\n{XE}\n", "«…» – 5", "Đoàn kết\x0bmột\u2028hai"])
def test_marking_loses_no_word_of_a_text(text):
    shown = "".join(run for line in marked(text, QUA) for run, _is_match in line)
    assert shown.split() == "".join(text.splitlines()).split() or shown == "".join(
        line.rstrip() for line in text.splitlines() if line.strip()
    )


def test_two_hundred_texts_are_read_through_once():
    asked = [told(number, f"Tin số {number}", f"{QUA} {number}", unit=number) for number in range(20)]
    others = [told(100 + number, "Tin khác", f"{XE} {number}", unit=number) for number in range(200)]
    assert alike(asked, others) == {}

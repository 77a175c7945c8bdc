"""A pasted Zalo group chat becomes messages."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.vietnamese import ChatMessage, parse_group_chat

TODAY = date(2027, 1, 26)
THE_25TH = date(2027, 1, 25)


def read(text):
    return parse_group_chat(text, today=TODAY)


def test_hours_in_brackets():
    assert read(
        "[08:15 25/01/2027] Chị Lan: Em báo cáo\n45 suất quà\n[08:20 25/01/2027] CĐCS May 10: 120 lượt: đủ"
    ) == [
        ChatMessage("Chị Lan", "Em báo cáo\n45 suất quà", THE_25TH, time(8, 15)),
        ChatMessage("CĐCS May 10", "120 lượt: đủ", THE_25TH, time(8, 20)),
    ]


@pytest.mark.parametrize("head", ["[25/01/2027, 08:15:22]", "[25/1/2027 8:15]", "[08:15, 25/01/2027]", "[8h15 25/1]"])
def test_other_ways_to_write_the_hour_in_brackets(head):
    assert read(f"{head} Lan: xong") == [ChatMessage("Lan", "xong", THE_25TH, time(8, 15))]


def test_name_and_hour_over_the_text():
    assert read("Nguyễn Văn A, 08:15\nEm gửi link\nhttps://a.vn/x\n\nCĐCS Cty May 10, 08:20\nHọp xong, 16:00\n") == [
        ChatMessage("Nguyễn Văn A", "Em gửi link\nhttps://a.vn/x", None, time(8, 15)),
        ChatMessage("CĐCS Cty May 10", "Họp xong, 16:00", None, time(8, 20)),
    ]


def test_the_hour_under_the_text_and_a_second_message_without_name():
    assert read(
        "Nguyễn Văn A\nEm gửi báo cáo\n45 suất quà\n08:15\nThêm 20 phiếu\n08:16\n"
        "CĐ phường Kim Liên\nĐã xong\n08:20\nĐã xem\n"
    ) == [
        ChatMessage("Nguyễn Văn A", "Em gửi báo cáo\n45 suất quà", None, time(8, 15)),
        ChatMessage("Nguyễn Văn A", "Thêm 20 phiếu", None, time(8, 16)),
        ChatMessage("CĐ phường Kim Liên", "Đã xong", None, time(8, 20)),
    ]


def test_two_lines_of_the_same_sender_are_not_taken_for_a_name():
    messages = read("Lan\nchào cả nhà\n08:15\nem gửi nốt\n45 suất quà\n08:16")
    assert [message.sender for message in messages] == ["Lan", "Lan"]
    assert messages[1].text == "em gửi nốt\n45 suất quà"


def test_a_line_with_a_day_dates_what_follows():
    messages = read("Chủ nhật, 24/01/2027\nLan\nchào\n08:00\n25/01/2027\nLan\ntiếp\n09:00")
    assert [message.day for message in messages] == [date(2027, 1, 24), THE_25TH]


def test_a_plain_text_is_one_message_without_sender():
    assert read("chỉ là một đoạn\nhai dòng") == [ChatMessage(None, "chỉ là một đoạn\nhai dòng")]


def test_nothing_gives_nothing():
    assert read(" \n\n") == []


def test_text_before_the_first_known_message_is_kept():
    assert read("phần cuối của tin trước\n[08:15 25/01/2027] Lan: xong")[0] == ChatMessage(
        None, "phần cuối của tin trước"
    )


LINES = ["Nguyễn Văn A", "08:15", "25/01/2027", "45 suất", "Lan, 9:00", "[08:15 25/01/2027] B: c", "Đã xem", ""]


@given(st.lists(st.sampled_from(LINES)))
def test_no_content_is_lost(lines):
    together = "\n".join(f"{message.sender} {message.text}" for message in read("\n".join(lines)))
    assert together.count("45 suất") == lines.count("45 suất")

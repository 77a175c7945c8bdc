"""Of an answer only what its sender wrote is left."""

import pytest

from sumvay.mail.plain_text import text_of_html, written_by_sender

ANSWER = "Số bài: 3\nSố lượt: 1.200"


@pytest.mark.parametrize(
    "quoted",
    [
        "On Mon, 18 Jan 2027 at 09:05, Sum Vầy <sumvay@x.example> wrote:\n> Kính gửi\n>> Số bài: 9",
        "Vào Th 2, 18 thg 1, 2027 vào lúc 09:05 Sum Vầy <sumvay@x.example> đã viết:\n> Kính gửi\n> Số bài: 9",
        "Vào Th 2, 18 thg 1, 2027 vào lúc 09:05 Công đoàn Thành phố Hà Nội\n<sumvay@x.example> đã viết:\n\n> Số bài: 9",
        "-----Original Message-----\nFrom: Sum Vầy\nSố bài: 9",
        "----- Thư gốc -----\nSố bài: 9",
        "________________________________\nFrom: Sum Vầy\nSent: Monday\nSố bài: 9",
        "Từ: Sum Vầy <sumvay@x.example>\nĐã gửi: Thứ Hai\nĐến: Hoa\nChủ đề: Báo cáo\n\nSố bài: 9",
        "From: Sum Vầy <sumvay@x.example>\nSent: Monday\nTo: Hoa\n\nSố bài: 9",
        "-- \nLê Thị Hoa\nChủ tịch\n0912 000 000",
    ],
)
def test_the_letter_below_the_answer_is_cut_off(quoted):
    assert written_by_sender(f"{ANSWER}\n\n{quoted}\n") == ANSWER


def test_an_answer_below_the_quoted_letter_stays():
    letter = "On Mon, 18 Jan 2027 at 09:05, Sum Vầy <s@x.example> wrote:\n> Số bài:\n\n" + ANSWER
    assert written_by_sender(letter) == ANSWER


def test_answers_between_quoted_lines_stay():
    assert written_by_sender("> Số bài?\n3\n> Số lượt?\n1.200\n") == "3\n1.200"


def test_a_letter_that_is_all_quotation_stays_whole():
    assert written_by_sender("> Số bài: 3\n> Số lượt: 4") == "> Số bài: 3\n> Số lượt: 4"


@pytest.mark.parametrize(
    "own",
    ["Từ: ngày 10/1\nđến 20/1: 3 bài", "Ngày hội việc làm: 40 người", "Vào dịp Tết, có 3 bài", "a - b - c"],
)
def test_words_that_only_look_like_a_quotation_stay(own):
    assert written_by_sender(own) == own


def test_windows_line_ends_and_empty_lines_are_tidied():
    assert written_by_sender("Một  \r\n\r\n\r\n\r\nHai\r\n") == "Một\n\nHai"


def test_what_html_quotes_is_left_out():
    html = (
        '<div dir="ltr">Số bài: 3</div><br><div class="gmail_quote gmail_quote_container"><div>Vào hôm qua đã viết:'
        "<div>Số bài: 9</div></div><blockquote>Số bài: 9</blockquote></div><p>Hết</p>"
    )
    assert text_of_html(html).split() == ["Số", "bài:", "3", "Hết"]


def test_html_that_is_all_quotation_stays():
    assert text_of_html("<blockquote>Số bài: 3</blockquote>") == "Số bài: 3"

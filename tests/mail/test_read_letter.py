"""What a person reads in a raw letter, whatever the sender's program did to it."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.mail import automatic, reading
from sumvay.mail.reading import parsed
from tests.factories.files import PDF, sheet_file
from tests.factories.mail import raw_letter

TEXT = "Công đoàn Trường đã tổ chức 3 buổi, thưởng Tết 1,2 tỷ đồng."


def plain(body: bytes, content_type: str = "text/plain", encoding: str = "8bit", **headers: bytes) -> bytes:
    head = [b"From: Hoa <hoa@congdoan.example>", b"MIME-Version: 1.0"]
    head += [name.replace("_", "-").encode() + b": " + value for name, value in headers.items()]
    head += [b"Content-Type: " + content_type.encode(), b"Content-Transfer-Encoding: " + encoding.encode()]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), "text/plain; charset=utf-8"),
        (TEXT.encode(), "text/plain"),
        (TEXT.encode(), "text/plain; charset=us-ascii"),
        (TEXT.encode(), "text/plain; charset=x-unknown"),
        (TEXT.encode(), "text/plain; charset=unknown-8bit"),
        (TEXT.encode(), "text/plain; charset=base64"),
        (TEXT.encode(), "text/plain; charset=punycode"),
        (TEXT.encode("utf-16"), "text/plain; charset=utf-16"),
        (TEXT.encode(), 'text/plain; charset="utf-8'),
    ],
)
def test_vietnamese_is_read_whatever_the_charset_says(body, content_type):
    assert parsed(plain(body, content_type)).text == TEXT


def test_windows_vietnamese_is_read():
    written = "Nga\u0300y mai"
    assert parsed(plain(written.encode("cp1258"), "text/plain; charset=windows-1258")).text == "Ngày mai"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"=?utf-8?B?QsOhbyBjw6Fv?=", "Báo cáo"),
        (b"=?UTF-8?Q?B=C3=A1o_c=C3=A1o?=", "Báo cáo"),
        (b"=?utf-8?B?QsM=?= =?utf-8?B?oW8gY8Ohbw==?=", "Báo cáo"),
        (b"=?utf-8?B?QsOhbw==?=\r\n =?utf-8?B?IGPDoW8=?=", "Báo cáo"),
        (b"Re: =?utf-8*vi?B?QsOhbw==?= 42", "Re: Báo 42"),
        ("Báo cáo".encode(), "Báo cáo"),
        ("=?utf-8?B?QsOhbw==?= tháng 1".encode(), "Báo tháng 1"),
        (b"=?x-none?B?QsOhbw==?=", "Báo"),
        (b"=?utf-8?B?Qs?=", None),
        (b"=?utf-8?B?####?=", None),
        (b"Bao\x00cao", "Baocao"),
    ],
)
def test_subjects_are_read_in_every_form(raw, words):
    subject = parsed(plain(b"x", Subject=raw)).subject
    assert subject == words if words is not None else isinstance(subject, str)


@pytest.mark.parametrize(
    ("raw", "sender", "name"),
    [
        (b"=?utf-8?B?TMOqLCBIb2E=?= <Hoa@CongDoan.example>", "hoa@congdoan.example", "Lê, Hoa"),
        (b'"Le, Hoa" <hoa@congdoan.example>', "hoa@congdoan.example", "Le, Hoa"),
        ("Lê Hoa <hoa@congdoan.example>".encode(), "hoa@congdoan.example", "Lê Hoa"),
        (b"hoa@congdoan.example", "hoa@congdoan.example", ""),
        (b"Hoa", "", ""),
        (b"", "", ""),
        (b"<" * 500, "", ""),
    ],
)
def test_senders_are_read_in_every_form(raw, sender, name):
    letter = parsed(b"From: " + raw + b"\r\n\r\nx")
    assert (letter.sender, letter.sender_name) == (sender, name)


def test_attachments_come_with_name_kind_and_content():
    sheet = sheet_file(("Chỉ tiêu", 3))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    files = (("Báo cáo tháng 1.xlsx", kind, sheet), ("Quyết định.pdf", "application/pdf", PDF))
    letter = parsed(raw_letter(TEXT, attachments=files))
    assert [(file.name, file.media_type) for file in letter.attachments] == [
        ("Báo cáo tháng 1.xlsx", kind), ("Quyết định.pdf", "application/pdf"),
    ]  # fmt: skip
    assert [file.content for file in letter.attachments] == [sheet, PDF]
    assert letter.text == TEXT


def test_a_text_file_attached_is_not_the_letter():
    letter = parsed(raw_letter("Kính gửi", attachments=(("ghi chú.txt", "text/plain", b"khac"),)))
    assert (letter.text, [file.name for file in letter.attachments]) == ("Kính gửi", ["ghi chú.txt"])


def test_html_alone_becomes_lines_without_scripts_and_styles():
    html = (
        "<html><head><style>p{color:red}</style><title>x</title></head><body><p>Số bài:&nbsp;<b>3</b></p>"
        "<div>Tiền: 1,2&nbsp;tỷ</div><script>alert(1)</script><ul><li>một<li>hai</ul>"
        "<table><tr><td>Lượt</td><td>40</td></tr></table></body></html>"
    )
    assert parsed(plain(html.encode(), "text/html; charset=utf-8")).text.split("\n") == [
        "Số bài: 3", "", "Tiền: 1,2 tỷ", "", "một", "hai", "", "Lượt 40",
    ]  # fmt: skip


def test_plain_text_is_preferred_to_html():
    raw = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT.encode() + b"\r\n--b\r\n"
        b"Content-Type: text/html\r\n\r\n<p>khac</p>\r\n--b--\r\n"
    )
    assert parsed(raw).text == TEXT


def test_a_letter_passed_on_as_an_attachment_is_not_mixed_into_the_text():
    raw = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nXem thu kem theo\r\n--b\r\n"
        b"Content-Type: message/rfc822\r\n\r\nSubject: cu\r\n\r\nSo cu 99\r\n--b--\r\n"
    )
    assert parsed(raw).text == "Xem thu kem theo"


# RFC 2231 numbers the pieces of a parameter, and Python takes no number of 5,000 digits
NUMBERED = [
    b"text/plain; charset", b"multipart/mixed; boundary", b"multipart/report; report-type", b"text/plain; name",
    b"text/plain\r\nContent-Disposition: attachment; filename",
]  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n\r\n",
        b"no header at all",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n--b\r\n--b',
        b"Content-Type: ;;;;\r\n\r\nx",
        b"Content-Type: text/plain; charset*=utf-8''%\r\n\r\nx",
        b"Content-Disposition: attachment; filename*0*=x''%e1%bb; filename*1=y\r\n\r\nx",
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!! not base64",
        b"Content-Type: text/html\r\n\r\n<![if x]><![ <!DOCTYPE <p <b>x",
        b"From: =?utf-8?B?\xff?= <\xff@\xff>\r\nTo: \xff\r\nSubject: \xff\xfe\x00\r\n\r\n\xff\x00",
        b"Message-ID: <" + b"a" * 5000 + b">\r\nReferences: " + b"<x@y> " * 5000 + b"\r\n\r\nx",
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 2000,
        b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(2000)),
        b"From: " + b"(" * 50_000 + b"\r\n\r\nx",
        b"Content-Type: text/html\r\n\r\n" + b"<!--" * 50_000,
        b"Content-Type: text/html\r\n\r\n" + b"<a " * 50_000,
        b"Content-Type: text/plain; charset=a\x00b\r\n\r\n\xff",
        *(b"Content-Type: %s*%s*=x; a=b\r\n\r\nx" % (name, b"9" * 5000) for name in NUMBERED),
    ],
)
def test_malformed_letters_are_read_as_far_as_they_go(raw):
    letter = parsed(raw)
    assert "\x00" not in letter.text + letter.subject + letter.sender
    letter.text.encode()
    assert len(reading.message_id_of(reading.opened(raw), raw)) <= 300
    assert automatic.bounce_in(reading.opened(raw)) is None


HEADERS = [b"From", b"To", b"Subject", b"Content-Type", b"Content-Disposition", b"Message-ID", b"References", b"Cc"]
PIECES = [
    *[b"=?utf-8?Q?", b"?=", b"=?", b"<", b">", b"@", b'"', b"(", b")", b",", b";", b"\xff", b"\x00", b"\r\n ", b"a"],
    *[b"multipart/mixed; boundary=b", b"text/html", b"; charset=", b"; filename*=", b"utf-8''", b"%e1", b":", b"["],
]
BITS = st.sampled_from(PIECES)


@given(st.lists(st.tuples(st.sampled_from(HEADERS), st.lists(BITS, max_size=12)), max_size=6), st.binary(max_size=200))
def test_no_letter_breaks_the_reader(headers, body):
    lines = [name + b": " + b"".join(bits) for name, bits in headers]
    letter = parsed(b"\r\n".join(lines) + b"\r\n\r\n--b\r\n" + body)
    (letter.subject + letter.sender + letter.sender_name + letter.text + letter.purpose).encode()


@given(st.binary(max_size=400))
def test_no_bytes_in_base64_break_the_reader(body):
    assert isinstance(parsed(plain(base64.b64encode(body), "text/html; charset=utf-8", "base64")).text, str)

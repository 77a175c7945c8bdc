"""What cannot be read is refused with one sentence, quickly, whatever the file pretends to be."""

import os

import pytest

from sumvay.documents.reading import read_document, read_text
from sumvay.documents.reading.refusals import (
    ArchiveOverinflated,
    FileOversized,
    KindUnsupported,
    NothingGiven,
    PaperDamaged,
    PaperLocked,
    PaperOverlong,
    TextMissing,
)

from .paper_files import archive, bare_docx, letter_docx, paragraph, pdf

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NOISE = os.urandom(4096)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def locked_pdf():
    objects = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj",
        f"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<{'11' * 32}>/U<{'22' * 32}>>>endobj",
    ]
    body, places = "%PDF-1.4\n", []
    for one in objects:
        places.append(len(body))
        body += one + "\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<{'33' * 16}><{'33' * 16}>]>>"
    return f"{body}xref\n0 4\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(body)}\n%%EOF".encode()


def long_pdf():
    return pdf("#set par(first-line-indent: 0pt)\n" + "Dòng chữ.\n#pagebreak()\n" * 201)


REFUSED = {
    "no bytes": (lambda: b"", "a.docx", NothingGiven),
    "only white space": (lambda: b" \r\n\t", "a.txt", NothingGiven),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + NOISE, "a.png", KindUnsupported),
    "a picture called .pdf": (lambda: b"\xff\xd8\xff\xe0" + NOISE, "a.pdf", KindUnsupported),
    "text called .docx": (lambda: "Kính gửi: Các CĐCS.".encode(), "a.docx", KindUnsupported),
    "a web page": (lambda: b"<!DOCTYPE html><p>x", "a.txt", KindUnsupported),
    "rich text": (lambda: b"{\\rtf1 x}", "a.txt", KindUnsupported),
    "a sheet": (lambda: archive({"xl/workbook.xml": "<a/>"}), "a.xlsx", KindUnsupported),
    "an old .doc": (lambda: OLD_OFFICE, "a.doc", KindUnsupported),
    "60 MB": (lambda: b"%PDF-1.7" + bytes(60_000_000), "a.pdf", FileOversized),
    "a .docx with password": (lambda: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "a.docx", PaperLocked),
    "a .pdf with password": (locked_pdf, "a.pdf", PaperLocked),
    "half a .docx": (lambda: letter_docx()[:9000], "a.docx", PaperDamaged),
    "broken XML": (lambda: archive({"word/document.xml": "<w:document"}), "a.docx", PaperDamaged),
    "entities in entities": (lambda: archive({"word/document.xml": ENTITIES + "]><w>&j;</w>"}), "a.docx", PaperDamaged),
    "XML without bottom": (lambda: bare_docx("<w:p>" * 50_000 + "</w:p>" * 50_000), "a.docx", PaperDamaged),
    "a broken .pdf": (lambda: b"%PDF-1.7\n" + NOISE, "a.pdf", PaperDamaged),
    "one huge part": (lambda: archive({"word/document.xml": b" " * 40_000_000}), "a.docx", ArchiveOverinflated),
    "huge other parts": (
        lambda: archive({"word/document.xml": "<a/>", "word/media/1.bin": bytes(420_000_000)}),
        "a.docx",
        ArchiveOverinflated,
    ),
    "a .docx without text": (lambda: bare_docx(paragraph("")), "a.docx", TextMissing),
    "a scan": (lambda: pdf("#rect(width: 5cm, height: 8cm)"), "a.pdf", TextMissing),
    "201 pages": (long_pdf, "a.pdf", PaperOverlong),
    "a book in Word": (lambda: bare_docx(paragraph("Công đoàn " * 20) * 3_000), "a.docx", PaperOverlong),
}


@pytest.mark.parametrize(("content", "filename", "refusal"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_readable_paper_is_refused_with_one_sentence(content, filename, refusal):
    with pytest.raises(refusal) as refused:
        read_document(content=content(), filename=filename)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_pasting_nothing_is_refused():
    with pytest.raises(NothingGiven):
        read_text(" \n ")


def test_pasting_a_book_is_refused():
    with pytest.raises(PaperOverlong):
        read_text("Công đoàn cơ sở " * 40_000)


@pytest.mark.parametrize(
    "words", ["a", "ít nhất 1 ", "hằng tháng trước ngày 1 ", "gửi báo cáo về ", "(", "a.b@", "Số: "]
)
def test_senseless_repetition_is_read_to_its_end(words):
    text = "CÔNG ĐOÀN A LƯỚI\nSố: 1/CĐ\n\n1. Yêu cầu\n- " + words * (20_000 // len(words))
    assert read_text(text).fields["number"] == "1"

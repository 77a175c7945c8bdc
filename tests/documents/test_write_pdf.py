"""The PDF of a paper looks like its .docx, and its text can be searched and copied."""

from io import BytesIO

import pdfplumber
import pytest

from sumvay.documents.papers import Paragraph, Table, to_pdf

from .sample_papers import letter, report

MM = 72 / 25.4


def pages(paper):
    with pdfplumber.open(BytesIO(to_pdf(paper))) as book:
        return [page.extract_text() for page in book.pages]


def words(paper):
    with pdfplumber.open(BytesIO(to_pdf(paper))) as book:
        return [
            (page.page_number, line["text"], line)
            for page in book.pages
            for line in page.extract_text_lines(x_tolerance=2)
        ]


def sizes(paper, text):
    """Sizes and faces of the letters of a line that begins with the text."""
    found = next(line for _, line_text, line in words(paper) if text in line_text)
    start = found["text"].index(text)
    letters = [char for char in found["chars"] if char["text"] != " "]
    skipped = len(found["text"][:start].replace(" ", ""))
    wanted = letters[skipped : skipped + len(text.replace(" ", ""))]
    return {(round(char["size"]), char["fontname"].split("+")[1]) for char in wanted}


def test_the_name_of_the_state_and_the_motto_keep_one_line_each():
    paper = letter(issuer="Công đoàn các Khu chế xuất và công nghiệp thành phố", place="Thành phố Hồ Chí Minh")
    lines = pages(paper)[0].splitlines()
    assert any(line.endswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") for line in lines)
    assert any(line.endswith("Độc lập - Tự do - Hạnh phúc") for line in lines)
    assert any(line.endswith("Thành phố Hồ Chí Minh, ngày 08 tháng 01 năm 2027") for line in lines)


def test_the_text_layer_holds_vietnamese_as_written():
    text = " ".join(pages(letter())[0].split())
    assert "Giới thiệu Chợ Tết Công đoàn và các chuyến xe đưa người lao động về quê." in text
    assert "Đề nghị các đơn vị báo cáo kết quả trước ngày 25/01/2027./." in text
    assert "Nguyễn Thị Phương Quỳnh" in text


@pytest.mark.parametrize(
    ("text", "size", "face"),
    [
        ("CỘNG HÒA XÃ HỘI", 12, "Tinos-Bold"),
        ("Độc lập - Tự do", 13, "Tinos-Bold"),
        ("Số: 07/CĐP", 13, "Tinos"),
        ("ngày 08 tháng 01 năm 2027", 13, "Tinos-Italic"),
        ("Căn cứ Kế hoạch", 14, "Tinos-Italic"),
        ("CHỦ TỊCH", 14, "Tinos-Bold"),
        ("Nơi nhận:", 12, "Tinos-BoldItalic"),
        ("- Lưu: VT.", 11, "Tinos"),
    ],
)
def test_each_part_has_its_size_and_face(text, size, face):
    assert sizes(letter(), text) == {(size, face)}


def test_rules_are_drawn_under_issuer_motto_and_subject():
    with pdfplumber.open(BytesIO(to_pdf(report(body=[Paragraph("Hết")], annexes=[])))) as book:
        lengths = {round(line["top"]): (line["x1"] - line["x0"]) for line in book.pages[0].lines}
        written = {word["text"]: word for word in book.pages[0].extract_words()}
    motto, issuer, subject = (lengths[top] for top in sorted(lengths))
    assert motto == pytest.approx(written["phúc"]["x1"] - written["Độc"]["x0"], abs=1)
    assert 1 / 3 <= issuer / (written["ĐỀ"]["x1"] - written["CÔNG"]["x0"]) <= 1 / 2
    assert 30 <= subject / MM <= 58


def test_pages_are_a4_and_only_their_numbers_stand_in_the_top_margin():
    long = letter(body=[Paragraph("Nội dung truyền thông của đợt Tết. " * 40)] * 5)
    with pdfplumber.open(BytesIO(to_pdf(long))) as book:
        assert {(round(page.width / MM), round(page.height / MM)) for page in book.pages} == {(210, 297)}
        above = [page.crop((0, 0, page.width, 19.5 * MM)).extract_text() for page in book.pages]
        letters = [char for page in book.pages for char in page.chars if char["text"] != " "]
        left, right = min(char["x0"] for char in letters), max(char["x1"] for char in letters)
    assert above == ["", "2", "3"]
    assert (round(left / MM), round(right / MM)) == (30, 195)


def test_the_signature_moves_to_the_next_page_with_the_end_of_the_text():
    for count in range(18, 34):
        texts = pages(letter(body=[Paragraph("Một dòng của nội dung.")] * count))
        assert ("TM. BAN THƯỜNG VỤ" in texts[-1]) == ("./." in texts[-1]) == ("Nguyễn Thị Phương Quỳnh" in texts[-1])
        assert "nội dung./." in texts[-1]


def test_text_that_looks_like_source_is_only_text():
    odd = r"#set text(red) $x^2$ *đậm* _nghiêng_ @ai \ `mã` <nhãn> // [a] #panic(1) \u{41}"
    paper = letter(
        issuer="#let x = 1",
        subject=odd,
        signer_name="$ Nguyễn * A _",
        body=[Paragraph("= Không là tiêu đề"), Table(["#đầu"], [["$ô$"]]), Paragraph(odd)],
    )
    text = " ".join(pages(paper)[0].split())
    assert odd in text
    for part in ("#LET X = 1", "= Không là tiêu đề", "#đầu", "$ô$", "$ Nguyễn * A _"):
        assert part in text


def test_a_draft_and_a_footer_note_show_on_every_page():
    texts = pages(report(draft=True, footer_note="Bản in của Công đoàn cơ sở", annexes=[]))
    assert all(text.startswith("BẢN DỰ THẢO") and text.endswith("Bản in của Công đoàn cơ sở") for text in texts)
    assert not any("BẢN DỰ THẢO" in text for text in pages(report(annexes=[])))


def test_the_file_carries_the_title_of_the_paper():
    with pdfplumber.open(BytesIO(to_pdf(letter()))) as book:
        assert book.metadata["Title"] == "V/v truyền thông chăm lo đoàn viên dịp Tết Đinh Mùi 2027"
        assert book.metadata["Author"] == "Công đoàn phường Bồ Đề"


def test_a_paper_with_nothing_but_its_head_is_drawn():
    bare = letter(body=[], addressees=[], recipients=[], signing_prefix=[], parent_issuer="", signer_name="")
    assert "Nơi nhận" not in pages(bare)[0]

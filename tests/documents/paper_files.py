"""Files for the tests of the reader: an invented letter in several forms, bare Word files, PDFs."""

import io
import zipfile

import docx
import typst

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

LETTERHEAD = [
    "CÔNG ĐOÀN KHU CÔNG NGHIỆP NẬM SỎI",
    "Số: 19/CĐKCN",
    "V/v tổ chức Ngày hội Gia đình công nhân năm 2027",
]
RIGHT = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Nậm Sỏi, ngày 05 tháng 4 năm 2027",
]
BODY = [
    "Kính gửi: Ban Chấp hành các CĐCS trực thuộc.",
    "Thực hiện Kế hoạch số 31/KH-LĐLĐ ngày 22/3/2027 của Liên đoàn Lao động tỉnh Bản Chang về Tháng Công nhân, Ban"
    " Thường vụ Công đoàn Khu công nghiệp Nậm Sỏi đề nghị các CĐCS:",
    "1. Bữa cơm chung của khu trọ",
    "- Kể chuyện những gia đình cùng nấu một bữa cơm sau giờ tan ca, có ảnh chụp tại bếp.",
    "- Giới thiệu món ăn quê của người lao động từ nhiều tỉnh.",
    "2. Trò chơi của con công nhân",
    "- Ghi hình các trò chơi dân gian do cha mẹ và con cùng chơi.",
    "3. Tổ chức thực hiện",
    "a) Mỗi CĐCS cử ít nhất 03 gia đình tham gia, gửi danh sách trước ngày 20/4/2027.",
    "b) Đăng tải hình ảnh trên trang của đơn vị, gắn #NgayHoiGiaDinhNamSoi.",
    "Báo cáo kết quả về Văn phòng Công đoàn Khu công nghiệp qua email vanphong@namsoi.example, điện thoại 0912 000 345"
    " chậm nhất 16h00 ngày 10/5/2027./.",
]
RECIPIENTS = ["Nơi nhận:", "- Như kính gửi;", "- LĐLĐ tỉnh (để b/c);", "- Lưu: VP."]
SIGNATURE = ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Vàng Thị Súa"]


def letter_text() -> str:
    """The letter as plain text, one paragraph a line."""
    return "\n".join([*LETTERHEAD[:1], *LETTERHEAD[1:], *RIGHT, "", *BODY, "", *RECIPIENTS, "", *SIGNATURE])


def letter_docx() -> bytes:
    """The letter with its heading and its signature in tables of two columns, as offices type it."""
    paper = docx.Document()
    _two_columns(paper, LETTERHEAD, RIGHT)
    for text in BODY:
        paper.add_paragraph(text)
    _two_columns(paper, RECIPIENTS, ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "", "", "Vàng Thị Súa"])
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def letter_pdf() -> bytes:
    """The letter as a PDF in two columns with a page number."""
    body = "\n\n".join(_escaped(text) for text in BODY)
    return pdf(f"{_grid(LETTERHEAD, RIGHT)}\n#v(8mm)\n{body}\n#v(5mm)\n{_grid(RECIPIENTS, SIGNATURE)}")


def pdf(source: str) -> bytes:
    """A PDF of A4 pages, justified, first lines indented, page numbers in the top margin from the second page on."""
    head = (
        '#set page(paper: "a4", margin: (left: 30mm, right: 20mm, y: 22mm), header: context { '
        "if counter(page).get().first() > 1 [#align(center)[#counter(page).display()]] })\n"
        '#set text(size: 13pt, hyphenate: false, font: ("Libertinus Serif", "New Computer Modern"))\n'
        "#set par(justify: true, first-line-indent: (amount: 12mm, all: true))\n"
    )
    return typst.compile((head + source).encode())


def bare_docx(body: str, **parts: str) -> bytes:
    """A .docx of raw WordprocessingML; `parts` are further XML files of its word folder by name."""
    document = (
        f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return archive({"word/document.xml": document, **{f"word/{name}.xml": xml for name, xml in parts.items()}})


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def paragraph(text: str, *, properties: str = "", run: str = "") -> str:
    """One Word paragraph; a tab in the text is a tab in Word."""
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in text.split("\t"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{runs}</w:r></w:p>"


def _two_columns(paper, left: list[str], right: list[str]) -> None:
    cells = paper.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        cell.text = "\n".join(lines)


def _grid(left: list[str], right: list[str]) -> str:
    columns = (r" \ ".join(_escaped(text) for text in lines) for lines in (left, right))
    return "#grid(columns: (1fr, 1fr), align: center, " + ", ".join(f"[{column}]" for column in columns) + ")"


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "#@*_-+.$/<>[]`~'\"=" else c for c in text)

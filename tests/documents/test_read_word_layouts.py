"""Word files as offices lay them out: text boxes, tabs, Word's own list numbers, tables, old fonts."""

from sumvay.documents.reading import read_document

from .paper_files import W, bare_docx, paragraph

NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Muc"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>
</w:pPr></w:style></w:styles>"""


def read(body, **parts):
    return read_document(content=bare_docx(body, **parts), filename="van-ban.docx")


def listed(text, level):
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')


def text_box(*lines):
    content = "<w:txbxContent>" + "".join(paragraph(line) for line in lines) + "</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice>" + content + "</mc:Choice>"
        "<mc:Fallback>" + content + "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_list_numbers_that_only_word_knows_are_written_out():
    reading = read(
        listed("Mục đích", 0)
        + listed("Gắn kết đoàn viên.", 1)
        + listed("Nội dung", 0)
        + paragraph("Bữa ăn ca", properties='<w:pStyle w:val="Muc"/>')
        + listed("Công khai thực đơn.", 2)
        + listed("Kiểm tra nguồn nước.", 2)
        + paragraph("Nhà trọ", properties='<w:pStyle w:val="Muc"/>')
        + listed("Lắp đèn lối đi.", 3),
        numbering=NUMBERING,
        styles=STYLES,
    )
    assert reading.text.split("\n") == [
        "I. Mục đích",
        "1. Gắn kết đoàn viên.",
        "II. Nội dung",
        "1. Bữa ăn ca",
        "a) Công khai thực đơn.",
        "b) Kiểm tra nguồn nước.",
        "2. Nhà trọ",
        "- Lắp đèn lối đi.",
    ]
    assert reading.fields["topics"] == [
        {"title": "Bữa ăn ca", "items": ["Công khai thực đơn.", "Kiểm tra nguồn nước."]},
        {"title": "Nhà trọ", "items": ["Lắp đèn lối đi."]},
    ]


def test_text_boxes_are_read_once_and_before_the_text_they_hang_on():
    reading = read(
        "<w:p>"
        + text_box("CÔNG ĐOÀN XÃ BẢN VIỀNG", "Số: 4/CĐX", "V/v dọn vệ sinh khu trọ")
        + text_box("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Bản Viềng, ngày 3 tháng 5 năm 2026")
        + "</w:p>"
        + paragraph("Kính gửi: Các tổ công đoàn.")
    )
    assert reading.text.count("Số: 4/CĐX") == 1
    assert reading.fields["issuer"] == "Công đoàn xã Bản Viềng"
    assert reading.fields["subject"] == "dọn vệ sinh khu trọ"
    assert reading.fields["date"] == "2026-05-03"


def test_columns_made_with_tabs_are_told_apart():
    reading = read(
        paragraph("\tLĐLĐ TỈNH BẢN CHANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + paragraph("\tCÔNG ĐOÀN XÃ NÀ LŨNG\tĐộc lập - Tự do - Hạnh phúc")
        + paragraph("\tSố: 11/TB-CĐX\tNà Lũng, ngày 9 tháng 6 năm 2026")
        + paragraph("THÔNG BÁO")
        + paragraph("Lịch khám sức khỏe")
        + paragraph("Đề nghị các CĐCS phổ biến rộng rãi./.")
        + paragraph("Nơi nhận:\tT/M BAN THƯỜNG VỤ")
        + paragraph("- Các CĐCS;\tCHỦ TỊCH")
        + paragraph("- Lưu VP.\t")
        + paragraph("\tHoàng Văn Páo")
    )
    assert reading.fields["parent_issuer"] == "LĐLĐ tỉnh Bản Chang"
    assert reading.fields["issuer"] == "Công đoàn xã Nà Lũng"
    assert reading.fields["place"] == "Nà Lũng"
    assert reading.fields["signer"] == "Hoàng Văn Páo"
    assert reading.fields["recipients"] == ["Các CĐCS", "Lưu VP"]


def test_a_schedule_in_a_table_gives_deadlines_of_the_units_below_only():
    def row(*cells):
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    reading = read(
        paragraph("CÔNG ĐOÀN DƯỢC SAO MAI")
        + paragraph("Số: 2/KH-CĐD")
        + paragraph("Hà Nội, ngày 2 tháng 3 năm 2026")
        + paragraph("KẾ HOẠCH")
        + paragraph("Hội diễn văn nghệ")
        + paragraph("I. TIẾN ĐỘ")
        + "<w:tbl>"
        + row("TT", "Nội dung công việc", "Đơn vị thực hiện", "Thời hạn")
        + row("1", "In vé mời", "Công đoàn Dược Sao Mai", "05/4/2026")
        + row("2", "Đăng ký tiết mục", "Các CĐCS", "Trước 10/4/2026")
        + row("3", "Tập luyện", "Các CĐCS", "Từ 11/4 đến 25/4/2026")
        + "</w:tbl>"
    )
    assert [(d["what"], d["date"]) for d in reading.fields["deadlines"]] == [
        ("đăng ký tiết mục", "2026-04-10"),
        ("bắt đầu tập luyện", "2026-04-11"),
        ("kết thúc tập luyện", "2026-04-25"),
    ]
    assert reading.text[slice(*reading.found["deadlines.0"]["spans"][0])] == "10/4/2026"


def test_runs_in_the_old_fonts_are_turned_into_unicode():
    small = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    capitals = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'
    reading = read(
        paragraph("c«ng ®oµn x· b¶n viÒng", run=capitals)
        + paragraph("Sè: 5/C§X", run=small)
        + paragraph("B¶n ViÒng, ngµy 8 th¸ng 9 n¨m 2004", run=small)
        + paragraph("V/v th¨m hái c«ng nh©n", run=small)
    )
    assert reading.text.split("\n")[0] == "CÔNG ĐOÀN XÃ BẢN VIỀNG"
    assert reading.fields["place"] == "Bản Viềng"
    assert reading.fields["subject"] == "thăm hỏi công nhân"


def test_text_that_was_moved_away_or_deleted_is_not_read():
    reading = read(
        paragraph("Số: 8/CĐX") + '<w:p><w:r><w:t xml:space="preserve">Kính gửi: </w:t></w:r>'
        "<w:del><w:r><w:delText>Các tổ</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>Các nhóm</w:t></w:r></w:moveFrom><w:r><w:t>Các CĐCS.</w:t></w:r></w:p>"
    )
    assert reading.fields["addressees"] == ["Các CĐCS"]


def test_a_draft_without_number_and_day_leaves_them_out():
    reading = read(
        paragraph("CÔNG ĐOÀN XÃ BẢN VIỀNG")
        + paragraph("Số:       /KH-CĐX")
        + paragraph("Bản Viềng, ngày       tháng 9 năm 2026")
        + paragraph("KẾ HOẠCH")
        + paragraph("Trồng cây quanh nhà trọ")
    )
    assert reading.fields["number"] is None
    assert reading.fields["symbol"] == "KH-CĐX"
    assert reading.fields["date"] is None
    assert reading.fields["place"] == "Bản Viềng"
    assert "number" not in reading.found

"""What an officer edits is what is stored and drawn: blocks to lines and back without loss."""

from hypothesis import given
from hypothesis import strategies as st

from sumvay.documents import papers
from sumvay.documents.paper_body import annexes_of, blocks_of, body_from_text, editable_text

WORDS = st.text(st.sampled_from("aăIX1. )-+#|_[]Căn cứ;:,đ"), min_size=1, max_size=30).map(str.strip).filter(bool)
BLOCKS = st.one_of(
    st.builds(lambda text, italic: {"kind": "paragraph", "text": text, "italic": italic}, WORDS, st.booleans()),
    st.builds(lambda text, level: {"kind": "heading", "level": level, "text": text}, WORDS, st.integers(1, 3)),
    st.builds(lambda text: {"kind": "bullet", "text": text}, WORDS),
)
TABLE = {"kind": "table", "head": ["Đơn vị", "Số suất"], "rows": [["CĐCS A", 12]]}


def kinds(text):
    return [(block["kind"], block.get("level")) for block in body_from_text(text, before={})["blocks"]]


@given(st.lists(BLOCKS, max_size=6))
def test_saving_without_a_change_keeps_every_block(blocks):
    assert body_from_text(editable_text({"blocks": blocks}), before={})["blocks"] == blocks


def test_signs_of_the_official_form_become_headings_dashes_and_bases():
    text = """Căn cứ Kế hoạch số 15/KH-LĐLĐ ngày 05/01/2027;
    I. MỤC ĐÍCH, YÊU CẦU
    1. Mục đích
    a) Chăm lo đoàn viên
    - Tặng quà;
    1. Các đơn vị tổ chức chăm lo, hoàn thành trước ngày 25/01/2027.
    """
    assert kinds(text) == [
        ("paragraph", None),
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("bullet", None),
        ("paragraph", None),
    ]
    assert body_from_text(text, before={})["blocks"][0]["italic"] is True


def test_tables_and_annexes_are_kept_through_an_edit():
    annex = {"title": "Số liệu", "note": "", "head": ["Đơn vị"], "rows": [["A"]]}
    before = {"blocks": [{"kind": "paragraph", "text": "Mở đầu."}, TABLE], "annexes": [annex]}
    text = editable_text(before)
    assert text == "Mở đầu.\n\n[[1]]"
    after = body_from_text(text.replace("Mở đầu.", "Mở đầu mới.") + "\nKết thúc.", before=before)
    assert after["blocks"][1] == TABLE
    assert after["annexes"] == [annex]
    assert [block["kind"] for block in after["blocks"]] == ["paragraph", "table", "paragraph"]


def test_a_table_that_does_not_exist_is_only_text():
    assert kinds("[[7]]") == [("paragraph", None)]


def test_the_writer_gets_its_own_dataclasses():
    plot = {"title": "Ba đơn vị chiếm 61%", "bars": [["A", 3], ["B", None]]}
    body = {
        "blocks": [{"kind": "heading", "text": "I. KẾT QUẢ"}, {"kind": "bullet", "text": "Tốt"}, TABLE],
        "annexes": [{"title": "Theo đơn vị", "head": ["A"], "rows": [[1]], "plot": plot}],
    }
    assert blocks_of(body) == [
        papers.Heading("I. KẾT QUẢ", level=1),
        papers.Bullet("Tốt"),
        papers.Table(head=["Đơn vị", "Số suất"], rows=[["CĐCS A", 12]]),
    ]
    figure, table = annexes_of(body)[0].blocks
    assert figure.plot.bars == [papers.Bar("A", 3), papers.Bar("B", None)]
    assert table.rows == [[1]]

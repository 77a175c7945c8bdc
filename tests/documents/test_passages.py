"""Marks in the text: nested passages inside one another, crossing ones cut, nothing lost, nothing unescaped."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from sumvay.documents.models import OfficialPaper
from sumvay.documents.passages import key_of, marked_text, realigned

TEXT = "Số: 15/LĐLĐ <i> & “Tết”"
SPANS = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=8)


def paper_with(*spans, text=TEXT):
    found = {f"tasks.{place}": {"spans": [list(span)], "sure": place % 2 == 0} for place, span in enumerate(spans)}
    return OfficialPaper(text=text, found=found)


@given(SPANS)
def test_whatever_the_passages_the_text_reads_the_same(spans):
    marked = marked_text(paper_with(*spans))
    assert unescape(re.sub(r"</?mark[^>]*>", "", marked)) == TEXT
    assert marked.count("<mark ") == marked.count("</mark>")


def test_a_passage_within_another_stands_inside_its_mark():
    assert marked_text(paper_with((0, 5), (2, 4), text="abcdef")) == (
        '<mark class="passage" data-passage="tasks.0">ab'
        '<mark class="passage passage--unsure" data-passage="tasks.1">cd</mark>e</mark>f'
    )


def test_passages_that_cross_are_cut_at_the_edge():
    marked = marked_text(paper_with((0, 3), (2, 5), text="abcdef"))
    assert marked == (
        '<mark class="passage" data-passage="tasks.0">ab'
        '<mark class="passage passage--unsure" data-passage="tasks.1">c</mark></mark>def'
    )


def test_a_text_without_passages_is_only_escaped():
    assert marked_text(paper_with(text="<b>")) == "&lt;b&gt;"


def test_places_belong_to_rows_or_to_single_fields():
    assert [
        key_of(path) for path in ("number", "topics.1.items.0", "tasks.2", "addressees.1", "report_to.emails.0")
    ] == [
        "number",
        "topics.1",
        "tasks.2",
        "addressees",
        "report_emails",
    ]


def test_a_place_follows_its_row():
    place = {"spans": [[0, 1]], "sure": True}
    found = {"topics.1.items.0": place, "topics.0.title": place, "number": place}
    before = {"topics": [{"title": "a", "items": []}, {"title": "b", "items": ["x"]}], "number": "1"}
    assert realigned(found, before, {"topics": before["topics"][1:]}) == {"topics.0.items.0": place, "number": place}

"""Which pieces a bulletin picks, and the line that names them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sumvay.newsroom.bulletin_picks import Candidate, chosen, contents_line, stepped

NOW = datetime(2027, 1, 5, 9, 30, tzinfo=UTC)


def candidate(pk, hours_ago=1, place="A", topic="tet", kind="article", **fields):
    return Candidate(pk, NOW - timedelta(hours=hours_ago), place, topic, kind, **fields)


def test_the_freshest_leads_unless_another_leads_the_front_page():
    assert chosen([candidate(1, 5), candidate(2, 1, place="B", topic="luong")], now=NOW) == [2, 1]
    assert chosen([candidate(1, 5, is_lead=True), candidate(2, 1)], now=NOW) == [1, 2]


def test_a_second_place_comes_before_a_fresher_piece_of_the_same_place():
    picks = chosen([candidate(1, 1), candidate(2, 2), candidate(3, 6, place="B", topic="luong")], now=NOW, most=2)
    assert picks == [1, 3]


def test_a_second_topic_comes_before_a_fresher_piece_on_the_same():
    picks = chosen(
        [candidate(1, 1, place="A"), candidate(2, 2, place="B"), candidate(3, 5, place="C", topic="luong")],
        now=NOW, most=2,
    )  # fmt: skip
    assert picks == [1, 3]


def test_on_a_thin_day_one_place_fills_the_bulletin():
    assert sorted(chosen([candidate(pk) for pk in range(1, 4)], now=NOW)) == [1, 2, 3]


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from("ABC"), st.sampled_from("xy")), max_size=20))
def test_picks_are_the_same_however_the_candidates_come_and_none_stands_twice(rows):
    candidates = [candidate(pk, *row) for pk, row in enumerate(rows, 1)]
    picks = chosen(candidates, now=NOW)
    assert picks == chosen(candidates[::-1], now=NOW)
    assert len(picks) == len(set(picks)) == min(7, len(rows))


def test_the_line_names_the_titles_in_order():
    assert contents_line(["Hà Nội: Trao 1.250 suất quà Tết.", "Lương tối thiểu; những điều cần biết"]) == (
        "Bản tin gồm những nội dung sau: Hà Nội: Trao 1.250 suất quà Tết; Lương tối thiểu, những điều cần biết."
    )


def test_a_long_line_counts_what_does_not_fit():
    line = contents_line([f"{number}. " + "Chăm lo Tết cho đoàn viên, người lao động " * 3 for number in range(7)])
    assert len(line) <= 600
    assert line.endswith("cùng 3 tin, bài khác.")


def test_no_titles_make_no_line():
    assert contents_line([]) == ""


def test_a_piece_goes_one_step_and_stops_at_the_ends():
    assert stepped([1, 2, 3], 3, -1) == [1, 3, 2]
    assert stepped([1, 2, 3], 1, -1) == [1, 2, 3]
    assert stepped([1, 2, 3], 3, 1) == [1, 2, 3]
    assert stepped([1, 2, 3], 9, 1) == [1, 2, 3]

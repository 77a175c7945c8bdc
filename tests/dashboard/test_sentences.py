"""What is said about figures: true, short, and silent where there is nothing to say."""

from datetime import UTC, date, datetime

import pytest

from sumvay.dashboard.board import Board, Row
from sumvay.dashboard.figures import Figures
from sumvay.dashboard.sentences import leader_sentences, progress_sentence, silence_sentence, states_sentence
from sumvay.directives.models import Directive
from sumvay.org.models import Unit, UnitKind

NOW = datetime(2027, 1, 22, 9, 5, tzinfo=UTC)
WARD = UnitKind(code="ward", name="Công đoàn phường")
ZONE = UnitKind(code="zone", name="Công đoàn khu công nghiệp")


def board(*silences, size=10, kinds=(), done_on=None, **total):
    """A board of branches of `size` units, so many of each silent and the rest done."""
    rows = [
        Row(
            Unit(pk=n, name=f"Công đoàn phường {name}", kind=kind),
            Figures(unseen=silent, done=size - silent),
        )
        for n, (silent, name, kind) in enumerate(
            zip(silences, "ABCDEFGHIK", [*kinds, *[WARD] * len(silences)], strict=False)
        )
    ]
    whole = Figures(unseen=sum(silences), done=size * len(silences) - sum(silences), done_on=done_on or {}, **total)
    return Board(Directive(pk=1), Unit(pk=99, name="Tỉnh"), whole, rows, NOW)


@pytest.mark.parametrize(
    ("silences", "said"),
    [
        ((9, 9, 9, 4, 4, 4, 3, 2), "3 công đoàn phường chiếm 61% số đơn vị chưa phản hồi"),
        ((9, 1, 1, 1), "Công đoàn phường A chiếm 75% số đơn vị chưa phản hồi"),
        ((3, 3, 3, 3, 3, 4), "19 đơn vị chưa phản hồi, rải ở 6 nơi; nhiều nhất là Công đoàn phường F (4)"),
        ((0, 0, 0), "Tất cả đơn vị đã phản hồi"),
        ((4,), "4 trên 10 đơn vị chưa phản hồi"),
    ],
)
def test_who_is_silent(silences, said):
    assert silence_sentence(board(*silences)) == said


def test_branches_of_several_kinds_are_called_places():
    mixed = board(9, 9, 1, 1, 1, kinds=(WARD, ZONE))
    assert silence_sentence(mixed) == "2 nơi chiếm 86% số đơn vị chưa phản hồi"


def test_single_units_are_not_compared_with_one_another():
    assert silence_sentence(board(1, 1, 0, 0, 0, 0, 0, 0, size=1)) == "2 trên 8 đơn vị chưa phản hồi"


def test_what_was_finished_lately_is_said_beside_the_total():
    days = {date(2027, 1, 12): 5, date(2027, 1, 20): 2, date(2027, 1, 22): 3}
    said = progress_sentence(board(5, 5, done_on=days), date(2027, 1, 22))
    assert said == "10 trên 20 đơn vị đã hoàn thành, riêng ba ngày qua thêm 5"
    assert progress_sentence(board(10, 10), date(2027, 1, 22)) == "0 trên 20 đơn vị đã hoàn thành"


def test_the_furthest_branch_is_named_and_nothing_is_invented():
    assert states_sentence(board(9, 2, 5)) == "Công đoàn phường B đi đầu: 80% số đơn vị đã hoàn thành"
    assert states_sentence(board(10, 10)) == "Chưa đơn vị nào hoàn thành"
    assert states_sentence(board(0, 0, 5)) == "2 nơi đã xong toàn bộ"


def test_a_leader_reads_only_what_there_is():
    plain = leader_sentences(board(9, 1, 1, 1), date(2027, 1, 22))
    assert plain == ["28 trên 40 đơn vị đã hoàn thành", "Công đoàn phường A chiếm 75% số đơn vị chưa phản hồi"]
    full = leader_sentences(board(9, 1, 1, 1, late=3, reports=20, not_applicable=1), date(2027, 1, 22))
    assert full[2:] == [
        "3 đơn vị quá hạn",
        "20 trên 41 đơn vị đã gửi báo cáo",
        "1 đơn vị cho biết không áp dụng",
    ]

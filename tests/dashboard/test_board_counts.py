"""The board counts what happened, at every level, the moment it happens."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sumvay.directives import services as directives
from sumvay.directives.models import Directive
from sumvay.tally import services as tally
from tests.dashboard.movement import finish, movement, report, running
from tests.factories.directives import issued_directive


@pytest.fixture
def made(db):
    """A province over three wards of four, two units done, one begun, one opened."""
    made = running(movement())
    finish(made, made.base(0, 0), made.base(1, 0))
    directives.accept_dispatch(actor=None, dispatch=made.dispatch(made.base(0, 1)), now=timezone.now())
    directives.see_dispatch(actor=None, dispatch=made.dispatch(made.base(0, 2)), now=timezone.now())
    return made


@pytest.fixture
def board(client, made):
    """What the board holds for the province's chair, by the query asked."""
    client.force_login(made.chair)

    def read(**query):
        answer = client.get(reverse("dashboard:board", args=[made.directive.pk]), query)
        assert answer.status_code == 200
        return answer.context

    return read


def brief(figures):
    return (figures.addressed, figures.done, figures.doing, figures.silent)


def by_name(context):
    return {row.unit.name: brief(row.figures) for row in context["rows"]}


def test_the_head_counts_every_unit_that_received_it_once(board):
    assert brief(board()["board"].total) == (15, 2, 1, 12)


def test_each_branch_counts_itself_and_all_below_it(board, made):
    assert by_name(board()) == {
        made.wards[0].name: (5, 1, 1, 3),
        made.wards[1].name: (5, 1, 0, 4),
        made.wards[2].name: (5, 0, 0, 5),
    }


def test_the_most_silent_branch_stands_first(board, made):
    assert [row.unit for row in board()["rows"]] == [made.wards[2], made.wards[1], made.wards[0]]


def test_folding_changes_nothing_that_is_shown(board):
    before = by_name(board())
    assert tally.fold_all() > 0
    assert by_name(board()) == before


def test_a_branch_opens_to_its_units_and_its_own_part(board, made):
    context = board(unit=made.wards[0].pk)
    assert brief(context["board"].total) == (5, 1, 1, 3)
    own = [row for row in context["rows"] if row.is_own]
    assert [(row.unit, row.figures.state) for row in own] == [(made.wards[0], "sent")]
    assert sum(row.figures.addressed for row in context["rows"]) == 5


def test_a_report_counts_the_moment_it_arrives(board, made):
    assert board()["board"].total.reports is None
    report(made, made.base(2, 0))
    assert board()["board"].total.reports == 1
    report(made, made.base(2, 0), figure=12)
    report(made, made.base(0, 3))
    context = board()
    assert context["board"].total.reports == 2
    assert {row.unit.name: row.figures.reports for row in context["rows"]} == {
        made.wards[0].name: 1,
        made.wards[1].name: 0,
        made.wards[2].name: 1,
    }


def test_progress_by_day_ends_at_what_is_done_now(board, made):
    finish(made, made.base(1, 1), now=timezone.now() - timedelta(days=2))
    chart = board()["by_day"]
    assert chart["series"][0]["values"] == [0, 0, 0, 1, 1, 3]
    assert chart["series"][1]["values"] == [15] * 6
    assert len(chart["labels"]) == 6


def test_the_plot_of_states_holds_the_same_figures_as_the_table(board):
    chart = board()["by_state"]
    assert chart["labels"] == ["Cổ Loa Đông", "Bến Thành Cũ", "An Bình"]
    assert {one["name"]: one["values"] for one in chart["series"]} == {
        "Hoàn thành": [0, 1, 1],
        "Đang làm": [0, 0, 1],
        "Chưa phản hồi": [5, 4, 3],
    }


def test_units_are_found_at_any_depth_without_accents(board, made):
    context = board(q="ben thanh cu 2")
    assert [(row.unit, row.under) for row in context["rows"]] == [(made.base(1, 1), made.wards[1].name)]
    assert board(q="không có ai")["rows"] == []


def test_only_late_or_silent_branches_are_shown_when_asked(board, made):
    finish(made, made.wards[0], *made.bases[made.wards[0].pk][1:])
    assert [row.unit for row in board(show="silent")["rows"]] == [made.wards[2], made.wards[1]]
    assert board(show="late")["rows"] == []


@pytest.mark.parametrize(
    ("sort", "order"), [("name", [0, 1, 2]), ("-name", [2, 1, 0]), ("-doing", [0, 1, 2]), ("silent", [0, 1, 2])]
)
def test_rows_are_sorted_by_the_column_pressed(board, made, sort, order):
    assert [row.unit for row in board(sort=sort)["rows"]] == [made.wards[n] for n in order]


def test_a_ward_that_reissued_sees_the_units_below_it_alone(client, board, made):
    ward = made.wards[0]
    chair = ward.appointments.get().officer
    now = timezone.now()
    directives.pass_on(actor=chair, dispatch=made.dispatch(ward), note="Đề nghị các đơn vị thực hiện", now=now)
    own = Directive.objects.get(parent=made.directive)
    client.force_login(chair)
    total = client.get(reverse("dashboard:board", args=[own.pk])).context["board"].total
    assert total.addressed == 4
    client.force_login(made.chair)
    assert brief(board()["board"].total)[0] == 15


def test_what_nobody_received_is_shown_as_such(client, made):
    empty = movement(wards=1, bases=1)
    directive = issued_directive(actor=empty.chair, unit=empty.province)
    directives.recall_directive(actor=empty.chair, directive=directive, reason="Nhầm", now=timezone.now())
    client.force_login(empty.chair)
    page = client.get(reverse("dashboard:board", args=[directive.pk]))
    assert "Văn bản này đã thu hồi" in page.content.decode()
    assert "Nhắc" not in page.content.decode().split('id="silent"')[0].split("page-head__now")[1]


def test_the_sheet_holds_the_rows_shown_and_their_total(client, made):
    client.force_login(made.chair)
    address = reverse("dashboard:board_sheet", args=[made.directive.pk, "csv"])
    answer = client.get(address, {"sort": "name"})
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Disposition"].endswith('.csv"')
    assert [line[1:5] for line in lines[1:5]] == [
        [made.wards[0].name, "5", "1", "1"],
        [made.wards[1].name, "5", "1", "0"],
        [made.wards[2].name, "5", "0", "0"],
        ["Cộng", "15", "2", "1"],
    ]


def test_the_workbook_holds_numbers_not_texts(client, made):
    client.force_login(made.chair)
    answer = client.get(reverse("dashboard:board_sheet", args=[made.directive.pk, "xlsx"]), {"sort": "name"})
    cells = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    row = next(line for line in cells if made.wards[0].name in line)
    assert row[2:5] == [5.0, 1.0, 1.0]
    assert cells[-1][1:4] == ["Cộng", 15.0, 2.0]


def test_names_that_look_like_formulas_stay_names(client, made):
    made.wards[0].name = "=1+1"
    made.wards[0].save(update_fields=["name"])
    client.force_login(made.chair)
    answer = client.get(reverse("dashboard:board_sheet", args=[made.directive.pk, "csv"]))
    assert "'=1+1" in answer.content.decode()

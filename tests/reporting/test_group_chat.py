"""*Dán tin nhắn nhóm*: a pasted chat is read into units, links and numbers; what is ticked is entered for them."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.directives.models import AssignmentProgress, Deliverable
from sumvay.directives.services import reissue
from sumvay.notifications.models import Notice
from sumvay.reporting import chat_reading, selectors, services
from sumvay.reporting.chat_reading import Known, names_of
from sumvay.reporting.models import ReportValue, UnitReport
from sumvay.reporting.services import ChatPick
from sumvay.reporting.services.group_chat import AssignmentMissing, NothingChosen
from sumvay.reporting.services.refusals import NotYours
from sumvay.reporting.totals import Line
from tests.factories.directives import dispatch_to
from tests.factories.org import UnitFactory, officer_of
from tests.factories.reporting import line_of

LINK = "https://www.facebook.com/cdcsanphu/posts/1234567890123"
CHAT = f"""Trần Thị Nga, 08:15
CĐCS May Hòa Bình đã trao 45 suất quà, 120 lượt tham dự. Link: {LINK}
Phạm Văn Lâm, 09:02
Báo cáo các anh chị: Mầm non Hoa Sen 30 suất quà ạ
Cơ khí Thành Công: 12 suất quà
Đỗ Minh, 09:10
Dạ em cảm ơn ạ
Đỗ Minh, 09:11
Bên em 7 suất quà
"""


@pytest.fixture
def units(house):
    """Three grassroots units with names as a chat shortens them."""
    named = ("CĐCS Công ty TNHH May Hòa Bình", "CĐCS Trường Mầm non Hoa Sen", "CĐCS Công ty CP Cơ khí Thành Công")
    return [UnitFactory(parent=house.wards[0], name=name) for name in named]


@pytest.fixture
def directive(house, units):
    from tests.factories.directives import issued_directive  # noqa: PLC0415

    return issued_directive(actor=house.chair_of(house.province), unit=house.province)


@pytest.fixture
def known(units, directive):
    people = ["tran thi nga", "pham van lam", ""]
    return [
        Known(dispatch_to(directive, unit).pk, names_of(unit.name, unit.code), frozenset({who} - {""}))
        for unit, who in zip(units, people, strict=True)
    ]


@pytest.fixture
def lines(form):
    return [Line.of(line) for line in selectors.lines_of(form)]


@pytest.fixture
def asked(directive):
    return directive.assignments.get(kind="spread")


def apply(directive, actor, unit, picks, assignment):
    return services.apply_group_chat(
        actor=actor, directive=directive, unit=unit, picks=picks, assignment=assignment, now=timezone.now()
    )


def pick_of(directive, unit, *, urls=(), **figures):
    chosen = {line_of(directive, code.replace("_", "-")).pk: value for code, value in figures.items()}
    return ChatPick(dispatch_to(directive, unit).pk, "Trần Thị Nga", list(urls), chosen)


def test_messages_are_read_into_units_links_and_lines(known, lines):
    found = chat_reading.proposals_in(CHAT, known, lines, today=date(2027, 1, 25))
    read = [
        (p.dispatch_id, [link.url for link in p.links], [(n.value, n.line and n.line.code) for n in p.numbers])
        for p in found
    ]
    assert read == [
        (known[0].dispatch_id, [LINK], [(45, "suat-qua"), (120, "luot-tham-du")]),
        (known[1].dispatch_id, [], [(30, "suat-qua")]),
        (known[2].dispatch_id, [], [(12, "suat-qua")]),
        (None, [], [(7, "suat-qua")]),
    ]
    assert [p.sender for p in found] == ["Trần Thị Nga", "Phạm Văn Lâm", "Phạm Văn Lâm", "Đỗ Minh"]


def test_the_writer_says_whose_a_message_is_when_its_words_do_not(known, lines):
    found = chat_reading.proposals_in("Phạm Văn Lâm, 10:00\nĐã trao 9 suất quà", known, lines, today=date(2027, 1, 25))
    assert [p.dispatch_id for p in found] == [known[1].dispatch_id]


def test_a_name_that_could_be_two_units_is_left_to_the_officer(known, lines):
    twin = Known(999_999, known[0].names, frozenset())
    found = chat_reading.proposals_in("May Hòa Bình: 9 suất quà", [*known, twin], lines, today=date(2027, 1, 25))
    assert [p.dispatch_id for p in found] == [None]


def test_ticked_links_and_figures_are_entered_and_the_unit_is_told(house, directive, units, asked):
    actor = house.chair_of(house.wards[0])
    clerk = officer_of(units[0])
    taken = apply(directive, actor, house.wards[0], [pick_of(directive, units[0], urls=[LINK], suat_qua=45)], asked)
    given = Deliverable.objects.get()
    report = UnitReport.objects.get()
    assert (taken.units, taken.links, taken.figures, taken.known) == (1, 1, 1, 0)
    assert (given.source, given.giver_name, given.given_by) == ("behalf", "Trần Thị Nga", actor)
    assert (report.unit, report.state, report.source) == (units[0], UnitReport.State.DRAFT, "chat")
    assert ReportValue.objects.get(report=report).value == 45
    assert Notice.objects.get(kind="chat_entered").officer == clerk
    assert Entry.objects.get(action="directive.enter_chat").changes == {"units": 1, "links": 1, "figures": 1}


def test_a_second_press_adds_no_link_and_no_second_draft(house, directive, units, asked):
    actor = house.chair_of(house.wards[0])
    picks = [pick_of(directive, units[0], urls=[LINK], suat_qua=45)]
    apply(directive, actor, house.wards[0], picks, asked)
    again = apply(directive, actor, house.wards[0], picks, asked)
    assert (again.links, again.known) == (0, 1)
    assert (Deliverable.objects.count(), UnitReport.objects.count()) == (1, 1)
    assert AssignmentProgress.objects.get().quantity == 1


def test_what_the_unit_wrote_itself_stays(house, directive, units, asked, content_of):
    dispatch = dispatch_to(directive, units[0])
    content = content_of(3, narrative={"results": "Của đơn vị"})
    services.save_draft(actor=None, dispatch=dispatch, content=content, now=timezone.now())
    apply(
        directive,
        house.chair_of(house.wards[0]),
        house.wards[0],
        [pick_of(directive, units[0], suat_qua=45)],
        None,
    )
    report = UnitReport.objects.get()
    assert (report.narrative, report.reporter) == ({"results": "Của đơn vị"}, "Lê Thị Hoa")


def test_a_fault_in_one_unit_leaves_nothing_of_the_others(house, directive, units, asked):
    actor = house.chair_of(house.wards[0])
    good = pick_of(directive, units[0], urls=[LINK], suat_qua=45)
    for bad in (
        ChatPick(dispatch_to(directive, house.units[2]).pk, "x", [], {1: 1}),  # another ward
        ChatPick(0, "x", [LINK], {}),
    ):
        with pytest.raises(NotYours):
            apply(directive, actor, house.wards[0], [good, bad], asked)
    with pytest.raises(AssignmentMissing):
        apply(directive, actor, house.wards[0], [good], None)
    assert (Deliverable.objects.count(), UnitReport.objects.count(), Notice.objects.count()) == (0, 0, 0)


def test_nothing_ticked_and_strangers_are_refused(house, directive, units, asked):
    with pytest.raises(NothingChosen):
        apply(directive, house.chair_of(house.wards[0]), house.wards[0], [pick_of(directive, units[0])], asked)
    with pytest.raises(NotYours):
        apply(directive, house.stranger, house.wards[0], [pick_of(directive, units[0], suat_qua=1)], asked)
    assert UnitReport.objects.count() == 0


def test_links_go_to_the_duty_as_a_level_between_passed_it_down(house, directive, units, asked):
    from sumvay.directives import services as directives  # noqa: PLC0415

    chair = house.chair_of(house.wards[0])
    theirs = reissue(actor=chair, dispatch=dispatch_to(directive, house.wards[0]), now=timezone.now())
    theirs.paper = None
    theirs.save(update_fields=["paper"])
    directives.issue_directive(actor=chair, directive=theirs, now=timezone.now())
    nearer = dispatch_to(theirs, units[0])
    apply(directive, chair, house.wards[0], [ChatPick(nearer.pk, "Nga", [LINK], {})], asked)
    assert Deliverable.objects.get().assignment.origin == asked


def test_the_page_reads_first_and_writes_only_when_told(house, directive, units, asked, client):
    client.force_login(house.chair_of(house.wards[0]))
    door = reverse("reporting:chat", args=[directive.pk])
    assert client.get(door).status_code == 200
    read = client.post(door, {"text": CHAT, "assignment": asked.pk})
    picks = read.context["picks"]
    assert len(picks) == 4
    assert picks[0]["dispatch"].value() == dispatch_to(directive, units[0]).pk
    assert (Deliverable.objects.count(), UnitReport.objects.count()) == (0, 0)
    line = line_of(directive, "suat-qua").pk
    sent = {
        "text": CHAT,
        "assignment": asked.pk,
        "apply": "1",
        "p0-dispatch": picks[0]["dispatch"].value(),
        "p0-links": [LINK],
        "p0-take-0": "on",
        "p0-line-0": line,
        "p0-line-1": "",
    }
    unclear = client.post(door, sent | {"p3-take-0": "on", "p3-line-0": line})
    assert unclear.status_code == 200
    assert (unclear.context["picks"][3].errors.keys(), UnitReport.objects.count()) == ({"dispatch"}, 0)
    assert client.post(door, sent).status_code == 302
    assert (Deliverable.objects.count(), ReportValue.objects.get().value) == (1, 45)


def test_a_stranger_and_a_delete_find_no_door(house, directive, client):
    door = reverse("reporting:chat", args=[directive.pk])
    client.force_login(house.stranger)
    assert client.get(door).status_code == 404
    assert client.post(door, {"text": CHAT}).status_code == 404
    client.force_login(house.chair_of(house.wards[0]))
    assert client.delete(door).status_code == 405

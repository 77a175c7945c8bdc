"""Reports by e-mail: forms go out, replies become drafts that the unit confirms, what cannot be placed waits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.directives import services as directives
from sumvay.mail import services as mail
from sumvay.mail.models import InboundMessage, OutboundMessage
from sumvay.notifications.models import Notice
from sumvay.reporting import services
from sumvay.reporting.models import ReportValue, UnitReport
from sumvay.reporting.services.mail_replies import TakenAlready
from sumvay.reporting.services.refusals import NotYours, UnreadableReply
from tests.factories.directives import dispatch_to
from tests.factories.mail import raw_letter
from tests.factories.org import UnitFactory, officer_of
from tests.factories.reporting import begun_consolidation, report_from
from tests.reporting.test_workbook import filled

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
State = InboundMessage.State


@pytest.fixture
def writer(house):
    return officer_of(house.units[0], post="communications", email="hoa@congdoan.example")


@pytest.fixture
def received(settings, writer):
    """A function that takes in a letter from the unit's officer, sent to the address of its report."""
    settings.DEFAULT_FROM_EMAIL = "Sum Vầy <sumvay@sumvay.example>"

    def receive(directive, unit, text="Suất quà đã trao: 120\n", *, sender="", **named):
        raw = raw_letter(text, to=f"sumvay+report-{directive.pk}-{unit.pk}@sumvay.example", **named)
        if sender:
            raw = raw.replace(b"hoa@congdoan.example", sender.encode())
        return mail.receive_message(raw=raw, now=timezone.now())

    return receive


def claim():
    return services.claim_mail_reports(now=timezone.now())


def figures_of(unit):
    values = ReportValue.objects.filter(report__unit=unit, value__isnull=False)
    return {v.line.indicator.code: (v.value, v.origin) for v in values.select_related("line__indicator")}


def test_a_reply_in_simple_lines_becomes_a_draft_that_the_unit_is_asked_to_confirm(house, directive, received, writer):
    message = received(directive, house.units[0])
    assert claim() == 1
    message.refresh_from_db()
    report = UnitReport.objects.get()
    assert (report.unit, report.state, report.source) == (house.units[0], UnitReport.State.DRAFT, "mail")
    assert figures_of(house.units[0]) == {"suat-qua": (120, "mail")}
    assert (message.state, message.claimed_by) == (State.CLAIMED, f"reporting:report:{report.pk}")
    notice = Notice.objects.get(kind="report_mail", officer=writer)
    assert notice.path == reverse("reporting:fill", args=[dispatch_to(directive, house.units[0]).pk])
    assert Entry.objects.get(action="unit_report.mail").target_id == report.pk


def test_the_returned_sheet_is_preferred_to_the_words(house, directive, form, received):
    sheet = filled(services.report_workbook(form=form, unit=house.units[0]), suat_qua=45, luot_tham_du=0)
    received(directive, house.units[0], "Gửi kèm. Suất quà đã trao: 1", attachments=(("bc.xlsx", XLSX, sheet),))
    claim()
    assert figures_of(house.units[0]) == {"suat-qua": (45, "mail"), "luot-tham-du": (0, "mail")}


def test_ringing_twice_and_the_same_letter_twice_make_one_draft(house, directive, received):
    received(directive, house.units[0])
    received(directive, house.units[0])
    assert (claim(), claim()) == (1, 0)
    assert UnitReport.objects.get().edition == 1


def test_words_typed_before_stay_beside_the_figures_of_the_letter(house, directive, received, dispatch, content_of):
    content = content_of(3, narrative={"results": "Đang viết"})
    services.save_draft(actor=None, dispatch=dispatch, content=content, now=timezone.now())
    received(directive, house.units[0])
    claim()
    report = UnitReport.objects.get()
    assert report.narrative == {"results": "Đang viết"}
    assert figures_of(house.units[0])["suat-qua"] == (120, "mail")
    assert figures_of(house.units[0])["luot-tham-du"][0] == 3


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("Suất quà đã trao: 120", "la@nguoi.example"),
        ("Đã nhận được văn bản, cảm ơn đồng chí.", ""),
        ("Suất quà đã trao: 120\nKhó khăn, vướng mắc: CCCD 001099012345", ""),
    ],
    ids=["a stranger", "no figures", "an identity number"],
)
def test_what_cannot_be_taken_waits_with_the_reason_and_leaves_nothing(house, directive, received, text, sender):
    message = received(directive, house.units[0], text, sender=sender)
    assert claim() == 0
    message.refresh_from_db()
    assert message.state == State.UNMATCHED
    assert message.note
    assert (UnitReport.objects.count(), ReportValue.objects.count()) == (0, 0)


def test_an_officer_of_another_unit_is_not_taken_for_this_one(house, directive, received):
    message = received(directive, house.units[0], sender=house.chair_of(house.units[1]).email)
    claim()
    message.refresh_from_db()
    assert (message.state, UnitReport.objects.count()) == (State.UNMATCHED, 0)


def test_the_units_own_address_may_report(house, directive, received):
    type(house.units[0]).objects.filter(pk=house.units[0].pk).update(email="VanPhong@cdcs.example")
    received(directive, house.units[0], sender="vanphong@cdcs.example")
    assert claim() == 1


def test_an_answer_to_our_notice_finds_its_unit_by_its_writer(house, directive, received, writer, run_jobs):
    directives.announce_directive(directive_id=directive.pk, now=timezone.now())
    notice = OutboundMessage.objects.filter(recipient=writer.email).get()
    raw = raw_letter("Suất quà đã trao: 9", to="sumvay@sumvay.example", In_Reply_To=notice.message_id)
    message = mail.receive_message(raw=raw, now=timezone.now())
    assert message.state == State.UNMATCHED
    assert claim() == 1
    assert figures_of(house.units[0]) == {"suat-qua": (9, "mail")}


def test_a_letter_about_nothing_of_ours_stays_where_it_is(received, writer):
    raw = raw_letter("Suất quà đã trao: 9", to="sumvay@sumvay.example", In_Reply_To="<la@nguoi.example>")
    message = mail.receive_message(raw=raw, now=timezone.now())
    assert claim() == 0
    message.refresh_from_db()
    assert (message.state, message.note) == (State.UNMATCHED, "")


def test_the_form_is_sent_to_those_who_have_not_reported_and_once_in_twelve_hours(house, directive, run_jobs):
    chair = house.chair_of(house.wards[0])
    report_from(directive, house.units[0], suat_qua=1)
    cut = begun_consolidation(directive, house.wards[0], chair)
    now = timezone.now()
    assert services.mail_forms(actor=chair, consolidation=cut, now=now) == 1
    run_jobs()
    letter = OutboundMessage.objects.exclude(attachment=None).get()
    assert letter.recipient == house.chair_of(house.units[1]).email
    assert f"+report-{directive.pk}-{house.units[1].pk}@" in letter.reply_to
    assert letter.about == f"directive:{directive.pk}:unit:{house.units[1].pk}"
    assert letter.attachment.name.endswith(".xlsx")
    assert services.mail_forms(actor=chair, consolidation=cut, now=now + timedelta(hours=1)) == 0
    with pytest.raises(NotYours):
        services.mail_forms(actor=house.stranger, consolidation=cut, now=now)


def unmatched(received, directive, unit):
    message = received(directive, unit, "Suất quà đã trao: 33", sender="la@nguoi.example")
    claim()
    message.refresh_from_db()
    return message


def test_an_upper_officer_places_a_letter_by_hand(house, directive, received, client):
    message = unmatched(received, directive, house.units[0])
    client.force_login(house.chair_of(house.wards[0]))
    page = client.get(reverse("reporting:unmatched"))
    assert [row["letter"].pk for row in page.context["rows"]] == [message.pk]
    assert page.context["rows"][0]["form"].initial == {"directive": directive.pk, "unit": house.units[0].code}
    door = reverse("reporting:match", args=[message.pk])
    prefix = f"{message.pk}-"
    assert client.get(door).status_code == 405
    nobody = client.post(door, {prefix + "directive": directive.pk, prefix + "unit": "không có"})
    assert (nobody.status_code, UnitReport.objects.count()) == (422, 0)
    placed = client.post(door, {prefix + "directive": directive.pk, prefix + "unit": house.units[1].name})
    assert placed.status_code == 302
    assert figures_of(house.units[1]) == {"suat-qua": (33, "mail")}
    assert client.get(reverse("reporting:unmatched")).context["rows"] == []
    assert client.post(door, {prefix + "directive": directive.pk, prefix + "unit": "x"}).status_code == 404


def test_letters_of_other_branches_are_not_shown_nor_placed(house, directive, received, client):
    message = unmatched(received, directive, house.units[0])
    client.force_login(house.stranger)
    assert client.get(reverse("reporting:unmatched")).context["rows"] == []
    assert client.post(reverse("reporting:match", args=[message.pk])).status_code == 404
    with pytest.raises(NotYours):
        services.match_message(
            actor=house.stranger, message=message, dispatch=dispatch_to(directive, house.units[0]), now=timezone.now()
        )
    assert UnitReport.objects.count() == 0


def test_a_letter_of_nobody_is_shown_at_the_top_alone(house, received, writer, client):
    raw = raw_letter("Xin hỏi", to="sumvay@sumvay.example").replace(b"hoa@congdoan.example", b"la@nguoi.example")
    mail.receive_message(raw=raw, now=timezone.now())
    for officer, shown in ((house.chair_of(house.nation), 1), (house.chair_of(house.province), 0)):
        client.force_login(officer)
        assert len(client.get(reverse("reporting:unmatched")).context["rows"]) == shown


def test_a_letter_is_placed_once(house, directive, received):
    message = unmatched(received, directive, house.units[0])
    chair, dispatch = house.chair_of(house.wards[0]), dispatch_to(directive, house.units[0])
    services.match_message(actor=chair, message=message, dispatch=dispatch, now=timezone.now())
    with pytest.raises(TakenAlready):
        services.match_message(
            actor=chair, message=message, dispatch=dispatch_to(directive, house.units[1]), now=timezone.now()
        )
    assert [report.unit for report in UnitReport.objects.all()] == [house.units[0]]


def test_a_letter_without_figures_is_not_placed(house, directive, received):
    message = received(directive, house.units[0], "Cảm ơn")
    with pytest.raises(UnreadableReply):
        services.match_message(
            actor=house.chair_of(house.wards[0]),
            message=message,
            dispatch=dispatch_to(directive, house.units[0]),
            now=timezone.now(),
        )
    message.refresh_from_db()
    assert message.state == State.WAITING


def test_the_worker_rings_it(house, directive, received, run_jobs):
    from sumvay.reporting import tasks  # noqa: PLC0415

    received(directive, house.units[0])
    tasks.claim_mail_reports.defer(timestamp=0)
    assert "reporting.claim_mail_reports" in run_jobs()
    assert UnitReport.objects.count() == 1


def test_a_unit_without_any_address_gets_no_letter(house, directive):
    nobody = UnitFactory(parent=house.wards[0])
    assert services.mail_form(directive_id=directive.pk, unit_id=nobody.pk, now=timezone.now()) == 0

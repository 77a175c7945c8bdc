"""*Đề cương*: a consolidation is begun once, units' sentences are gathered, pinned with credit, and written on."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.reporting import looking, services
from sumvay.reporting.content import edition_of
from sumvay.reporting.models import Consolidation, PickedSentence, ReportVersion
from sumvay.reporting.sentences import sentences_in
from sumvay.reporting.services.consolidation import SentenceGone
from sumvay.reporting.services.refusals import CutClosed, NotYours, SensitiveContent
from tests.factories.reporting import begun_consolidation, line_of, report_from

WROTE = "Đã trao 120 suất quà cho đoàn viên khó khăn. Tổ chức Chợ Tết tại khu trọ.\n- Hỗ trợ 12 vé xe."


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


@pytest.fixture
def cut(house, directive, chair):
    report_from(directive, house.units[0], narrative={"results": WROTE, "difficulties": "Thiếu kinh phí."})
    return begun_consolidation(directive, house.province, chair)


def version_of(unit):
    return ReportVersion.objects.select_related("report__unit").get(report__unit=unit)


def pinned(cut, chair, unit, place=0, *, heading="results", narrative=None):
    return services.pick_sentence(
        actor=chair,
        consolidation=cut,
        version=version_of(unit),
        heading=heading,
        place=place,
        narrative=narrative or {},
        now=timezone.now(),
    )


def test_a_text_falls_into_sentences_line_by_line():
    assert sentences_in(WROTE) == [
        "Đã trao 120 suất quà cho đoàn viên khó khăn.",
        "Tổ chức Chợ Tết tại khu trọ.",
        "Hỗ trợ 12 vé xe.",
    ]


def test_beginning_twice_opens_the_same_one(house, directive, chair, cut):
    assert begun_consolidation(directive, house.province, chair) == cut
    assert Consolidation.objects.count() == 1


def test_the_narrative_begins_with_what_the_unit_itself_reported(house, directive):
    ward = house.wards[0]
    report_from(directive, ward, narrative={"results": "Phường đã họp."})
    begun = begun_consolidation(directive, ward, house.chair_of(ward))
    assert begun.narrative == {"results": "Phường đã họp."}


def test_sentences_of_the_branch_are_gathered_under_each_heading(house, directive, cut):
    report_from(directive, house.units[1], narrative={"results": "Trao 30 suất quà."})
    outline = {heading.key: heading for heading in looking.page_of(cut).outline}
    assert [(s.unit, s.text) for s in outline["results"].sentences][-1] == (house.units[1].name, "Trao 30 suất quà.")
    assert len(outline["results"].sentences) == 4
    assert [s.text for s in outline["difficulties"].sentences] == ["Thiếu kinh phí."]
    assert outline["proposals"].sentences == []


def test_a_sentence_is_pinned_with_credit_after_what_was_typed(house, chair, cut):
    pinned(cut, chair, house.units[0], 1, narrative={"results": "Toàn tỉnh đã sôi nổi."})
    cut.refresh_from_db()
    assert cut.narrative["results"] == (f"Toàn tỉnh đã sôi nổi.\nTổ chức Chợ Tết tại khu trọ ({house.units[0].name}).")
    assert [s.is_picked for s in looking.page_of(cut).outline[0].sentences] == [False, True, False]


def test_pinning_twice_changes_nothing(house, chair, cut):
    first = pinned(cut, chair, house.units[0])
    cut.refresh_from_db()
    assert pinned(cut, chair, house.units[0], narrative=cut.narrative) == first
    before = cut.narrative
    cut.refresh_from_db()
    assert (cut.narrative, PickedSentence.objects.count()) == (before, 1)


def test_taking_a_sentence_out_leaves_the_rest_and_what_was_rewritten(house, chair, cut):
    kept, taken = pinned(cut, chair, house.units[0], 0), pinned(cut, chair, house.units[0], 1)
    cut.refresh_from_db()
    rewritten = cut.narrative["results"].replace("Đã trao 120", "Trao tận tay 120")
    for pick in (taken, kept):
        services.unpick_sentence(actor=chair, pick=pick, narrative={"results": rewritten}, now=timezone.now())
        cut.refresh_from_db()
        rewritten = cut.narrative["results"]
    assert "Chợ Tết" not in cut.narrative["results"]
    assert "Trao tận tay 120" in cut.narrative["results"]
    assert PickedSentence.objects.count() == 0


def test_a_sentence_of_a_changed_report_or_of_another_branch_cannot_be_pinned(house, directive, cut):
    report_from(directive, house.units[2], narrative={"results": "Ở phường khác."})
    ward = house.wards[0]
    theirs = begun_consolidation(directive, ward, house.chair_of(ward))
    with pytest.raises(SentenceGone):
        pinned(theirs, house.chair_of(ward), house.units[2])
    with pytest.raises(SentenceGone):
        pinned(theirs, house.chair_of(ward), house.units[0], 9)
    assert PickedSentence.objects.count() == 0


def test_unknown_headings_are_not_kept_and_identity_numbers_are_stopped(chair, cut):
    services.write_narrative(
        actor=chair, consolidation=cut, narrative={"results": "Tốt.", "khac": "x"}, now=timezone.now()
    )
    cut.refresh_from_db()
    assert cut.narrative == {"results": "Tốt."}
    with pytest.raises(SensitiveContent):
        services.write_narrative(
            actor=chair, consolidation=cut, narrative={"results": "CCCD 001099012345"}, now=timezone.now()
        )
    cut.refresh_from_db()
    assert cut.narrative == {"results": "Tốt."}


def test_nobody_else_writes_and_nothing_is_written_after_the_close(house, chair, cut):
    with pytest.raises(NotYours):
        services.write_narrative(
            actor=house.chair_of(house.wards[0]), consolidation=cut, narrative={"results": "x"}, now=timezone.now()
        )
    services.close_figures(actor=chair, consolidation=cut, now=timezone.now())
    with pytest.raises(CutClosed):
        services.write_narrative(actor=chair, consolidation=cut, narrative={"results": "x"}, now=timezone.now())
    with pytest.raises(CutClosed):
        pinned(cut, chair, house.units[0])
    cut.refresh_from_db()
    assert cut.narrative == {}


def test_the_page_saves_by_itself_and_pins_by_a_press(house, client, chair, cut):
    client.force_login(chair)
    door = reverse("reporting:narrative", args=[cut.pk])
    assert client.get(door).status_code == 405
    saved = client.post(door, {"text-results": "Đang viết"}, headers={"X-Draft": "1"})
    assert (saved.status_code, saved.json()) == (200, {"edition": edition_of({"results": "Đang viết"})})
    sentence = f"{version_of(house.units[0]).pk}.results.2"
    pin = reverse("reporting:pick", args=[cut.pk])
    assert client.get(pin).status_code == 405
    client.post(pin, {"text-results": "Đang viết", "sentence": sentence})
    cut.refresh_from_db()
    assert cut.narrative["results"] == f"Đang viết\nHỗ trợ 12 vé xe ({house.units[0].name})."
    assert client.post(pin, {"sentence": "1.results"}).status_code == 404
    assert client.post(pin, {"sentence": "0.results.0"}).status_code == 404
    client.post(reverse("reporting:unpick", args=[cut.pk, PickedSentence.objects.get().pk]))
    cut.refresh_from_db()
    assert cut.narrative["results"] == "Đang viết"


def opened_page(client, cut):
    """What a page that was just opened sends along."""
    initial = client.get(reverse("reporting:consolidation", args=[cut.pk])).context["form"].initial
    return {name: initial[name] for name in ("edition", "hand")}


def test_a_page_opened_before_another_wrote_overwrites_nothing_and_keeps_what_was_typed(client, chair, cut):
    client.force_login(chair)
    door = reverse("reporting:narrative", args=[cut.pk])
    one, other = opened_page(client, cut), opened_page(client, cut)
    client.post(door, {"text-results": "Của tôi", **one}, headers={"X-Draft": "1"})
    by_itself = client.post(door, {"text-results": "Của chị", **other}, headers={"X-Draft": "1"})
    assert by_itself.status_code == 409
    pressed = client.post(door, {"text-results": "Của chị", **other})
    assert pressed.status_code == 422
    cut.refresh_from_db()
    assert cut.narrative["results"] == "Của tôi"
    field = pressed.context["form"]["text-results"]
    assert (field.value(), "Của tôi" in field.help_text) == ("Của chị", True)
    together = {name: pressed.context["form"].initial[name] for name in ("edition", "hand")}
    client.post(door, {"text-results": "Của tôi và chị", **together})
    cut.refresh_from_db()
    assert cut.narrative["results"] == "Của tôi và chị"


def test_a_page_whose_answer_was_lost_saves_on(client, chair, cut):
    client.force_login(chair)
    door, page = reverse("reporting:narrative", args=[cut.pk]), opened_page(client, cut)
    for text in ("Đang", "Đang viết"):
        answer = client.post(door, {"text-results": text, **page}, headers={"X-Draft": "1"})
    assert answer.json() == {"edition": edition_of({"results": "Đang viết"})}


def test_pinning_and_taking_out_overwrite_nothing_either(house, client, chair, cut):
    client.force_login(chair)
    pick = pinned(cut, chair, house.units[0])
    page = opened_page(client, cut)
    services.write_narrative(actor=chair, consolidation=cut, narrative={"results": "Khác"}, now=timezone.now())
    sentence = {"sentence": f"{version_of(house.units[0]).pk}.results.1", "text-results": "Cũ", **page}
    for name, more in (("pick", []), ("unpick", [pick.pk])):
        answer = client.post(reverse(f"reporting:{name}", args=[cut.pk, *more]), sentence)
        assert answer.status_code == 422
    cut.refresh_from_db()
    assert (cut.narrative["results"], cut.picks.get()) == ("Khác", pick)


def test_a_page_left_by_a_press_does_not_write_over_what_the_press_pinned(house, client, chair, cut):
    client.force_login(chair)
    door, page = reverse("reporting:narrative", args=[cut.pk]), opened_page(client, cut)
    client.post(door, {"text-results": "Viết", **page}, headers={"X-Draft": "1"})
    sentence = f"{version_of(house.units[0]).pk}.results.1"
    for _twice in range(2):
        pressed = client.post(
            reverse("reporting:pick", args=[cut.pk]), {"text-results": "Viết", "sentence": sentence, **page}
        )
        assert pressed.status_code == 302
    late = client.post(door, {"text-results": "Viết tiếp", **page}, headers={"X-Draft": "1"})
    assert late.status_code == 409
    cut.refresh_from_db()
    assert cut.narrative["results"] == f"Viết\nTổ chức Chợ Tết tại khu trọ ({house.units[0].name})."


def test_a_pinned_sentence_that_got_lost_is_written_again_by_a_press(house, chair, cut):
    pick = pinned(cut, chair, house.units[0])
    assert pinned(cut, chair, house.units[0], narrative={"results": ""}) == pick
    cut.refresh_from_db()
    assert cut.narrative["results"].startswith("Đã trao 120")


def test_a_look_alone_notes_nothing_and_a_press_notes_when(client, chair, cut):
    client.force_login(chair)
    client.get(reverse("reporting:consolidation", args=[cut.pk]))
    cut.refresh_from_db()
    assert cut.looked_at is None
    client.post(reverse("reporting:looked", args=[cut.pk]))
    cut.refresh_from_db()
    assert cut.looked_at is not None


def test_a_level_begins_from_what_it_issued_or_received(house, directive, client):
    ward = house.chair_of(house.wards[0])
    client.force_login(ward)
    door = reverse("reporting:consolidations", args=[directive.pk])
    assert client.get(door).status_code == 200
    assert Consolidation.objects.count() == 0
    assert client.post(door).status_code == 302
    assert Consolidation.objects.get().unit == house.wards[0]
    client.force_login(house.stranger)
    assert client.get(door).status_code == 404
    assert client.post(door).status_code == 404
    assert Consolidation.objects.count() == 1


def test_a_number_opens_to_branches_reports_and_proofs(house, directive, client, chair, cut):
    line = line_of(directive, "suat-qua")
    report_from(directive, house.units[0], suat_qua=120)
    report_from(directive, house.units[2], suat_qua=7)
    client.force_login(chair)
    door = reverse("reporting:number", args=[cut.pk, line.pk])
    whole = client.get(door)
    opened = client.get(door, {"unit": house.wards[0].pk}, headers={"HX-Request": "true"})
    assert [(row.unit, row.total) for row in whole.context["rows"]][1:] == [
        (house.wards[0], 120),
        (house.wards[1], 7),
    ]
    inside = {row.unit: (row.total, row.earlier) for row in opened.context["rows"]}
    assert inside[house.units[0]] == (120, 0)
    assert b"<html" not in opened.content
    assert client.get(door, {"unit": house.elsewhere.pk}).status_code == 404
    assert client.get(door, {"unit": "x"}).status_code == 404
    assert client.get(reverse("reporting:number", args=[cut.pk, 0])).status_code == 404

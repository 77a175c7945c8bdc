"""Doors of listening that have an object behind them, and these objects; the others stand in tests/doors.py."""

from types import SimpleNamespace

from django.utils import timezone

from sumvay.feedback import services as feedback
from sumvay.feedback.models import Handler, SealedFile, Warning
from sumvay.feedback.selectors import period_of
from sumvay.reporting import services as reporting
from tests.factories.feedback import reception_of, sorted_case
from tests.factories.files import photo
from tests.factories.listening import begun_listening, closed_listening, wrote
from tests.factories.sealed import sealed_message, with_box

OF_A_MESSAGE = {
    "feedback:request": {"pk": "rights_request"},
    "feedback:reception": {"pk": "reception"},
    **{f"feedback:{name}": {"pk": "warning"} for name in ("warning", "see_warning", "act_on_warning", "close_warning")},
    **{f"feedback:{name}": {"pk": "sheet"} for name in ("sheet", "sheet_columns", "start_sheet", "undo_sheet")},
    **{f"feedback:{name}": {"pk": "message"} for name in ("case", "open_fully", "sort", "assign", "move", "answer")},
    **{f"feedback:{name}": {"pk": "message"} for name in ("note", "merge", "split", "forward", "put_aside")},
    **{f"feedback:{name}": {"pk": "message"} for name in ("bring_back", "leave_aside", "case_above", "take_over")},
    "feedback:rights_of_case": {"pk": "message"},
    **{f"feedback:{name}_answer": {"pk": "kept_answer"} for name in ("one", "approve", "retire")},
    **{
        f"feedback:{name}": {"pk": "message_issue"}
        for name in (
            "issue",
            "issue_answer",
            "open_issue",
            "dismiss_issue",
            "raise_issue",
            "withdraw_raise",
            "promise",
            "answer_line",
            "reopen_issue",
            "merge_issues",
        )
    },
    "feedback:case_of_issue": {"pk": "message_issue", "case_pk": "message"},
    "feedback:poster": {"pk": "unit"},
    "feedback:poster_file": {"pk": "unit", "form": "png"},
    **{f"feedback:{name}": {"unit_pk": "unit"} for name in ("sealed_box", "set_up_sealed_box", "name_sealed_handler")},
    **{f"feedback:{name}": {"unit_pk": "unit"} for name in ("offer_sealed_half", "open_sealed_escrow")},
    "feedback:change_sealed_handler": {"unit_pk": "unit", "pk": "sealed_handler"},
    **{f"feedback:sealed_{name}": {"pk": "sealed_case"} for name in ("case", "answer", "share", "to_heir")},
    "feedback:sealed_file": {"pk": "sealed_case", "file_pk": "sealed_file"},
    **{f"reporting:listening_{name}": {"pk": "heard"} for name in ("report", "narrative", "pin", "extracts", "close")},
    **{f"reporting:listening_{name}": {"pk": "heard", "extract_pk": "quoted"} for name in ("shorten", "drop")},
    **{f"reporting:listening_{name}": {"pk": "closed_heard"} for name in ("supplement", "paper")},
    "reporting:listening_download": {"pk": "closed_heard", "form": "xlsx"},
}


def seal_and_ask(house, world: SimpleNamespace, secret: str) -> None:
    """A sealed message and an open one with all that may hang by it, at the first ward."""
    _sealed(house, world, secret)
    _asked_to_erase(house, world, secret)
    _heard(house, world, secret)


def _heard(house, world, secret):
    ward, chair, now = house.wards[0], house.chair_of(house.wards[0]), timezone.now()
    last = period_of("month", timezone.localdate()).before
    (case, *_more) = wrote(ward, 6, day=last.since, text=f"{secret} chậm lương", may_rise=True)
    wrote(ward, 6, day=last.before.since, text=secret)
    report = begun_listening(chair, ward, last)
    world.heard = report.pk
    world.quoted = reporting.choose_extract(actor=chair, report=report, case_id=case.pk, now=now).pk
    reporting.write_listening(actor=chair, report=report, narrative={"solved": secret}, now=now)
    world.closed_heard = closed_listening(chair, ward, last.before).pk


def _sealed(house, world, secret):
    place = with_box(house.wards[0], first=False)
    sent = sealed_message(place.box, [place.first], secret, contents=[photo()])
    world.sealed_case, world.sealed_file = sent.case.pk, SealedFile.objects.get().pk
    world.sealed_handler = Handler.objects.get().pk


def _asked_to_erase(house, world, secret):
    case, now = sorted_case(house.wards[0], secret), timezone.now()
    world.rights_request = feedback.ask_for_rights(case=case, wish="correct", words=secret, now=now).pk
    chair, words = house.chair_of(house.wards[0]), feedback.AnswerWords("luong", secret, secret, secret)
    world.message = case.pk
    world.reception = reception_of(chair, house.wards[0], content=secret, name=secret).pk
    world.sheet = feedback.receive_sheet(
        actor=chair, unit=house.wards[0], content=f"Ý kiến\n{secret}\n".encode(), filename=f"{secret}.csv", now=now
    ).pk
    world.warning = Warning.objects.create(
        unit=house.wards[0], about="enterprise", key="thu", name=secret, category="luong", week=timezone.localdate(),
        made_at=now, cases=6, people=6, past=[], people_before=0,
    ).pk  # fmt: skip
    world.message_issue = feedback.merge_cases(actor=chair, pks=[case.pk], into=None, title=secret, now=now).pk
    world.kept_answer = feedback.write_answer(actor=chair, unit=house.wards[0], words=words, now=now).pk

"""Puts the demo's movement and story into an empty house, all or nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from ops.demo import PASSWORD, SIGN_INS, confided
from ops.demo.members import Heard
from ops.demo.movement import person_name, unit_rows
from ops.demo.newsroom import Newsroom
from ops.demo.pieces import PIECES
from ops.demo.sent import SENT
from ops.demo.story import Story
from sumvay.accounts.models import User
from sumvay.directives.models import Directive, Dispatch
from sumvay.org import services as org
from sumvay.org import spans
from sumvay.org.models import Appointment, Unit
from sumvay.reorganisation import services as reorganisation
from sumvay.reporting import services as reporting
from sumvay.reporting.models import Indicator
from sumvay.tally import services as tally

SEED = 2027
SEATS = {"SH": 0, "SH-BL": 1, "SH-BL-04": 2, "TLD": 3}


def load(progress: Callable[[int, int, str], None]) -> None:
    """Units, officers, the campaign and what came of it."""
    random, now = Random(SEED), timezone.now()
    rows = unit_rows(random)
    total, done = len(rows) * 2 + len(PIECES) + len(SENT), 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(min(done, total), total, "Dữ liệu dùng thử")

    with transaction.atomic():
        org.add_starting_kinds()
        org.bulk_load_units(rows)
        units = {unit.code: unit for unit in Unit.objects.select_related("kind")}
        officers = _officers(random, units, now - timedelta(days=200), step)
        _tell(Story(random=random, units=units, officers=officers, now=now), step)
    tally.fold_all()
    progress(total, total, "Dữ liệu dùng thử")


def _tell(story: Story, step: Callable[[], None]) -> None:
    directive = story.begin()
    for code in ("SH-BL", "SH-GV", "KCN"):
        story.reissue(directive, code)
    story.live(directive, step)
    _close_one_cut(story, directive)
    _end_one_ward(story)
    _quick_ask(story, story.units["TLD"], story.now)
    Newsroom(story).fill(step)
    Heard(story).fill()
    confided.fill(story)


def _officers(random: Random, units: dict[str, Unit], since: datetime, step: Callable[[], None]) -> dict[int, User]:
    """One person for each unit who holds its posts, as in small offices."""
    hashed, officers = make_password(PASSWORD), {}
    for number, unit in enumerate(sorted(units.values(), key=lambda u: u.code), 1):
        seat = SEATS.get(unit.code)
        person = User(
            email=SIGN_INS[seat].login if seat is not None else f"{unit.code.lower()}@sumvay.demo",
            phone=f"+8490{number:07d}",
            full_name=person_name(random),
            email_verified_at=since,
            phone_verified_at=since,
            password=hashed,
        )
        person.save(force_insert=True)
        posts = ["chair", "communications"] if unit.kind.is_grassroots else ["chair", "communications", "clerk"]
        Appointment.objects.bulk_create(
            Appointment(officer=person, unit=unit, post=post, valid=spans.since(since.date())) for post in posts
        )
        officers[unit.pk] = person
        step()
    return officers


def _quick_ask(story: Story, nation: Unit, now: datetime) -> None:
    """The national body asks for two figures by yesterday's hour: one answered, the rest are late."""
    asked_at = now - timedelta(days=2)
    indicators = Indicator.objects.filter(code__in=["dn-no-luong", "lao-dong-o-lai"]).values_list("pk", flat=True)
    asked = reporting.ask_quickly(
        actor=story.chair(nation), unit=nation, title="Số doanh nghiệp nợ lương và lao động ở lại đón Tết",
        indicator_ids=list(indicators), due_at=asked_at + timedelta(hours=28), repeats_daily=False,
        audience="direct", audience_ids=[], now=asked_at,
    )  # fmt: skip
    answering = Dispatch.objects.filter(directive=asked).select_related("directive__unit", "unit")
    dispatch = answering.order_by("unit__code").first()
    story.report(dispatch, story.chair(dispatch.unit), asked_at + timedelta(hours=4))


def _close_one_cut(story: Story, directive: Directive) -> None:
    """One commune has closed its figures; what comes later goes to a supplement."""
    commune = story.units["SH-GV"]
    cut = reporting.begin_consolidation(
        actor=story.chair(commune), directive=directive, unit=commune, now=story.now - timedelta(hours=30)
    )
    reporting.close_figures(actor=story.chair(commune), consolidation=cut, now=story.now - timedelta(hours=28))


def _end_one_ward(story: Story) -> None:
    """A ward has ended: its units and open work went to the neighbour."""
    reorganisation.end_unit(
        actor=story.chair(story.units["SH"]),
        unit=story.units["SH-BC"],
        heirs=[story.units["SH-CD"]],
        on=timezone.localdate(story.now),
        paper="QĐ 12/QĐ-LĐLĐ",
        now=story.now,
    )

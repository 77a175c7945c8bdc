"""Questions about the confidential lane; what is sealed is found for its reader or by its receipt, for nobody else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import capfirst

from sumvay.accounts.models import User
from sumvay.audit import selectors as audit
from sumvay.audit.models import Entry
from sumvay.feedback import sealing
from sumvay.feedback.models import Box, Case, Handler, HandlerKey, SealedCase, SealedFile, SealedKey
from sumvay.feedback.sealed_content import Frame
from sumvay.feedback.sealed_words import DEEDS
from sumvay.feedback.selectors.asking import line_for
from sumvay.feedback.who_reads import ABOVE_THE_ENTERPRISE
from sumvay.org import selectors as org
from sumvay.org.models import Appointment, Unit

Post = Appointment.Post
MOST_DEEDS = 30
LEADING = [Post.CHAIR, Post.VICE_CHAIR, Post.INSPECTION]
AROUND_A_BOX = ("unit", "heir", "first_leader__officer", "second_leader__officer", "offered_by__officer")


@dataclass(frozen=True)
class Reader:
    """A handler as the writer sees one: name, posts, whether tied to the employer, and the key to seal to."""

    officer: User
    posts: str
    key: HandlerKey
    tied_to_employer: bool
    unit_id: int

    @property
    def tick(self) -> str:
        """The value of the tick on the writer's page; an officer may read at several levels."""
        return f"{self.unit_id}-{self.officer.pk}"


@dataclass(frozen=True)
class Level:
    """One unit that might read, with its box and its readers; without either it cannot. `is_inside` the enterprise."""

    unit: Unit
    box: Box | None
    readers: list[Reader]
    is_inside: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody would read what is sealed here."""
        return bool(self.box and self.readers)


@dataclass(frozen=True)
class Deed:
    """One line of the trail: what, by whom, when."""

    deed: str
    name: str
    at: datetime


def levels_for(unit: Unit | None, *, on: date) -> list[Level]:
    """Who may read what is written about a unit: itself, the level above, the province; without one, all with a box."""
    if unit is None:
        boxes = Box.objects.filter(ended_on=None, unit__kind__is_grassroots=False, unit__lifetime__contains=on)
        units = [box.unit for box in boxes.select_related("unit__kind").order_by("unit__kind__rank", "unit__sort_key")]
        return [level for level in _levels(units, on) if level.is_open and not level.is_inside]
    line = line_for(unit, on=on)
    return _levels(list(dict.fromkeys([line.own, line.above, line.province])), on)


def level_by_default(levels: list[Level], topic: str) -> Level | None:
    """The first that would read; pay, insurance and denunciations go above the enterprise where that reads."""
    reading = [level for level in levels if level.is_open]
    if topic in ABOVE_THE_ENTERPRISE:
        reading = [level for level in reading if not level.is_inside] + reading
    return reading[0] if reading else None


def _levels(units: list[Unit], on: date) -> list[Level]:
    opened = Box.objects.filter(unit__in=units, ended_on=None)
    opened = opened.select_related("unit", "first_leader__officer", "second_leader__officer")
    boxes = {box.unit_id: box for box in opened}
    readers = _readers(units, on)
    # An enterprise's own union, and its sections and groups, as in who_reads.line_of
    over = org.paths_on(on).filter(descendant__in=units, ancestor__kind__is_grassroots=True)
    inside = set(over.values_list("descendant_id", flat=True))
    return [Level(unit, boxes.get(unit.pk), readers.get(unit.pk, []), is_inside=unit.pk in inside) for unit in units]


def readers_of(unit: Unit, *, on: date) -> list[Reader]:
    """The handlers of a unit who can read: named, in a post there, and with a key."""
    return _readers([unit], on).get(unit.pk, [])


def _readers(units: Collection[Unit], on: date) -> dict[int, list[Reader]]:
    active = Handler.objects.filter(unit__in=units, ended_on=None, officer__is_active=True).select_related("officer")
    named = list(active.order_by("officer__full_name", "pk"))
    people = {handler.officer_id for handler in named}
    keys = {key.officer_id: key for key in HandlerKey.objects.filter(officer__in=people, ended_on=None)}
    posts = _posts_of(people, units, on)
    found: dict[int, list[Reader]] = {}
    for handler in named:
        held = posts.get((handler.officer_id, handler.unit_id))
        if held and handler.officer_id in keys:
            reader = Reader(handler.officer, held, keys[handler.officer_id], handler.tied_to_employer, handler.unit_id)
            found.setdefault(handler.unit_id, []).append(reader)
    return found


def _posts_of(people: Collection[int], units: Collection[Unit], on: date) -> dict[tuple[int, int], str]:
    held = Appointment.objects.filter(officer__in=people, unit__in=units, valid__contains=on).order_by("pk")
    words: dict[tuple[int, int], list[str]] = {}
    for seat in held:
        words.setdefault((seat.officer_id, seat.unit_id), []).append(str(seat.get_post_display()))
    return {whose: capfirst(", ".join(posts)) for whose, posts in words.items()}


def may_be_let_in(reader: Reader, frame: Frame) -> bool:
    """
    Not left out by the writer, and not tied to the employer in matters of pay, insurance and denunciations, unless the
    writer chose the officer knowing that.
    """
    return may_read(reader.officer, frame, is_tied=reader.tied_to_employer)


def may_read(officer: User, frame: Frame, *, is_tied: bool) -> bool:
    """The same of an officer whose post may have ended."""
    is_kept_out = frame.topic in ABOVE_THE_ENTERPRISE and is_tied
    return officer.pk not in frame.left_out and (not is_kept_out or officer.pk in frame.trusted)


def sealed_by_receipt(receipt: str) -> SealedCase | None:
    """The sealed case of a receipt; one question to the database whatever was typed."""
    return SealedCase.objects.filter(trace=sealing.trace_of(receipt)).select_related("box__unit", "box__heir").first()


# -- for officers


def key_of(officer: User) -> HandlerKey | None:
    """The officer's key pair."""
    return HandlerKey.objects.filter(officer=officer, ended_on=None).first()


def lost_with(key: HandlerKey) -> int:
    """How many messages have no spare key and no other reader: with this key they are lost for good."""
    others = SealedKey.objects.filter(case=OuterRef("pk"), key__ended_on=None).exclude(key=key)
    return SealedCase.objects.filter(~Exists(others), keys__key=key, for_box=None).count()


def sealed_cases_of(viewer: User, *, on: date) -> QuerySet[SealedCase]:
    """
    What a handler was chosen to read and still handles; being an operator, a chair or a superior opens nothing.

    Newest day first; within a day the order is that of the random keys.
    """
    still = Handler.objects.filter(unit=OuterRef("box__unit"), officer=viewer, ended_on=None)
    serves = Appointment.objects.filter(unit=OuterRef("box__unit"), officer=viewer, valid__contains=on)
    mine = SealedCase.objects.filter(keys__key__officer=viewer, keys__key__ended_on=None)
    # The posts of a unit that has ended are over; its handlers hold what was not yet passed to the heir
    mine = mine.filter(Exists(still)).filter(Exists(serves) | Q(box__heir__isnull=False))
    return mine.select_related("box__unit", "box__heir").order_by("-day", "pk")


def handles_sealed(officer: User) -> bool:
    """Named as a handler somewhere."""
    return Handler.objects.filter(officer=officer, ended_on=None).exists()


def was_tied(officer: User, unit: Unit) -> bool:
    """Whether an officer was last marked as tied to the employer in a unit."""
    named = Handler.objects.filter(officer=officer, unit=unit).order_by("-pk")
    return bool(named.values_list("tied_to_employer", flat=True).first())


def handlers_of(unit: Unit) -> QuerySet[Handler]:
    """Who is named to read, with or without a key."""
    named = Handler.objects.filter(unit=unit, ended_on=None).select_related("officer", "unit")
    has_key = HandlerKey.objects.filter(officer=OuterRef("officer"), ended_on=None)
    return named.annotate(has_key=Exists(has_key)).order_by("officer__full_name", "pk")


def box_of(unit: Unit) -> Box | None:
    """The open box of a unit, else the one that waits for its heir."""
    boxes = Box.objects.filter(unit=unit).filter(Q(ended_on=None) | Q(heir__isnull=False))
    return boxes.select_related(*AROUND_A_BOX).order_by("-pk").first()


def boxes_to_open(unit: Unit, *, on: date) -> list[Box]:
    """The box of a unit, and older ones with messages that only their two leaders can give readers again."""
    box = box_of(unit)
    older = Box.objects.filter(unit=unit, cases__for_box__isnull=False).exclude(pk=box.pk if box else None)
    older = older.select_related(*AROUND_A_BOX).distinct().order_by("-pk")
    return [*filter(None, [box]), *(one for one in older if waiting_for_escrow(one, on=on))]


def units_with_a_box_to_keep(officer: User, *, on: date) -> QuerySet[Unit]:
    """Units where an officer sets the box up, and those whose escrow the officer holds half of."""
    leads = Appointment.objects.filter(officer=officer, post__in=LEADING, valid__contains=on)
    holds = Box.objects.filter(Q(first_leader__officer=officer) | Q(second_leader__officer=officer))
    holds = holds.filter(Q(ended_on=None) | Q(heir__isnull=False) | Q(cases__for_box__isnull=False))
    kept = Unit.objects.filter(Q(pk__in=leads.values("unit_id")) | Q(pk__in=holds.values("unit_id")))
    return kept.order_by(*org.ALPHABETICAL)


def leaders_for(unit: Unit, *, on: date) -> list[User]:
    """Who may hold half of the escrow: leaders and inspectors of the unit and of the one above, who have a key."""
    above = org.parent_of(unit, on=on)
    units = [unit, above] if above else [unit]
    seats = Appointment.objects.filter(unit__in=units, post__in=LEADING, valid__contains=on)
    keyed = HandlerKey.objects.filter(ended_on=None).values("officer_id")
    people = User.objects.filter(pk__in=seats.values("officer_id"), is_active=True).filter(pk__in=keyed)
    return list(people.order_by("full_name", "pk"))


def officers_to_name(unit: Unit, *, on: date) -> QuerySet[User]:
    """Officers of a unit who may be named as handlers and are not yet."""
    seats = Appointment.objects.filter(unit=unit, valid__contains=on).exclude(post=Post.COLLABORATOR)
    named = Handler.objects.filter(unit=unit, ended_on=None)
    people = User.objects.filter(pk__in=seats.values("officer_id"), is_active=True)
    return people.exclude(pk__in=named.values("officer_id")).order_by("full_name", "pk")


def waiting_for_escrow(box: Box, *, on: date) -> int:
    """How many sealed cases wait for the two leaders: a handler made another key, left, or the unit has ended."""
    return _waiting(box, readers_of(box.unit, on=on))


def _waiting(box: Box, readers: list[Reader]) -> int:
    cases = SealedCase.objects.filter(box=box, for_box__isnull=False)
    if box.heir_id:
        return cases.count()
    held = SealedKey.objects.filter(case=OuterRef("pk"))
    forgot = held.filter(key__ended_on__isnull=False, key__officer__in=[reader.officer for reader in readers])
    is_read = held.filter(key__in=[reader.key for reader in readers])
    return cases.filter(Exists(forgot) | ~Exists(is_read)).count()


def boxes_waiting_for_escrow(*, on: date) -> list[Box]:
    """Boxes with cases that nobody reads until their two leaders open them, and whose halves can still be opened."""
    usable = Box.objects.filter(first_leader__ended_on=None, second_leader__ended_on=None)
    holding = usable.filter(Exists(SealedCase.objects.filter(box=OuterRef("pk"), for_box__isnull=False)))
    boxes = list(holding.select_related(*AROUND_A_BOX).order_by("pk"))
    readers = _readers({box.unit for box in boxes}, on)
    return [box for box in boxes if _waiting(box, readers.get(box.unit_id, []))]


def readers_of_unmoved(*, since: date, on: date) -> QuerySet[User]:
    """Who reads a case that came before the day `since` and still stands as it came."""
    unmoved = SealedCase.objects.filter(keys__key=OuterRef("pk"), state=Case.State.RECEIVED, day__lt=since)
    named = Handler.objects.filter(unit=OuterRef("box__unit"), officer=OuterRef(OuterRef("officer")), ended_on=None)
    serves = Appointment.objects.filter(
        unit=OuterRef("box__unit"), officer=OuterRef(OuterRef("officer")), valid__contains=on
    )
    read = unmoved.filter(Exists(named)).filter(Exists(serves) | Q(box__heir__isnull=False))
    keys = HandlerKey.objects.filter(Exists(read), ended_on=None)
    return User.objects.filter(pk__in=keys.values("officer"), is_active=True).order_by("pk")


def trail_of(box: Box) -> list[Deed]:
    """Who last did what with a box and its cases, newest first."""
    return _deeds(audit.history_of(box))


def trail_of_case(case: SealedCase) -> list[Deed]:
    """Who last opened one case, newest first."""
    return _deeds(audit.history_of(case.box).filter(changes__case=str(case.pk)))


def _deeds(entries: QuerySet[Entry]) -> list[Deed]:
    last = list(entries[:MOST_DEEDS])
    names = dict(User.objects.filter(pk__in={entry.actor_id for entry in last}).values_list("pk", "full_name"))
    return [
        Deed(str(DEEDS.get(entry.action, entry.action)), names.get(entry.actor_id or 0, ""), entry.at) for entry in last
    ]


def files_of(case: SealedCase) -> QuerySet[SealedFile]:
    """The photos and voice notes of a case."""
    return SealedFile.objects.filter(message__case=case)

"""Who reads a message: as the writer chooses; left open, pay, insurance and denunciations go above the enterprise."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from sumvay.feedback.models import Category, Kind
from sumvay.org.models import Unit


class Topic(models.TextChoices):
    """What the writer ticks."""

    PAY = "luong", _("Pay, bonus, allowances")
    INSURANCE = "bhxh", _("Social, health and unemployment insurance")
    DENUNCIATION = "to_cao", _("Denouncing a breach of the law")
    OTHER = "khac", _("Something else")


class Choice(models.TextChoices):
    """Whom the writer lets read."""

    BY_TOPIC = "theo-viec", _("By what it is about")
    OWN = "don-vi", _("The union at the workplace")
    ABOVE = "cap-tren", _("The union one level above")
    PROVINCE = "cap-tinh", _("The federation of the province or sector")


# The employer has a hand in these, and a chair may be the employer's personnel manager
ABOVE_THE_ENTERPRISE = {Topic.PAY, Topic.INSURANCE, Topic.DENUNCIATION}
NATIONAL = "national"
READ_AS = {Category.WAGES, Category.TET_BONUS, Category.INSURANCE, Kind.DENUNCIATION}


@dataclass(frozen=True)
class Line:
    """
    The units that may read what is written about one unit; where a level is missing, or has no officer, the next one.

    `unit` is the one written about; `is_inside` says that it is an enterprise's own or part of it. `judging` says of a
    unit that has nobody designated for denunciations which one above it reads them.
    """

    unit: Unit
    own: Unit
    above: Unit
    province: Unit
    is_inside: bool
    judging: dict[int, Unit]


def line_of(chain: list[Unit], staffed: Collection[int], designated: Collection[int]) -> Line:
    """
    The line of a unit; `chain` is the unit and all above it with their kinds, `staffed` the ids of those with officers,
    `designated` of those with somebody who may read denunciations.

    What lies at or below an enterprise's own union (its sections and groups too) is inside the enterprise. The
    confederation takes no messages of single workplaces.
    """
    unit = chain[0]
    inside = max((place for place, one in enumerate(chain) if one.kind.is_grassroots), default=-1) + 1
    reading = [one for one in chain if one.pk in staffed and one.kind.code != NATIONAL] or [unit]
    outside = [one for one in reading if one in chain[inside:]] or reading
    over = [one for one in outside if one != unit] or outside
    judging = {one.pk: _judge(chain[place:], designated) for place, one in enumerate(chain) if one in reading}
    return Line(unit, reading[0], over[0], outside[-1], is_inside=inside > 0, judging=judging)


def _judge(upward: list[Unit], designated: Collection[int]) -> Unit:
    """The first with somebody designated; where nobody is anywhere, the unit itself."""
    return next((one for one in upward if one.pk in designated and one.kind.code != NATIONAL), upward[0])


def levels_of(line: Line) -> dict[Choice, Unit]:
    """The levels a writer may choose from, each unit once."""
    levels = {Choice.PROVINCE: line.province, Choice.ABOVE: line.above, Choice.OWN: line.own}
    nearest = {unit.pk: choice for choice, unit in levels.items()}
    return {choice: unit for choice, unit in reversed(levels.items()) if nearest[unit.pk] == choice}


def is_offered(line: Line, choice: str) -> bool:
    """Whether a writer may choose this now; by topic only where what goes above does not come back to the same unit."""
    return line.own != line.above if choice == Choice.BY_TOPIC else choice in levels_of(line)


def reader_for(line: Line, choice: str, topics: Collection[str], read_as: Collection[str]) -> Unit:
    """
    The unit that reads; `read_as` is how the message itself was read.

    That it is about pay or insurance counts when nothing was ticked; that it is a denunciation counts always, which
    goes on to the first level that has somebody who may read it, as the form tells.
    """
    unit = {Choice.ABOVE: line.above, Choice.PROVINCE: line.province}.get(choice, line.own)
    if choice == Choice.BY_TOPIC and line.is_inside:
        goes_above = ABOVE_THE_ENTERPRISE & set(topics) or (not topics and READ_AS & set(read_as))
        unit = line.above if goes_above else line.own
    is_denunciation = Kind.DENUNCIATION in {*topics, *read_as}
    return line.judging.get(unit.pk, unit) if is_denunciation else unit

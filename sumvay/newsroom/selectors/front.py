"""The front page of the portal: what leads, what is latest, a river of each section, with many places having a say."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.utils.timezone import localdate

from sumvay.newsroom.models import Listing, Piece, Section
from sumvay.newsroom.selectors.listings import most_read, public, spread

LEADS_FOR = timedelta(days=3)
NEWEST, OF_A_SECTION = 80, 10
LATEST, SECONDS, RIVER, UNITS = 8, 3, 4, 6
Kind = Piece.Kind
# Of programmes two say whether there is more than one
OF_A_KIND = {Kind.BULLETIN: 4, Kind.EPISODE: 6, Kind.PROGRAMME: 2, Kind.LEGAL_ANSWER: 5, Kind.JOB: 5}
# These have places of their own, so they are neither news nor in a section's river
APART = {*OF_A_KIND, Kind.DOCUMENT, Kind.CAMPAIGN}
# So far back news is looked for among them: a section of answers alone is not read to its end
FAR = 300
# On no front page, and read for nothing
LONG = ("accented", "unaccented", "piece__body", "programme__body")


class River(NamedTuple):
    """A section and its newest pieces."""

    section: Section
    rows: list[Listing]


class FrontPage(NamedTuple):
    """Everything that stands on the front page; no piece stands in two places above the rivers."""

    lead: Listing | None
    latest: list[Listing]
    seconds: list[Listing]
    rivers: list[River]
    bulletin: Listing | None
    bulletins: list[Listing]
    episodes: list[Listing]
    programmes: list[Listing]
    answers: list[Listing]
    jobs: list[Listing]
    units: list[Listing]
    most_read: list[Listing]


def front_page(now: datetime) -> FrontPage:
    """
    What stands where at this moment, in Vietnamese.

    The lead is the newest piece the desk marked so within three days, else the newest with a picture. Of each unit one
    piece comes before the second of another.
    """
    slices = _slices(now)
    chosen = public(now=now).filter(pk__in={pk for ids in slices.values() for pk in ids})
    rows = {row.pk: row for row in chosen.select_related("section", "unit", "programme", "piece").defer(*LONG)}
    shown = {place: [rows[pk] for pk in ids if pk in rows] for place, ids in slices.items()}
    news = shown.get("newest", [])
    lead = _lead(shown.get("lead", []) + news, now)
    seconds = spread((row for row in news if row != lead and row.picture), SECONDS)
    above = {row.pk for row in [lead, *seconds] if row}
    latest = [row for row in news if row.pk not in above][:LATEST]
    above |= {row.pk for row in latest}
    bulletins = shown.get(Kind.BULLETIN, [])
    return FrontPage(
        lead=lead,
        latest=latest,
        seconds=seconds,
        rivers=_rivers(shown, above),
        bulletin=bulletins[0] if bulletins else None,
        bulletins=bulletins[1:],
        episodes=shown.get(Kind.EPISODE, []),
        programmes=shown.get(Kind.PROGRAMME, []),
        answers=shown.get(Kind.LEGAL_ANSWER, []),
        jobs=shown.get(Kind.JOB, []),
        units=spread((row for row in news if row.pk not in above), UNITS),
        most_read=most_read(days=7, on=localdate(now), now=now),
    )


def _lead(rows: Iterable[Listing], now: datetime) -> Listing | None:
    rows = list(rows)
    marked = (row for row in rows if row.is_lead and row.published_at > now - LEADS_FOR)
    pictured = (row for row in rows if row.picture)
    return next(marked, None) or next(pictured, None) or next(iter(rows), None)


def _rivers(shown: dict[str, list[Listing]], above: set[int]) -> list[River]:
    sections = Section.objects.filter(is_open=True).order_by("position", "pk")
    flows = [
        River(section, spread((row for row in shown.get(f"section {section.pk}", []) if row.pk not in above), RIVER))
        for section in sections
    ]
    return [river for river in flows if river.rows]


def _slices(now: datetime) -> dict[str, list[int]]:
    """Ids by place in one statement: each slice enters its index at the newest and stops after some rows."""
    fit = "l.language = 'vi' AND (l.expires_at IS NULL OR l.expires_at > %(now)s)"
    order = "ORDER BY l.published_at DESC, l.piece_id DESC LIMIT"
    rows = "SELECT l.piece_id, l.kind, l.published_at FROM newsroom_listing l"
    news = "l.kind <> ALL(%(apart)s)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"(SELECT 'newest', l.piece_id FROM ({rows} WHERE {fit} {order} %(far)s) l"  # noqa: S608
            f" WHERE {news} {order} %(newest)s)"
            f" UNION ALL (SELECT 'lead', l.piece_id FROM newsroom_listing l WHERE l.is_lead AND {fit}"
            f" AND l.published_at > %(lead_since)s {order} 1)"
            " UNION ALL SELECT 'section ' || s.id, l.piece_id FROM newsroom_section s CROSS JOIN LATERAL"
            f" (SELECT l.piece_id FROM ({rows} WHERE l.section_id = s.id AND {fit} {order} %(far)s) l"
            f" WHERE {news} {order} %(river)s) l"
            " WHERE s.is_open"
            " UNION ALL SELECT k.kind, l.piece_id FROM unnest(%(kinds)s::text[], %(sizes)s::int[]) k(kind, size)"
            f" CROSS JOIN LATERAL (SELECT l.piece_id FROM newsroom_listing l WHERE l.kind = k.kind AND {fit}"
            f" {order} k.size) l",
            {
                "now": now,
                "lead_since": now - LEADS_FOR,
                "newest": NEWEST,
                "river": OF_A_SECTION,
                "far": FAR,
                "apart": [str(kind) for kind in APART],
                "kinds": [str(kind) for kind in OF_A_KIND],
                "sizes": list(OF_A_KIND.values()),
            },
        )
        found = cursor.fetchall()
    slices: dict[str, list[int]] = {}
    for place, pk in found:
        slices.setdefault(place, []).append(pk)
    return slices

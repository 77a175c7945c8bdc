"""A piece in one file to take away, for a house with its own system: text, originals, credits, consents."""

import json
import shutil
import tempfile
import zipfile
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto, NewsPicture, Piece
from sumvay.newsroom.picture_uses import uses_in_words, uses_of
from sumvay.newsroom.piece_word import to_word
from sumvay.newsroom.selectors import wire
from sumvay.newsroom.selectors.films import as_played, films_of
from sumvay.newsroom.wire.addresses import full
from sumvay.newsroom.wire.body_html import pictures_in
from sumvay.newsroom.wire.ninjs import ninjs_item
from sumvay.newsroom.wire.stream import Whole
from sumvay.vietnamese import fold

# Up to this size the file is made in memory
IN_MEMORY = 16 * 1024 * 1024


def package(piece: Piece, *, now: datetime) -> IO[bytes]:
    """
    A .zip, at its start: the .docx, `anh/` with the original pictures and `khong-in/` with those whose people have not
    agreed to print (they are not in the .docx), credits and consents as text, and as JSON, both of which also say what
    each picture may be used for and where its films lie.

    Of a published piece what readers see, of a draft its newest version.
    """
    said = piece if piece.live else piece.get_latest_revision_as_object()
    whole = wire.whole_pieces([said])
    names = _names(said, whole)
    sources = _sources(said)
    out = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        kept_names = {pk: name for pk, name in names.items() if _add_original(zipped, whole.kept.pictures[pk], name)}
        item = ninjs_item(
            said, whole, wire.site(), changed_at=said.latest_revision.created_at if said.latest_revision else now
        )
        zipped.writestr(f"{said.slug}.docx", to_word(said, whole.kept, kept_names))
        zipped.writestr("ninjs.json", _json(item))
        zipped.writestr("nguon.json", _json(_record(said, whole, kept_names, sources, now)))
        zipped.writestr("nguon.txt", "\ufeff" + _text(said, whole, kept_names, sources, now))
    out.seek(0)
    return out


def _sources(piece: Piece) -> list[Contribution]:
    rows = Contribution.objects.filter(used_in__piece=piece.pk).select_related("unit", "author").order_by("used_in__pk")
    return list(rows.prefetch_related("consents__photo__pictures"))


def _names(piece: Piece, whole: Whole) -> dict[int, str]:
    """Where each original lies, numbered in the order of the piece."""
    lead = [piece.picture_id] if piece.picture_id else []
    order = dict.fromkeys([*lead, *(one["picture"] for one in pictures_in(piece.body.raw_data))])
    pictures = [whole.kept.pictures[pk] for pk in order if pk in whole.kept.pictures]
    return {
        picture.pk: f"{_folder(picture)}/{number:02d}-{_file_name(picture)}"
        for number, picture in enumerate(pictures, 1)
    }


def _folder(picture: NewsPicture) -> str:
    """What may not be printed lies apart, so that nobody takes it by mistake."""
    return "anh" if Consent.Use.PRINT in uses_of(picture) else "khong-in"


def _file_name(picture: NewsPicture) -> str:
    return (slugify(fold(picture.title))[:60] or "anh") + PurePosixPath(picture.file.name).suffix


def _add_original(zipped: zipfile.ZipFile, picture: NewsPicture, name: str) -> bool:
    """Byte by byte; False when the disk has lost it."""
    try:
        with picture.file.storage.open(picture.file.name) as original, zipped.open(name, "w") as place:
            shutil.copyfileobj(original, place)
    except FileNotFoundError:
        return False
    return True


def _uses(picture: NewsPicture) -> list[str]:
    agreed = uses_of(picture)
    return [use for use in Consent.Use.values if use in agreed]


def _record(piece: Piece, whole: Whole, names: dict[int, str], sources: list[Contribution], now: datetime) -> dict:
    return {
        "piece": piece.pk,
        "title": piece.title,
        "byline": piece.byline,
        "unit": {"code": piece.unit.code, "name": piece.unit.name},
        "taken_at": _moment(now),
        "is_published": piece.live,
        "pictures": [
            {
                "file": name,
                "caption": _words(piece, whole, pk)[0],
                "credit": _words(piece, whole, pk)[1],
                "uses": _uses(whole.kept.pictures[pk]),
            }
            for pk, name in names.items()
        ],
        "films": [_film(one, piece) for one in films_of(piece)],
        # On the disk no more
        "lost_pictures": len(whole.kept.pictures) - len(names),
        "corrections": [{"at": _moment(one.at), "text": one.text} for one in piece.corrections.all()],
        "sources": [_source(one, names) for one in sources],
    }


def _film(film: ContributionPhoto, piece: Piece) -> dict:
    """Where a film lies; the file would hold up to 2 GB of it."""
    played = as_played(film)
    own_door = reverse("files:open", args=[film.stored.key])
    return {
        "name": film.stored.name,
        "size": film.stored.size,
        "seconds": film.seconds,
        "sha256": film.stored.sha256,
        "address": full(played["url"] if piece.live else own_door),
        "caption": film.caption,
        "credit": film.credit,
    }


def _source(contribution: Contribution, names: dict[int, str]) -> dict:
    return {
        "unit": {"code": contribution.unit.code, "name": contribution.unit.name},
        "author": contribution.author.full_name,
        "signed_as": contribution.byline,
        "sent_at": _moment(contribution.sent_at) if contribution.sent_at else None,
        "also_published": contribution.elsewhere,
        "consents": [_consent(one, names) for one in contribution.consents.all()],
    }


def _consent(consent: Consent, names: dict[int, str]) -> dict:
    pictures = consent.photo.pictures.all() if consent.photo else []
    return {
        "person": consent.person,
        "about": consent.about,
        "files": [names[picture.pk] for picture in pictures if picture.pk in names],
        "uses": consent.uses,
        "how": consent.how,
        "given_on": consent.given_on.isoformat(),
        "withdrawn_at": _moment(consent.withdrawn_at) if consent.withdrawn_at else None,
    }


def _text(piece: Piece, whole: Whole, names: dict[int, str], sources: list[Contribution], now: datetime) -> str:
    """The same for people."""
    lines = [piece.title, _("Signed as: %(name)s") % {"name": piece.byline or "–"}, piece.unit.name]
    lines += [
        _("Taken on %(moment)s") % {"moment": f"{localtime(now):%H:%M %d/%m/%Y}"},
        "",
        pgettext("newsroom", "Pictures").upper(),
    ]
    for pk, name in names.items():
        uses = _("may be used for: %(uses)s") % {"uses": uses_in_words(_uses(whole.kept.pictures[pk])) or "–"}
        lines.append(" | ".join([name, *filter(None, _words(piece, whole, pk)), uses]))
    if lost := len(whole.kept.pictures) - len(names):
        lines.append(_("Originals that are missing: %(count)s") % {"count": lost})
    for film in (_film(one, piece) for one in films_of(piece)):
        size = number_format(film["size"] / 1024**2, 1)
        lines += ["", _("Film %(name)s, %(size)s MB: %(address)s") % {**film, "size": size}]
    for contribution in sources:
        lines += ["", _("Source: %(author)s, %(unit)s") % {
            "author": contribution.byline or contribution.author.full_name, "unit": contribution.unit.name,
        }]  # fmt: skip
        lines += [_consent_line(one, names) for one in contribution.consents.all()]
    for one in piece.corrections.all():
        lines += ["", _("Correction of %(day)s: %(text)s") % {"day": f"{localtime(one.at):%d/%m/%Y}", "text": one.text}]
    return "\r\n".join(lines) + "\r\n"


def _consent_line(consent: Consent, names: dict[int, str]) -> str:
    files = ", ".join(_consent(consent, names)["files"]) or str(consent.get_about_display())
    uses = uses_in_words(consent.uses)
    given = _("Consent of %(person)s (%(what)s): %(uses)s; %(how)s, %(day)s") % {
        "person": consent.person, "what": files, "uses": uses, "how": consent.how,
        "day": f"{consent.given_on:%d/%m/%Y}",
    }  # fmt: skip
    return f"{given}. {_('WITHDRAWN')}" if consent.withdrawn_at else given


def _words(piece: Piece, whole: Whole, pk: int) -> tuple[str, str]:
    """Caption and credit as the piece writes them, else as the picture was given."""
    picture = whole.kept.pictures[pk]
    here = next((one for one in pictures_in(piece.body.raw_data) if one["picture"] == pk), {})
    return here.get("caption") or picture.caption, here.get("credit") or picture.credit


def _json(said: dict) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2)


def _moment(at: datetime) -> str:
    return localtime(at).isoformat(timespec="seconds")

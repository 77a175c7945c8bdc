"""A change from the editor's button until readers see it; and the pieces a browser opens."""

import time
import urllib.request

from django.utils import timezone

from ops.bench import serving
from ops.bench.newsroom_text import made_up
from ops.bench.timing import Row, percentile, told
from sumvay.accounts.models import User
from sumvay.newsroom import services
from sumvay.newsroom.models import NewsPicture, Piece, Section
from sumvay.org.models import Unit

CHANGES = 9
LONGEST = 60
OPERATOR = "operator@bench.invalid"


def operator() -> User:
    """Who may publish everywhere."""
    found = User.objects.filter(email=OPERATOR).first()
    return found or User.objects.create_superuser(OPERATOR, full_name="Người vận hành")


def shown_pieces() -> dict[str, str]:
    """Pages by what they are: the front page, a section, and three pieces that have just been published."""
    pictures, section = list(NewsPicture.objects.order_by("pk")), Section.objects.order_by("pk")[0]
    words = next(made_up(7))
    text = ("text", f"<p>{words.body[:1800]}</p><h2>{words.title}</h2><p>{words.body[1800:4200]}</p>")
    gallery = [{"picture": one, "caption": words.title, "credit": "Ảnh: CĐCS"} for one in pictures]
    made = {
        "text piece": _published("article", None, [text]),
        "piece with a lead picture": _published("article", pictures[0], [text]),
        "photo story": _published("photo_story", pictures[1], [("gallery", gallery), text]),
    }
    return {"front page": "/", "section": f"/muc/{section.slug}/", **{n: p.get_absolute_url() for n, p in made.items()}}


def visible(address: str) -> list[Row]:
    """How long a new title takes from the button, through the worker, to the page that readers are given."""
    piece = _published("article", None, [("text", "<p>Một tin ngắn.</p>")])
    page = f"{address}{piece.get_absolute_url()}"
    taken = []
    with serving.worker():
        # Until the worker is awake and has done what waited
        _changed(piece, page, "Lần thứ không")
        for number in range(CHANGES):
            taken.append(_changed(piece, page, f"Tựa mới lần {number}"))
    figure = f"{told(percentile(taken, 0.5))}, at most {told(max(taken))}"
    return [Row("a published change, from the button to the kept page", figure, f"{CHANGES} changes", "< 1 s")]


def _changed(piece: Piece, page: str, title: str) -> float:
    urllib.request.urlopen(page).close()  # noqa: S310 (our own server)
    piece.title = title
    piece.save_revision()
    start = time.perf_counter()
    services.publish_piece(actor=operator(), piece=piece, now=timezone.now())
    while time.perf_counter() < start + LONGEST:
        if title.encode() in urllib.request.urlopen(page).read():  # noqa: S310 (our own server)
            return time.perf_counter() - start
        time.sleep(0.01)
    raise RuntimeError(f"{page} does not show its new title")


def _published(kind: str, picture: NewsPicture | None, body: list) -> Piece:
    """A piece of the highest unit, published by the product's own service, its pictures drawn."""
    unit, section = Unit.objects.order_by("pk")[0], Section.objects.order_by("pk")[0]
    piece = Piece(
        unit=unit, section=section, kind=kind, title="Người lao động nhận quà Tết sớm từ công đoàn", picture=picture,
        standfirst="Hơn một nghìn suất quà được trao tận tay trong tuần này.", body=body, live=False,
    )  # fmt: skip
    piece.save(force_insert=True)
    piece.save_revision()
    services.publish_piece(actor=operator(), piece=piece, now=timezone.now())
    services.draw_pictures(piece_id=piece.pk)
    return piece

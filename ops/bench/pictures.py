"""Photo-like pictures that do not compress to nothing, in the sizes the product draws."""

import io
import random

from django.core.files.base import ContentFile
from django.db import connection
from PIL import Image, ImageChops, ImageOps

from sumvay.newsroom.models import NewsPicture
from sumvay.newsroom.picture_sizes import as_shown, draw, specs_for
from sumvay.org.models import Unit

WIDTH, HEIGHT = 1600, 1067
# Each halving of the grain has little more than half the contrast, as in photographs
GRAINS = (256, 128, 64, 32, 16, 8, 4, 2, 1)


def shown_pictures(number: int) -> list[dict]:
    """That many pictures with all their sizes, as lists show them."""
    unit = Unit.objects.order_by("pk")[0]
    shown = []
    for one in range(number):
        file = ContentFile(_photo(random.Random(one)), name=f"{one}.jpg")
        told = {"title": f"Ảnh {one}", "description": "Công nhân nhận quà", "shows_people": False}
        picture = NewsPicture(unit=unit, file=file, **told)
        picture.save(force_insert=True)
        draw(picture, specs_for(picture))
        shown.append(as_shown(NewsPicture.objects.prefetch_related("renditions").get(pk=picture.pk)))
    return shown


def add_pictures(number: int) -> None:
    """Rows of pictures for the editor's chooser, of units all over the country; their files are the first one's."""
    columns = [field.column for field in NewsPicture._meta.concrete_fields if not field.primary_key]
    taken = {
        "title": "'Ảnh công nhân ' || g",
        "created_at": "p.created_at - g * interval '1 minute'",
        "unit_id": "u.id",
    }
    chosen = ", ".join(taken.get(column, f"p.{column}") for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO newsroom_newspicture ({', '.join(columns)}) SELECT {chosen} FROM generate_series(1, %s) g"  # noqa: S608
            " JOIN (SELECT * FROM newsroom_newspicture ORDER BY id LIMIT 1) p ON true"
            # The number of units as a value of its own, so that both sides can be hashed
            " JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM org_unit) u"
            " ON u.n = 1 + (g::bigint * 7919) %% (SELECT count(*) FROM org_unit)",
            [number],
        )
        cursor.execute(
            "INSERT INTO wagtailsearch_indexentry"
            " (content_type_id, object_id, title_norm, title, body, autocomplete, title_text, body_text)"
            " SELECT t.id, p.id::text, 1, setweight(to_tsvector('simple', p.title), 'A'), '',"
            " to_tsvector('simple', p.title), p.title, '' FROM newsroom_newspicture p, django_content_type t"
            " WHERE t.app_label = 'newsroom' AND t.model = 'newspicture' ON CONFLICT DO NOTHING"
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE newsroom_newspicture, wagtailsearch_indexentry")


def _photo(chance: random.Random) -> bytes:
    channels = [_plane() for _channel in range(3)]
    # Neighbouring colours of a photograph rise and fall together
    light = _plane()
    channels = [ImageChops.blend(light, channel, 0.25) for channel in channels]
    picture = ImageOps.autocontrast(Image.merge("RGB", channels), cutoff=1)
    kept = io.BytesIO()
    picture.rotate(chance.choice((0, 180))).save(kept, "JPEG", quality=88)
    return kept.getvalue()


def _plane() -> Image.Image:
    plane = Image.effect_noise((WIDTH // GRAINS[0] + 2, HEIGHT // GRAINS[0] + 2), 60).resize((WIDTH, HEIGHT), 3)
    for step, grain in enumerate(GRAINS[1:], 1):
        noise = Image.effect_noise((WIDTH // grain + 2, HEIGHT // grain + 2), 100 / 1.6**step)
        plane = ImageChops.add(plane, noise.resize((WIDTH, HEIGHT), 3), 1, -128)
    return plane

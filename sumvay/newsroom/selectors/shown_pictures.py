"""Which pieces show which pictures, above their text, in it or before its films: as the index of references knows."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex

from sumvay.newsroom.models import NewsPicture, Piece


def pieces_showing(pictures: QuerySet[NewsPicture]) -> QuerySet[Piece]:
    """The pieces that show one of these pictures, published or not."""
    mentions = _mentions().filter(to_object_id__in=pictures.values(key=Cast("pk", CharField())))
    named = mentions.values(key=Cast("object_id", BigIntegerField()))
    # Put together, not "or": that PostgreSQL would ask of every piece there is
    return Piece.objects.filter(pk__in=named.union(Piece.objects.filter(picture__in=pictures).values("pk")))


def pictures_of_pieces(piece_ids: Iterable[int]) -> QuerySet[NewsPicture]:
    """The pictures these pieces show."""
    ids = list(piece_ids)
    mentions = _mentions().filter(object_id__in=[str(pk) for pk in ids])
    named = mentions.values(key=Cast("to_object_id", BigIntegerField()))
    led = Piece.objects.filter(pk__in=ids, picture__isnull=False).values("picture")
    return NewsPicture.objects.filter(Q(pk__in=named) | Q(pk__in=led))


def _mentions() -> QuerySet[ReferenceIndex]:
    kinds = ContentType.objects.get_for_models(Piece, NewsPicture)
    return ReferenceIndex.objects.filter(base_content_type=kinds[Piece], to_content_type=kinds[NewsPicture])

"""What an item brought beside its text (captions, credits, who speaks), told apart from what a desk put in."""

from collections.abc import Iterable
from typing import NamedTuple

from sumvay.newsroom.models import Contribution, ContributionPhoto, NewsPicture


class Told(NamedTuple):
    """The blocks of a piece without words that stand as they were sent, and the words sent that stand otherwise."""

    blocks: list[dict]
    former: list[str]


def told_apart(blocks: Iterable[dict], contribution: Contribution) -> Told:
    """
    Set aside what the item brought itself: captions and credits of its photos, the title of its film, who speaks.

    `blocks` is the stream as it is stored (`piece.body.raw_data`).
    """
    pictures = NewsPicture.objects.filter(photo__contribution=contribution).select_related("photo")
    photos = {picture.pk: picture.photo for picture in pictures}
    former: list[str] = []
    left = [{**block, "value": _left(block["value"], contribution, photos, former)} for block in blocks]
    return Told(left, former)


def _left(value: object, sent: Contribution, photos: dict[int, ContributionPhoto], former: list[str]) -> object:
    if isinstance(value, list):
        return [_left(one, sent, photos, former) for one in value]
    if not isinstance(value, dict):
        return value
    left = {name: _left(inner, sent, photos, former) for name, inner in value.items()}
    for name, words in _brought(value, sent, photos).items():
        if left.get(name) == words:
            left[name] = ""
        else:
            former.append(words)
    return left


def _brought(value: dict, sent: Contribution, photos: dict[int, ContributionPhoto]) -> dict[str, str]:
    """The words that filled the fields of a block when the piece was begun (services.pieces)."""
    photo = photos.get(value.get("picture")) if "caption" in value else None
    if photo:
        credit = photo.credit or sent.byline or sent.author.full_name
        return {name: words for name, words in (("caption", photo.caption), ("credit", credit)) if words}
    if "url" in value and (value.get("film") or value["url"] == sent.video_url):
        return {"title": sent.title}
    if "speaker" in value and sent.speaker:
        return {"speaker": sent.speaker}
    return {}

"""RSS 2.0 and Atom of a stream, with each piece's picture as Media RSS tells it and its films as enclosures."""

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed

from sumvay.newsroom.models import Listing
from sumvay.newsroom.told_campaign import told_campaign
from sumvay.newsroom.wire.addresses import clean, full, tag
from sumvay.newsroom.wire.body_html import best_source
from sumvay.newsroom.wire.stream import Stream

MEDIA = {"xmlns:media": "http://search.yahoo.com/mrss/"}


class RssFeed(Rss201rev2Feed):
    """RSS 2.0 with pictures."""

    def rss_attributes(self):
        """Names of the picture's element too."""
        return {**super().rss_attributes(), **MEDIA}

    def add_item_elements(self, handler, item):
        """One entry and its picture."""
        super().add_item_elements(handler, item)
        _add_picture(handler, item)


class AtomFeed(Atom1Feed):
    """Atom with pictures."""

    def root_attributes(self):
        """Names of the picture's element too."""
        return {**super().root_attributes(), **MEDIA}

    def add_item_elements(self, handler, item):
        """One entry and its picture."""
        super().add_item_elements(handler, item)
        _add_picture(handler, item)


def syndicated(kind: type[SyndicationFeed], stream: Stream, films: dict[int, list[dict]], path: str) -> str:
    """A stream as RSS or Atom, whose own address is `path`; `films` by the piece's id, see selectors.films."""
    whose = clean(stream.site.owner or stream.site.name)
    feed = kind(
        title=clean(stream.title), link=full(stream.home), description=clean(stream.about or stream.title),
        subtitle=clean(stream.about) or None, language="vi", feed_url=full(path), feed_copyright=f"© {whose}",
        author_name=clean(stream.site.name), feed_guid=full(path),
    )  # fmt: skip
    for row in stream.rows:
        feed.add_item(
            title=clean(row.title), link=full(row.path), description=clean(row.standfirst or row.title),
            author_name=clean(row.byline) or None, pubdate=row.published_at, updateddate=row.changed_at,
            unique_id=tag("bai", row.pk, row.published_at), unique_id_is_permalink=False,
            categories=[clean(name) for name in _lists_of(row)],
            picture=row.picture, enclosures=_enclosures(kind, films.get(row.pk, [])),
        )  # fmt: skip
    return feed.writeString("utf-8")


def _enclosures(kind: type[SyndicationFeed], films: list[dict]) -> list[Enclosure]:
    """RSS holds one of an entry."""
    held = films[:1] if kind is RssFeed else films
    return [Enclosure(full(film["url"]), str(film["size"]), film["type"]) for film in held]


def _lists_of(row: Listing) -> list[str]:
    return [row.section.name, *([row.campaign.title] if told_campaign(row.campaign) else [])]


def _add_picture(handler, item):
    if not item["picture"]:
        return
    source = best_source(item["picture"])
    address = {"url": full(source["url"]), "type": source["type"], "medium": "image", "width": str(source["width"])}
    handler.startElement("media:content", address)
    if item["picture"]["credit"]:
        handler.addQuickElement("media:credit", clean(item["picture"]["credit"]))
    if item["picture"]["alt"]:
        handler.addQuickElement("media:description", clean(item["picture"]["alt"]))
    handler.endElement("media:content")

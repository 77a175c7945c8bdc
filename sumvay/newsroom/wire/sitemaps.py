"""Sitemaps as search engines read them: an index of months, the pieces of a month, the news of two days."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from django.utils.timezone import localtime
from django.utils.xmlutils import SimplerXMLGenerator

from sumvay.newsroom.models import Listing
from sumvay.newsroom.wire.addresses import clean, full

PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def index_of(months: Iterable[tuple[datetime, datetime]]) -> bytes:
    """The index: a part for each month in which something was published, with its last change."""
    parts = [(f"/sitemap-{localtime(month):%Y-%m}.xml", changed) for month, changed in months]
    return _written("sitemapindex", "sitemap", parts)


def part_of(rows: Iterable[tuple[str, datetime]]) -> bytes:
    """The pieces of one month: address and last change."""
    return _written("urlset", "url", rows)


def news(rows: Iterable[Listing], versions: dict[int, list[Listing]], name: str) -> bytes:
    """What was published in two days, with the name of the paper; a piece in two languages names both (hreflang)."""
    out = BytesIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", {"xmlns": PROTOCOL, "xmlns:news": NEWS, "xmlns:xhtml": XHTML})
    for row in rows:
        xml.startElement("url", {})
        xml.addQuickElement("loc", full(row.path))
        xml.startElement("news:news", {})
        xml.startElement("news:publication", {})
        xml.addQuickElement("news:name", clean(name))
        xml.addQuickElement("news:language", row.language)
        xml.endElement("news:publication")
        xml.addQuickElement("news:publication_date", _moment(row.published_at))
        xml.addQuickElement("news:title", clean(row.title))
        xml.endElement("news:news")
        # As Google's guide to localized pages has it: each version lists itself and all the others
        for one in [row, *versions[row.pk]] if versions[row.pk] else ():
            said = {"rel": "alternate", "hreflang": one.language, "href": full(one.path)}
            xml.addQuickElement("xhtml:link", attrs=said)
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return out.getvalue()


def _written(root: str, each: str, rows: Iterable[tuple[str, datetime]]) -> bytes:
    out = BytesIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, {"xmlns": PROTOCOL})
    for path, changed in rows:
        xml.startElement(each, {})
        xml.addQuickElement("loc", full(path))
        xml.addQuickElement("lastmod", _moment(changed))
        xml.endElement(each)
    xml.endElement(root)
    xml.endDocument()
    return out.getvalue()


def _moment(at: datetime) -> str:
    return localtime(at).isoformat(timespec="seconds")

"""Reads RSS 2.0, RSS 1.0 and Atom of partners: title, link and time, never the text (law: no copying)."""

import html
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import SuspiciousOperation
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags

from sumvay.newsroom.wire.addresses import clean
from sumvay.newsroom.wire.fetching import is_web_address
from sumvay.vietnamese import nfc

MOST_ENTRIES = 200
LONGEST_TITLE, LONGEST_LINK = 300, 800
ENTRIES = {"item", "entry"}
TIMES = ("pubDate", "published", "updated", "date")


class NotAFeed(Exception):
    """The document is no RSS and no Atom."""


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; without a time when it says none."""

    title: str
    url: str
    published_at: datetime | None


def entries_of(content: bytes, address: str) -> list[Entry]:
    """The entries with a title and a public link, each link once; links are read from `address`. Raises NotAFeed."""
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as no:
        raise NotAFeed from no
    if _name(root) not in {"rss", "RDF", "feed"}:
        raise NotAFeed
    found: dict[str, Entry] = {}
    for element in [one for one in root.iter() if _name(one) in ENTRIES][:MOST_ENTRIES]:
        entry = _entry(element, address)
        if entry:
            found.setdefault(entry.url, entry)
    return list(found.values())


def _entry(element: Element, address: str) -> Entry | None:
    try:
        # Raises SuspiciousOperation for what can only be meant to tire it
        title = " ".join(strip_tags(html.unescape(_text(element, "title"))).split())
        url = urljoin(address, _link(element).strip())
    except (SuspiciousOperation, ValueError):
        return None
    title = nfc(clean(html.unescape(title)))[:LONGEST_TITLE]
    if not title or len(url) > LONGEST_LINK or not is_web_address(url):
        return None
    return Entry(title, clean(url), _time(element))


def _link(element: Element) -> str:
    """RSS writes the link as text, Atom as an attribute, of which the page itself is the one wanted."""
    links = [one for one in element if _name(one) == "link"]
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return link.get("href", "")
    return next((link.text for link in links if link.text and link.text.strip()), "")


def _time(element: Element) -> datetime | None:
    for name in TIMES:
        text = _text(element, name).strip()
        try:
            at = text and (parse_datetime(text) or parsedate_to_datetime(text))
        except (ValueError, TypeError, OverflowError):
            continue
        if at:
            return at if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def _text(element: Element, name: str) -> str:
    return next(("".join(one.itertext()) for one in element if _name(one) == name), "")


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

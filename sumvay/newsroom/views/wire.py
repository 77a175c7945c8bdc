"""What other programs fetch: feeds in four forms, sitemaps, and what robots are asked to leave alone."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import SyndicationFeed
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from sumvay.newsroom.selectors import wire as selectors
from sumvay.newsroom.selectors.translations import versions_of_each
from sumvay.newsroom.wire import sitemaps
from sumvay.newsroom.wire.json_feed import json_feed
from sumvay.newsroom.wire.ninjs import ninjs_stream
from sumvay.newsroom.wire.stream import Stream
from sumvay.newsroom.wire.syndication import AtomFeed, RssFeed, syndicated

NEWS_FOR = timedelta(hours=48)
LEFT_ALONE = ("/accounts/", "/desk/", "/files/", "/newsroom/", "/tim/")


@require_safe
def all_feed(request: HttpRequest, form: str) -> HttpResponse:
    """The newest of the whole site."""
    return _feed(request, form, selectors.stream_of_all(now=timezone.now()))


@require_safe
def section_feed(request: HttpRequest, form: str, slug: str) -> HttpResponse:
    """The newest of a section."""
    return _feed(request, form, selectors.stream_of_section(slug, now=timezone.now()))


@require_safe
def unit_feed(request: HttpRequest, form: str, code: str) -> HttpResponse:
    """The newest of a unit and all below it."""
    return _feed(request, form, selectors.stream_of_unit(code, now=timezone.now()))


@require_safe
def campaign_feed(request: HttpRequest, form: str, pk: int) -> HttpResponse:
    """The newest of a campaign."""
    return _feed(request, form, selectors.stream_of_campaign(pk, now=timezone.now()))


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """All months with pieces."""
    return _xml(sitemaps.index_of(selectors.months_of_pieces(now=timezone.now())))


@require_safe
def sitemap_month(request: HttpRequest, month: datetime) -> HttpResponse:
    """The pieces of one month; 404 for one without any."""
    following = (month + timedelta(days=32)).replace(day=1)
    rows = selectors.pieces_between(month, following, now=timezone.now())
    if not rows:
        raise Http404
    return _xml(sitemaps.part_of(rows))


@require_safe
def sitemap_news(request: HttpRequest) -> HttpResponse:
    """What was published in the last two days."""
    now = timezone.now()
    rows = list(selectors.news_since(now - NEWS_FOR, now=now))
    return _xml(sitemaps.news(rows, versions_of_each(rows, now=now), selectors.site().name))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Readers' pages are open to all; the rest is not worth a visit."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in LEFT_ALONE), ""]
    lines += [f"Sitemap: {settings.BASE_URL}/{name}" for name in ("sitemap.xml", "sitemap-tin.xml")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _feed(request: HttpRequest, form: str, stream: Stream | None) -> HttpResponse:
    if stream is None:
        raise Http404
    etag, since = _etag(form, stream), stream.changed_at and int(stream.changed_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=since)
    if response is None:
        with translation.override(settings.LANGUAGE_CODE):
            response = WRITERS[form](stream, request.path)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    # Programs elsewhere may read it from a page of theirs: there is nothing in it that is not public
    response["Access-Control-Allow-Origin"] = "*"
    if stream.changed_at:
        response["Last-Modified"] = http_date(since)
    return response


def _etag(form: str, stream: Stream) -> str:
    """Another one as soon as a row comes, changes or goes, a picture may be shown or not, or it is called otherwise."""
    said = [form, stream.title, stream.about, stream.site.name, stream.site.owner, str(stream.changed_at)]
    said += [f"{row.pk} {row.changed_at.timestamp()}" for row in stream.rows]
    # A film is held back too, when a consent is taken back
    said += map(str, [*sorted(stream.held_back), stream.changed_at])
    return quote_etag(hashlib.sha256("\n".join(said).encode()).hexdigest()[:32])


def _rss(stream: Stream, path: str) -> HttpResponse:
    return _syndicated(RssFeed, stream, path)


def _atom(stream: Stream, path: str) -> HttpResponse:
    return _syndicated(AtomFeed, stream, path)


def _syndicated(kind: type[SyndicationFeed], stream: Stream, path: str) -> HttpResponse:
    films = selectors.films_of_rows(stream.rows)
    return HttpResponse(syndicated(kind, stream, films, path), content_type=kind.content_type)


def _json_feed(stream: Stream, path: str) -> HttpResponse:
    return _json(json_feed(stream, selectors.whole(stream), path), "application/feed+json")


def _ninjs(stream: Stream, path: str) -> HttpResponse:
    return _json(ninjs_stream(stream, selectors.whole(stream), path), "application/json")


def _json(said: dict, content_type: str) -> HttpResponse:
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False}, content_type=content_type)


def _xml(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


WRITERS = {"tin.rss": _rss, "tin.atom": _atom, "tin.json": _json_feed, "ninjs.json": _ninjs}

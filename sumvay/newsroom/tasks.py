"""The worker's door to the newsroom."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sumvay.ui import kept_pages


@app.periodic(cron="* * * * *", queueing_lock="newsroom.publish_due")
@app.task(name="newsroom.publish_due", lock="newsroom.publish_due")
def publish_due(timestamp: int = 0) -> None:
    """Find what is to go out or to end now."""
    from sumvay.newsroom import services

    services.publish_due(now=timezone.now())


@app.task(name="newsroom.publish_scheduled")
def publish_scheduled(revision_id: int) -> None:
    """Publish one version whose time has come."""
    from sumvay.newsroom import services

    services.publish_scheduled(revision_id=revision_id, now=timezone.now())


@app.task(name="newsroom.end_expired")
def end_expired(piece_id: int) -> None:
    """Take one piece off whose time is over."""
    from sumvay.newsroom import services

    services.end_expired(piece_id=piece_id, now=timezone.now())


# One at a time: seconds of work in every place at once would keep what was published from being seen
@app.task(name="newsroom.draw_pictures", lock="newsroom.draw_pictures")
def draw_pictures(piece_id: int) -> None:
    """Draw every size of a piece's pictures, and its card for sharing; what it shows no longer is hidden."""
    from sumvay.newsroom import services

    services.hide_films(piece_id=piece_id, now=timezone.now())
    services.draw_pictures(piece_id=piece_id)


# One at a time: each reads up to 2 GB. The others wait with one that is to be tried again
@app.task(
    name="newsroom.take_in_film",
    lock="newsroom.take_in_film",
    retry=RetryStrategy(max_attempts=3, linear_wait=60),
)
def take_in_film(check_id: int) -> None:
    """Look at a film that has come whole, and take it in."""
    from sumvay.newsroom import services

    services.take_in_film(check_id=check_id, now=timezone.now())


# The front pages change by the clock alone, and at midnight in Vietnam (17:00 UTC) all that names the day
@app.periodic(cron="*/10 * * * *", periodic_id="front", task_kwargs={"paths": ["/", "/en/"]})
@app.periodic(cron="0 17 * * *", periodic_id="midnight", task_kwargs={"paths": ["/", "/*"]})
@app.task(name="newsroom.drop_pages")
def drop_pages(paths: list[str], timestamp: int = 0) -> None:
    """Forget the kept pages that a change has touched."""
    kept_pages.drop(paths)


@app.task(name="newsroom.drop_every_page")
def drop_every_page() -> None:
    """Forget all kept pages: the menu or the imprint has changed."""
    kept_pages.drop_all()


@app.task(name="newsroom.forget_cards")
def forget_cards() -> None:
    """Have the cards for sharing drawn anew when they are next asked for."""
    from sumvay.newsroom import services

    services.forget_cards()


@app.periodic(cron="* * * * *", queueing_lock="newsroom.fold_reads")
@app.task(name="newsroom.fold_reads", lock="newsroom.fold_reads")
def fold_reads(timestamp: int = 0) -> None:
    """Add up what was read since the last minute."""
    from sumvay.newsroom import services

    services.fold_reads()


@app.periodic(cron="*/5 * * * *", queueing_lock="newsroom.forget_networks")
@app.task(name="newsroom.forget_networks")
def forget_networks(timestamp: int = 0) -> None:
    """Forget by what measure networks read before today."""
    from sumvay.newsroom import services

    services.forget_networks(on=timezone.localdate())


@app.periodic(cron="30 9 * * *", queueing_lock="newsroom.draft_bulletins")  # 16:30 in Vietnam; jobs run by UTC
@app.task(name="newsroom.draft_bulletins", lock="newsroom.draft_bulletins")
def draft_bulletins(timestamp: int = 0) -> None:
    """Draft today's bulletin of every desk that has enough for one."""
    from sumvay.newsroom import services

    services.draft_bulletins(now=timezone.now())


@app.task(name="newsroom.send_bulletin", lock="newsroom.send_bulletin")
def send_bulletin(bulletin_id: int, after: int = 0) -> None:
    """Send a bulletin to the next hundred subscribers; one job at a time spares the mail server."""
    from sumvay.newsroom import selectors, services

    services.send_bulletin(bulletin=selectors.bulletin_by_id(bulletin_id), now=timezone.now(), after=after)


@app.periodic(cron="20 20 * * *", queueing_lock="newsroom.forget_strangers")
@app.task(name="newsroom.forget_strangers")
def forget_strangers(timestamp: int = 0) -> None:
    """Delete addresses that never confirmed, and those that left, after thirty days."""
    from sumvay.newsroom import services

    services.forget_strangers(now=timezone.now())


@app.periodic(cron="7 * * * *", queueing_lock="newsroom.ask_partners")
@app.task(name="newsroom.ask_partners")
def ask_partners(timestamp: int = 0) -> None:
    """Have every partner's feed read."""
    from sumvay.newsroom import services

    services.ask_partners()


@app.task(name="newsroom.fetch_partner")
def fetch_partner(feed_id: int) -> None:
    """Read one partner's feed."""
    from sumvay.newsroom import selectors, services

    services.fetch_partner(feed=selectors.partner_feed(feed_id), now=timezone.now())

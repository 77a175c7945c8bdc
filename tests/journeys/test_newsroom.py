"""A photo story from a unit's phone becomes a published, shared, printed, corrected piece; readers stay unknown."""

import pytest

from sumvay.newsroom.models import Contribution
from tests.journeys.newsroom_job import NewsroomJob, run

# Told by name: browsers of tests call themselves headless, and machines are not counted as readers
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"


@pytest.fixture
def reader(browser, server):
    """A reader's page; the test fails when a page sets a cookie, asks another host or hurts its own policy."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 390, "height": 844}, locale="vi-VN", user_agent=AGENT
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults, asked, cookies = [], set(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: line.type == "error" and faults.append(line.text))
    page.on("request", lambda request: asked.add(request.url))
    page.on("response", lambda answer: "set-cookie" in answer.headers and cookies.append(answer.url))
    yield page
    assert context.cookies() == []
    context.close()
    assert [url for url in asked if not url.startswith(f"{server.url}/")] == []
    assert (cookies, faults) == ([], [])


def test_a_photo_story_climbs_from_a_phone_to_readers_and_is_corrected(desk, phone, reader, worker, sign_in):
    piece = run(NewsroomJob(desk, phone, reader, sign_in))
    sent = Contribution.objects.get()
    assert (sent.state, sent.used_in.get().piece) == (Contribution.State.PUBLISHED, piece)
    assert list(sent.steps.values_list("act", flat=True)) == [
        "sent", "received", "edited", "lifted", "received", "published", "corrected",
    ]  # fmt: skip
    assert (piece.live, piece.corrections.count(), sent.consents.count()) == (True, 1, 1)

"""Who reads by machine: known by what it calls itself, and never counted as a reader."""

import re

MACHINE = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|scan|monitor|lighthouse|headless|curl|wget|python|java/|okhttp|go-http|"
    r"httpclient|phantom|selenium|facebookexternalhit|zalo(?!/)[a-z]*share|embedly|archiver|validator|feed|rss",
    re.I,
)


def is_robot(calls_itself: str) -> bool:
    """Whether a User-Agent is a machine's; whoever does not name itself is none of our readers either."""
    return not calls_itself.strip() or bool(MACHINE.search(calls_itself))

"""
How often something happened within the hour, known to this process alone.

A table, the cache's too, would note how many wrote to which box in which hour; memory forgets with the process. Each
web process counts by itself, so the limit of the house is that many times as high.
"""

from datetime import datetime
from threading import Lock

_counted: dict[str, int] = {}
_hour: list[int] = [0]
_turn = Lock()


def is_crowded(what: str, *, most: int, now: datetime) -> bool:
    """Count one more; True when there were more than `most` of it since the hour began."""
    hour = int(now.timestamp()) // 3600
    with _turn:
        if _hour[0] != hour:
            _counted.clear()
            _hour[0] = hour
        _counted[what] = _counted.get(what, 0) + 1
        return _counted[what] > most

"""What many ask at the same moment is done in one go: one question and one transaction for all who wait."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock


class Together[Asked, Given]:
    """
    Calls `work` with everything that came while it was busy before; each caller gets its own part of what it gives.

    `work` gives one thing for each it was asked, in their order. What fails for several is tried again by each for
    itself, so that nobody suffers from another's fault.
    """

    def __init__(self, work: Callable[[list[Asked]], list[Given]]) -> None:
        """Nobody waits yet."""
        self._work = work
        self._waiting: deque[tuple[Asked, Future[list[Given]]]] = deque()
        self._turn = Lock()

    def __call__(self, asked: Asked) -> Given:
        """What comes of this one. Raises what `work` raises for it alone."""
        mine = Future[list[Given]]()
        self._waiting.append((asked, mine))
        with self._turn:
            # Whoever had the turn before may have done this one too
            if not mine.done():
                self._do([self._waiting.popleft() for _one in range(len(self._waiting))])
        return (mine.result() or self._work([asked]))[0]

    def _do(self, together: list[tuple[Asked, Future[list[Given]]]]) -> None:
        """Give each its own, or nothing where it failed for several."""
        found: list[list[Given]] = [[] for _one in together]
        try:
            found = [[one] for one in self._work([asked for asked, _mine in together])]
        except Exception:
            if len(together) == 1:
                raise
        finally:
            for (_asked, mine), one in zip(together, found, strict=True):
                mine.set_result(one)

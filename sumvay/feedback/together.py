"""What many ask at the same moment is done in one go: one question and one transaction for all who wait."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock


class Together[Asked, Given]:
    """
    Calls `work` with everything that came while it was busy before; each caller gets its own part of what it gives.

    `work` gives one thing for each it was asked, in their order. What fails for several is tried for each alone, so
    that nobody suffers from another's fault.
    """

    def __init__(self, work: Callable[[list[Asked]], list[Given]]) -> None:
        """Nobody waits yet."""
        self._work = work
        self._waiting: deque[tuple[Asked, Future[Given]]] = deque()
        self._turn = Lock()

    def __call__(self, asked: Asked) -> Given:
        """What comes of this one. Raises what `work` raises for it alone."""
        mine = Future[Given]()
        self._waiting.append((asked, mine))
        with self._turn:
            # Whoever had the turn before may have done this one too
            if not mine.done():
                self._do([self._waiting.popleft() for _one in range(len(self._waiting))])
        return mine.result()

    def _do(self, waiting: list[tuple[Asked, Future[Given]]]) -> None:
        try:
            found = self._work([asked for asked, _future in waiting])
        except Exception as fault:  # noqa: BLE001 (handed to whom it belongs)
            if len(waiting) > 1:
                for one in waiting:
                    self._do([one])
            else:
                waiting[0][1].set_exception(fault)
            return
        for (_asked, future), given in zip(waiting, found, strict=True):
            future.set_result(given)

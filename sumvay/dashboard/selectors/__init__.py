"""What the officers' home and the board of a directive show, always answered for one viewer."""

from sumvay.dashboard.selectors.boards import (
    Place,
    board_of,
    children_with_levels,
    followed_directives,
    own_directive,
    place_of_board,
    searched_rows,
)
from sumvay.dashboard.selectors.homes import (
    finished_since,
    letters_wait,
    messages_waiting,
    newest_received,
    news_waiting,
    open_work_of,
    papers_waiting,
    posts_and_desk,
    reports_waiting,
    running_directives,
    tasks_of,
)
from sumvay.dashboard.selectors.units import UNIT_STATES, listed_units, newest_proofs, silences

__all__ = [
    "UNIT_STATES",
    "Place",
    "board_of",
    "children_with_levels",
    "finished_since",
    "followed_directives",
    "letters_wait",
    "listed_units",
    "messages_waiting",
    "newest_proofs",
    "newest_received",
    "news_waiting",
    "open_work_of",
    "own_directive",
    "papers_waiting",
    "place_of_board",
    "posts_and_desk",
    "reports_waiting",
    "running_directives",
    "searched_rows",
    "silences",
    "tasks_of",
]

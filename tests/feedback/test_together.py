"""What comes at the same moment is done in one go, and each gets its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sumvay.feedback.together import Together
from tests.processes import wait_until

MANY = 8


class Slow:
    """Doubles numbers, not before the gate is open; notes how many it was asked at once."""

    def __init__(self):
        self.gate, self.asked = threading.Event(), []

    def __call__(self, numbers):
        self.asked.append(len(numbers))
        assert self.gate.wait(30)
        if -1 in numbers:
            raise ValueError(numbers)
        return [2 * number for number in numbers]


def all_at_once(together, slow, numbers):
    """Futures of calls, all of which came while the first was worked on."""
    pool = ThreadPoolExecutor(len(numbers))
    futures = [pool.submit(together, numbers[0])]
    wait_until(lambda: slow.asked, "the first is worked on")
    futures += [pool.submit(together, number) for number in numbers[1:]]
    wait_until(lambda: len(together._waiting) == len(numbers) - 1, "all others wait")
    slow.gate.set()
    pool.shutdown()
    return futures


def test_those_who_came_meanwhile_are_done_in_one_go_and_each_gets_its_own():
    slow = Slow()
    futures = all_at_once(Together(slow), slow, range(MANY))
    assert [future.result() for future in futures] == [2 * number for number in range(MANY)]
    assert slow.asked == [1, MANY - 1]


def test_nobody_suffers_from_another_s_fault():
    slow = Slow()
    one, other, bad = all_at_once(Together(slow), slow, [1, 2, -1])
    assert (one.result(), other.result()) == (2, 4)
    with pytest.raises(ValueError, match=r"^\[-1\]$"):
        bad.result()


def test_one_after_the_other_is_done_alone():
    slow = Slow()
    slow.gate.set()
    together = Together(slow)
    assert [together(1), together(2)] == [2, 4]
    assert slow.asked == [1, 1]

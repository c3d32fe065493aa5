"""Work goes out only as fast as what comes back is taken, and nothing is lost with a worker."""

from __future__ import annotations

from collections import Counter, deque

import pytest

from batch.executors import MOST_SIGNS, Answer, chunked, finished
from batch.work import Done, State, Work


class Fake:
    """Workers that hold three chunks, and die over some works."""

    def __init__(self, deadly=(), most=99):
        self.deadly, self.most, self.held, self.deaths = set(deadly), most, deque(), Counter()

    def has_room(self):
        return len(self.held) < 3

    def give(self, chunk):
        self.held.append(chunk)

    def take(self):
        if not self.held:
            return []
        chunk = self.held.pop()
        bad = [work.number for work in chunk.works if work.number in self.deadly and self.deaths[work.number] < self.most]
        if not bad:
            return [Answer(chunk, [Done(work.number, work.key, State.DONE) for work in chunk.works])]
        self.deaths.update(bad)
        waiting, self.held = list(self.held), deque()
        return [Answer(chunk, None), *(Answer(other, None, begun=False) for other in waiting)]


def works(count, length=1):
    return [Work(number, "n" * length, f"k{number}", "/in/x") for number in range(1, count + 1)]


def test_no_more_is_taken_from_the_list_than_the_workers_hold_while_nobody_takes_results():
    taken = []

    def listed():
        for work in works(1000):
            taken.append(work.number)
            yield work

    results = finished(Fake(), chunked(listed(), 5))
    for number in range(1, 20):
        next(results)
        assert len(taken) <= 5 * (3 + number)


@pytest.mark.parametrize("size", [1, 4, 7])
def test_every_work_comes_back_once_though_workers_die(size):
    found = [one for chunk in finished(Fake(deadly={3, 11, 12}, most=1), chunked(iter(works(40)), size)) for one in chunk]
    assert sorted(one.number for one in found) == list(range(1, 41))
    assert {one.state for one in found} == {State.DONE}


@pytest.mark.parametrize("size", [1, 4, 7])
def test_a_work_over_which_workers_die_again_is_told_and_the_others_go_on(size):
    found = [one for chunk in finished(Fake(deadly={3, 11}), chunked(iter(works(40)), size)) for one in chunk]
    assert sorted(one.number for one in found) == list(range(1, 41))
    lost = {one.number: one.errors[0].code for one in found if one.state is State.FAILED}
    assert lost == {3: "batch-worker-died", 11: "batch-worker-died"}


def test_very_long_names_go_out_in_small_chunks():
    chunks = list(chunked(iter(works(40, length=4000)), 16))
    assert [work.number for chunk in chunks for work in chunk.works] == list(range(1, 41))
    assert max(len(chunk.works) for chunk in chunks) * 4000 <= MOST_SIGNS
    assert [len(chunk.works) for chunk in chunked(iter(works(40)), 16)] == [16, 16, 8]

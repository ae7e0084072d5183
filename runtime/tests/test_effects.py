"""Shuffles whose elements come from functions that show a second call are computed once, as in classic Spark."""

import datetime
import functools
import random
import time
import uuid
from random import random as chance

import numpy
import pytest

from reconnect_runtime import effects

LIMIT = 3


def calm(x):
    return "%s-%d" % (x, LIMIT)


def wild(x):
    return x, random.random()


class Scorer:
    def score(self, x):
        return calm(x)


class Dice:
    def score(self, x):
        return wild(x)


def closing_over(f):
    return lambda x: f(x)


def with_unset_cell():
    def call(x):
        return later(x)

    if LIMIT < 0:
        later = calm
    return call


@pytest.mark.parametrize(
    "function",
    [
        calm,
        len,
        str.upper,
        lambda x: calm(x),
        closing_over(calm),
        functools.partial(calm),
        Scorer().score,
        lambda x: datetime.datetime.strptime(x, "%Y").year,
        lambda x: numpy.sqrt(x),
        with_unset_cell(),
    ],
)
def test_functions_that_may_run_twice(function):
    assert not effects.repeats_differ(function)


@pytest.mark.parametrize(
    "function",
    [
        wild,
        random.random,
        lambda x: chance(),
        lambda x: time.time(),
        lambda x: uuid.uuid4(),
        lambda x: datetime.datetime.now(),
        lambda x: numpy.random.rand(),
        lambda x: [wild(y) for y in x],
        closing_over(wild),
        closing_over(closing_over(wild)),
        functools.partial(calm, x=functools.partial(wild, 1)),
        lambda x, f=wild: f(x),
        Dice().score,
        lambda x: Dice().score(x),
    ],
)
def test_functions_that_show_a_second_call(function):
    assert effects.repeats_differ(function)


def test_accumulators_below_a_shuffle_count_once(sc):
    seen = sc.accumulator(0)

    def noting(x):
        seen.add(1)
        return x % 3, x

    sums = sc.parallelize(range(30), 3).map(noting).reduceByKey(lambda a, b: a + b)
    assert sums.count() == 3
    assert sorted(sums.collect()) == [(0, 135), (1, 145), (2, 155)]
    assert sums.sortByKey().keys().collect() == [0, 1, 2]
    assert seen.value == 30


def test_chance_below_a_shuffle_is_taken_once(sc):
    drawn = sc.parallelize(range(20), 2).map(lambda x: (x, random.random())).partitionBy(3)
    assert sorted(drawn.collect()) == sorted(drawn.collect())

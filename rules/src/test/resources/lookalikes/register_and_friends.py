"""register, union, stop, range, persist, filter and pipe on things that are no Spark objects."""

import abc
import atexit
import codecs
import itertools


class Shape(abc.ABC):
    pass


Shape.register(dict)
atexit.register(print, "done")
codecs.register(lambda name: None)
print({1, 2}.union({3}), slice(1, 5).stop, range(3).stop, list(filter(None, [0, 1])))
print(list(itertools.starmap(pow, [(2, 3)])), isinstance({}, Shape))


class Timer:
    def start(self):
        return self

    def stop(self):
        return "stopped"

    def persist(self):
        return self

    def cache(self):
        return self


print(Timer().start().persist().cache().stop())

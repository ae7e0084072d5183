"""Functions of the program's own called collect, parallelize, textFile and accumulator."""

import gc


def textFile(path):
    yield from ("one line", "another line of " + path)


def parallelize(items, slices=2):
    return [items[i::slices] for i in range(slices)]


def collect(stream):
    for line in stream:
        yield line.upper()


def accumulator(start=0):
    total = start
    while True:
        total += yield total


counter = accumulator()
next(counter)
print(list(collect(textFile("here"))), parallelize([1, 2, 3]), counter.send(5), gc.collect() >= 0)

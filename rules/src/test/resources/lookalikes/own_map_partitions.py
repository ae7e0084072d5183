"""mapPartitions, glom and reduceByKey on a class of the program's own."""

from collections import defaultdict


class Chunks:
    def __init__(self, chunks):
        self.chunks = chunks

    def mapPartitions(self, function):
        return Chunks([list(function(iter(chunk))) for chunk in self.chunks])

    def mapPartitionsWithIndex(self, function):
        return Chunks([list(function(i, iter(chunk))) for i, chunk in enumerate(self.chunks)])

    def reduceByKey(self, function):
        found = defaultdict(list)
        for chunk in self.chunks:
            for key, value in chunk:
                found[key].append(value)
        return found

    def glom(self):
        return self.chunks


chunks = Chunks([[("a", 1)], [("b", 2), ("a", 3)]])
print(chunks.mapPartitions(lambda part: (pair[1] for pair in part)).glom())
print(chunks.mapPartitionsWithIndex(lambda i, part: [(i, len(list(part)))]).glom())
print(dict(chunks.reduceByKey(max)))

"""Which files a path names and how Hadoop's input formats cut them into splits.

Paths are lists with commas and globs, as `org.apache.hadoop.mapred.FileInputFormat` takes them. `matches` looks at the
file system of the process that it runs in, which is a worker; the rest is arithmetic.
"""

import collections
import os
import re

# The block size that Hadoop gives a local file (fs.local.block.size).
LOCAL_BLOCK = 32 << 20
# Other file systems are asked through Spark, which does not tell their block size; this is the usual one.
OTHER_BLOCK = 128 << 20
_SLOP = 1.1

File = collections.namedtuple("File", "path size directory")
Piece = collections.namedtuple("Piece", "path start end")


def separated(paths):
    """The paths of a list with commas; those inside braces belong to a glob."""
    found, depth, start = [], 0, 0
    for place, character in enumerate(paths):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif character == "," and depth == 0:
            found.append(paths[start:place])
            start = place + 1
    found.append(paths[start:])
    return found


def is_hidden(name):
    return name.startswith(("_", "."))


def has_wildcard(path):
    return re.search(r"(?<!\\)[*?\[{]", path) is not None


def matches(patterns, recursive, split, iterator):
    """Step: for each pattern the list of its files in the order of Hadoop, or None if there is no such path."""
    for pattern in patterns:
        yield _matches(pattern, recursive)


def _matches(pattern, recursive):
    roots = _roots(pattern)
    if not roots and not has_wildcard(pattern):
        return None
    found = []
    for root in roots:
        if not os.path.isdir(root):
            found.append(_file(root))
        else:
            found.extend(_children(root, recursive))
    return found


def _roots(pattern):
    found = set()
    for alternative in _slashed_alternatives(pattern):
        found.update(_expanded(alternative))
    return sorted(root for root in found if not is_hidden(os.path.basename(root)))


def _expanded(pattern):
    roots = ["/"]
    for component in pattern.split("/"):
        if not component:
            continue
        if has_wildcard(component):
            wanted = re.compile(glob_expression(component), re.S)
            roots = [
                os.path.join(root, name)
                for root in roots
                if os.path.isdir(root)
                for name in os.listdir(root)
                if wanted.fullmatch(name)
            ]
        else:
            component = re.sub(r"\\(.)", r"\1", component)
            roots = [os.path.join(root, component) for root in roots]
    return [root for root in roots if os.path.exists(root)]


def _file(path):
    directory = os.path.isdir(path)
    return tuple(File(path, 0 if directory else os.path.getsize(path), directory))


def _children(folder, recursive):
    # In the order of the directory, as java.io.File.list gives it.
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if is_hidden(name):
            continue
        if recursive and os.path.isdir(path):
            yield from _children(path, recursive)
        else:
            yield _file(path)


def _slashed_alternatives(pattern):
    """The patterns that a glob with slashes inside braces stands for (org.apache.hadoop.fs.GlobExpander)."""
    start = 0
    while True:
        start = pattern.find("{", start)
        if start < 0:
            return [pattern]
        depth, bounds = 0, [start]
        for place in range(start, len(pattern)):
            character = pattern[place]
            if character == "{":
                depth += 1
            elif character == "," and depth == 1:
                bounds.append(place)
            elif character == "}":
                depth -= 1
                if depth == 0:
                    bounds.append(place)
                    break
        if depth or "/" not in pattern[start : bounds[-1]]:
            start += 1
            continue
        expanded = []
        rest = pattern[bounds[-1] + 1 :]
        for low, high in zip(bounds, bounds[1:]):
            expanded.extend(_slashed_alternatives(pattern[:start] + pattern[low + 1 : high] + rest))
        return expanded


def glob_expression(glob):
    """The regular expression of one component of a glob (org.apache.hadoop.fs.GlobPattern)."""
    parts, curly, inside, place = [], 0, False, 0
    while place < len(glob):
        character = glob[place]
        if character == "\\" and place + 1 < len(glob):
            place += 1
            parts.append(re.escape(glob[place]))
        elif inside:
            if character == "]":
                inside = False
            elif character == "!" and glob[place - 1] == "[":
                character = "^"
            parts.append("\\[" if character == "[" else character)
        elif character == "[":
            inside = True
            parts.append("[")
        elif character == "*":
            parts.append(".*")
        elif character == "?":
            parts.append(".")
        elif character == "{":
            curly += 1
            parts.append("(?:")
        elif character == "}" and curly:
            curly -= 1
            parts.append(")")
        elif character == "," and curly:
            parts.append("|")
        else:
            parts.append(re.escape(character))
        place += 1
    return "".join(parts)


def splits(files, minimum, block, splittable, least=1):
    """Pieces as `org.apache.hadoop.mapred.FileInputFormat.getSplits` cuts them; empty files have none, as Spark leaves
    out empty splits."""
    goal = sum(file.size for file in files) // max(minimum, 1)
    return sized_splits(files, max(least, min(goal, block)), splittable)


def sized_splits(files, size, splittable):
    """Pieces of a given size, with Hadoop's slop for the last; used as it is by the newer `mapreduce` formats."""
    pieces = []
    for file in files:
        left = file.size
        if left and not splittable(file.path):
            pieces.append(Piece(file.path, 0, left))
            continue
        while left / size > _SLOP:
            pieces.append(Piece(file.path, file.size - left, file.size - left + size))
            left -= size
        if left:
            pieces.append(Piece(file.path, file.size - left, file.size))
    return pieces


def combined(files, limit):
    """Groups of whole files as `CombineFileInputFormat` makes them for one host, each until `limit` bytes are in it.

    Empty files lie on no host: they come in a second pass, with the files that were not enough for a group.
    """
    groups, rest = _filled([file for file in files if file.size], limit)
    waiting = set(rest)
    more, last = _filled([file for file in files if file in waiting or not file.size], limit)
    groups += more
    if last:
        groups.append(last)
    return [[Piece(file.path, 0, file.size) for file in group] for group in groups]


def _filled(files, limit):
    groups, group, size = [], [], 0
    for file in files:
        group.append(file)
        size += file.size
        if limit and size >= limit:
            groups.append(group)
            group, size = [], 0
    return groups, group

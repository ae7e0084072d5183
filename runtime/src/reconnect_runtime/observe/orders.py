"""Hands rows whose order Spark leaves open to a classic program in an order of our choice.

Two such runs, one with rows ascending and one descending, are both runs that Spark allows, and show what of the original
hangs on an order that nobody defined. An order is left open by what shuffles: grouping, joins, windows, repartitioning.
Below a sort only ties are open. Everything else stays as it comes: files, ranges, local data, unions of them.

Rows are turned when they reach the program, and before what picks among them: `limit`, `show`, `dropDuplicates`, grouping
(for `collect_list` and `first`), ranks, numbering. A program that counts with accumulators is left alone by the latter:
turning takes further jobs, in which it would count again.
"""

import os
import re

_MOST_ROWS = 100_000
_MOST_NODES = 2_000

_OPEN = "open"
_AS_IT_COMES = "as it comes"

# Logical operators that keep the order of their (first) child.
_KEEPING = frozenset(
    (
        "Project",
        "Filter",
        "GlobalLimit",
        "LocalLimit",
        "Offset",
        "Tail",
        "SubqueryAlias",
        "View",
        "Generate",
        "Sample",
        "ResolvedHint",
        "CollectMetrics",
        "MapInPandas",
        "MapInArrow",
        "DataFrameDropColumns",
        "BatchEvalPython",
        "ArrowEvalPython",
    )
)

# Logical operators whose rows come in the order in which shuffled blocks, hash tables or broadcasts happen to be read.
_SHUFFLING = frozenset(
    (
        "Join",
        "AsOfJoin",
        "LateralJoin",
        "Window",
        "WindowInPandas",
        "Distinct",
        "Deduplicate",
        "Intersect",
        "Except",
        "Pivot",
        "AggregateInPandas",
        "FlatMapGroupsInPandas",
        "FlatMapGroupsInArrow",
        "FlatMapCoGroupsInPandas",
        "FlatMapCoGroupsInArrow",
    )
)
_REPARTITIONING = frozenset(("RepartitionByExpression", "RebalancePartitions"))

# Pickled by value, for it runs in Spark's Python workers, where this package is not.
_GROUPED = """
def turned(values):
    return type(values)(sorted(values, key=repr, reverse=DESCENDING))
"""

_TAG = "_reconnect_open"
_FRAME = "_reconnect_frame"
_NAME = "_reconnect_name"

# Types whose values have no order.
_UNSORTABLE = ("map", "variant", "interval", "geometry", "geography", "udt")


class Orders:
    """The direction of a run's open rows, and what was seen to be written without an order."""

    def __init__(self, descending):
        self._descending = descending
        self._open_relations = set()
        self._written = {}
        self._counts = False

    def install(self):
        """Changes the classic classes of the process at hand."""
        from pyspark import RDD, SparkContext
        from pyspark.sql import DataFrameWriter, DataFrameWriterV2, SparkSession

        frame = _frame_class()
        _patch(frame, "collect", lambda collect: lambda df, *a, **k: self._rows(collect(df, *a, **k), self.of_frame(df)))
        _patch(frame, "toLocalIterator", lambda iterate: lambda df, *a, **k: self._iterated(iterate, df, a, k))
        _patch(frame, "toPandas", lambda to: lambda df, *a, **k: self._pandas(to(df, *a, **k), self.of_frame(df)))
        _patch(frame, "_show_string", lambda show: lambda df, *a, **k: self._shown(show, self._settled(df), a, k))
        for name in ("limit", "tail", "groupBy", "rollup", "cube", "dropDuplicates"):
            _patch(frame, name, lambda pick: lambda df, *a, **k: pick(self._settled(df), *a, **k))
        frame.groupby, frame.drop_duplicates = frame.groupBy, frame.dropDuplicates
        for name in ("select", "selectExpr", "withColumn", "withColumns"):
            _patch(frame, name, self._ranking)
        self._patch_rdd_of(frame)
        _patch(SparkSession, "createDataFrame", self._remembering_relations)
        _patch(SparkContext, "accumulator", self._noting_accumulator)
        self._patch_rdds(RDD)
        for name in ("save", "json", "parquet", "text", "csv", "orc"):
            _patch(DataFrameWriter, name, self._noting_path)
        for name in ("saveAsTable", "insertInto"):
            _patch(DataFrameWriter, name, self._noting_table)
        _patch(DataFrameWriterV2, "__init__", _remembering_name)
        for name in ("create", "replace", "createOrReplace", "append", "overwrite", "overwritePartitions"):
            _patch(DataFrameWriterV2, name, self._noting_table_of)
        _patch(RDD, "saveAsTextFile", self._noting_text)
        if self._descending:
            _start_numbers_later()

    def written(self):
        """The paths to which nothing but rows without an order was written."""
        return sorted(path for path, is_open in self._written.items() if is_open)

    # Orders.

    def of_frame(self, frame):
        """"open", "as it comes", or the numbers of the columns whose equal values are ties of a sort."""
        try:
            plan = frame._jdf.queryExecution().analyzed()
            return self._of_plan(plan, plan, [_MOST_NODES])
        except Exception:  # what cannot be told stays as it comes
            return _AS_IT_COMES

    def _of_plan(self, top, node, left):
        while left[0] > 0:
            left[0] -= 1
            name = node.getClass().getSimpleName()
            if name in _KEEPING:
                node = node.children().apply(0)
            elif name == "Sort":
                if getattr(node, "global")():
                    return _ties(top, node)
                node = node.child()
            elif name == "Aggregate":
                return _OPEN if node.groupingExpressions().nonEmpty() else _AS_IT_COMES
            elif name in _SHUFFLING:
                return _OPEN
            elif name in _REPARTITIONING or name == "Repartition":
                below = self._of_plan(top, node.child(), left)
                if name == "Repartition" and not node.shuffle():
                    return below
                return _AS_IT_COMES if isinstance(below, list) else _OPEN
            elif name == "Union":
                children = node.children()
                orders = [self._of_plan(top, children.apply(i), left) for i in range(children.size())]
                return _OPEN if _OPEN in orders else _AS_IT_COMES
            elif name == "WithCTE":
                node = node.plan()
            elif name == "LogicalRDD":
                return _OPEN if node.rdd().id() in self._open_relations else _AS_IT_COMES
            else:
                return _AS_IT_COMES
        return _AS_IT_COMES

    def of_rdd(self, rdd):
        """Whether the order of an RDD's elements is open: it comes from a shuffle by hash, and no sort followed."""
        for _ in range(_MOST_NODES):
            fields = rdd.__dict__
            if _TAG in fields:
                return fields[_TAG]
            if _FRAME in fields:
                return self.of_frame(fields[_FRAME]) == _OPEN
            rdd = fields.get("prev")
            if rdd is None:
                return None
        return None

    # What picks among rows.

    def _settled(self, frame):
        """The frame sorted in the run's direction as far as its order is open; any that cannot be sorted as it is."""
        try:
            order = _AS_IT_COMES if self._counts else self.of_frame(frame)
            if order == _AS_IT_COMES:
                return frame
            keys = [] if order == _OPEN else _keys(frame)
            rest = [_column(name, self._descending) for name in _sortable(frame)]
            return frame if keys is None or not rest else frame.sort(*keys, *rest)
        except Exception:  # whatever stands against it: fewer orders are seen
            return frame

    def _ranking(self, select):
        def select_ranks(frame, *columns, **named):
            text = str((columns, named)).upper()
            return select(self._settled(frame) if "OVER (" in text or "OVER(" in text else frame, *columns, **named)

        return select_ranks

    def _shown(self, show, frame, arguments, named):
        return self._table(show(frame, *arguments, **named), self.of_frame(frame))

    def _settled_rdd(self, rdd):
        if self._counts or not self.of_rdd(rdd):
            return rdd
        return rdd.context.parallelize(rdd.collect(), rdd.getNumPartitions())

    def _noting_accumulator(self, make):
        def accumulator(context, *arguments, **named):
            self._counts = True
            return make(context, *arguments, **named)

        return accumulator

    # Rows.

    def _rows(self, rows, order):
        if order == _AS_IT_COMES or not rows or len(rows) > _MOST_ROWS:
            return rows
        if order == _OPEN:
            return sorted(rows, key=repr, reverse=self._descending)
        return self._ties_turned(rows, [tuple(repr(row[column]) for column in order) for row in rows])

    def _ties_turned(self, rows, keys):
        turned = []
        start = 0
        for end in range(1, len(rows) + 1):
            if end == len(rows) or keys[end] != keys[start]:
                turned += sorted(rows[start:end], key=repr, reverse=self._descending)
                start = end
        return turned

    def _iterated(self, iterate, frame, arguments, named):
        order = self.of_frame(frame)
        rows = iterate(frame, *arguments, **named)
        return rows if order == _AS_IT_COMES else iter(self._rows(list(rows), order))

    def _pandas(self, table, order):
        if order == _AS_IT_COMES or len(table) > _MOST_ROWS or len(table) < 2:
            return table
        rows = [(repr(row), number) for number, row in enumerate(table.itertuples(index=False, name=None))]
        if order == _OPEN:
            turned = sorted(rows, reverse=self._descending)
        else:
            values = list(table.itertuples(index=False, name=None))
            turned = self._ties_turned(rows, [tuple(repr(row[column]) for column in order) for row in values])
        return table.iloc[[number for _, number in turned]].reset_index(drop=True)

    def _table(self, text, order):
        """The lines between the rules of a printed table; a table that looks otherwise is left alone."""
        if order == _AS_IT_COMES:
            return text
        lines = text.split("\n")
        rules = [number for number, line in enumerate(lines) if line.startswith("+") and not line.strip("+-")]
        if len(rules) != 3:
            return text
        first, end = rules[1] + 1, rules[2]
        rows = lines[first:end]
        columns = lines[rules[0]].count("+")
        if any(row.count("|") != columns for row in rows):
            return text
        if order == _OPEN:
            rows.sort(reverse=self._descending)
        else:
            rows = self._ties_turned(rows, [tuple(row.split("|")[1 + column] for column in order) for row in rows])
        return "\n".join(lines[:first] + rows + lines[end:])

    # Classes.

    def _patch_rdd_of(self, frame):
        original = frame.__dict__["rdd"]

        def rdd(df):
            found = original.__get__(df)
            found.__dict__[_FRAME] = df
            return found

        frame.rdd = property(rdd, doc=original.__doc__)

    def _patch_rdds(self, rdd):
        from pyspark.rdd import portable_hash

        def by_hash(partition):
            def partition_by(it, numPartitions, partitionFunc=portable_hash):
                found = partition(it, numPartitions, partitionFunc)
                if partitionFunc is portable_hash and found is not it:
                    found.__dict__[_TAG] = True
                return found

            return partition_by

        def in_order(sort):
            def sort_by_key(it, *arguments, **named):
                found = sort(it, *arguments, **named)
                if found is not it:
                    found.__dict__[_TAG] = False
                return found

            return sort_by_key

        def coalesced(coalesce):
            def coalesce_rdd(it, numPartitions, shuffle=False):
                found, before = coalesce(it, numPartitions, shuffle), self.of_rdd(it)
                if found is not it:
                    found.__dict__[_TAG] = before if not shuffle else None if before is False else True
                return found

            return coalesce_rdd

        def united(union):
            def union_rdd(it, other):
                found = union(it, other)
                found.__dict__[_TAG] = True if self.of_rdd(it) or self.of_rdd(other) else None
                return found

            return union_rdd

        functions = {"__name__": "__main__", "DESCENDING": self._descending}
        exec(_GROUPED, functions)

        def grouped(group):
            def group_by_key(it, *arguments, **named):
                return group(it, *arguments, **named).mapValues(functions["turned"])

            return group_by_key

        def counted(count):
            return lambda it, *a, **k: self._mapping(count(it, *a, **k))

        def taken(take):
            return lambda it, num: it.collect()[:num] if self.of_rdd(it) and not self._counts else take(it, num)

        _patch(rdd, "partitionBy", by_hash)
        _patch(rdd, "groupByKey", grouped)
        _patch(rdd, "sortByKey", in_order)
        _patch(rdd, "repartitionAndSortWithinPartitions", in_order)
        _patch(rdd, "coalesce", coalesced)
        _patch(rdd, "union", united)
        for name in ("countByValue", "reduceByKeyLocally"):
            _patch(rdd, name, counted)
        _patch(rdd, "take", taken)
        for name in ("zipWithIndex", "zipWithUniqueId"):
            _patch(rdd, name, lambda number: lambda it: number(self._settled_rdd(it)))
        _patch(rdd, "collect", lambda collect: lambda it: self._elements(collect(it), it))
        _patch(rdd, "toLocalIterator", lambda iterate: lambda it, *a, **k: self._streamed(iterate(it, *a, **k), it))

    def _elements(self, elements, rdd):
        return self._rows(elements, _OPEN) if self.of_rdd(rdd) else elements

    def _mapping(self, found):
        """The dict, filled in the run's direction."""
        items = sorted(found.items(), key=repr, reverse=self._descending)
        found.clear()
        found.update(items)
        return found

    def _streamed(self, elements, rdd):
        return iter(self._rows(list(elements), _OPEN)) if self.of_rdd(rdd) else elements

    def _remembering_relations(self, create):
        from pyspark import RDD

        def create_frame(session, data, *arguments, **named):
            frame = create(session, data, *arguments, **named)
            if isinstance(data, RDD) and self.of_rdd(data):
                relation = frame._jdf.queryExecution().analyzed()
                while relation.getClass().getSimpleName() in _KEEPING:
                    relation = relation.children().apply(0)
                if relation.getClass().getSimpleName() == "LogicalRDD":
                    self._open_relations.add(relation.rdd().id())
            return frame

        return create_frame

    def _noting_path(self, write):
        def write_to(writer, path=None, *arguments, **named):
            if path is not None:
                self._note(path, self.of_frame(writer._df) == _OPEN)
            return write(writer, path, *arguments, **named)

        return write_to

    def _noting_table(self, write):
        def write_to(writer, *arguments, **named):
            self._note_table(arguments[0] if arguments else named.get("name", named.get("tableName")), writer)
            return write(writer, *arguments, **named)

        return write_to

    def _noting_table_of(self, write):
        def write_to(writer, *arguments, **named):
            self._note_table(writer.__dict__[_NAME], writer)
            return write(writer, *arguments, **named)

        return write_to

    def _note_table(self, name, writer):
        warehouse = writer._spark.conf.get("spark.sql.warehouse.dir")
        database, _, table = str(name).replace("`", "").rpartition(".")
        folder = database.rpartition(".")[2].lower() + ".db" if database not in ("", "default") else ""
        self._note(os.path.join(_local(warehouse), folder, table.lower()), self.of_frame(writer._df) == _OPEN)

    def _noting_text(self, write):
        def write_to(rdd, path, *arguments, **named):
            self._note(path, bool(self.of_rdd(rdd)))
            return write(rdd, path, *arguments, **named)

        return write_to

    def _note(self, path, is_open):
        path = os.path.abspath(_local(str(path)))
        self._written[path] = is_open and self._written.get(path, True)


def turned(records, descending):
    """The records of a file that was written without an order."""
    return sorted(records, key=repr, reverse=descending)


def _ties(top, sort):
    """The columns that tell the ties of a sort; as it comes if the sort's keys are not all among the columns."""
    columns = {}
    output = top.output()
    for number in range(output.size()):
        columns.setdefault(output.apply(number).exprId().id(), number)
    found = []
    keys = sort.order()
    for number in range(keys.size()):
        key = keys.apply(number).child()
        if not key.deterministic():
            return _AS_IT_COMES
        references = key.references().toSeq()
        for each in range(references.size()):
            column = columns.get(references.apply(each).exprId().id())
            if column is None:
                return _AS_IT_COMES
            found.append(column)
    return found


_REARRANGED = re.compile(r"(Shuffled|Coalesced)\w*\[")
_HADOOP_FILES = re.compile(r"^[ |+(\d)-]*(.+) (?:New)?HadoopRDD\[", re.MULTILINE)


def is_in_file_order(value):
    """Whether the rows of a classic DataFrame come in the order in which an RDD reads several files, and nothing shuffled or sorted them.

    `textFile` reads files as the file system lists them, `spark.read.text` the largest first (`FilePartition.scala`). `sortBy` shuffles, but
    for a sort into one partition, which brings them together first (`pyspark/core/rdd.py`)."""
    if not isinstance(value, _frame_class()) or value.isStreaming:
        return False
    try:
        plan = value._jdf.queryExecution().optimizedPlan()
        leaves = plan.collectLeaves()
        relations = [leaves.apply(number) for number in range(leaves.size())]
        lineages = [leaf.rdd().toDebugString() for leaf in relations if leaf.getClass().getSimpleName() == "LogicalRDD"]
        return (
            plan.outputOrdering().isEmpty()
            and not any(_REARRANGED.search(lineage) for lineage in lineages)
            and any(_are_several(path) for lineage in lineages for path in _HADOOP_FILES.findall(lineage))
        )
    except Exception:  # what cannot be told has the order that it shows
        return False


def _are_several(path):
    return os.path.isdir(_local(path)) or any(character in path for character in ",*?[{")


def _keys(frame):
    """The keys of the sort that the frame's rows come from, as columns of the frame; None if one of them is computed."""
    plan = frame._jdf.queryExecution().analyzed()
    names = {}
    for number, name in enumerate(frame.columns):
        names[plan.output().apply(number).exprId().id()] = name
    while plan.getClass().getSimpleName() != "Sort":
        plan = plan.children().apply(0)
    keys = []
    for number in range(plan.order().size()):
        key = plan.order().apply(number)
        if key.child().getClass().getSimpleName() != "AttributeReference":
            return None
        column = _named(names[key.child().exprId().id()])
        way = "desc" if key.direction().toString().startswith("Desc") else "asc"
        nulls = "first" if key.nullOrdering().toString() == "NullsFirst" else "last"
        keys.append(getattr(column, "%s_nulls_%s" % (way, nulls))())
    return keys


def _sortable(frame):
    """The columns to sort a frame by; none if two of them have one name."""
    names = [name.lower() for name in frame.columns]
    if len(set(names)) < len(names):
        return []
    types = [(field.name, field.dataType.simpleString()) for field in frame.schema.fields]
    return [name for name, kind in types if not any(word in kind for word in _UNSORTABLE)]


def _column(name, descending):
    column = _named(name)
    return column.desc() if descending else column.asc()


def _named(name):
    from pyspark.sql import functions

    return functions.col("`" + name.replace("`", "``") + "`")


def _remembering_name(make):
    def make_writer(writer, frame, table):
        make(writer, frame, table)
        writer.__dict__[_NAME] = table

    return make_writer


def _start_numbers_later():
    """Numbers as they are where the first partitions are empty."""
    from pyspark.sql import functions

    modules = [functions] + [getattr(functions, "builtin")] * hasattr(functions, "builtin")
    for module in modules:
        _patch(module, "monotonically_increasing_id", lambda number: lambda: number() + (3 << 33))


def _patch(owner, name, changed):
    original = getattr(owner, name, None)
    if original is None:
        return
    replacement = changed(original)
    replacement.__name__ = name
    replacement.__doc__ = original.__doc__
    setattr(owner, name, replacement)


def _frame_class():
    try:
        from pyspark.sql.classic.dataframe import DataFrame
    except ImportError:  # before 4.0
        from pyspark.sql import DataFrame
    return DataFrame


def _local(path):
    return "/" + path[len("file:") :].lstrip("/") if path.startswith("file:") else path

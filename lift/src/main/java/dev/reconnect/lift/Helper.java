package dev.reconnect.lift;

/** Small functions that a program gets where no method of a frame raises what the RDD's did. */
enum Helper {
    FIRST_OF(
            "first_of",
            """
            def first_of(rows):
                if not rows:
                    raise ValueError("RDD is empty")
                return rows[0]
            """),
    REDUCED(
            "reduced",
            """
            def reduced(value):
                if value is None:
                    raise ValueError("Can not reduce() empty RDD")
                return value
            """),
    GIVES(
            "gives",
            """
            def gives(kind):
                \"\"\"Holds a function to what it gives: a column would turn other values into that, or into null.\"\"\"

                def fits(value, kind):
                    if type(kind) is dict:
                        return getattr(value, "__fields__", None) == list(kind) and all(map(fits, value, kind.values()))
                    of, parts = getattr(kind, "__origin__", kind), getattr(kind, "__args__", ())
                    if of is tuple:
                        return type(value) is tuple and len(value) == len(parts) and all(map(fits, value, parts))
                    if of is list:
                        return type(value) is list and all(fits(item, parts[0]) for item in value)
                    return any(fits(value, part) for part in parts) if parts else type(value) is of

                def held(function):
                    def checked(*arguments):
                        value = function(*arguments)
                        if not fits(value, kind):
                            raise TypeError(f"{value!r} is not of the type {kind}")
                        return value

                    return checked

                return held
            """),
    HOLDS(
            "holds",
            """
            def holds(condition, error):
                \"\"\"Raises the error where the condition is false; Spark moves no filter in front of one that numbers rows.\"\"\"
                return F.assert_true(condition & (F.monotonically_increasing_id() >= 0), error).isNull()
            """),
    ONCE(
            "once",
            """
            def once(column):
                \"\"\"The column, which Spark does not compute again wherever it is read, as it does not move what numbers rows.\"\"\"
                return F.when(F.monotonically_increasing_id() >= 0, column)
            """),
    IS_INT(
            "is_int",
            """
            def is_int(text):
                return text.rlike(r"^\\s*[+-]?\\d+\\s*\\z") & text.try_cast("bigint").isNotNull()
            """),
    IS_FLOAT(
            "is_float",
            """
            def is_float(text):
                return text.rlike(r"(?i)^\\s*(nan|[+-]?(inf(inity)?|(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?))\\s*\\z")
            """),
    REDUCED_PARTS(
            "reduced_parts",
            """
            def reduced_parts(row):
                if None in tuple(row):
                    raise ValueError("Can not reduce() empty RDD")
                return tuple(row)
            """),
    BEST_OF(
            "best_of",
            """
            def best_of(rows):
                if not rows:
                    raise ValueError("Can not reduce() empty RDD")
                return rows[0]
            """),
    COUNTED(
            "counted",
            """
            def counted(rows):
                if not rows:
                    raise ValueError("Can not reduce() empty RDD")
                return rows
            """),
    OR_ZERO(
            "or_zero",
            """
            def or_zero(value):
                return 0 if value is None else value
            """),
    STATS_OF(
            "stats_of",
            """
            def stats_of(row):
                \"\"\"The statistics of numbers, of which the row has the count, the mean, the variance, the least and the greatest.\"\"\"
                if not row[0]:
                    return StatCounter()
                stats = StatCounter(row[3:])
                stats.n, stats.mu, stats.m2 = row[0], row[1], row[2] * row[0]
                return stats
            """),
    HAVING(
            "having",
            """
            def having(frame, columns):
                \"\"\"Holds a frame to the columns that it has to have; without rows it may have others.\"\"\"
                kinds = {"string": str, "tinyint": int, "smallint": int, "int": int, "bigint": int, "double": float, "boolean": bool}
                fits = [(name, kinds.get(kind)) for name, kind in frame.dtypes] == list(columns.items())
                if not fits and frame.take(1):
                    raise TypeError(f"the columns are {frame.dtypes}, not {columns}")
                return frame
            """),
    WITH_SCHEMA(
            "with_schema",
            """
            def with_schema(schema, frame):
                \"\"\"The frame with the names of a schema, the types of which it has to have.\"\"\"
                if [field.dataType for field in frame.schema] != [field.dataType for field in schema]:
                    raise TypeError(f"{frame.schema.simpleString()} is not {schema.simpleString()}")
                return frame.toDF(*schema.names)
            """),
    NOT_EMPTY(
            "not_empty",
            """
            def not_empty(frame):
                if not frame.take(1):
                    raise ValueError("RDD is empty")
                return frame
            """);

    private final String name;
    private final String code;

    Helper(String name, String code) {
        this.name = name;
        this.code = code;
    }

    String functionName() {
        return name;
    }

    String code() {
        return code;
    }
}

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

package dev.reconnect.lift;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.FunctionDef;

/** Where a file keeps RDDs: what one expression puts there, another one reads. */
sealed interface Place {
    /** A variable or parameter, be it for an RDD or for a list of them. */
    record Variable(Binding binding) implements Place {}

    /** What a function gives back. */
    record Result(FunctionDef function) implements Place {}

    /** An attribute of the objects of a class. */
    record Member(ClassDef owner, String name) implements Place {}
}

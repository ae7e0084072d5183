/** What expressions are: classes, their members, and the inference of types over a whole project. */
@NullMarked
package dev.reconnect.python.types;

import org.jspecify.annotations.NullMarked;

/** Adding and removing imports in a file's own style: the one place where import lines are edited. */
@NullMarked
package dev.reconnect.python.imports;

import org.jspecify.annotations.NullMarked;

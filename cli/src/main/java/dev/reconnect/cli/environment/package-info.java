/** The Python that runs the user's programs: found, or made with a pinned PySpark. */
@NullMarked
package dev.reconnect.cli.environment;

import org.jspecify.annotations.NullMarked;

/** Traces of programs: reading them, and what they say about the sources that are at hand. */
@NullMarked
package dev.reconnect.cli.trace;

import org.jspecify.annotations.NullMarked;

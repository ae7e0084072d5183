/** Frames made from Python data, and data that travels to workers. */
@NullMarked
package dev.reconnect.rules.data;

import org.jspecify.annotations.NullMarked;

/** Finding the files to look at, reading them with their encoding, and writing them back without losing a byte. */
@NullMarked
package dev.reconnect.engine.workspace;

import org.jspecify.annotations.NullMarked;

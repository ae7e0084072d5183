/** Applying fixes until nothing is left to fix, with the reason for each changed stretch of text. */
@NullMarked
package dev.reconnect.engine.fix;

import org.jspecify.annotations.NullMarked;

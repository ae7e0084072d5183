/** User-defined functions: when they are made and what they capture. */
@NullMarked
package dev.reconnect.rules.udf;

import org.jspecify.annotations.NullMarked;

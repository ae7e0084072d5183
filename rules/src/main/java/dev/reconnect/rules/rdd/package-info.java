/** Single steps through an RDD that have an exact counterpart on frames. */
@NullMarked
package dev.reconnect.rules.rdd;

import org.jspecify.annotations.NullMarked;

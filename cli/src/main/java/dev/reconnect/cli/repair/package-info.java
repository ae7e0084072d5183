/** From a failure on Spark Connect to a program that does not fail there: where the cause is, what mends it, and the proof. */
@NullMarked
package dev.reconnect.cli.repair;

import org.jspecify.annotations.NullMarked;

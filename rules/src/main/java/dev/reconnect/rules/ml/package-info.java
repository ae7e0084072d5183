/** Machine learning: what estimators and models do otherwise on Spark Connect. */
@NullMarked
package dev.reconnect.rules.ml;

import org.jspecify.annotations.NullMarked;

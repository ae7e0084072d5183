/** Rules about single members of {@code SparkContext}. */
@NullMarked
package dev.reconnect.rules.context;

import org.jspecify.annotations.NullMarked;

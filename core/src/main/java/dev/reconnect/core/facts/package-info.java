/** What Spark Connect does with each public symbol of PySpark, by release. */
@NullMarked
package dev.reconnect.core.facts;

import org.jspecify.annotations.NullMarked;

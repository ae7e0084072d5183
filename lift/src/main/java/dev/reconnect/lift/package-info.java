/** RDD pipelines as DataFrame code: what they compute, in columns, exactly, or the reason why not. */
@NullMarked
package dev.reconnect.lift;

import org.jspecify.annotations.NullMarked;

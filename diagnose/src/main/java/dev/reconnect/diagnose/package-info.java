/** Error messages of Python and Spark: read in whatever form they come, and recognised. */
@NullMarked
package dev.reconnect.diagnose;

import org.jspecify.annotations.NullMarked;

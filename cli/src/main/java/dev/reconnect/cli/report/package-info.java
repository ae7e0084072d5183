/** Results as text, JSON, SARIF, GitHub annotations, JUnit XML and HTML. */
@NullMarked
package dev.reconnect.cli.report;

import org.jspecify.annotations.NullMarked;

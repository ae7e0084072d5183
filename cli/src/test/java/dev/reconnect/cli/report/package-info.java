@NullMarked
package dev.reconnect.cli.report;

import org.jspecify.annotations.NullMarked;
